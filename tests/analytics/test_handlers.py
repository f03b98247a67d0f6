"""Facts from both feeds: whatever comes first, however often, the same facts."""

import contextlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.event import listen, remove
from sqlmodel import select

from analytics import repository
from analytics.handlers import apply_all, handlers
from analytics.models import LISTS, CaseFact, Change, ReportWords
from chassis import feed
from chassis.db import Database
from kernel.bank_holidays import england_and_wales
from kernel.events import EVENT_TYPES, CaseOpened, ContactRecorded, Event
from kernel.localtime import utc_now
from kernel.vocabulary import Role
from standalone.operate import rebuild_facts
from tests.support import contacts, house, services
from tests.support.databases import Databases
from tests.support.house import House

pytestmark = pytest.mark.both_databases

CALENDAR = england_and_wales()
HANDLERS = handlers(CALENDAR)
CASES = "/api/cases/v1/cases"
SAMPLES = Path(__file__).parents[1] / "architecture" / "event_samples"


def work(of: House) -> None:
    """Some contacts; some of their cases are worked, some re-classified, some closed."""
    officer = of.caller(Role.COMPLAINTS_OFFICER)
    today = str(of.caller(Role.AUDITOR).get("/api/analytics/v1/dashboard").json()["today"])

    def record(**changes: Any) -> str:
        matters = [{"category": "delay"}, {"kind": "praise", "team": "safeguarding"}]
        body = contacts.statutory(matters=matters, team="locality", **changes)
        return str(officer.post("/api/intake/v1/contacts", body).json()["ref"])

    def act(ref: str, what: str, body: dict[str, Any]) -> None:
        version = {"If-Match": officer.get(f"{CASES}/{ref}").headers["etag"]}
        answer = officer.request(
            "PUT" if what.endswith("finding") else "POST", f"{CASES}/{ref}/{what}", json=body, headers=version
        )
        assert answer.status_code in {200, 201}, answer.text

    plan = {"limits": "By letter alone", "review_on": today}
    planned = contacts.statutory()["complainant"] | {"contact_plan": plan}
    closed = record(complainant=planned)
    changed, praise = record(function="other_council_service"), record(kind="praise")
    assert officer.post(f"/api/intake/v1/contacts/{praise}/links", {"to": closed}).status_code == 201
    of.settle()
    act(closed, "acknowledgement", {"acknowledged_on": today, "method": "letter"})
    act(closed, "issues/1/finding", {"outcome": "upheld", "reason": "So.", "decided_on": today})
    act(closed, "response", {"responded_on": today, "method": "letter"})
    learning = [{"theme": "delay", "action": "Ring ahead.", "scope": "team"}]
    act(closed, "closure", {"closed_on": today, "remedies": [{"kind": "apology"}], "learning": learning})
    act(closed, "ombudsman", {"body": "lgsco", "received_on": today})
    for ref, to in ((changed, "statutory_complaint"), (praise, "comment")):
        body = {"classification": to, "reason": "Looked at again."}
        assert officer.post(f"/api/intake/v1/contacts/{ref}/reclassifications", body).status_code == 201
    of.settle()
    act(changed, "allocation", {"team": "safeguarding"})
    of.settle()


def told(database: Database) -> list[Event]:
    with database.reading() as session:
        return [
            EVENT_TYPES[event["type"]].model_validate(event["data"])
            for event in feed.read(session, database.tables, 0, 1_000)
        ]


def facts(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row that is counted, in an order of its own."""
    with database.reading() as session:
        return {
            str(table.__tablename__): sorted((row.model_dump() for row in session.exec(select(table))), key=str)
            for table in (CaseFact, *LISTS.values())
        }


def apply(database: Database, events: Sequence[Event]) -> None:
    with database.transaction() as tx:
        for event in events:
            HANDLERS[type(event)](tx, event)


class Scenario:
    """What happened once, and the facts that it makes."""

    def __init__(self, folder: Path) -> None:
        with house.opened(Databases("sqlite", folder), folder) as worked:
            work(worked)
            self.events = told(worked.database("intake")) + told(worked.database("cases"))
            self.facts = facts(worked.database("analytics"))


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    return Scenario(tmp_path_factory.mktemp("scenario"))


@pytest.fixture
def empty(databases: Databases) -> Iterator[Database]:
    made = services.database("analytics", databases.migrated("analytics", house.migrate_only("analytics")))
    yield made
    made.engine.dispose()


def test_the_scenario_tells_much(scenario: Scenario) -> None:
    assert len(scenario.events) >= 13
    nothing = {name for name, rows in scenario.facts.items() if not rows}
    assert nothing == {"analytics_joint", "analytics_told_late"}
    by_ref = {fact["ref"]: fact for fact in scenario.facts["analytics_case"]}
    assert [
        (by_ref[ref]["classification"], by_ref[ref]["standing"], by_ref[ref]["outcome"]) for ref in sorted(by_ref)
    ] == [
        ("statutory_complaint", "closed", "upheld"),
        ("statutory_complaint", "received", "open"),
        ("comment", None, None),
    ]


@settings(max_examples=25)
@given(data=st.data())
def test_any_order_gives_the_same_facts(
    scenario: Scenario, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """No event has to come before any other, not even of the same reference; some come twice."""
    order = data.draw(st.permutations(range(len(scenario.events))))
    again = data.draw(st.lists(st.sampled_from(order), max_size=5))
    made = Databases("sqlite", tmp_path_factory.mktemp("order"))
    database = services.database("analytics", made.migrated("analytics", house.migrate_only("analytics")))
    apply(database, [scenario.events[index] for index in [*order, *again]])
    assert facts(database) == scenario.facts
    database.engine.dispose()


@pytest.mark.parametrize("seed", range(3))
def test_batches_of_any_size_give_the_same_facts(scenario: Scenario, empty: Database, seed: int) -> None:
    """On both databases; a batch is read and written together."""
    chance = random.Random(seed)
    events = chance.sample(scenario.events, len(scenario.events))
    while events:
        size = chance.randint(1, 6)
        with empty.transaction() as tx:
            apply_all(CALENDAR)(tx, events[:size])
        events = events[size:]
    assert facts(empty) == scenario.facts


def test_an_older_sequence_changes_nothing(scenario: Scenario, empty: Database) -> None:
    apply(empty, scenario.events)
    with empty.reading() as session:
        counted = [change.version for change in session.exec(select(Change))]
    apply(empty, scenario.events)
    assert facts(empty) == scenario.facts
    with empty.reading() as session:
        assert [change.version for change in session.exec(select(Change))] == counted, "and tells nobody"


def test_a_turn_is_kept_after_a_batch_that_failed(tmp_path: Path) -> None:
    """On PostgreSQL a savepoint that is rolled back gives its locks away; what follows takes them again."""
    databases = Databases("postgresql", tmp_path)
    database = services.database("analytics", databases.migrated("analytics", house.migrate_only("analytics")))
    locks = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
    with database.transaction() as tx:
        with contextlib.suppress(ValueError), tx.begin_nested():
            repository.find_all(tx, "eastmere", {"EAS-2627-0001"})
            raise ValueError("one of the batch stands in the way")
        repository.find_all(tx, "eastmere", {"EAS-2627-0001"})
        assert tx.execute(locks).scalar_one() == 1
    database.engine.dispose()
    databases.close()


def samples(kind: type[Event], size: int, sequence: int = 1) -> list[Event]:
    """One event about each of `size` references."""
    sample = json.loads((SAMPLES / f"{kind.type_name()}.json").read_text())
    return [
        kind.model_validate(sample | {"ref": f"LEI-2526-{number:04}", "sequence": sequence})
        for number in range(1, size + 1)
    ]


@contextlib.contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile; one for many rows is one."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    listen(database.engine, "before_cursor_execute", note)
    yield statements
    remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("size", [1, 100])
def test_statements_of_a_batch_do_not_grow_with_it(empty: Database, size: int) -> None:
    contacts_told, cases_told = samples(ContactRecorded, size), samples(CaseOpened, size)
    for events, ceiling in ((contacts_told, 12), (cases_told, 20), (samples(CaseOpened, size, sequence=2), 20)):
        with counted(empty) as statements, empty.transaction() as tx:
            apply_all(CALENDAR)(tx, events)
        assert len(statements) <= ceiling, "\n".join(statements)
    assert len(facts(empty)["analytics_case"]) == size


def test_every_event_has_a_handler() -> None:
    published = {kind for kind in EVENT_TYPES.values() if not kind.__subclasses__()}
    assert published <= set(HANDLERS)


def test_a_rebuild_from_zero_gives_what_was_there(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path) as worked:
        work(worked)
        before = facts(worked.database("analytics"))
        everything = len(told(worked.database("intake"))) + len(told(worked.database("cases")))
        with worked.database("analytics").transaction() as tx:
            tx.exec(select(CaseFact)).first().team = "lost"
        assert facts(worked.database("analytics")) != before
        assert worked.run(rebuild_facts, worked.context) == everything
        assert facts(worked.database("analytics")) == before


def sampled(kind: str, **changes: Any) -> Event:
    event = EVENT_TYPES[kind].model_validate_json((SAMPLES / f"{kind}.json").read_text())
    return event.model_copy(update={"authority": "eastmere", "ref": "EAS-2324-0007", **changes})


def hear(database: Database, events: Sequence[Event], together: bool) -> None:
    if not together:
        return apply(database, events)
    with database.transaction() as tx:
        return apply_all(CALENDAR)(tx, events)


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
@pytest.mark.parametrize("place", range(4))
def test_a_case_that_came_again_after_its_import_was_undone(empty: Database, place: int, together: bool) -> None:
    """Cases may be heard before intake, or after it: what somebody worked on is of the case that came again."""
    intake = [sampled("CaseImported.v1"), sampled("ContactForgotten.v1"), sampled("CaseImported.v1")]
    adopted = sampled("CaseAdopted.v1", sequence=2)
    hear(empty, [*intake[:place], adopted, *intake[place:]], together)
    (fact,) = facts(empty)["analytics_case"]
    assert (fact["contact_sequence"], fact["case_sequence"]) == (1, 2)
    assert fact["standing"] != "imported"


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
def test_nothing_of_a_forgotten_contact_counts(empty: Database, together: bool) -> None:
    hear(empty, [sampled("CaseImported.v1"), *[sampled("ContactForgotten.v1")] * 2], together)
    assert not any(facts(empty).values())


def test_an_example_does_not_keep_the_reference_of_a_forgotten_contact(empty: Database) -> None:
    came = sampled("CaseImported.v1")
    with empty.transaction() as tx:
        written = {"text": "It came late.", "written_by": "An officer", "written_at": utc_now(), "about": came.ref}
        tx.add(
            ReportWords(authority=came.authority, scope="adults", period="2025-26", place="example_1", **written)
        )
    hear(empty, [came, sampled("ContactForgotten.v1")], together=True)
    with empty.reading() as session:
        [words] = session.exec(select(ReportWords)).all()
    assert (words.text, words.about) == ("It came late.", None)
