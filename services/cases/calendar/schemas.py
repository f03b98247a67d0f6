"""Request and response bodies of the calendar."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from cases.record.schemas import OfficerName
from kernel.calendar_changes import CalendarAction, What
from kernel.values import Body, Line, LocalDate


class ChangeAsked(Body):
    """A holiday or a closure of the council's offices to be added, withdrawn or moved.

    `on`: the day, or the first day of a closure; `until`: the last one. `to`: where a moved day moves to. `name`
    is needed for what is added. `source`: who says so. `announced_on`: since when it is known.
    """

    action: Literal[CalendarAction.ADD, CalendarAction.WITHDRAW, CalendarAction.MOVE]
    what: What
    on: LocalDate
    to: LocalDate | None = None
    until: LocalDate | None = None
    name: Line | None = None
    announced_on: LocalDate
    source: Line


class ChangeToMake(ChangeAsked):
    """The same, to be carried out. `previewed_version`: of the calendar, as the preview said."""

    previewed_version: Line


class UndoToMake(Body):
    """Why a change is taken back, and since when that is known; null: since today."""

    source: Line
    announced_on: LocalDate | None = None
    previewed_version: Line


class ChangeRead(BaseModel):
    """A change to the council's calendar; of an undo, what is taken back."""

    number: int
    action: CalendarAction
    what: What
    on: date
    to: date | None
    until: date | None
    name: str
    announced_on: date
    source: str
    undoes: int | None = Field(description="number of the change that this one takes back")


class ChangeMade(ChangeRead):
    """A change that was carried out."""

    undone_by: int | None = Field(description="number of the change that took it back")
    may_undo: bool
    by: OfficerName
    at: datetime
    cases_moved: int


class DayOff(BaseModel):
    """A weekday that does not count: a bank holiday by law, a closure for the council's own targets only."""

    on: date
    name: str
    what: What
    known_on: date | None = Field(description="the day it was announced; null: every year has it")
    provisional: bool = Field(description="its year's list is not published yet")
    change: int | None = Field(description="number of the council's change that put it there")


class WorkedDay(BaseModel):
    """A bank holiday of the published list that counts for this council: it was withdrawn, or moved away."""

    on: date
    name: str
    change: int


class CalendarRead(BaseModel):
    """One year of the council's calendar, and every change the council made to it, newest first.

    `version` changes whenever the calendar does. Days from `first` to `last` are known; those after
    `published_until` are projected.
    """

    year: int
    version: str
    first: date
    last: date
    published_until: date
    days_off: list[DayOff]
    worked: list[WorkedDay]
    changes: list[ChangeMade]


class MoveRead(BaseModel):
    """A running clock that gets another date.

    `promised_on`: the date promised in this case, if it runs; it stays. `promised_is_day_off`: that day is, after
    the change, a holiday or one on which the offices are shut.
    """

    ref: str
    kind: str
    name: str
    team: str | None
    owner: OfficerName | None
    due_on_before: date | None
    due_on_after: date | None
    unknown_because: str | None = Field(description="why there is no date after the change")
    promised_on: date | None
    promised_is_day_off: bool


class ImpactCounts(BaseModel):
    """How many cases and clocks move; `open_not_moved`: the other open cases."""

    cases_moved: int
    clocks_moved: int
    with_promise: int
    promised_on_day_off: int
    open_not_moved: int


class Impact(BaseModel):
    """What a change moves. `version`: of the calendar, as it is previewed on, or after the change that was made.

    `moves` are by reference, then date; a very long list ends early, and `not_listed` says how many follow.
    """

    version: str
    change: ChangeRead
    counts: ImpactCounts
    moves: list[MoveRead]
    not_listed: int


class KeptMove(BaseModel):
    """A clock that was given another date."""

    ref: str
    kind: str
    due_on_before: date | None
    due_on_after: date | None


class ChangeWithMoves(ChangeMade):
    """A change with everything that it moved."""

    moves: list[KeptMove]
