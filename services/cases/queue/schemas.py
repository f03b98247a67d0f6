"""Lists of cases."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from cases.record.schemas import CaseSummary
from kernel.vocabulary import Classification, Status


class View(StrEnum):
    """Which cases a list shows."""

    MINE = "mine"
    LATE = "late"
    SOON = "soon"
    TO_ACKNOWLEDGE = "to_acknowledge"
    TO_CHASE = "to_chase"
    TO_TELL = "to_tell"
    LATE_WITHOUT_REASON = "late_without_reason"
    UNOWNED = "unowned"
    READY_TO_CLOSE = "ready_to_close"
    FOLLOW_UP = "follow_up"
    OMBUDSMAN = "ombudsman"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Sort(StrEnum):
    """What a list is sorted by; within it by the next date owed, then by reference.

    `score`: what presses most first.
    """

    DUE = "due"
    RECEIVED = "received"
    OWNER = "owner"
    SCORE = "score"


@dataclass(frozen=True)
class Asked:
    """Which cases a list is of, and in which order."""

    view: View
    sort: Sort
    team: str | None
    owner: str | None
    classification: Classification | None
    status: Status | None
    ref: str | None


class FollowUp(BaseModel):
    """What of a case is open, what of that is late, and the first date of it.

    Remedies and actions that were learned; or cases of the Ombudsman, late where something owed in them is.
    """

    open: int
    late: int
    due_on: date | None


class ListedCase(CaseSummary):
    """A case in a list; `follow_up` of one that is closed, or where the list is of what is to be followed up.

    `ombudsman`: where it is of those that are with the Ombudsman. `score`: days by which it comes before a case
    that counts as due today, null where no date is known; `why`: what moves it forward, in words. `late_stage`:
    number of the first stage whose answer was late, and nobody said why.
    """

    version: int
    score: int | None
    why: list[str]
    late_stage: int | None = None
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
    to_tell: int
    late_without_reason: int
    ready_to_close: int
    restricted: int
    follow_up: int
    follow_up_late: int
    ombudsman: int
