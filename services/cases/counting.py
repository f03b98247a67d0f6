"""How the clocks of a case follow from one change to the next. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kernel.calendar import Calendars
from kernel.clocks import Clock, Due, Hold, agreed, lengthened
from kernel.procedures import WHOLE_CASE
from kernel.vocabulary import Act, Unit


def met_by_the_last_answer(clock: Clock, stages: Sequence[Mapping[Act, date]]) -> Clock:
    """A limit of the whole case is met when every stage that was asked for in its time is answered.

    One that had run out before a further stage was asked for is not judged by that stage.
    """
    if clock.stage != WHOLE_CASE:
        return clock
    asked = [acts for acts in stages if _within(acts[Act.RECEIVED], clock)]
    answers = [acts.get(Act.RESPONDED) for acts in asked]
    given = [answer for answer in answers if answer]
    return clock.meet(max(given)) if given and len(given) == len(answers) else clock


def _within(day: date, clock: Clock) -> bool:
    return clock.on is None or day <= clock.on


def carry(before: Clock | None, fresh: Clock, calendars: Calendars, holds: Sequence[Hold]) -> Clock:
    """A clock counted anew, with the date it had where nothing that it is counted from changed, and extensions."""
    if before is None:
        return fresh
    if _inputs(before.due) == _inputs(fresh.due) and before.due.on is not None:
        fresh = replace(fresh, due=replace(before.due, limit=fresh.due.limit))
        return replace(fresh, extended=before.extended)
    longer = before.extended
    if longer is None or longer.on is None:
        return fresh
    if longer.limit.unit is Unit.WORKING_DAYS or longer.limit.unit is Unit.CALENDAR_DAYS:
        if longer.limit.amount <= fresh.due.limit.amount:
            return fresh
        return lengthened(fresh, longer.limit.amount, calendars.of(longer.limit.working_days), holds)
    return fresh if fresh.due.on and longer.on <= fresh.due.on else agreed(fresh, longer.on)


def _inputs(due: Due) -> tuple[object, ...]:
    limit = due.limit
    return (due.started_on, limit.amount, limit.unit, limit.working_days, due.held)
