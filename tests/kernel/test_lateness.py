"""Who is told that an answer is late: each level on its working day, once for each due date."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kernel.lateness import Rung, Telling, next_step, steps
from tests.support.books import books

CALENDAR = books().calendar
LADDER = [Rung(1, "Team manager"), Rung(5, "Head of service"), Rung(10, "Director")]
DUE = date(2026, 3, 27)
"""A Friday a week before Easter."""


def test_each_level_has_its_working_day_over_easter() -> None:
    days = [(step.level, step.on) for step in steps(DUE, [], LADDER, CALENDAR)]
    assert days == [
        ("Team manager", date(2026, 3, 30)),
        ("Head of service", date(2026, 4, 7)),
        ("Director", date(2026, 4, 14)),
    ]


def test_the_next_step_is_the_first_that_was_not_told() -> None:
    told = [Telling("Team manager", date(2026, 4, 8)), Telling("Director", date(2026, 4, 14))]
    step = next_step(steps(DUE, told, LADDER, CALENDAR))
    assert step
    assert (step.level, step.on) == ("Head of service", date(2026, 4, 7))
    every = [*told, Telling("Head of service", date(2026, 4, 14))]
    assert next_step(steps(DUE, every, LADDER, CALENDAR)) is None


def test_a_later_due_date_is_told_anew() -> None:
    told = [Telling("Team manager", date(2026, 3, 30))]
    step = next_step(steps(date(2026, 4, 10), told, LADDER, CALENDAR))
    assert step
    assert (step.level, step.on) == ("Team manager", date(2026, 4, 13))


def test_nobody_is_told_of_a_day_that_is_not_known() -> None:
    assert steps(None, [], LADDER, CALENDAR) == []
    assert steps(date(2030, 12, 27), [], LADDER, CALENDAR) == [], "beyond the calendar"


@given(st.integers(0, 200), st.lists(st.tuples(st.sampled_from(LADDER), st.integers(-5, 40)), max_size=5))
def test_a_step_is_a_late_working_day_and_told_no_earlier(due: int, told: list[tuple[Rung, int]]) -> None:
    due_on = DUE + timedelta(due)
    tellings = [Telling(rung.level, due_on + timedelta(days)) for rung, days in told]
    ladder = steps(due_on, tellings, LADDER, CALENDAR)
    assert [step.on for step in ladder] == sorted({step.on for step in ladder}), "one after another"
    for step in ladder:
        assert step.on > due_on
        assert CALENDAR.is_working_day(step.on)
        assert CALENDAR.count(due_on, step.on) == step.working_days
        later = any(each.level == step.level and each.told_on >= step.on for each in tellings)
        assert (step.told_on is not None) == later
