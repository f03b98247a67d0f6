"""Working days: pure date arithmetic on a list of days off.

A working day is Monday to Friday and no bank holiday in England and Wales, which include Good Friday
and Christmas Day (SI 2009/309, reg 2). The day of receipt is day 0, also at a weekend; day 1 is the next
working day (reg 13(3): "after the day on which it receives").
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kernel.errors import DomainError
from kernel.vocabulary import WorkingDayRule

FIRST_DAY = date(2000, 1, 1)
PUBLISHED_UNTIL = date(2028, 12, 31)
"""The last day of the last year whose bank holidays are published; later years are projections."""
LAST_DAY = date(2030, 12, 31)


class BeyondCalendar(DomainError):
    """A date lies outside the years whose bank holidays are known or can be projected."""

    status, title = 422, "Beyond the calendar"


@dataclass(frozen=True)
class WorkingDays:
    """The working days from `first` to `last`, both included.

    Attributes:
        days_off: weekdays that do not count, and their names: bank holidays, and a council's own closures where
            the calendar is for its own targets.
        published_until: later days rest on projected bank holidays and are provisional.
        version: changes whenever a date does; travels with every count made on this calendar.
    """

    days_off: Mapping[date, str]
    first: date
    last: date
    published_until: date
    version: str
    _ordinals: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        span = range(self.first.toordinal(), self.last.toordinal() + 1)
        closed = {day.toordinal() for day in self.days_off}
        # Ordinal 1 (1 January of year 1) is a Monday, so weekday is (ordinal - 1) modulo 7.
        object.__setattr__(self, "_ordinals", [n for n in span if (n - 1) % 7 < 5 and n not in closed])

    def is_working_day(self, day: date) -> bool:
        """Whether `day` counts. Raises BeyondCalendar outside the known years."""
        self._require(day)
        return day.weekday() < 5 and day not in self.days_off

    def day_off(self, day: date) -> str | None:
        """Why `day` does not count, within a sentence: "Sunday", "bank holiday (Good Friday)"; None: it counts."""
        if self.is_working_day(day):
            return None
        return f"{day:%A}" if day.weekday() >= 5 else f"bank holiday ({self.days_off[day]})"

    def add(self, day: date, working_days: int) -> date:
        """The day that is `working_days` (0 or more) working days after `day`, which is day 0.

        Raises BeyondCalendar when the count runs past the last known day.
        """
        self._require(day)
        if working_days == 0:
            return day
        index = bisect_right(self._ordinals, day.toordinal()) + working_days - 1
        if index >= len(self._ordinals):
            raise BeyondCalendar(
                f"Counting {working_days} working days from {day} runs past {self.last}, "
                "the last day with known bank holidays."
            )
        return date.fromordinal(self._ordinals[index])

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes first.

        The receipt day itself counts 0, so an answer on the receipt day took 0 days.
        """
        self._require(start)
        self._require(end)
        if end < start:
            return -self.count(end, start)
        return bisect_right(self._ordinals, end.toordinal()) - bisect_right(self._ordinals, start.toordinal())

    def first_with_at_most(self, working_days: int, due_on: date) -> date:
        """The first day from which at most `working_days` are left until `due_on`."""
        self._require(due_on)
        index = bisect_right(self._ordinals, due_on.toordinal()) - working_days - 1
        return date.fromordinal(self._ordinals[index]) if index >= 0 else self.first

    def last_on_or_before(self, day: date) -> date:
        """The last working day not after `day`: the practical target of a date at a weekend."""
        self._require(day)
        index = bisect_left(self._ordinals, day.toordinal() + 1) - 1
        if index < 0:
            raise BeyondCalendar(f"No working day is known before {day}.")
        return date.fromordinal(self._ordinals[index])

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise BeyondCalendar(f"Bank holidays are known from {self.first} to {self.last}; {day} lies outside.")


def in_words(day: date) -> str:
    """A date as people write it: 12 March 2026."""
    return f"{day.day} {day:%B %Y}"


def months_after(day: date, months: int) -> date:
    """The corresponding date `months` later, else that month's last day (Dodds v Walker [1981])."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_inclusive(day: date, months: int) -> date:
    """The last day of a period of `months` *commencing on* `day`, so `day` itself is its first day.

    Source: SI 2009/309, reg 14(3); the same words in SI 2012/3094, reg 29(3).
    """
    corresponding = months_after(day, months)
    if corresponding.day != day.day:
        return corresponding  # no such day in that month: the period ends with the month
    return corresponding - timedelta(days=1)


def months_begun(start: date, end: date) -> int:
    """How many months *commencing on* `start` have begun by `end`: 1 on `start` itself.

    It is at most n exactly when `end` is no later than `months_inclusive(start, n)`.
    """
    return (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day)


@dataclass(frozen=True)
class Calendars:
    """The working days of one council: by law, and for its own targets."""

    by_law: WorkingDays
    of_council: WorkingDays
    closures: Mapping[date, str] = field(default_factory=dict)

    def of(self, rule: WorkingDayRule) -> WorkingDays:
        """The days that a limit counts."""
        return self.of_council if rule is WorkingDayRule.COUNCIL else self.by_law
