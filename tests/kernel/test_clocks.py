"""Clocks: by when a step is due, how it reads on a day, and how the date was worked out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.models import CaseRow
from cases.record.record import CaseRecord, first_stage
from intake.assessment import assess, disposition_of, opening_dates, reassess
from intake.schemas import ContactFacts
from kernel.bank_holidays import england_and_wales
from kernel.calendar import FIRST_DAY, LAST_DAY, Calendars
from kernel.clocks import Clock, ClockState, Limit, Reading, by_date, due, explain, promise, started
from kernel.register import opening_clocks
from kernel.vocabulary import Act, Basis, Classification, ClockKind, Disposition, Status, Unit
from tests.support.books import books

BOOKS = books()
ENGLAND = england_and_wales()
CALENDARS = Calendars(ENGLAND, ENGLAND)


def limit(amount: int, unit: Unit = Unit.WORKING_DAYS, soon: int = 1) -> Limit:
    return Limit(ClockKind.STAGE_1, "Target", amount, unit, Basis.LOCAL, "Invented", soon, "Invented procedure")


def clock(due_on: date, soon: int = 1, received_on: date = date(2026, 3, 2)) -> Clock:
    """A clock of as many working days as end on `due_on`."""
    return Clock(due(received_on, limit(ENGLAND.count(received_on, due_on), soon=soon), ENGLAND))


# States and readings

FRIDAY = date(2026, 3, 13)


@pytest.mark.parametrize(
    ("today", "reading", "days_left"),
    [
        pytest.param(date(2026, 3, 3), Reading.ON_TRACK, 8, id="long before"),
        pytest.param(date(2026, 3, 11), Reading.ON_TRACK, 2, id="the day before it reads soon"),
        pytest.param(date(2026, 3, 12), Reading.SOON, 1, id="a working day before"),
        pytest.param(FRIDAY, Reading.SOON, 0, id="on the due day"),
        pytest.param(date(2026, 3, 14), Reading.LATE, -1, id="the Saturday after is late already"),
        pytest.param(date(2026, 3, 16), Reading.LATE, -1, id="the Monday after"),
        pytest.param(date(2026, 3, 18), Reading.LATE, -3, id="three working days late"),
    ],
)
def test_reading_of_a_clock_that_nobody_met(today: date, reading: Reading, days_left: int) -> None:
    running = clock(FRIDAY)
    assert running.reading(today, CALENDARS) is reading
    assert running.days_left(today, CALENDARS) == days_left


@pytest.mark.parametrize(
    ("met_on", "state"),
    [
        pytest.param(date(2026, 3, 2), ClockState.MET, id="on the day of receipt"),
        pytest.param(FRIDAY, ClockState.MET, id="on the last day"),
        pytest.param(date(2026, 3, 14), ClockState.MET_LATE, id="on the Saturday after"),
    ],
)
def test_state_of_a_met_clock_does_not_depend_on_today(met_on: date, state: ClockState) -> None:
    met = clock(FRIDAY).meet(met_on)
    for today in (met_on, date(2026, 12, 1)):
        assert met.state(today) is state
        assert met.days_left(today, CALENDARS) is None


def test_states_of_a_clock_over_its_life() -> None:
    running = clock(FRIDAY)
    assert running.state(FRIDAY) is ClockState.RUNNING
    assert running.state(FRIDAY + timedelta(days=1)) is ClockState.MISSED
    assert running.cancel().state(date(2026, 12, 1)) is ClockState.CANCELLED
    assert running.cancel().reading(date(2026, 12, 1), CALENDARS) is Reading.CANCELLED


def test_a_clock_is_met_once() -> None:
    met = clock(FRIDAY).meet(date(2026, 3, 5))
    assert met.meet(date(2026, 3, 6)).met_on == date(2026, 3, 5)
    assert met.cancel() == met
    cancelled = clock(FRIDAY).cancel()
    assert cancelled.meet(date(2026, 3, 6)) == cancelled


def test_clocks_of_one_day_are_named_in_one_order() -> None:
    """Whatever was written last: a database gives them in that order."""
    target, other = clock(FRIDAY), Clock(due(date(2026, 3, 2), replace(limit(9), kind="promised"), ENGLAND))
    assert other.on == target.on
    assert by_date([target, other]) == by_date([other, target]) == [other, target]


# How a date was worked out: (day, number or reason)


@pytest.mark.parametrize(
    ("received_on", "amount", "skipped"),
    [
        pytest.param(date(2026, 3, 3), 3, {}, id="an ordinary week: nothing is skipped"),
        pytest.param(
            date(2026, 3, 6), 1, {date(2026, 3, 7): "weekend", date(2026, 3, 8): "weekend"}, id="a weekend"
        ),
        pytest.param(date(2026, 3, 7), 1, {date(2026, 3, 8): "weekend"}, id="received on a Saturday"),
        pytest.param(
            date(2026, 4, 2),
            1,
            {
                date(2026, 4, 3): "Good Friday",
                date(2026, 4, 4): "weekend",
                date(2026, 4, 5): "weekend",
                date(2026, 4, 6): "Easter Monday",
            },
            id="Easter",
        ),
        pytest.param(
            date(2026, 12, 24),
            1,
            {
                date(2026, 12, 25): "Christmas Day",
                date(2026, 12, 26): "weekend",
                date(2026, 12, 27): "weekend",
                date(2026, 12, 28): "Boxing Day (substitute day)",
            },
            id="Christmas with a substitute",
        ),
        pytest.param(
            date(2022, 9, 16),
            1,
            {
                date(2022, 9, 17): "weekend",
                date(2022, 9, 18): "weekend",
                date(2022, 9, 19): "State funeral of Queen Elizabeth II",
            },
            id="a holiday proclaimed nine days before",
        ),
    ],
)
def test_skipped_days_say_why(received_on: date, amount: int, skipped: dict[date, str]) -> None:
    explained = explain(due(received_on, limit(amount), ENGLAND), CALENDARS)
    assert {day.on: day.name or day.skipped for day in explained.days if day.skipped} == skipped
    assert f"{amount} counted, {len(skipped)} skipped" in explained.summary


@given(st.dates(FIRST_DAY, date(2028, 12, 31)), st.integers(1, 120))
def test_explanation_counts_to_the_due_day(received_on: date, amount: int) -> None:
    worked_out = due(received_on, limit(amount), ENGLAND)
    first, *days = explain(worked_out, CALENDARS).days
    assert (first.on, first.number) == (received_on, 0)
    assert [day.number for day in days if day.number is not None] == list(range(1, amount + 1))
    assert all((day.number is None) == (day.skipped is not None) for day in days)
    assert [day.on for day in days] == [received_on + timedelta(days=n) for n in range(1, len(days) + 1)]
    assert days[-1].on == worked_out.on
    assert days[-1].number == amount


@pytest.mark.parametrize("unit", [Unit.MONTHS_INCLUSIVE, Unit.MONTHS_AFTER, Unit.CALENDAR_DAYS])
def test_other_units_are_explained_in_words(unit: Unit) -> None:
    explained = explain(due(date(2026, 3, 2), limit(6, unit), ENGLAND), CALENDARS)
    assert explained.days == []
    assert "6" in explained.summary
    assert "eekends and bank holidays" in explained.summary
    assert (explained.source, explained.rule) == ("Invented", "Invented procedure")
    assert "published to 2028" in explained.calendar


# Years that are projected, and years that nobody knows


@pytest.mark.parametrize(
    ("received_on", "provisional"),
    [
        pytest.param(date(2028, 12, 20), False, id="ends in a published year"),
        pytest.param(date(2028, 12, 29), True, id="ends in a projected year"),
        pytest.param(date(2029, 6, 1), True, id="wholly projected"),
    ],
)
def test_projected_years_are_marked(received_on: date, provisional: bool) -> None:
    assert due(received_on, limit(3), ENGLAND).provisional is provisional
    assert due(received_on, limit(6, Unit.MONTHS_INCLUSIVE), ENGLAND).provisional is False


@pytest.mark.parametrize(
    "received_on",
    [
        pytest.param(date(2030, 12, 27), id="the count runs past the last known year"),
        pytest.param(date(2031, 1, 2), id="received in an unknown year"),
        pytest.param(date(1999, 12, 31), id="received before the first known year"),
    ],
)
def test_beyond_the_calendar_a_clock_is_unknown_with_its_reason(received_on: date) -> None:
    unknown = Clock(due(received_on, limit(20), ENGLAND))
    assert unknown.due.on is None
    assert unknown.due.unknown_because
    assert unknown.state(received_on) is ClockState.UNKNOWN
    assert unknown.reading(received_on, CALENDARS) is Reading.UNKNOWN
    assert unknown.days_left(received_on, CALENDARS) is None
    assert explain(unknown.due, CALENDARS).summary == unknown.due.unknown_because
    assert unknown.meet(received_on).state(received_on) is ClockState.MET


def test_months_do_not_need_the_calendar() -> None:
    six_months = Clock(due(date(2030, 12, 1), limit(6, Unit.MONTHS_INCLUSIVE), ENGLAND))
    assert six_months.due.on == date(2031, 5, 31)
    assert six_months.days_left(LAST_DAY, CALENDARS) is None
    assert six_months.reading(LAST_DAY, CALENDARS) is Reading.ON_TRACK
    assert six_months.reading(date(2031, 6, 1), CALENDARS) is Reading.LATE


# What was promised


def test_a_promise_is_a_clock_of_its_own() -> None:
    promised = promise(date(2026, 3, 4), FRIDAY)
    assert (promised.due.limit.kind, promised.due.limit.basis) == (ClockKind.PROMISED, Basis.PROMISED)
    assert (promised.due.started_on, promised.due.on) == (date(2026, 3, 4), FRIDAY)
    assert promised.reading(date(2026, 3, 5), CALENDARS) is Reading.ON_TRACK
    assert promised.reading(date(2026, 3, 6), CALENDARS) is Reading.SOON
    assert "given to the complainant" in explain(promised.due, CALENDARS).summary


def test_an_agreed_date_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="given, not counted"):
        due(date(2026, 3, 2), limit(1, Unit.AGREED_DATE), ENGLAND)


# What intake previews is what the case opens with


@pytest.mark.parametrize("council", sorted(BOOKS.councils))
@pytest.mark.parametrize("classification", [c for c in Classification if c.opens_case])
@pytest.mark.parametrize("received_on", [date(2026, 3, 7), date(2026, 12, 24), date(2030, 12, 30)])
def test_previewed_clocks_are_those_of_the_case(
    council: str, classification: Classification, received_on: date
) -> None:
    """Before an officer chooses and after: every class that opens a case, in every council."""
    town = BOOKS.council(council)
    before = assess(ContactFacts(), received_on, received_on, town, BOOKS)
    for procedure in [p.id for p in town.procedures_on(received_on) if p.classification is classification] or [
        None
    ]:
        judged = reassess(before, classification, procedure, received_on, town)
        previewed = opening_dates(judged, received_on, town, BOOKS)
        opened = _opened(council, classification, procedure, received_on)
        assert {(c.kind, c.stage, c.due_on, c.unknown_because) for c in previewed} == {
            (c.kind, c.stage, c.on, c.due.unknown_because) for c in opened
        }


def _opened(council: str, classification: Classification, procedure: str | None, received_on: date) -> list[Clock]:
    """The clocks of a case as it is opened."""
    version = BOOKS.council(council).procedure_on(procedure, received_on) if procedure else None
    row = CaseRow(
        authority=council,
        ref="TST-2526-0001",
        classification=classification,
        disposition=disposition_of(classification),
        received_on=received_on,
        opened_at=datetime(2026, 3, 7, tzinfo=UTC),
        stage=Status.RECEIVED,
    )
    case = CaseRecord(row, version, [first_stage(row, version)], [])
    case.count_clocks(BOOKS)
    return list(case.clocks.values())


@pytest.mark.parametrize("disposition", [Disposition.RESOLVED_ORAL, Disposition.LOGGED_CONCERN])
def test_an_enquiry_that_nobody_is_answered_has_no_clock(disposition: Disposition) -> None:
    enquiry = Classification.ENQUIRY
    assert opening_clocks(BOOKS, "eastmere", None, enquiry, disposition, date(2026, 3, 7)) == []


@pytest.mark.parametrize("council", sorted(BOOKS.councils))
@pytest.mark.parametrize("disposition", [Disposition.TRIAGE, Disposition.HOLDING, Disposition.SERVICE_REQUEST])
def test_limits_of_enquiries_start_at_receipt(council: str, disposition: Disposition) -> None:
    received_on = date(2026, 3, 7)
    limits = BOOKS.council(council).enquiry_limits(Classification.ENQUIRY, disposition)
    assert opening_clocks(BOOKS, council, None, Classification.ENQUIRY, disposition, received_on) == started(
        limits, {Act.RECEIVED: received_on}, CALENDARS
    )
