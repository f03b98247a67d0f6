"""Turns of the tests: over so many days each test that has one runs once, and every day has some."""

from collections import Counter

import pytest

from tests.support import breadth, databases

NAMES = [f"tests/e2e/test_story.py::test_{number}" for number in range(200)]
DAY = 20_787


def on(day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(breadth.TURN, str(DAY + day))


@pytest.mark.parametrize("days", [5, 6])
def test_each_has_one_turn_in_so_many_days(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: Counter[str] = Counter()
    for day in range(days):
        on(day, monkeypatch)
        today = [name for name in NAMES if breadth.has_its_turn(name, days)]
        assert today, "a day without any"
        ran.update(today)
    assert ran == Counter(NAMES)


def test_each_runs_on_postgresql_on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: Counter[str] = Counter()
    for day in range(databases.ON_POSTGRESQL):
        on(day, monkeypatch)
        ran.update(name for name in NAMES if databases.drawn(name) == "postgresql")
    assert ran == Counter(NAMES)


def test_without_a_day_all_have_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(breadth.TURN, raising=False)
    assert all(breadth.has_its_turn(name, 5) for name in NAMES)
