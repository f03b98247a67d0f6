"""Bodies of holds."""

from kernel.values import Body, Line, LocalDate
from kernel.vocabulary import HoldReason


class HoldBegun(Body):
    """What the case waits for, and when that is looked at again: no hold goes on unseen.

    `beyond_limit_reason`: needed for a day beyond the limit of the law or the Ombudsman's Code.
    """

    reason: HoldReason
    waiting_on: Line
    started_on: LocalDate
    review_on: LocalDate
    beyond_limit_reason: Line | None = None


class HoldEnd(Body):
    ended_on: LocalDate
