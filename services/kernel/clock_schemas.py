"""How clocks and their explanations look in every service's answers."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from kernel.calendar import BeyondCalendar, Calendars
from kernel.clocks import Clock, ClockState, Explanation, Reading, explain
from kernel.vocabulary import Act, Basis, OwedBy, Unit


class ExplainedDayRead(BaseModel):
    """One day of a count. `number` 0 is the day of receipt; a skipped day has none."""

    model_config = ConfigDict(from_attributes=True)

    on: date
    number: int | None
    skipped: str | None = Field(description="weekend, bank_holiday, closure or held")
    name: str | None = Field(description="of the bank holiday or closure")


class ExplanationRead(BaseModel):
    """How a date was worked out; `days` is empty for clocks that are not counted in working days."""

    model_config = ConfigDict(from_attributes=True)

    summary: str
    rule: str
    calendar: str
    source: str
    days: list[ExplainedDayRead]


class ExtensionRead(BaseModel):
    """How far a clock may be extended now."""

    to: int | None = Field(description="the longest total, in the clock's unit; null: no ceiling")
    usual: int | None = Field(default=None, description="the longest total without good reason")
    agreement: bool = Field(description="the person has to agree before it expires")
    source: str


class ClockRead(BaseModel):
    """A clock as it reads today.

    `days_left` counts working days from today to the due day, negative when late, null once it does not matter.
    `due_on` is the date in force; `original_due_on` the one before it was extended. `aim_for` is the last working
    day not after a due day that is none.
    """

    kind: str
    name: str
    stage: int = Field(description="of the case; 0: the whole case")
    starts: Act
    ends: Act
    owed_by: OwedBy
    amount: int | None
    unit: Unit
    basis: Basis
    source: str
    started_on: date
    due_on: date | None
    original_due_on: date | None
    aim_for: date | None
    unknown_because: str | None
    provisional: bool
    state: ClockState
    met_on: date | None
    met_original: bool | None
    met_extended: bool | None = Field(description="null when it was not extended, or is not met yet")
    days_left: int | None
    rag: Reading
    may_extend: ExtensionRead | None = None
    explanation: ExplanationRead | None = None


def read_clock(clock: Clock, today: date, calendars: Calendars, explained: bool = False) -> ClockRead:
    """A clock as it reads on `today`, with its explanation if asked for."""
    limit, current = clock.due.limit, clock.current
    return ClockRead(
        kind=limit.kind,
        name=limit.name,
        stage=clock.stage,
        starts=limit.starts,
        ends=limit.ends,
        owed_by=limit.owed_by,
        amount=current.limit.amount or None,
        unit=limit.unit,
        basis=limit.basis,
        source=limit.source,
        started_on=clock.due.started_on,
        due_on=current.on,
        original_due_on=clock.due.on if clock.extended else None,
        aim_for=_aim_for(current.on, calendars),
        unknown_because=current.unknown_because,
        provisional=current.provisional,
        state=clock.state(today),
        met_on=clock.met_on,
        met_original=clock.met_by(clock.due),
        met_extended=clock.met_by(clock.extended),
        days_left=clock.days_left(today, calendars),
        rag=clock.reading(today, calendars),
        explanation=read_explanation(explain(current, calendars)) if explained else None,
    )


def _aim_for(on: date | None, calendars: Calendars) -> date | None:
    if on is None:
        return None
    try:
        return calendars.by_law.last_on_or_before(on)
    except BeyondCalendar:
        return on


def read_explanation(explanation: Explanation) -> ExplanationRead:
    return ExplanationRead.model_validate(explanation)
