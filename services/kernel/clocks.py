"""Clocks: by when a step is due, and how that date was worked out. Pure; reads no clock of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kernel.calendar import BeyondCalendar, WorkingDays, months_after, months_inclusive
from kernel.vocabulary import Basis, ClockKind, Unit


class Reading(StrEnum):
    """How a clock reads on a given day: always shown as shape, words and colour."""

    LATE = "late"
    SOON = "soon"
    ON_TRACK = "on_track"
    MET = "met"
    MET_LATE = "met_late"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class ClockState(StrEnum):
    RUNNING = "running"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Limit:
    """How long a step may take, on whose authority; one entry of a procedure file.

    Attributes:
        amount: how many units.
        soon: working days before the due day from which the clock reads "soon".
        source: the regulation or report that sets the limit.
        rule: the procedure and version that the limit comes from, in words.
    """

    kind: ClockKind
    name: str
    amount: int
    unit: Unit
    basis: Basis
    source: str
    soon: int
    rule: str


@dataclass(frozen=True)
class ExplainedDay:
    """One day of a count: its number, or why it was skipped ("weekend", "bank_holiday")."""

    on: date
    number: int | None
    skipped: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Explanation:
    """How a due date was worked out; `days` is empty for clocks counted in months or agreed."""

    summary: str
    rule: str
    calendar: str
    source: str
    days: Sequence[ExplainedDay] = ()


@dataclass(frozen=True)
class Due:
    """A limit applied to a start day.

    Attributes:
        on: last day on which the step is in time (local date, Europe/London); None when it cannot be known.
        unknown_because: the reason when `on` is None.
        provisional: the count rests on projected bank holidays.
    """

    limit: Limit
    started_on: date
    on: date | None
    provisional: bool = False
    unknown_because: str | None = None


@dataclass(frozen=True)
class Clock:
    """A due date and what became of it."""

    due: Due
    met_on: date | None = None
    cancelled: bool = False

    def meet(self, on: date) -> "Clock":
        """The step was taken on `on`. A clock is met once: the first act counts."""
        return self if self.met_on or self.cancelled else replace(self, met_on=on)

    def cancel(self) -> "Clock":
        """The step is no longer owed. What was met stays met."""
        return self if self.met_on else replace(self, cancelled=True)

    def state(self, today: date) -> ClockState:
        """What became of the clock by `today`."""
        if self.met_on is not None:
            in_time = self.due.on is None or self.met_on <= self.due.on
            return ClockState.MET if in_time else ClockState.MET_LATE
        if self.cancelled:
            return ClockState.CANCELLED
        if self.due.on is None:
            return ClockState.UNKNOWN
        return ClockState.MISSED if self.due.on < today else ClockState.RUNNING

    def days_left(self, today: date, calendar: WorkingDays) -> int | None:
        """Working days from `today` to the due day; negative: days late; None: no longer or not known.

        The weekend after a due day is late already: at least one day.
        """
        if self.met_on or self.cancelled or self.due.on is None:
            return None
        try:
            left = calendar.count(today, self.due.on)
        except BeyondCalendar:
            return None
        return min(left, -1) if self.due.on < today else left

    def reading(self, today: date, calendar: WorkingDays) -> Reading:
        """How the clock is shown on `today`."""
        state = self.state(today)
        if state is ClockState.MISSED:
            return Reading.LATE
        if state is not ClockState.RUNNING:
            return Reading(state.value)
        left = self.days_left(today, calendar)
        return Reading.SOON if left is not None and left <= self.due.limit.soon else Reading.ON_TRACK


def due(started_on: date, limit: Limit, calendar: WorkingDays) -> Due:
    """Apply a limit to the day its clock starts (local date, day 0).

    A date beyond the known calendar is not guessed: the result carries the reason instead, because a
    complaint is never refused for a calendar.
    """
    try:
        match limit.unit:
            case Unit.WORKING_DAYS:
                on = calendar.add(started_on, limit.amount)
            case Unit.CALENDAR_DAYS:
                on = started_on + timedelta(days=limit.amount)
            case Unit.MONTHS_INCLUSIVE:
                on = months_inclusive(started_on, limit.amount)
            case Unit.MONTHS_AFTER:
                on = months_after(started_on, limit.amount)
            case Unit.AGREED_DATE:
                raise ValueError("An agreed date is given, not counted.")
    except BeyondCalendar as beyond:
        return Due(limit, started_on, None, unknown_because=beyond.detail)
    provisional = limit.unit is Unit.WORKING_DAYS and on > calendar.published_until
    return Due(limit, started_on, on, provisional)


def opening_clocks(received_on: date, limits: Sequence[Limit], calendar: WorkingDays) -> list[Clock]:
    """The clocks that start when a contact is received: the same for intake's preview and the case."""
    return [Clock(due(received_on, limit, calendar)) for limit in limits]


def promise(made_on: date, promised_on: date) -> Clock:
    """The date given to the complainant (SI 2009/309, reg 13(7)); it is kept apart from every limit."""
    limit = Limit(
        kind=ClockKind.PROMISED,
        name="Promised",
        amount=0,
        unit=Unit.AGREED_DATE,
        basis=Basis.PROMISED,
        source="SI 2009/309, reg 13(7)",
        soon=5,
        rule="The date given to the complainant",
    )
    return Clock(Due(limit, made_on, promised_on))


def explain(due: Due, calendar: WorkingDays) -> Explanation:
    """How the date was worked out: every day counted or skipped, the rule, the calendar and the source."""
    limit = due.limit
    days: list[ExplainedDay] = []
    if due.on is None:
        summary = due.unknown_because or "This date cannot be worked out."
    elif limit.unit is Unit.WORKING_DAYS:
        days = _days(due.started_on, due.on, calendar)
        skipped = sum(day.skipped is not None for day in days[1:])
        summary = (
            f"{limit.amount} counted, {skipped} skipped. Day 1 is the first working day after we received it."
        )
    elif limit.unit is Unit.MONTHS_INCLUSIVE:
        summary = (
            f"{limit.amount} months commencing on the day we received it, so that day is the first. "
            "Weekends and bank holidays do not move it."
        )
    elif limit.unit is Unit.MONTHS_AFTER:
        summary = f"The same day {limit.amount} months later. Weekends and bank holidays do not move it."
    elif limit.unit is Unit.CALENDAR_DAYS:
        summary = f"{limit.amount} days, weekends and bank holidays included."
    else:
        summary = "The date that was given to the complainant. Nothing moves it but a new agreement."
    return Explanation(summary, limit.rule, describe(calendar), limit.source, days)


def describe(calendar: WorkingDays) -> str:
    """The calendar in words, with the last year that is published."""
    return f"England and Wales bank holidays, published to {calendar.published_until.year}"


def _days(start: date, end: date, calendar: WorkingDays) -> list[ExplainedDay]:
    days = [ExplainedDay(start, 0)]
    number = 0
    for offset in range(1, (end - start).days + 1):
        day = start + timedelta(days=offset)
        if calendar.is_working_day(day):
            number += 1
            days.append(ExplainedDay(day, number))
        elif day.weekday() >= 5:
            days.append(ExplainedDay(day, None, "weekend"))
        else:
            days.append(ExplainedDay(day, None, "bank_holiday", calendar.bank_holidays[day]))
    return days
