"""Ceilings of statements: none of them grows with the parts of a case, or with the cases at hand."""

from datetime import date
from typing import Any

import pytest

from cases.opening import apply_all
from chassis.db import Database
from kernel.events import ContactRecorded, ContactState
from kernel.vocabulary import Channel, Classification, Disposition, RaisedBy
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.books import books
from tests.support.house import House
from tests.support.statements import counted

pytestmark = pytest.mark.both_databases

BOOKS = books()
AN_ACT, A_READ, ITS_PEOPLE, A_PAGE, A_HUNDRED_OPENED = 12, 5, 8, 5, 30
"""The first asks whether what is named is restricted; on PostgreSQL it raises the walls and locks, too.

That somebody looked is written once in ten minutes: for its people, here.
"""

A_LATER_RECEIPT = AN_ACT + 6
"""It may come after nothing that is recorded beside the case: one statement for each part that has days."""


@pytest.fixture
def database(services: House) -> Database:
    return services.database("cases")


def full(desk: Desk) -> str:
    """A case with something in each of its parts."""
    ref = desk.open(matters=[{"category": "delay"}, {"category": "other"}])
    desk.acknowledge(ref, promised_on="2026-04-20")
    desk.do(ref, "allocation", {"owner": None, "team": "locality"})
    desk.do(ref, "grade", {"grade": "complex", "reason": "It is."})
    extension = {"amount": 66, "agreed_on": TODAY, "person_agreed": True, "reason": "A witness is away."}
    desk.act(ref, "clocks/stage_1/extension", extension)
    desk.do(ref, "requests", {"asked_of": "Provider P", "what": "Its log", "asked_on": TODAY})
    desk.find(ref)
    return ref


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("allocation", {"owner": None, "team": "locality"}),
    ("issues", {"category": "delay", "description": "Something further."}),
    ("holds", {"reason": "consent", "waiting_on": "Consent", "started_on": TODAY, "review_on": "2026-04-01"}),
    ("requests", {"asked_of": "Provider Q", "what": "Its log", "asked_on": TODAY}),
    ("issues/2/finding", {"outcome": "upheld", "reason": "The log shows it.", "decided_on": TODAY}),
    ("receipt", {"received_on": "2026-03-03", "reason": "It lay in the post room."}),
    ("requests/1/link", {}),
    ("settlement", {"settled_on": TODAY, "method": "letter", "how": "The calls are at the agreed time again."}),
    ("reopening", {"requested_on": TODAY}),
    ("withdrawal", {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "No longer needed."}),
]


def test_an_act_a_read_and_a_page_have_their_ceilings(desk: Desk, database: Database) -> None:
    ref = full(desk)
    for what, body in ACTS:
        version = {"If-Match": f'"{desk.read(ref)["version"]}"'}
        method = "PUT" if what.endswith("finding") else "POST"
        with counted(database.engine) as sent:
            answer = desk.officer.request(method, f"{CASES}/{ref}/{what}", json=body, headers=version)
        assert answer.status_code in {200, 201}, answer.text
        most = A_LATER_RECEIPT if what == "receipt" else AN_ACT
        assert len(sent) <= most, f"{what}: {len(sent)}\n" + "\n".join(sent)
    with counted(database.engine) as sent:
        desk.read(ref)
    assert len(sent) <= A_READ, "\n".join(sent)
    letter = {"body": "lgsco", "received_on": TODAY}
    with counted(database.engine) as sent:
        desk.officer.post(f"{CASES}/{ref}/ombudsman", letter).raise_for_status()
    assert len(sent) <= AN_ACT, "\n".join(sent)
    with counted(database.engine) as sent:
        desk.beside(ref, "ombudsman")
    assert len(sent) <= A_READ, "\n".join(sent)
    with counted(database.engine) as sent:
        assert desk.list(view="ombudsman") == [ref]
    assert len(sent) <= A_PAGE + 1, "what is owed is one more\n" + "\n".join(sent)
    with counted(database.engine) as sent:
        desk.beside(ref, "appointments")
    assert len(sent) <= ITS_PEOPLE, "\n".join(sent)
    joint = {"bodies": [{"body": "eastmere_hospitals"}]}
    with counted(database.engine) as sent:
        desk.officer.put(f"{CASES}/{ref}/joint", json=joint, headers={"If-Match": '"0"'}).raise_for_status()
    assert len(sent) <= AN_ACT, "\n".join(sent)
    with counted(database.engine) as sent:
        desk.beside(ref, "joint")
    assert len(sent) <= A_READ, "\n".join(sent)
    for _ in range(3):
        full(desk)
    with counted(database.engine) as sent:
        assert len(desk.list()) == 3
    assert len(sent) <= A_PAGE, "\n".join(sent)


def test_a_hundred_cases_open_in_one_batch(services: House, database: Database) -> None:
    contact = ContactState(
        received_on=date(2026, 3, 2),
        channel=Channel.EMAIL,
        raised_by=RaisedBy.RELATIVE,
        classification=Classification.STATUTORY_COMPLAINT,
        disposition=Disposition.ACCEPTED,
        rule="33",
        procedure="adult_statutory",
        procedure_version=3,
        categories=("delay", "other"),
    )
    events = [
        ContactRecorded(
            authority="eastmere",
            ref=f"EAS-2526-{number:04}",
            sequence=1,
            occurred_on=contact.received_on,
            contact=contact,
        )
        for number in range(1, 101)
    ]
    with counted(database.engine) as sent, database.transaction() as tx:
        apply_all(BOOKS)(tx, events)
    assert len(sent) <= A_HUNDRED_OPENED, "\n".join(sent)
    with database.reading() as session:
        assert len(session.execute(database.tables.events.select()).all()) == 100
