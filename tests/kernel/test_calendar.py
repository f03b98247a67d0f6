"""Working days and months: tables of dates, and a day-by-day count that shares no code with the calendar."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.bank_holidays import england_and_wales
from kernel.calendar import (
    FIRST_DAY,
    LAST_DAY,
    BeyondCalendar,
    WorkingDays,
    months_after,
    months_begun,
    months_inclusive,
)
from kernel.clocks import Limit, due
from kernel.vocabulary import Basis, ClockKind, Unit
from tests.kernel.bank_holidays import WEEKDAY_BANK_HOLIDAYS

ENGLAND = england_and_wales()


@pytest.mark.parametrize(
    ("received_on", "working_days", "due_on"),
    [
        pytest.param(date(2026, 3, 3), 3, date(2026, 3, 6), id="an ordinary week"),
        pytest.param(date(2026, 3, 6), 3, date(2026, 3, 11), id="received on a Friday"),
        pytest.param(date(2026, 3, 7), 3, date(2026, 3, 11), id="received on a Saturday: Monday is day 1"),
        pytest.param(date(2026, 3, 8), 3, date(2026, 3, 11), id="received on a Sunday: Monday is day 1"),
        pytest.param(date(2026, 5, 25), 3, date(2026, 5, 28), id="received on a bank holiday"),
        pytest.param(date(2026, 4, 2), 3, date(2026, 4, 9), id="over Easter"),
        pytest.param(date(2026, 12, 24), 3, date(2026, 12, 31), id="Boxing Day substitute on a Monday"),
        pytest.param(date(2027, 12, 24), 3, date(2027, 12, 31), id="Christmas and Boxing Day substitutes"),
        pytest.param(date(2022, 12, 23), 3, date(2022, 12, 30), id="Christmas on a Sunday"),
        pytest.param(date(2027, 12, 31), 3, date(2028, 1, 6), id="New Year substitute"),
        pytest.param(date(2020, 5, 1), 1, date(2020, 5, 4), id="2020: the first Monday in May was worked"),
        pytest.param(date(2020, 5, 7), 1, date(2020, 5, 11), id="2020: VE Day on a Friday"),
        pytest.param(date(2022, 5, 27), 1, date(2022, 5, 30), id="2022: the last Monday in May was worked"),
        pytest.param(date(2022, 6, 1), 1, date(2022, 6, 6), id="2022: spring holiday and jubilee"),
        pytest.param(date(2022, 9, 16), 1, date(2022, 9, 20), id="2022: state funeral"),
        pytest.param(date(2023, 5, 5), 1, date(2023, 5, 9), id="2023: coronation"),
        pytest.param(date(2024, 2, 28), 1, date(2024, 2, 29), id="29 February is a day like any other"),
        pytest.param(date(2026, 3, 7), 0, date(2026, 3, 7), id="no days: the day itself, also a Saturday"),
    ],
)
def test_due_day(received_on: date, working_days: int, due_on: date) -> None:
    assert ENGLAND.add(received_on, working_days) == due_on


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param(date(2026, 3, 3), date(2026, 3, 3), 0, id="answered on the day of receipt"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 8), 0, id="received and answered in one weekend"),
        pytest.param(date(2026, 3, 6), date(2026, 3, 9), 1, id="Friday to Monday"),
        pytest.param(date(2026, 4, 2), date(2026, 4, 7), 1, id="over Easter"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 6), -1, id="backwards is negative"),
    ],
)
def test_days_taken(start: date, end: date, days: int) -> None:
    assert ENGLAND.count(start, end) == days


@pytest.mark.parametrize(
    ("day", "working_day"),
    [
        pytest.param(date(2026, 3, 14), date(2026, 3, 13), id="Saturday"),
        pytest.param(date(2026, 4, 6), date(2026, 4, 2), id="Easter Monday"),
        pytest.param(date(2025, 12, 26), date(2025, 12, 24), id="Boxing Day"),
        pytest.param(date(2026, 3, 13), date(2026, 3, 13), id="a working day is its own"),
    ],
)
def test_last_working_day_on_or_before(day: date, working_day: date) -> None:
    assert ENGLAND.last_on_or_before(day) == working_day


@pytest.mark.parametrize(
    ("start", "months", "last_day"),
    [
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="D35 no 31 February: ends with the month"),
        pytest.param(date(2023, 8, 31), 6, date(2024, 2, 29), id="D36 the same in a leap year"),
        pytest.param(date(2026, 9, 1), 6, date(2027, 2, 28), id="D37 from the first of a month"),
        pytest.param(date(2026, 8, 28), 6, date(2027, 2, 27), id="D38 the day exists: the day before"),
        pytest.param(date(2027, 3, 1), 6, date(2027, 8, 31), id="D39 into a longer month"),
        pytest.param(date(2026, 3, 31), 6, date(2026, 9, 30), id="D40 no 31 September"),
        pytest.param(date(2026, 3, 15), 6, date(2026, 9, 14), id="D41 the day of receipt is the first"),
        pytest.param(date(2024, 2, 29), 6, date(2024, 8, 28), id="D42 received on 29 February"),
        pytest.param(date(2026, 12, 31), 6, date(2027, 6, 30), id="over the new year"),
    ],
)
def test_period_of_months_commencing_on(start: date, months: int, last_day: date) -> None:
    assert months_inclusive(start, months) == last_day


@pytest.mark.parametrize(
    ("event_on", "last_day"),
    [
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), id="D43 from 29 February"),
        pytest.param(date(2025, 1, 10), date(2026, 1, 10), id="D44 ends on a Saturday and stays there"),
        pytest.param(date(2023, 2, 28), date(2024, 2, 28), id="D45 the same date, not the end of the month"),
    ],
)
def test_twelve_months_after(event_on: date, last_day: date) -> None:
    assert months_after(event_on, 12) == last_day


# Arithmetic, against counting day by day.

days = st.dates(FIRST_DAY, LAST_DAY)
early_days = st.dates(FIRST_DAY, date(2028, 12, 31))
amounts = st.integers(0, 400)


def is_worked(day: date) -> bool:
    return day.weekday() not in {5, 6} and day not in ENGLAND.days_off


def counted(start: date, end: date) -> int:
    """Working days after `start` up to `end`, one by one."""
    return sum(is_worked(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


@given(early_days, amounts)
def test_add_counts_exactly_that_many_days(start: date, amount: int) -> None:
    due = ENGLAND.add(start, amount)
    assert counted(start, due) == amount
    assert amount == 0 or is_worked(due)


@given(days, days)
def test_count_is_the_number_of_working_days_between(one: date, other: date) -> None:
    start, end = sorted((one, other))
    assert ENGLAND.count(start, end) == counted(start, end)
    assert ENGLAND.count(end, start) == -counted(start, end)


@given(early_days, amounts)
def test_count_undoes_add(start: date, amount: int) -> None:
    assert ENGLAND.count(start, ENGLAND.add(start, amount)) == amount


@given(st.dates(date(2011, 1, 1), LAST_DAY), st.integers(0, 60))
def test_first_with_at_most_is_the_first(due: date, amount: int) -> None:
    first = ENGLAND.first_with_at_most(amount, due)
    assert counted(first, due) <= amount
    assert counted(first - timedelta(days=1), due) > amount


@given(days)
def test_a_day_is_worked_or_not(day: date) -> None:
    assert ENGLAND.is_working_day(day) == is_worked(day)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_a_period_of_months_is_followed_by_the_next_one(start: date, months: int) -> None:
    """A period's last day and the next period's first are neighbours, unless a short month cut it."""
    last = months_inclusive(start, months)
    assert last > start
    assert (last + timedelta(days=1)).day == start.day or (last + timedelta(days=1)).day == 1


# The four units, against walking through the days one by one and a list of holidays typed by hand.

ONE_DAY = timedelta(days=1)
TYPED_BY_HAND = {date(year, *on) for year, listed in WEEKDAY_BANK_HOLIDAYS.items() for on in listed}
LONGEST = {
    Unit.WORKING_DAYS: 130,
    Unit.CALENDAR_DAYS: 100,
    Unit.MONTHS_INCLUSIVE: 13,
    Unit.MONTHS_AFTER: 13,
}


def walked(start: date, amount: int, unit: Unit) -> date:
    """The day on which `amount` units have been seen since `start`."""
    tomorrow = start + ONE_DAY
    while True:
        day, tomorrow = tomorrow, tomorrow + ONE_DAY
        match unit:
            case Unit.WORKING_DAYS:
                seen = day.isoweekday() not in {6, 7} and day not in TYPED_BY_HAND
            case Unit.CALENDAR_DAYS:
                seen = True
            case Unit.MONTHS_AFTER:  # the same day of a month, or its last when it has no such day
                seen = day.day == start.day or (tomorrow.day == 1 and day.day < start.day)
            case _:  # the eve of such a day, or the last of a month that has none
                seen = tomorrow.day == start.day or (tomorrow.day == 1 and day.day < start.day)
        amount -= seen
        if amount == 0:
            return day


def test_ten_thousand_limits_of_every_unit_are_as_walked() -> None:
    draw = random.Random(2009_309)
    for _ in range(10_000):
        start = date(2017, 1, 1) + timedelta(days=draw.randrange(365 * 12))
        unit = draw.choice(list(LONGEST))
        amount = draw.randint(1, LONGEST[unit])
        limit = Limit(ClockKind.STAGE_1, "Target", amount, unit, Basis.LOCAL, "Invented", 5, "Invented")
        assert due(start, limit, ENGLAND).on == walked(start, amount, unit), (start, amount, unit)


# Beyond the calendar


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1), date.max, date.min])
def test_days_outside_the_known_years_are_refused(day: date) -> None:
    for ask in (
        lambda: ENGLAND.is_working_day(day),
        lambda: ENGLAND.add(day, 1),
        lambda: ENGLAND.count(day, date(2026, 1, 1)),
        lambda: ENGLAND.count(date(2026, 1, 1), day),
        lambda: ENGLAND.first_with_at_most(1, day),
        lambda: ENGLAND.last_on_or_before(day),
    ):
        with pytest.raises(BeyondCalendar):
            ask()


def test_counting_past_the_last_known_day_is_refused() -> None:
    last = ENGLAND.last_on_or_before(LAST_DAY)
    assert ENGLAND.add(last - timedelta(days=1), 1) == last
    with pytest.raises(BeyondCalendar, match="2030-12-31"):
        ENGLAND.add(last, 1)


def test_a_short_calendar_knows_its_ends() -> None:
    week = WorkingDays({}, date(2026, 3, 7), date(2026, 3, 15), date(2026, 3, 15), "a week")
    assert week.first_with_at_most(9, date(2026, 3, 13)) == date(2026, 3, 7)
    with pytest.raises(BeyondCalendar):
        week.last_on_or_before(date(2026, 3, 8))


def test_a_changed_holiday_changes_the_count() -> None:
    moved = replace(ENGLAND, days_off={**ENGLAND.days_off, date(2026, 3, 4): "A new holiday"})
    assert ENGLAND.add(date(2026, 3, 3), 3) == date(2026, 3, 6)
    assert moved.add(date(2026, 3, 3), 3) == date(2026, 3, 9)


@given(days, st.integers(0, 800), st.integers(1, 30))
def test_months_have_begun_as_often_as_their_last_day_has_not_passed(start: date, later: int, months: int) -> None:
    end = start + timedelta(days=later)
    assert (months_begun(start, end) <= months) == (end <= months_inclusive(start, months))


@pytest.mark.parametrize(
    ("start", "end", "begun"),
    [
        (date(2023, 5, 2), date(2023, 5, 2), 1),
        (date(2023, 5, 2), date(2023, 6, 1), 1),
        (date(2023, 5, 2), date(2023, 6, 2), 2),
        (date(2023, 8, 31), date(2023, 9, 30), 1),
        (date(2023, 8, 31), date(2023, 10, 1), 2),
        (date(2023, 8, 31), date(2024, 2, 29), 6),
        (date(2023, 12, 31), date(2024, 1, 1), 1),
    ],
)
def test_months_that_have_begun(start: date, end: date, begun: int) -> None:
    assert months_begun(start, end) == begun
