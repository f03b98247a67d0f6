"""The worked examples of the domain: each of its rows, counted by the kernel.

Every row can be expressed: a limit of the row's unit and amount, applied to its start day. Two rows use the
calendar as it was known before a holiday was announced.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from kernel.bank_holidays import england_and_wales
from kernel.calendar import Calendars
from kernel.clocks import Limit, due, explain
from kernel.vocabulary import Basis, ClockKind, Unit

FILE = Path(__file__).parents[1] / "acceptance" / "data" / "deadline-examples.csv"

with FILE.open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def calendars_of(row: dict[str, str]) -> Calendars:
    """The calendar that a row names; months and calendar days ("none") do not look at it."""
    _, _, before = row["calendar"].partition("@before-")
    calendar = england_and_wales(known_by=date.fromisoformat(before) - timedelta(days=1) if before else None)
    return Calendars(calendar, calendar)


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['id']} {row['rule']}") for row in ROWS])
def test_worked_example(row: dict[str, str]) -> None:
    amount, unit, calendars = int(row["count"]), Unit(row["unit"]), calendars_of(row)
    limit = Limit(ClockKind.STAGE_1, row["rule"], amount, unit, Basis.STATUTORY, row["rule"], 5, row["rule"])
    worked_out = due(date.fromisoformat(row["start_date"]), limit, calendars.by_law)
    assert worked_out.on == date.fromisoformat(row["due_date"])
    counted = [day for day in explain(worked_out, calendars).days if day.number]
    assert len(counted) == (amount if unit is Unit.WORKING_DAYS else 0)


def test_every_example_is_here() -> None:
    assert [row["id"] for row in ROWS] == [f"D{number:02}" for number in range(1, 63)]
    assert {row["calendar"] for row in ROWS} == {
        "none",
        "EW-BH",
        "EW-BH@before-2019-06-07",
        "EW-BH@before-2022-09-10",
    }
