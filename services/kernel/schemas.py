"""How clocks and their explanations look in every service's answers."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from kernel.calendar import WorkingDays
from kernel.clocks import Clock, ClockState, Explanation, Reading, explain
from kernel.vocabulary import Basis, ClockKind, Unit


class ExplainedDayRead(BaseModel):
    """One day of a count. `number` 0 is the day of receipt; a skipped day has none."""

    model_config = ConfigDict(from_attributes=True)

    on: date
    number: int | None
    skipped: str | None = Field(description="weekend or bank_holiday")
    name: str | None = Field(description="of the bank holiday")


class ExplanationRead(BaseModel):
    """How a date was worked out; `days` is empty for clocks that are not counted in working days."""

    model_config = ConfigDict(from_attributes=True)

    summary: str
    rule: str
    calendar: str
    source: str
    days: list[ExplainedDayRead]


class ClockRead(BaseModel):
    """A clock as it reads today.

    `days_left` counts working days from today to the due day, negative when late, null once it does not matter.
    """

    kind: ClockKind
    name: str
    amount: int | None
    unit: Unit
    basis: Basis
    source: str
    started_on: date
    due_on: date | None
    unknown_because: str | None
    provisional: bool
    state: ClockState
    met_on: date | None
    days_left: int | None
    rag: Reading
    explanation: ExplanationRead | None = None


def read_clock(clock: Clock, today: date, calendar: WorkingDays, explained: bool = False) -> ClockRead:
    """A clock as it reads on `today`, with its explanation if asked for."""
    limit = clock.due.limit
    return ClockRead(
        kind=limit.kind,
        name=limit.name,
        amount=limit.amount or None,
        unit=limit.unit,
        basis=limit.basis,
        source=limit.source,
        started_on=clock.due.started_on,
        due_on=clock.due.on,
        unknown_because=clock.due.unknown_because,
        provisional=clock.due.provisional,
        state=clock.state(today),
        met_on=clock.met_on,
        days_left=clock.days_left(today, calendar),
        rag=clock.reading(today, calendar),
        explanation=read_explanation(explain(clock.due, calendar)) if explained else None,
    )


def read_explanation(explanation: Explanation) -> ExplanationRead:
    return ExplanationRead.model_validate(explanation)
