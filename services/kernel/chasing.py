"""When a contributor is chased: a ladder of working days around the day on which an answer is due. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from kernel.calendar import BeyondCalendar, WorkingDays


def next_chase(
    asked_on: date, due_on: date | None, chased: Iterable[date], ladder: Sequence[int], calendar: WorkingDays
) -> date | None:
    """The working day on which somebody chases next; None after the last step, and without a known due day.

    Whoever chased late has taken every step up to that day: the next one is the first that lies after it.

    Args:
        asked_on: local date; no step lies before it.
        chased: days on which they were chased so far.
        ladder: working days from the due day; negative: before it.
    """
    if due_on is None:
        return None
    last = max([asked_on, *chased])
    try:
        steps = [_step(due_on, days, calendar) for days in ladder]
    except BeyondCalendar:
        return None
    return min((step for step in steps if step > last), default=None)


def _step(due_on: date, days: int, calendar: WorkingDays) -> date:
    if days > 0:
        return calendar.add(due_on, days)
    return calendar.first_with_at_most(-days, calendar.last_on_or_before(due_on))
