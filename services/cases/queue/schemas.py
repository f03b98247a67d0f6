"""Lists of cases."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from cases.record.schemas import CaseSummary


class View(StrEnum):
    """Which cases a list shows."""

    MINE = "mine"
    LATE = "late"
    SOON = "soon"
    TO_ACKNOWLEDGE = "to_acknowledge"
    TO_CHASE = "to_chase"
    UNOWNED = "unowned"
    FOLLOW_UP = "follow_up"
    OMBUDSMAN = "ombudsman"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class FollowUp(BaseModel):
    """What of a case is open, what of that is late, and the first date of it.

    Remedies and actions that were learned; or cases of the Ombudsman, late where something owed in them is.
    """

    open: int
    late: int
    due_on: date | None


class ListedCase(CaseSummary):
    """A case in a list; `follow_up` where the list is of cases with something to follow up.

    `ombudsman`: where it is of those that are with the Ombudsman.
    """

    version: int
    follow_up: FollowUp | None = None
    ombudsman: FollowUp | None = None


class Cases(BaseModel):
    items: list[ListedCase]
    next_cursor: str | None


class Counts(BaseModel):
    """How many cases each view holds. `restricted`: so many of the council are not shown to the caller."""

    mine: int
    late: int
    soon: int
    unowned: int
    open: int
    closed: int
    to_acknowledge: int
    to_chase: int
    restricted: int
    follow_up: int
    follow_up_late: int
    ombudsman: int
