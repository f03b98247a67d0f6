"""Turns of the tests: in a fortnight each test that has one runs once, and every day has some."""

import os
from collections import Counter

import pytest

from chassis.settings import Settings
from tests.support import breadth, databases

NAMES = [f"tests/e2e/test_story.py::test_{number}" for number in range(200)]
DAY = 20_787


def on(day: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(breadth.TURN, str(DAY + day))


def test_each_has_one_turn_a_fortnight(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: Counter[str] = Counter()
    for day in range(breadth.FORTNIGHT):
        on(day, monkeypatch)
        today = [name for name in NAMES if breadth.has_its_turn(name)]
        assert today, "a day without any"
        ran.update(today)
    assert ran == Counter(NAMES)


def test_each_runs_on_postgresql_on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: Counter[str] = Counter()
    for day in range(databases.ON_POSTGRESQL):
        on(day, monkeypatch)
        ran.update(name for name in NAMES if databases.drawn(name) == "postgresql")
    assert ran == Counter(NAMES)


def test_what_has_its_turn_meets_both_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    met = set()
    for day in range(breadth.FORTNIGHT * databases.ON_POSTGRESQL):
        on(day, monkeypatch)
        met |= {(name, databases.drawn(name)) for name in NAMES if breadth.has_its_turn(name)}
    assert len(met) == 2 * len(NAMES)


def test_without_a_day_all_have_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(breadth.TURN, raising=False)
    assert all(breadth.has_its_turn(name) for name in NAMES)


def test_the_whole_is_chosen_by_nothing_that_the_product_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a setting that there is not: tests that read the settings of the environment would end."""
    monkeypatch.setattr(os, "environ", {})
    breadth.choose_whole()
    assert breadth.is_whole()
    assert Settings.from_environment()
