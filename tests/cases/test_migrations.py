"""Cases that an earlier release kept: they go on where they stood."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, Table, insert

from cases.learning import repository as learning
from cases.record import record, repository, rules, store
from cases.remedies import repository as remedies
from chassis.db import Database
from chassis.migrations import config, migrate
from kernel.vocabulary import Act
from tests.support import services
from tests.support.books import books
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases

FIRST_RELEASE = "22c13f4a38ac"
REF = "EAS-2526-0001"
BOOKS = books()

CASE = {
    "authority": "eastmere",
    "ref": REF,
    "version": 3,
    "classification": "statutory_complaint",
    "disposition": "accepted",
    "procedure": "adult_statutory",
    "procedure_version": 3,
    "flags": [],
    "received_on": date(2026, 3, 2),
    "stage": "acknowledged",
    "is_open": True,
    "acknowledged_on": date(2026, 3, 4),
    "remedies": [{"kind": "payment", "amount_pounds": 150.0}, {"kind": "apology", "amount_pounds": None}],
    "learning": [{"theme": "Communication", "action": "Ring ahead.", "scope": "team"}],
    "next_due_kind": "stage_1",
    "next_due_on": date(2026, 3, 30),
    "sort_on": date(2026, 3, 30),
}
CLOCKS = [
    {"kind": "acknowledge", "amount": 3, "due_on": date(2026, 3, 5), "met_on": date(2026, 3, 4)},
    {"kind": "stage_1", "amount": 20, "due_on": date(2026, 3, 30), "basis": "local"},
    {"kind": "statutory", "amount": 6, "unit": "months_inclusive", "due_on": date(2026, 9, 1)},
]


@pytest.fixture
def kept(databases: Databases) -> Database:
    """A database of the first release with one case, brought to the newest."""
    database = services.database("cases", databases.empty())
    command.upgrade(config("cases", database), FIRST_RELEASE)
    tables = MetaData()
    with database.engine.begin() as connection:
        for name, rows in (("cases_case", [CASE]), ("cases_clock", CLOCKS)):
            table = Table(name, tables, autoload_with=connection)
            connection.execute(insert(table), [_complete(table, row) for row in rows])
    migrate(database)
    return database


def _complete(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "authority": "eastmere",
        "ref": REF,
        "opened_at": datetime(2026, 3, 2, 10, tzinfo=UTC),
        "met_on": None,
        "name": "A limit",
        "unit": "working_days",
        "basis": "statutory",
        "source": "The law",
        "soon": 1,
        "rule": "Adult statutory procedure, version 3",
        "started_on": date(2026, 3, 2),
        "provisional": False,
        "cancelled": False,
    }
    return {name: value for name, value in {**usual, **row}.items() if name in table.columns}


def test_a_case_goes_on_in_its_first_stage(kept: Database) -> None:
    with kept.transaction() as tx:
        case = store.load(tx, repository.get_for_update(tx, "eastmere", REF), BOOKS)
        assert case.stage.code == "stage_1"
        assert record.acts_of(case.stage) == {
            Act.RECEIVED: date(2026, 3, 2),
            Act.ACKNOWLEDGED: date(2026, 3, 4),
        }
        before = {kind: (clock.on, clock.met_on) for kind, clock in case.clocks.items()}
        assert case.count_clocks(BOOKS) == [], "nothing moves"
        assert {kind: (clock.on, clock.met_on) for kind, clock in case.clocks.items()} == before
        owed = rules.next_owed(case.standing)
        assert owed is not None
        assert owed.kind == "stage_1"
        assert case.row.next_due_act == Act.RESPONDED
    kept.engine.dispose()


def test_what_was_given_with_a_closing_stands_beside_the_case(kept: Database) -> None:
    """This one was taken up again: nothing is lost by that, but the day of the closing is known no more."""
    with kept.reading() as session:
        payment, apology = remedies.of_case(session, "eastmere", REF)
        (lesson,) = learning.of_case(session, "eastmere", REF)
    assert (payment.kind, payment.pence, payment.done_on, payment.is_open) == ("payment", 15_000, None, False)
    assert (apology.kind, apology.pence, apology.payments) == ("apology", None, [])
    assert (lesson.theme, lesson.action, lesson.is_open) == ("Communication", "Ring ahead.", True)
    command.downgrade(config("cases", kept), "-1")
    with kept.engine.connect() as connection:
        table = Table("cases_case", MetaData(), autoload_with=connection)
        row = connection.execute(table.select()).mappings().one()
    assert {name: row[name] for name in ("remedies", "learning")} == {n: CASE[n] for n in ("remedies", "learning")}
    kept.engine.dispose()


def test_the_release_before_can_go_on_writing_meanwhile(kept: Database) -> None:
    """Its clocks and issues lack the new columns: the database fills them in."""
    tables = MetaData()
    with kept.engine.begin() as connection:
        table = Table("cases_clock", tables, autoload_with=connection)
        old = {"kind": "triage", "amount": 1, "due_on": date(2026, 3, 3)}
        names = {column.name for column in table.columns} - {"stage", "starts", "ends", "owed_by", "working_days"}
        row = {name: value for name, value in _complete(table, old).items() if name in names}
        connection.execute(insert(table), [row])
        issues = Table("cases_issue", tables, autoload_with=connection)
        issue = {"number": 1, "category": "delay", "about": "council"}
        connection.execute(insert(issues), [_complete(issues, issue)])
    with kept.reading() as session:
        case = store.load(session, repository.get(session, "eastmere", REF), BOOKS)
    assert case.clocks["triage"].due.limit.pauses_for == ()
    assert case.issues[0].earlier == []
    kept.engine.dispose()
