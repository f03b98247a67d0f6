"""Which running clocks a change of the calendar moves, and to when. Pure functions over values.

A clock is counted anew when a day of its window counts now and did not, or no longer does, as long as its date has
not passed; what was met or cancelled keeps the calendar that it was judged on (domain rules §4.4).
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kernel.calendar import Calendars
from kernel.clocks import Clock, Due, recounted
from kernel.vocabulary import Act, Unit, WorkingDayRule


@dataclass(frozen=True)
class Revision:
    """A council's calendars before and after a change."""

    before: Calendars
    after: Calendars

    def days(self, rule: WorkingDayRule) -> tuple[date, ...]:
        """The days that count in one of the two calendars and not in the other, in order."""
        return self._days[rule]

    @cached_property
    def _days(self) -> Mapping[WorkingDayRule, tuple[date, ...]]:
        return {
            rule: tuple(sorted(self.before.of(rule).days_off.keys() ^ self.after.of(rule).days_off.keys()))
            for rule in WorkingDayRule
        }


def recount(
    clocks: Mapping[str, Clock], revision: Revision, today: date, back: Container[str] = ()
) -> dict[str, Clock]:
    """The clocks of one case that a revision counts anew, by kind; those whose date stays the same included.

    A clock that started with the day by which the acknowledgement was owed starts anew where that day goes.

    Args:
        clocks: all clocks of the case.
        today: local date; a date before it has passed and is not moved.
        back: kinds whose dates the change moved that is being undone: these go back also where they have passed.
    """
    anew: dict[str, Clock] = {}
    for kind, clock in sorted(clocks.items(), key=lambda item: item[1].due.limit.starts is Act.ACKNOWLEDGED):
        if clock.is_running and clock.due.limit.unit is not Unit.AGREED_DATE and not _is_agreed(clock):
            started_on = _start(clock, clocks, anew)
            now = replace(
                clock,
                due=_again(clock.due, started_on, revision, today, kind in back),
                extended=clock.extended and _again(clock.extended, started_on, revision, today, kind in back),
            )
            if now != clock:
                anew[kind] = now
    return anew


def _is_agreed(clock: Clock) -> bool:
    """Whether the date in force was agreed instead of counted: then its total is no longer than the limit's."""
    return clock.extended is not None and clock.extended.limit.amount == clock.due.limit.amount


def _start(clock: Clock, clocks: Mapping[str, Clock], anew: Mapping[str, Clock]) -> date:
    """The day a clock starts on, after the acknowledgements of its case were counted anew."""
    started_on = clock.due.started_on
    if clock.due.limit.starts is Act.ACKNOWLEDGED:
        for kind, moved in anew.items():
            owed = moved.due.limit.ends is Act.ACKNOWLEDGED and moved.stage == clock.stage
            if owed and clocks[kind].due.on == started_on and moved.due.on:
                return moved.due.on
    return started_on


def _again(counted: Due, started_on: date, revision: Revision, today: date, back: bool) -> Due:
    """One date of a clock on the calendar after the revision; as it was where nothing that it rests on changed."""
    rule = counted.limit.working_days
    passed = counted.on is not None and counted.on < today
    # A passed date goes back only where it rests on the calendar that is given up here.
    if passed and not (back and recounted(counted, revision.before.of(rule)).on == counted.on):
        return counted
    days = revision.days(rule) if counted.limit.unit is Unit.WORKING_DAYS else ()
    touched = any(counted.started_on < day and (counted.on is None or day <= counted.on) for day in days)
    if not touched and started_on == counted.started_on:
        return counted
    now = recounted(counted, revision.after.of(rule), started_on)
    return counted if now.on is None and counted.on is None else now
