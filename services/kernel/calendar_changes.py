"""A council's changes to its calendar: proclaimed holidays and days on which its offices are shut. Pure.

Changes are only ever added. The calendar in force is the list of bank holidays with every change applied in turn;
leaving out the later ones gives back the calendar of any earlier day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from kernel.bank_holidays import england_and_wales
from kernel.calendar import BeyondCalendar, Calendars, WorkingDays, in_words
from kernel.errors import wrong_field


class CalendarAction(StrEnum):
    ADD = "add"
    WITHDRAW = "withdraw"
    MOVE = "move"
    UNDO = "undo"


class What(StrEnum):
    """What a change is about: a bank holiday counts by law, a closure for the council's own targets only."""

    BANK_HOLIDAY = "bank_holiday"
    CLOSURE = "closure"


@dataclass(frozen=True)
class Change:
    """One change to a council's calendar.

    Attributes:
        number: its place among the council's changes, from 1.
        on: the day that is added, withdrawn or moved; the first day of a longer closure.
        announced_on: since when it is known (local date).
        source: who says so: a proclamation, a decision of the council.
        to: where a moved day moves to.
        until: the last day of a closure of several days; None: `on` alone.
        undoes: number of the change that an undo takes back; its other fields repeat that change's.
    """

    number: int
    action: CalendarAction
    what: What
    on: date
    name: str
    announced_on: date
    source: str
    to: date | None = None
    until: date | None = None
    undoes: int | None = None

    @property
    def days(self) -> list[date]:
        """The weekdays from `on` to `until`."""
        last = self.until or self.on
        span = [self.on + timedelta(days=offset) for offset in range((last - self.on).days + 1)]
        return [day for day in span if day.weekday() < 5]

    @property
    def touches(self) -> set[date]:
        """Every day whose meaning depends on this change."""
        return {*self.days, self.to} if self.to else set(self.days)


@lru_cache(maxsize=64)  # one holds about half a megabyte and takes two milliseconds to make
def calendars(changes: tuple[Change, ...]) -> Calendars:
    """The calendars of a council after its changes, given in the order of their numbers.

    A change that a newer published list has already moves no date, and is never an error.
    """
    published = england_and_wales()
    if not changes:
        return Calendars(published, published)
    bank_holidays, closed = dict(published.days_off), dict[date, str]()
    for change in standing(changes):
        days_off = bank_holidays if change.what is What.BANK_HOLIDAY else closed
        if change.action is CalendarAction.ADD:
            days_off.update(dict.fromkeys(change.days, change.name))
            continue
        days_off.pop(change.on, None)
        if change.to:
            days_off[change.to] = change.name
    closures = {day: name for day, name in sorted(closed.items()) if day not in bank_holidays}
    by_law = replace(
        published,
        days_off=dict(sorted(bank_holidays.items())),
        version=f"{published.version}+{changes[-1].number}",
    )
    return Calendars(by_law, replace(by_law, days_off=dict(sorted((bank_holidays | closures).items()))), closures)


def as_of(changes: Sequence[Change], version: str | int) -> Calendars:
    """The calendars as they stood after a change, so that a closed clock is explained by what judged it.

    Args:
        version: of a calendar, or the number of its last change; 0: before the first.
    """
    last = version if isinstance(version, int) else int(version.partition("+")[2] or 0)
    return calendars(tuple(change for change in changes if change.number <= last))


def undo_of(changes: Sequence[Change], undoes: int, announced_on: date, source: str) -> Change:
    """The change that takes back change number `undoes`. Raises Unprocessable where it does not stand."""
    undone = _that_stands(changes, undoes)
    return replace(
        undone,
        number=len(changes) + 1,
        action=CalendarAction.UNDO,
        announced_on=announced_on,
        source=source,
        undoes=undoes,
    )


def check_change(changes: tuple[Change, ...], new: Change, today: date) -> None:
    """Whether a change fits the calendar as the earlier ones left it. Raises Unprocessable naming the field.

    Args:
        today: local date; what is not announced yet cannot be recorded.
    """
    if new.announced_on > today:
        raise wrong_field("/announced_on", f"{in_words(new.announced_on)} is still to come.")
    if new.action is CalendarAction.UNDO:
        _check_undo(changes, new)
        return
    before = calendars(changes)
    closure = new.what is What.CLOSURE
    calendar = before.of_council if closure else before.by_law
    if new.until and not (closure and new.action is CalendarAction.ADD):
        raise wrong_field("/until", "Only a new closure may last longer than a day.")
    if new.to and new.action is not CalendarAction.MOVE:
        raise wrong_field("/to", "Only a move has a day to move to.")
    if new.action is CalendarAction.ADD:
        _require_worked(calendar, new.on, "/on")
        if new.until:
            _check_span(before, new, new.until)
        return
    if new.on not in (before.closures if closure else before.by_law.days_off):
        kind = "closure" if closure else "bank holiday"
        raise wrong_field("/on", f"There is no {kind} on {in_words(new.on)}.")
    if new.action is CalendarAction.MOVE:
        if new.to is None:
            raise wrong_field("/to", "Say which day it moves to.")
        _require_worked(calendar, new.to, "/to")


def standing(changes: Sequence[Change]) -> list[Change]:
    """Changes in effect: neither an undo nor undone."""
    undone = {change.undoes for change in changes}
    return [c for c in changes if c.action is not CalendarAction.UNDO and c.number not in undone]


def _that_stands(changes: Sequence[Change], number: int | None) -> Change:
    """The change with this number, if it can be undone. Raises Unprocessable."""
    for change in standing(changes):
        if change.number == number:
            return change
    raise wrong_field("/undoes", f"There is no change {number} that could be undone, or it is undone already.")


def _check_undo(changes: Sequence[Change], new: Change) -> None:
    undone = _that_stands(changes, new.undoes)
    for later in standing(changes):
        if later.number > undone.number and later.what is undone.what and later.touches & undone.touches:
            raise wrong_field("/undoes", f"Change {later.number} rests on it. Undo that one first.")


def _check_span(before: Calendars, new: Change, until: date) -> None:
    if until < new.on:
        raise wrong_field("/until", f"This is before {in_words(new.on)}.")
    _require_worked(before.of_council, until, "/until")
    for day in new.days:
        if day in before.closures:
            raise wrong_field("/until", _already_off(day, before.closures[day]))


def _require_worked(calendar: WorkingDays, day: date, pointer: str) -> None:
    """Raises Unprocessable for a day that does not count anyway."""
    try:
        if calendar.is_working_day(day):
            return
    except BeyondCalendar as beyond:
        raise wrong_field(pointer, beyond.detail) from beyond
    if day.weekday() >= 5:
        raise wrong_field(pointer, f"{in_words(day)} is a {day:%A}, which does not count anyway.")
    raise wrong_field(pointer, _already_off(day, calendar.days_off[day]))


def _already_off(day: date, name: str) -> str:
    return f"{in_words(day)} is a day off already: {name}."
