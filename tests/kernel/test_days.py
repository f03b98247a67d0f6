"""Days of what has happened, and of what is to come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.calendar import months_after
from kernel.days import ahead_mistake, past_mistake, year_until
from kernel.errors import Unprocessable

TODAY = date(2026, 3, 24)
some_days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(some_days, some_days, some_days)
def test_what_has_happened_lies_between_its_beginning_and_today(day: date, today: date, first: date) -> None:
    assert (past_mistake(day, today, first, "it began") is None) == (first <= day <= today)


@given(some_days, some_days)
def test_what_is_to_come_lies_within_two_years(day: date, today: date) -> None:
    assert (ahead_mistake(day, today) is None) == (day <= months_after(today, 24))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (TODAY, None),
        (TODAY + timedelta(days=1), "This is in the future."),
        (date(2026, 3, 2), None),
        (date(2026, 3, 1), "This is before it was received."),
        (date(2062, 3, 3), "This is in the future."),
    ],
)
def test_the_reason_says_what_is_so(day: date, why: str | None) -> None:
    assert past_mistake(day, TODAY, date(2026, 3, 2), "it was received") == why


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (TODAY, date(2028, 3, 24)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_two_years_end_on_the_same_day_of_the_month(today: date, last: date) -> None:
    assert ahead_mistake(last, today) is None
    assert ahead_mistake(last + timedelta(days=1), today) is not None


@pytest.mark.parametrize(
    ("since", "to", "period"),
    [
        pytest.param(None, None, (date(2025, 3, 25), date(2026, 3, 24)), id="until today"),
        pytest.param(None, date(2024, 2, 29), (date(2023, 3, 1), date(2024, 2, 29)), id="until a leap day"),
        pytest.param(date(2026, 1, 1), None, (date(2026, 1, 1), date(2026, 3, 24)), id="since a day"),
    ],
)
def test_a_year_until(since: date | None, to: date | None, period: tuple[date, date]) -> None:
    assert year_until(since, to, date(2026, 3, 24)) == period


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Unprocessable, match="before since"):
        year_until(date(2026, 3, 25), None, date(2026, 3, 24))
