"""The worked examples of the domain: each of its rows, counted by the kernel.

Every row can be expressed: a limit of the row's unit and amount, applied to its start day. Two rows use the
calendar as it was known before a holiday was announced; the kernel has one calendar, so those make their own.
"""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kernel.calendar import WorkingDays, england_and_wales
from kernel.clocks import Limit, due, explain
from kernel.vocabulary import Basis, ClockKind, Unit

FILE = Path(__file__).parents[1] / "acceptance" / "data" / "deadline-examples.csv"
ENGLAND = england_and_wales()


def with_holidays(*, taken: date, given: date | None = None) -> WorkingDays:
    holidays = {day: name for day, name in ENGLAND.bank_holidays.items() if day != taken}
    return replace(ENGLAND, bank_holidays=holidays | ({given: "Early May"} if given else {}))


CALENDARS = {
    "EW-BH": ENGLAND,
    "none": ENGLAND,  # months and calendar days do not look at it
    "EW-BH@before-2019-06-07": with_holidays(taken=date(2020, 5, 8), given=date(2020, 5, 4)),
    "EW-BH@before-2022-09-10": with_holidays(taken=date(2022, 9, 19)),
}

with FILE.open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['id']} {row['rule']}") for row in ROWS])
def test_worked_example(row: dict[str, str]) -> None:
    amount, unit = int(row["count"]), Unit(row["unit"])
    limit = Limit(ClockKind.STAGE_1, row["rule"], amount, unit, Basis.STATUTORY, row["rule"], 5, row["rule"])
    worked_out = due(date.fromisoformat(row["start_date"]), limit, CALENDARS[row["calendar"]])
    assert worked_out.on == date.fromisoformat(row["due_date"])
    counted = [day for day in explain(worked_out, CALENDARS[row["calendar"]]).days if day.number]
    assert len(counted) == (amount if unit is Unit.WORKING_DAYS else 0)


def test_every_example_is_here() -> None:
    assert [row["id"] for row in ROWS] == [f"D{number:02}" for number in range(1, 63)]
