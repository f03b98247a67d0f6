"""The bank holidays of England and Wales: where they come from, and since when each was known.

Dates come from the `holidays` package. Those of the published years also stand in bank_holidays.csv beside this
file, with the names that officers see, so that no upgrade of the package moves a due date unseen.

Source of that list: GOV.UK, as cached in govuk-bank-holidays 0.19; days of announcement: domain rules §4.1.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import holidays

from kernel.calendar import FIRST_DAY, LAST_DAY, PUBLISHED_UNTIL, WorkingDays, in_words

FILE = Path(__file__).with_name("bank_holidays.csv")


class BankHolidaysDiffer(Exception):
    """The `holidays` package and the shipped list do not agree; the message names every date that differs."""


@dataclass(frozen=True)
class BankHoliday:
    """A bank holiday on a weekday of a published year.

    Attributes:
        known_on: the day it was announced; None for those that every year has.
        instead_of: the bank holiday's usual day, which was worked that year.
        source: of a holiday with `known_on`: who announced it.
    """

    on: date
    name: str
    known_on: date | None
    instead_of: date | None
    source: str


@cache
def published() -> tuple[BankHoliday, ...]:
    """The shipped list, by date: every weekday bank holiday from 2017 to the last published year."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            BankHoliday(
                on=date.fromisoformat(row["on"]),
                name=row["name"],
                known_on=date.fromisoformat(row["known_on"]) if row["known_on"] else None,
                instead_of=date.fromisoformat(row["instead_of"]) if row["instead_of"] else None,
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def check(listed: Mapping[date, str]) -> None:
    """Compare what the package lists with the shipped list. Raises BankHolidaysDiffer.

    Args:
        listed: weekday bank holidays of all years and their names.
    """
    shipped = {holiday.on: holiday.name for holiday in published()}
    there = {day: name for day, name in listed.items() if min(shipped).year <= day.year <= PUBLISHED_UNTIL.year}
    differences = [
        f"{in_words(day)} ({name}) is {'missing there' if day in shipped else 'not in the published list'}"
        for day, name in sorted((shipped | there).items())
        if (day in shipped) != (day in there)
    ]
    if differences:
        package = f"holidays {version('holidays')}"
        raise BankHolidaysDiffer(f"The package {package} has other bank holidays: {'; '.join(differences)}.")


@lru_cache(maxsize=32)
def england_and_wales(known_by: date | None = None) -> WorkingDays:
    """The working days of England and Wales. Raises BankHolidaysDiffer when the sources do not agree.

    Args:
        known_by: as they were known at the end of that day: without what was announced later, and with the days
            that it replaced; None: as they are known now.
    """
    everywhere = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_DAY.year, LAST_DAY.year + 1))
    listed = {day: name for day, name in everywhere.items() if day.weekday() < 5}
    check(listed)
    days_off = listed | {holiday.on: holiday.name for holiday in published()}
    for holiday in published():
        if known_by and holiday.known_on and holiday.known_on > known_by:
            del days_off[holiday.on]
            if holiday.instead_of:
                days_off[holiday.instead_of] = holiday.name
    return WorkingDays(
        days_off=dict(sorted(days_off.items())),
        first=FIRST_DAY,
        last=LAST_DAY,
        published_until=PUBLISHED_UNTIL,
        version=f"england-and-wales/{version('holidays')}" + (f"@{known_by}" if known_by else ""),
    )
