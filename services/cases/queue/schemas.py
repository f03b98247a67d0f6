"""Lists of cases."""

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
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Cases(BaseModel):
    items: list[CaseSummary]
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
