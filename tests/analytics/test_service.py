"""The dashboard's numbers, against the same numbers counted in plain Python over a small set made by hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from analytics.figures import service as figures
from analytics.figures.question import Cohort, Measure, Question
from analytics.models import CaseFact
from analytics.schemas import Dashboard
from analytics.service import dashboard
from chassis.db import Database
from kernel.bank_holidays import england_and_wales
from kernel.errors import Unprocessable
from kernel.vocabulary import Role
from tests.support import house, services
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import principal

NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
"""A Tuesday, in the last week but one of a financial year."""
TODAY = NOW.date()
BOOKS = books()
ENGLAND = england_and_wales()
MANAGER = principal(Role.MANAGER)
COMPLAINTS = {"statutory_complaint", "corporate_complaint"}


def days(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def fact(number: int, received_on: date, **values: Any) -> dict[str, Any]:
    """An open statutory complaint that nothing presses, unless told otherwise."""
    return {
        "authority": "eastmere",
        "ref": f"EAS-2526-{number:04}",
        "received_on": received_on,
        "received_month": f"{received_on:%Y-%m}",
        "classification": "statutory_complaint",
        "disposition": "accepted",
        "is_open": True,
        "standing": "acknowledged",
        "team": "locality",
        "owner": "officer-1",
        "next_due_kind": "stage_1",
        "next_due_act": "responded",
        "next_due_on": days(30),
        "next_soon_on": days(20),
        "responded_on": None,
        "response_due_on": days(30),
        "closed_on": None,
        "outcome": None,
    } | values


def answered(
    number: int, received_on: date, on: date, due: date, outcome: str | None, **values: Any
) -> dict[str, Any]:
    closed = {"is_open": outcome is None, "standing": "closed" if outcome else "responded"}
    owes_nothing = {"next_due_kind": None, "next_due_act": None, "next_due_on": None, "next_soon_on": None}
    end = {"responded_on": on, "response_due_on": due, "closed_on": on if outcome else None, "outcome": outcome}
    return fact(number, received_on, **{**closed, **owes_nothing, **end, **values})


TO_ACKNOWLEDGE = {"next_due_kind": "acknowledge", "next_due_act": "acknowledged"}
FACTS = [
    fact(1, days(0), standing="received", **TO_ACKNOWLEDGE, next_due_on=days(3), next_soon_on=days(2)),
    fact(2, days(-1), standing="received", **TO_ACKNOWLEDGE, next_due_on=TODAY, next_soon_on=days(-1)),
    fact(3, days(-9), **TO_ACKNOWLEDGE, next_due_on=days(-1), team=None, owner=None),
    fact(4, days(-15), next_due_on=days(5), next_soon_on=TODAY),  # the Sunday of this week
    fact(5, days(-40), next_due_on=days(6), next_soon_on=days(-1), owner=None),  # the Monday after
    fact(6, days(-70), next_due_on=days(-30), next_soon_on=days(-37), team="safeguarding"),
    fact(7, days(-8), classification="enquiry", disposition="holding", next_due_on=days(-2), team=None),
    fact(8, date(2025, 4, 1), classification="corporate_complaint", team="housing", next_due_on=None),
    answered(9, date(2025, 4, 2), date(2025, 4, 30), date(2025, 4, 30), "upheld"),
    answered(10, date(2025, 4, 2), date(2025, 5, 1), date(2025, 4, 30), "not_upheld", team="safeguarding"),
    answered(11, date(2025, 9, 30), TODAY, TODAY, None),
    answered(12, date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 10), "upheld"),  # received last year
    answered(13, date(2024, 5, 1), date(2025, 3, 31), date(2024, 6, 1), "upheld"),  # all last year
    answered(14, date(2025, 6, 1), date(2025, 6, 10), days(0), "resolved_informally", classification="enquiry"),
    fact(15, date(2025, 6, 1), classification="compliment", is_open=False, standing=None, next_due_on=None),
    fact(16, days(-1), authority="leicester", ref="LEI-2526-0001", next_due_on=days(-1)),
]  # fmt: skip
OWN = [f for f in FACTS if f["authority"] == "eastmere"]


@pytest.fixture
def facts(databases: Databases) -> Iterator[Database]:
    made = services.database("analytics", databases.migrated("analytics", house.migrate_only("analytics")))
    with made.transaction() as tx:
        tx.add_all([CaseFact(**values) for values in FACTS])
    yield made
    made.engine.dispose()


def shown(database: Database, team: str | None = None, year: int | None = None, by: Any = MANAGER) -> Dashboard:
    with database.reading() as session:
        return dashboard(session, by, team, year, NOW, BOOKS)


def test_a_team_that_the_council_does_not_have_is_refused(facts: Database) -> None:
    """Nothing late of it would be no good news."""
    with pytest.raises(Unprocessable) as refused:
        shown(facts, "lost_property")
    assert "has no team 'lost_property'. It has: locality, " in str(refused.value)


def is_late(f: dict[str, Any]) -> bool:
    return f["next_due_on"] is not None and f["next_due_on"] < TODAY


def is_soon(f: dict[str, Any]) -> bool:
    return f["next_due_on"] is not None and not is_late(f) and f["next_soon_on"] <= TODAY


@pytest.mark.parametrize("team", [None, "locality", "safeguarding", "highways"])
def test_what_is_open_now(facts: Database, team: str | None) -> None:
    def count(condition: Callable[[dict[str, Any]], Any]) -> int:
        return sum(bool(f["is_open"] and team in {None, f["team"]} and condition(f)) for f in OWN)

    board = shown(facts, team)
    assert {
        "open": board.open,
        "late": board.late,
        "soon": board.soon,
        "to_acknowledge": board.to_acknowledge,
        "unallocated": board.unallocated,
        "due_this_week": board.due_this_week,
    } == {
        "open": count(lambda f: True),
        "late": count(is_late),
        "soon": count(is_soon),
        "to_acknowledge": count(lambda f: f["next_due_act"] == "acknowledged"),
        "unallocated": count(lambda f: f["owner"] is None),
        "due_this_week": count(lambda f: is_soon(f) and f["next_due_on"] <= date(2026, 3, 29)),
    }


def test_the_set_tells_apart(facts: Database) -> None:
    """Numbers that are all alike, or nothing, would agree with anything."""
    board = shown(facts)
    assert (board.open, board.late, board.soon, board.to_acknowledge, board.unallocated) == (9, 3, 3, 3, 2)
    assert board.due_this_week == 2  # of those due soon, as the page says; not what is owed later than soon


def test_open_cases_by_class_stage_and_team(facts: Database) -> None:
    board = shown(facts)
    now = [f for f in OWN if f["is_open"]]
    assert {(c.classification, c.decided): c.count for c in board.by_classification} == Counter(
        (f["classification"], f["disposition"] not in {"holding", "triage"}) for f in now
    )
    assert {c.stage: c.count for c in board.by_stage} == Counter(f["standing"] for f in now)
    assert {(c.team, c.late, c.soon, c.late + c.soon + c.on_track) for c in board.by_team} == {
        (
            team,
            sum(is_late(f) for f in now if f["team"] == team),
            sum(is_soon(f) for f in now if f["team"] == team),
            sum(f["team"] == team for f in now),
        )
        for team in {f["team"] for f in now}
    }
    assert {c.team: c.name for c in board.by_team}[None] == "No team yet"
    assert {c.team: c.name for c in board.by_team}["locality"] == "Locality teams"


def test_open_cases_by_age_in_working_days(facts: Database) -> None:
    ages = [ENGLAND.count(f["received_on"], TODAY) for f in OWN if f["is_open"]]
    for band in shown(facts).age:
        upper = band.to_days if band.to_days is not None else 10_000
        assert band.count == sum(band.from_days <= age <= upper for age in ages), band.band
    assert sum(band.count for band in shown(facts).age) == len(ages)


@pytest.mark.parametrize(("year", "label"), [(2025, "2025-26"), (2024, "2024-25"), (2023, "2023-24")])
@pytest.mark.parametrize("team", [None, "locality"])
def test_a_financial_year_of_complaints(facts: Database, year: int, label: str, team: str | None) -> None:
    first, last = date(year, 4, 1), min(date(year + 1, 3, 31), TODAY)
    counted = [f for f in OWN if f["classification"] in COMPLAINTS and team in {None, f["team"]}]
    replies = [f for f in counted if f["responded_on"] and first <= f["responded_on"] <= last]
    in_time = [f for f in replies if f["responded_on"] <= f["response_due_on"]]
    board = shown(facts, team, year)
    assert board.year == label
    assert (board.on_time.numerator, board.on_time.denominator) == (len(in_time), len(replies))
    assert [month.month for month in board.months] == [
        f"{year + (n > 12)}-{(n - 1) % 12 + 1:02}" for n in range(4, 16)
    ]
    for month in board.months:
        assert month.received == sum(f"{f['received_on']:%Y-%m}" == month.month for f in counted)
        assert month.answered == sum(f"{f['responded_on']:%Y-%m}" == month.month for f in replies)
        so_far = [f for f in replies if f"{f['responded_on']:%Y-%m}" <= month.month]
        assert month.on_time_denominator == len(so_far)
        assert month.on_time_numerator == sum(f in in_time for f in so_far)
    closed = [f["outcome"] for f in counted if f["closed_on"] and first <= f["closed_on"] <= last]
    assert {o.outcome: o.count for o in board.outcomes} == Counter(closed)


def test_what_waits_for_its_class_is_counted_as_that(facts: Database) -> None:
    def count(**asked: Any) -> Any:
        question = Question(authority="eastmere", year="2025-26", measure=Measure.COUNT, **asked)
        with facts.reading() as session:
            return figures.ask(session, MANAGER, question).values

    received = [f for f in OWN if date(2025, 4, 1) <= f["received_on"] <= date(2026, 3, 31)]
    waiting = [f for f in received if f["disposition"] in {"holding", "triage"}]
    assert waiting
    expected = Counter("not_decided" if f in waiting else f["classification"] for f in received)
    assert count(group_by=["classification"]) == expected
    assert count(filters={"classification": "not_decided"}) == len(waiting)


def test_on_time_is_what_the_figure_says(facts: Database) -> None:
    question = Question(
        authority="eastmere",
        year="2025-26",
        cohort=Cohort.ANSWERED,
        measure=Measure.WITHIN_TARGET_RATE,
        numerator={"answered_on_time": True},
        filters={"classification": sorted(COMPLAINTS)},
    )
    with facts.reading() as session:
        figure = figures.ask(session, MANAGER, question)
    board = shown(facts)
    assert (board.on_time.numerator, board.on_time.denominator) == (figure.numerator, figure.denominator) == (3, 4)
    assert "answer within the council’s own target" in board.on_time.definition


def test_years_to_choose_from_reach_back_to_the_first_receipt(facts: Database) -> None:
    assert shown(facts).years == ["2025-26", "2024-25"]


def test_another_council_sees_its_own(facts: Database) -> None:
    leicester = shown(facts, by=principal(Role.MANAGER, authority="leicester"))
    assert (leicester.open, leicester.late) == (1, 1)
    coventry = shown(facts, by=principal(Role.MANAGER, authority="coventry"))
    assert (coventry.open, coventry.on_time.denominator, coventry.by_team, coventry.outcomes) == (0, 0, [], [])
    assert coventry.years == ["2025-26"]
