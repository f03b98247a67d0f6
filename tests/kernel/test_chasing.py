"""When a contributor is chased: on working days around the due day, each step once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.chasing import next_chase
from tests.support.books import books

CALENDAR = books().calendar
LADDER = [-1, 1, 5, 10]
ASKED, DUE = date(2026, 3, 24), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("chased", "expected"),
    [
        pytest.param([], date(2026, 3, 30), id="a working day before"),
        pytest.param([date(2026, 3, 26)], date(2026, 3, 30), id="one that came early takes no step"),
        pytest.param([date(2026, 3, 30)], date(2026, 4, 1), id="the day after"),
        pytest.param([date(2026, 4, 2)], date(2026, 4, 9), id="over Easter, one chase for two steps"),
        pytest.param([date(2026, 4, 9), date(2026, 4, 1)], date(2026, 4, 16), id="in whatever order"),
        pytest.param([date(2026, 4, 20)], None, id="after the last step"),
    ],
)
def test_the_next_step_of_the_ladder(chased: list[date], expected: date | None) -> None:
    assert next_chase(ASKED, DUE, chased, LADDER, CALENDAR) == expected


def test_no_step_lies_before_it_was_asked_or_without_a_due_day() -> None:
    assert next_chase(DUE, DUE, [], LADDER, CALENDAR) == date(2026, 4, 1)
    assert next_chase(ASKED, None, [], LADDER, CALENDAR) is None
    assert next_chase(ASKED, date(2030, 12, 30), [], LADDER, CALENDAR) is None, "beyond the calendar"


@given(
    st.integers(0, 60),
    st.lists(st.integers(0, 90), max_size=4),
    st.lists(st.integers(-10, 20), min_size=1, max_size=6, unique=True).map(sorted),
)
def test_every_step_is_a_working_day_after_the_last_chase(due: int, chased: list[int], ladder: list[int]) -> None:
    days = [ASKED + timedelta(offset) for offset in chased]
    step = next_chase(ASKED, ASKED + timedelta(due), days, ladder, CALENDAR)
    if step:
        assert CALENDAR.is_working_day(step)
        assert all(step > day for day in [ASKED, *days])
