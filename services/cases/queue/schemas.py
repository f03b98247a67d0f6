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
    UNOWNED = "unowned"
    FOLLOW_UP = "follow_up"
    OMBUDSMAN = "ombudsman"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class FollowUp(BaseModel):
    """Remedies and actions of a case that are open, those of them that are late, and the first date of them.

    In the list of what is with the Ombudsman: its cases, and what is owed in them.
    """

    open: int
    late: int
    due_on: date | None


class ListedCase(CaseSummary):
    """A case in a list; `follow_up` in the lists of what is to follow up, and of what is with the Ombudsman."""

    follow_up: FollowUp | None = None


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
    restricted: int
    follow_up: int
    follow_up_late: int
    ombudsman: int
