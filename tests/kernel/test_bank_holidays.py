"""The bank holidays of England and Wales: the shipped list, the package it checks, and what was known when."""

from datetime import date

import holidays
import pytest

from kernel.bank_holidays import BankHolidaysDiffer, check, england_and_wales, published
from kernel.calendar import LAST_DAY, PUBLISHED_UNTIL
from kernel.clocks import Limit, due
from kernel.vocabulary import Basis, ClockKind, Unit
from tests.kernel.bank_holidays import WEEKDAY_BANK_HOLIDAYS

ENGLAND = england_and_wales()
ON = {holiday.on: holiday for holiday in published()}


@pytest.mark.parametrize("year", sorted(WEEKDAY_BANK_HOLIDAYS))
def test_bank_holidays_are_those_typed_by_hand(year: int) -> None:
    calendar = {day for day in ENGLAND.days_off if day.year == year}
    assert calendar == {date(year, month, day) for month, day in WEEKDAY_BANK_HOLIDAYS[year]}


def test_no_bank_holiday_is_kept_on_a_weekend() -> None:
    assert all(day.weekday() < 5 for day in ENGLAND.days_off)


def test_the_shipped_list_is_the_published_years() -> None:
    by_hand = {(year, *on) for year, listed in WEEKDAY_BANK_HOLIDAYS.items() for on in listed}
    days = [(day.year, day.month, day.day) for day in (holiday.on for holiday in published())]
    assert days == sorted(on for on in by_hand if on[0] <= PUBLISHED_UNTIL.year)
    assert len(days) == 99


@pytest.mark.parametrize(
    ("on", "name"),
    [
        pytest.param(date(2026, 4, 3), "Good Friday", id="every year's"),
        pytest.param(date(2026, 12, 28), "Boxing Day (substitute day)", id="a substitute"),
        pytest.param(date(2020, 5, 8), "Early May bank holiday", id="a moved one"),
        pytest.param(date(2022, 6, 3), "Platinum Jubilee bank holiday", id="the jubilee"),
        pytest.param(date(2022, 9, 19), "State funeral of Queen Elizabeth II", id="the state funeral"),
        pytest.param(date(2023, 5, 8), "Coronation bank holiday", id="the coronation"),
        pytest.param(date(2016, 3, 25), "Good Friday", id="before the shipped years: the package's"),
    ],
)
def test_officers_see_a_plain_name(on: date, name: str) -> None:
    assert ENGLAND.days_off[on] == name


def test_a_count_into_projected_years_is_provisional() -> None:
    limit = Limit(ClockKind.STAGE_1, "Target", 5, Unit.WORKING_DAYS, Basis.LOCAL, "Invented", 1, "Invented")
    assert not due(date(2028, 12, 19), limit, ENGLAND).provisional
    assert due(date(2028, 12, 27), limit, ENGLAND).provisional
    assert due(LAST_DAY, limit, ENGLAND).on is None


# What was known when


@pytest.mark.parametrize(
    ("announced_on", "off", "worked_instead"),
    [
        pytest.param(date(2019, 6, 7), date(2020, 5, 8), date(2020, 5, 4), id="VE Day"),
        pytest.param(date(2020, 11, 12), date(2022, 6, 2), date(2022, 5, 30), id="spring holiday of 2022"),
        pytest.param(date(2020, 11, 12), date(2022, 6, 3), None, id="Platinum Jubilee"),
        pytest.param(date(2022, 9, 10), date(2022, 9, 19), None, id="state funeral"),
        pytest.param(date(2022, 11, 6), date(2023, 5, 8), None, id="coronation"),
    ],
)
def test_a_proclaimed_holiday_is_known_from_its_announcement(
    announced_on: date, off: date, worked_instead: date | None
) -> None:
    before = england_and_wales(known_by=date.fromordinal(announced_on.toordinal() - 1))
    after = england_and_wales(known_by=announced_on)
    assert (before.is_working_day(off), after.is_working_day(off)) == (True, False)
    if worked_instead:
        assert before.days_off[worked_instead] == after.days_off[off] == ENGLAND.days_off[off]
        assert after.is_working_day(worked_instead)


def test_only_proclaimed_holidays_were_ever_unknown() -> None:
    first = england_and_wales(known_by=date(2017, 1, 1))
    assert ENGLAND.days_off.keys() - first.days_off.keys() == {h.on for h in published() if h.known_on}
    assert first.days_off.keys() - ENGLAND.days_off.keys() == {h.instead_of for h in published() if h.instead_of}
    assert england_and_wales(known_by=date(2022, 11, 6)).days_off == ENGLAND.days_off


def test_every_announcement_has_its_source() -> None:
    assert all(bool(holiday.known_on) == bool(holiday.source) for holiday in published())


def test_a_calendar_says_what_it_is() -> None:
    versions = {ENGLAND.version, england_and_wales(known_by=date(2019, 6, 6)).version}
    assert len(versions) == 2
    assert all(len(version) <= 60 for version in versions)


# The package against the shipped list


def test_the_package_may_say_what_it_likes_of_other_years() -> None:
    check({on: holiday.name for on, holiday in ON.items()} | {date(2029, 6, 1): "New", date(2016, 6, 1): "Old"})


def test_a_package_that_drops_a_date_gives_no_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = holidays.country_holidays("GB", subdiv="ENG", years=range(2000, 2031))
    fewer.pop(date(2022, 9, 19))
    monkeypatch.setattr(holidays, "country_holidays", lambda *args, **kwargs: fewer)
    with pytest.raises(BankHolidaysDiffer, match="19 September 2022"):
        england_and_wales.__wrapped__()


def test_every_date_that_differs_is_named() -> None:
    listed = dict.fromkeys(ON, "as the package calls it") | {date(2026, 6, 15): "World Cup"}
    del listed[date(2022, 9, 19)], listed[date(2020, 5, 8)]
    with pytest.raises(BankHolidaysDiffer) as refused:
        check(listed)
    assert str(refused.value).partition("bank holidays: ")[2] == (
        "8 May 2020 (Early May bank holiday) is missing there; "
        "19 September 2022 (State funeral of Queen Elizabeth II) is missing there; "
        "15 June 2026 (World Cup) is not in the published list."
    )
