"""Who is told that an answer is late: a ladder of working days after the day on which it was due. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kernel.calendar import BeyondCalendar, WorkingDays


@dataclass(frozen=True)
class Rung:
    """A level that is told so many working days after the due day."""

    working_days: int
    level: str


@dataclass(frozen=True)
class Telling:
    """That a level was told, and on which day (local date)."""

    level: str
    told_on: date


@dataclass(frozen=True)
class Step:
    """A rung with its day, always a working day; `told_on` is None while the level was not told."""

    level: str
    working_days: int
    on: date
    told_on: date | None


def steps(
    due_on: date | None, told: Collection[Telling], ladder: Sequence[Rung], calendar: WorkingDays
) -> list[Step]:
    """The ladder as it stands; empty without a known due day, and where its days run past the calendar.

    A telling counts from the day of its step on. One from before belongs to an earlier due date, such as the one
    before an extension or of an earlier stage: the level is told anew.
    """
    if due_on is None:
        return []
    try:
        days = [calendar.add(due_on, rung.working_days) for rung in ladder]
    except BeyondCalendar:
        return []
    return [
        Step(
            rung.level,
            rung.working_days,
            on,
            min((each.told_on for each in told if each.level == rung.level and each.told_on >= on), default=None),
        )
        for rung, on in zip(ladder, days, strict=True)
    ]


def next_step(ladder: Sequence[Step]) -> Step | None:
    """The first step whose level was not told; None once all were."""
    return next((step for step in ladder if step.told_on is None), None)
