"""What an alert says of a figure, and of which days its question is. Pure.

A question of an alert is asked anew every day: its period goes by today, and a date among its conditions may be
written `today`, `today - 5 days` or `today - 2 working days`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from analytics.figures.answer import Answer
from analytics.figures.fields import FIELDS, CountedUnit, Kind
from analytics.figures.question import Conditions, Measure
from analytics.figures.small import SMALLEST, is_of_people
from kernel.calendar import WorkingDays
from kernel.localtime import LONDON, financial_year, local_date


class AlertSide(StrEnum):
    """On which side of its number a figure is told of."""

    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"


class AlertState(StrEnum):
    """How an alert stands; `too_few`, `no_figure` and `unreadable` say why nothing can be said."""

    QUIET = "quiet"
    RAISED = "raised"
    TOO_FEW = "too_few"
    NO_FIGURE = "no_figure"
    UNREADABLE = "unreadable"
    OFF = "off"


class AlertPeriod(StrEnum):
    """The days that a question is of, up to today."""

    LAST_30_DAYS = "last_30_days"
    LAST_90_DAYS = "last_90_days"
    LAST_365_DAYS = "last_365_days"
    THIS_YEAR = "this_year"
    EVER = "ever"


class Verdict(NamedTuple):
    """How an alert stands by a figure; `value` is None where none is told."""

    state: AlertState
    value: float | None = None


DAYS = {AlertPeriod.LAST_30_DAYS: 30, AlertPeriod.LAST_90_DAYS: 90, AlertPeriod.LAST_365_DAYS: 365}
FIRST_DAY = date(2000, 1, 1)
"""Nothing that is counted was received before."""
ALONE = frozenset({Measure.COUNT, Measure.SUM})
"""Measures of which every number can be said: they are no share or mean of a few."""
RELATIVE = re.compile(r"today(?: - ([0-9]{1,4}) (working )?days?)?")


def period(of: AlertPeriod, today: date) -> tuple[date, date]:
    """First and last day, both included."""
    if of is AlertPeriod.EVER:
        return FIRST_DAY, today
    if of is AlertPeriod.THIS_YEAR:
        return date(financial_year(today), 4, 1), today
    return today - timedelta(days=DAYS[of] - 1), today


def on_day(conditions: Conditions, unit: CountedUnit, today: date, calendar: WorkingDays) -> Conditions:
    """The same conditions with every relative date as it is today; what reads as none stays as it was written."""

    def dated(value: Any) -> Any:
        said = RELATIVE.fullmatch(value) if isinstance(value, str) else None
        return _day(int(said[1] or 0), bool(said[2]), today, calendar).isoformat() if said else value

    def each(value: Any) -> Any:
        return [dated(one) for one in value] if isinstance(value, list) else dated(value)

    def condition(wanted: Any) -> Any:
        is_parted = isinstance(wanted, Mapping)
        return {name: each(part) for name, part in wanted.items()} if is_parted else each(wanted)

    fields = FIELDS[unit]
    return {
        path: condition(wanted) if path in fields and fields[path].kind is Kind.DATE else wanted
        for path, wanted in conditions.items()
    }


def _day(back: int, working: bool, today: date, calendar: WorkingDays) -> date:
    """So many days before today; the last one since which so many working days have gone by."""
    if not working:
        return today - timedelta(days=back)
    return calendar.first_with_at_most(back - 1, today) - timedelta(days=1) if back else today


def of_people(parts: Mapping[str, Conditions], field: str | None) -> Iterator[str]:
    """Pointers to what in a question names a case or a person, or goes by what people are."""
    for part, conditions in parts.items():
        yield from (f"/{part}/{path}" for path in conditions if is_of_people(path))
    if field and is_of_people(field):
        yield "/field"


def verdict(measure: Measure, found: Answer, side: AlertSide, threshold: float) -> Verdict:
    """How an alert stands by the one value that its question has.

    A share, a mean or a percentile of fewer than five is not told: it says next to nothing, or tells of somebody.
    """
    if measure not in ALONE and found.denominator and found.denominator < SMALLEST:
        return Verdict(AlertState.TOO_FEW)
    if found.values is None:
        return Verdict(AlertState.NO_FIGURE)
    return Verdict(
        AlertState.RAISED if is_beyond(found.values, side, threshold) else AlertState.QUIET, found.values
    )


def is_beyond(value: float, side: AlertSide, threshold: float) -> bool:
    """Whether a figure is on the side of a number that is told of."""
    match side:
        case AlertSide.OVER:
            return value > threshold
        case AlertSide.AT_LEAST:
            return value >= threshold
        case AlertSide.UNDER:
            return value < threshold
        case AlertSide.AT_MOST:
            return value <= threshold


def may_tell(now: datetime, told_at: datetime | None, tells_from: int, tells_until: int, once_a_day: bool) -> bool:
    """Whether another system may be told now, by the hours of the local day.

    Args:
        told_at: when it was told last.
        tells_from, tells_until: hours, the second not included; from 20 until 6 is over midnight, and two that are
            alike leave the whole day.
        once_a_day: a day on which it was told is over.
    """
    if once_a_day and told_at and local_date(told_at) == local_date(now):
        return False
    hour = now.astimezone(LONDON).hour
    if tells_from < tells_until:
        return tells_from <= hour < tells_until
    return hour >= tells_from or hour < tells_until


def outside(measure: Measure, value: float | None) -> float | None:
    """A figure as it may leave the council: no number of fewer than five, nor a sum, whose number is not known."""
    if measure is Measure.SUM or (measure is Measure.COUNT and value is not None and 0 < value < SMALLEST):
        return None
    return value
