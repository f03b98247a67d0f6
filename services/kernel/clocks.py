"""Clocks: by when a step is due, and how that date was worked out. Pure; reads no clock of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kernel.calendar import BeyondCalendar, Calendars, WorkingDays, months_after, months_inclusive
from kernel.vocabulary import Act, Basis, ClockKind, HoldReason, OwedBy, Unit, WorkingDayRule

Range = tuple[date, date]
"""From a day to another, both included."""


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
        kind: the code of its clock, unique within a case.
        amount: how many units.
        soon: working days before the due day from which the clock reads "soon".
        source: the regulation or report that sets the limit.
        rule: the procedure and version that the limit comes from, in words.
        starts: the act on whose day (day 0) the count starts.
        ends: the act that meets it.
        working_days: which days count, for limits in working days.
        pauses_for: holds during which its days do not count; never any for a legal limit.
    """

    kind: str
    name: str
    amount: int
    unit: Unit
    basis: Basis
    source: str
    soon: int
    rule: str
    starts: Act = Act.RECEIVED
    ends: Act = Act.RESPONDED
    owed_by: OwedBy = OwedBy.COUNCIL
    working_days: WorkingDayRule = WorkingDayRule.ENGLAND_AND_WALES
    pauses_for: tuple[HoldReason, ...] = ()


@dataclass(frozen=True)
class Hold:
    """Days on which a case waits for something: from `first` to `last`, both included."""

    reason: HoldReason
    first: date
    last: date


@dataclass(frozen=True)
class ExplainedDay:
    """One day of a count: its number, or why it was skipped ("weekend", "bank_holiday", "closure", "held")."""

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
        held: days that were not counted because the case waited.
        calendar: version of the calendar that it was counted on; None for what no calendar counts.
    """

    limit: Limit
    started_on: date
    on: date | None
    provisional: bool = False
    unknown_because: str | None = None
    held: tuple[Range, ...] = ()
    calendar: str | None = None


@dataclass(frozen=True)
class Clock:
    """A due date, a later one if it was extended, and what became of it.

    Attributes:
        due: as the limit set it.
        extended: counted from the same start, as far as the last extension goes.
        stage: number of the case's stage that it belongs to; 0: the whole case.
    """

    due: Due
    met_on: date | None = None
    cancelled: bool = False
    extended: Due | None = None
    stage: int = 1

    @property
    def kind(self) -> str:
        return self.due.limit.kind

    @property
    def current(self) -> Due:
        """What the step is held against now: the extended date where there is one."""
        return self.extended or self.due

    @property
    def on(self) -> date | None:
        """The last day in time."""
        return self.current.on

    @property
    def is_running(self) -> bool:
        """Neither met nor cancelled; it may be late."""
        return self.met_on is None and not self.cancelled

    def meet(self, on: date) -> "Clock":
        """The step was taken on `on`. A clock is met once: the first act counts."""
        return self if self.met_on or self.cancelled else replace(self, met_on=on)

    def cancel(self) -> "Clock":
        """The step is no longer owed. What was met stays met."""
        return self if self.met_on else replace(self, cancelled=True)

    def met_by(self, due: Due | None) -> bool | None:
        """Whether the step was taken by a date; None while it was not taken, or without such a date.

        The date before an extension and the one after are both asked, for an extension does not undo a breach.
        """
        if self.met_on is None or due is None:
            return None
        return due.on is None or self.met_on <= due.on

    def state(self, today: date) -> ClockState:
        """What became of the clock by `today`."""
        if self.met_on is not None:
            return ClockState.MET if self.met_by(self.current) else ClockState.MET_LATE
        if self.cancelled:
            return ClockState.CANCELLED
        if self.on is None:
            return ClockState.UNKNOWN
        return ClockState.MISSED if self.on < today else ClockState.RUNNING

    def days_left(self, today: date, calendars: Calendars) -> int | None:
        """Working days from `today` to the due day; negative: days late; None: no longer or not known.

        The weekend after a due day is late already: at least one day.
        """
        if not self.is_running or self.on is None:
            return None
        try:
            left = calendars.of(self.due.limit.working_days).count(today, self.on)
        except BeyondCalendar:
            return None
        return min(left, -1) if self.on < today else left

    def reading(self, today: date, calendars: Calendars) -> Reading:
        """How the clock is shown on `today`."""
        state = self.state(today)
        if state is ClockState.MISSED:
            return Reading.LATE
        if state is not ClockState.RUNNING:
            return Reading(state.value)
        left = self.days_left(today, calendars)
        return Reading.SOON if left is not None and left <= self.due.limit.soon else Reading.ON_TRACK


def by_date(clocks: Iterable[Clock]) -> list[Clock]:
    """In the order of their dates, those of one day by their kind; those without a date last."""
    return sorted(clocks, key=lambda clock: (clock.on is None, clock.on or date.max, clock.kind))


def due(started_on: date, limit: Limit, calendar: WorkingDays, holds: Sequence[Hold] = ()) -> Due:
    """Apply a limit to the day its clock starts (local date, day 0).

    A date beyond the known calendar is not guessed: the result carries the reason instead, because a
    complaint is never refused for a calendar.

    Args:
        holds: of the case; those that the limit pauses for stretch it by their working days.
    """
    held = tuple((hold.first, hold.last) for hold in holds if hold.reason in limit.pauses_for)
    return _count(started_on, limit, calendar, held)


def recounted(counted: Due, calendar: WorkingDays, started_on: date | None = None) -> Due:
    """The same limit with the same waiting on another calendar, from the same start unless another is given."""
    return _count(started_on or counted.started_on, counted.limit, calendar, counted.held)


def _count(started_on: date, limit: Limit, calendar: WorkingDays, held: tuple[Range, ...]) -> Due:
    try:
        match limit.unit:
            case Unit.WORKING_DAYS:
                on = _working_day(started_on, limit.amount, calendar, held)
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
    if limit.unit is not Unit.WORKING_DAYS:
        return Due(limit, started_on, on)
    return Due(limit, started_on, on, on > calendar.published_until, None, held, calendar.version)


def _working_day(start: date, amount: int, calendar: WorkingDays, held: Sequence[Range]) -> date:
    """The `amount`th working day after `start` that nothing held up."""
    on = calendar.add(start, amount)
    while held:
        waited = sum(
            calendar.is_working_day(day) and any(first <= day <= last for first, last in held)
            for day in _days_after(start, on)
        )
        later = calendar.add(start, amount + waited)
        if later == on:
            break
        on = later
    return on


def _days_after(start: date, end: date) -> list[date]:
    return [start + timedelta(days=offset) for offset in range(1, (end - start).days + 1)]


Keep = Callable[[Clock], Clock]
"""Gives a clock the date that it has already."""


def as_counted(clock: Clock) -> Clock:
    """Keeps nothing: what is counted for the first time."""
    return clock


def started(
    limits: Sequence[Limit],
    acts: Mapping[Act, date],
    calendars: Calendars,
    holds: Sequence[Hold] = (),
    stage: int = 1,
    keep: Keep = as_counted,
) -> list[Clock]:
    """The clocks of a stage as its acts stand: started, and met where what they wait for was done.

    A limit whose starting act has not happened has no clock yet. One that starts with the acknowledgement counts
    from the earlier of the actual acknowledgement and its due date, so that a late one gives no longer time
    (domain rules, LGC-6.3).

    Args:
        keep: gives a clock the date that it has already; what starts with that clock starts with that date.
    """
    clocks: list[Clock] = []
    for limit in limits:
        started_on = acts.get(limit.starts)
        if limit.starts is Act.ACKNOWLEDGED:
            owed = next((clock.due.on for clock in clocks if clock.due.limit.ends is Act.ACKNOWLEDGED), None)
            started_on = min((day for day in (started_on, owed) if day), default=None)
        if started_on is None:
            continue
        clock = keep(Clock(due(started_on, limit, calendars.of(limit.working_days), holds), stage=stage))
        ended_on = acts.get(limit.ends)
        if limit.ends is Act.ACKNOWLEDGED:  # an answer acknowledges what was not
            ended_on = ended_on or acts.get(Act.RESPONDED)
        clocks.append(clock.meet(ended_on) if ended_on else clock)
    return clocks


def promised_kind(stage: int) -> str:
    """The code of the clock of what the complainant was told of a stage."""
    return ClockKind.PROMISED if stage == 1 else f"{ClockKind.PROMISED}_{stage}"


def promise(made_on: date, promised_on: date, stage: int = 1) -> Clock:
    """The date given to the complainant (SI 2009/309, reg 13(7)); it is kept apart from every limit."""
    limit = Limit(
        kind=promised_kind(stage),
        name="Promised",
        amount=0,
        unit=Unit.AGREED_DATE,
        basis=Basis.PROMISED,
        source="SI 2009/309, reg 13(7)",
        soon=5,
        rule="The date given to the complainant",
        starts=Act.ACKNOWLEDGED,
    )
    return Clock(Due(limit, made_on, promised_on), stage=stage)


def agreed(clock: Clock, until: date) -> Clock:
    """The clock with a date that was agreed instead of counted; it keeps the one before the first extension."""
    limit = replace(clock.due.limit, unit=Unit.AGREED_DATE)
    return replace(
        clock, extended=replace(clock.due, limit=limit, on=until, provisional=False, unknown_because=None)
    )


def lengthened(clock: Clock, amount: int, calendar: WorkingDays, holds: Sequence[Hold] = ()) -> Clock:
    """The clock with a longer limit: the new total counts from the original start, never from the agreement."""
    longer = replace(clock.due.limit, amount=amount)
    return replace(clock, extended=due(clock.due.started_on, longer, calendar, holds))


STARTED_BY = {
    Act.RECEIVED: "we received it",
    Act.ACKNOWLEDGED: "it was acknowledged, or should have been",
    Act.RESPONDED: "the answer was sent",
    Act.RESPONSE_RECEIVED: "the answer was received",
    Act.PANEL_MET: "the panel met",
    Act.PANEL_REPORTED: "the panel's report was received",
    Act.ASKED: "it started",
}


def explain(due: Due, calendars: Calendars) -> Explanation:
    """How the date was worked out: every day counted or skipped, the rule, the calendar and the source."""
    limit = due.limit
    began = STARTED_BY.get(limit.starts, "it began")
    calendar = calendars.of(limit.working_days)
    days: list[ExplainedDay] = []
    if due.on is None:
        summary = due.unknown_because or "This date cannot be worked out."
    elif limit.unit is Unit.WORKING_DAYS:
        days = _days(due, calendar, calendars.closures)
        skipped = sum(day.skipped is not None for day in days[1:])
        summary = f"{limit.amount} counted, {skipped} skipped. Day 1 is the first working day after {began}."
    elif limit.unit is Unit.MONTHS_INCLUSIVE:
        summary = (
            f"{limit.amount} months commencing on the day {began}, so that day is the first. "
            "Weekends and bank holidays do not move it."
        )
    elif limit.unit is Unit.MONTHS_AFTER:
        summary = f"The same day {limit.amount} months later. Weekends and bank holidays do not move it."
    elif limit.unit is Unit.CALENDAR_DAYS:
        summary = f"{limit.amount} days after {began}, weekends and bank holidays included."
    elif limit.basis is Basis.PROMISED:
        summary = "The date that was given to the complainant. Nothing moves it but a new agreement."
    elif limit.basis is Basis.STATUTORY:
        summary = "The date that was agreed with the person, before the legal limit had passed."
    else:
        summary = "The date that the letter states."
    return Explanation(summary, limit.rule, describe(calendar), limit.source, days)


def describe(calendar: WorkingDays) -> str:
    """The calendar in words, with the last year that is published."""
    return f"England and Wales bank holidays, published to {calendar.published_until.year}"


def _days(due: Due, calendar: WorkingDays, closures: Mapping[date, str]) -> list[ExplainedDay]:
    assert due.on is not None, "a date that is not known has no days"
    days = [ExplainedDay(due.started_on, 0)]
    number = 0
    for day in _days_after(due.started_on, due.on):
        if not calendar.is_working_day(day):
            if day.weekday() >= 5:
                days.append(ExplainedDay(day, None, "weekend"))
            else:
                why = "closure" if day in closures else "bank_holiday"
                days.append(ExplainedDay(day, None, why, calendar.days_off[day]))
        elif any(first <= day <= last for first, last in due.held):
            days.append(ExplainedDay(day, None, "held"))
        else:
            number += 1
            days.append(ExplainedDay(day, number))
    return days
