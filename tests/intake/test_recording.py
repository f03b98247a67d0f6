"""Contacts that are given at the same time share a commit, and each is answered as if it had come alone."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import anyio
import pytest
from sqlalchemy import event
from sqlmodel import select

from chassis import together
from chassis.db import Database
from chassis.together import MOST
from intake import repository, service
from intake.models import ContactRow
from intake.schemas import Contact
from intake.service import Submission
from intake.store import LARGEST_NUMBER
from kernel.errors import DomainError
from kernel.localtime import financial_year, local_today
from kernel.vocabulary import Role
from tests.intake.desk import Desk
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House

CONTACTS = "/api/intake/v1/contacts"
NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
OFFICER = house.principal(Role.COMPLAINTS_OFFICER)
PEOPLE = [
    {"name": "A Caller", "phone": "0116 496 0000", "role": "relative"},
    {"name": "Another Caller", "email": "caller@example.org", "role": "relative"},
    {"anonymous": True, "anonymous_confirmed": True},
]
PLAN = {
    "limits": "By letter alone",
    "reason": "Forty calls in three days",
    "since": "2026-03-20",
    "decided_by": "The head of service",
    "review_on": "2026-09-20",
}


def stored(services: House) -> list[ContactRow]:
    with services.database("intake").reading() as session:
        return list(session.exec(select(ContactRow).order_by(ContactRow.ref)))


def commits(database: Database, act: Callable[[], Any]) -> int:
    """How often the database commits while something is done."""
    seen: Counter[str] = Counter()

    def count(_connection: Any) -> None:
        seen["commit"] += 1

    event.listen(database.write_engine, "commit", count)
    try:
        act()
    finally:
        event.remove(database.write_engine, "commit", count)
    return seen["commit"]


@pytest.mark.both_databases
def test_what_comes_at_once_shares_commits(services: House, officer: Caller) -> None:
    answers: list[Any] = []
    bodies = [contacts.statutory(narrative=f"Visit {number} was missed.") for number in range(2 * MOST)]
    made = commits(services.database("intake"), lambda: answers.extend(officer.post_at_once(CONTACTS, bodies)))
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["ref"]: answer.json()["narrative"] for answer in answers} == {
        row.ref: row.body["narrative"] for row in stored(services)
    }
    assert sorted(row.number for row in stored(services)) == list(range(1, 2 * MOST + 1))
    assert made < MOST


@pytest.mark.both_databases
def test_what_is_refused_hinders_no_other(services: House, officer: Caller) -> None:
    good = contacts.statutory()
    bodies = [good, good | {"team": "nobody"}, good | {"links": ["EAS-2627-9999"]}, good]
    answers = officer.post_at_once(CONTACTS, bodies * 4)
    assert [answer.status_code for answer in answers] == [201, 422, 422, 201] * 4
    assert [answers[place].json()["errors"][0]["pointer"] for place in (1, 2)] == ["/team", "/links/0"]
    assert [row.number for row in stored(services)] == list(range(1, 9))


@pytest.mark.both_databases
def test_the_last_reference_goes_to_one_of_two(services: House, officer: Caller) -> None:
    with services.database("intake").transaction() as tx:
        repository.keep_above(tx, "eastmere", financial_year(local_today()), LARGEST_NUMBER - 1)
    answers = officer.post_at_once(CONTACTS, [contacts.statutory()] * 2)
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert [row.number for row in stored(services)] == [LARGEST_NUMBER]


@pytest.mark.both_databases
def test_a_key_is_carried_out_once_among_others(services: House, officer: Caller) -> None:
    answers = [
        officer.post_at_once(CONTACTS, [contacts.statutory()], headers={"Idempotency-Key": str(number % 3)})[0]
        for number in range(6)
    ]
    assert [answer.content for answer in answers[:3]] == [answer.content for answer in answers[3:]]
    assert len(stored(services)) == 3


def said(chance: Random) -> Mapping[str, Any]:
    """A contact by one of a few people, sometimes with a plan, sometimes one that cannot be recorded."""
    complainant = chance.choice(PEOPLE)
    if "name" in complainant and chance.random() < 0.3:
        complainant = {**complainant, "contact_plan": PLAN}
    wrong = {"team": "nobody"} if chance.random() < 0.2 else {}
    return contacts.statutory(complainant=complainant, narrative=f"Call {chance.random()}.", **wrong)


def recorded(desk: Desk, given: list[Contact], at_once: int) -> list[Any]:
    """What came of some contacts, a number of them in each transaction; the database stays as it was."""
    came = []
    with desk.database.transaction() as tx, tx.begin_nested() as until_here:
        for first in range(0, len(given), at_once):
            group = [Submission(OFFICER, body) for body in given[first : first + at_once]]
            came += service.record_contacts(tx, group, NOW, desk.books)
            tx.flush()
        until_here.rollback()
        tx.info.clear()
    return [str(one) if isinstance(one, DomainError) else one.model_dump() for one in came]


def test_few_queries_serve_however_many_persons_are_asked_for(desk: Desk) -> None:
    """To compile one takes longer than all else that a contact takes."""
    repository._newest_of_all.cache_clear()
    with desk.database.reading() as session:
        for by_phone in range(9):
            for by_email in range(9):
                ways = ["phone"] * by_phone + ["email"] * by_email
                persons = [("a caller", way, str(number)) for number, way in enumerate(ways)]
                assert repository.newest_of_persons(session, "eastmere", persons) == {}
    assert repository._newest_of_all.cache_info().misses < 25


@pytest.mark.parametrize("seed", range(20))
def test_together_is_as_one_after_another(desk: Desk, seed: int) -> None:
    chance = Random(seed)
    given = [Contact.model_validate(said(chance)) for _ in range(12)]
    alone = recorded(desk, given, 1)
    assert any(isinstance(one, dict) for one in alone)
    assert recorded(desk, given, chance.choice([2, 5, 12])) == alone


def test_who_goes_away_leaves_others_their_answers(services: House, officer: Caller) -> None:
    """The first of several carries out what all of them ask for; they do not wait for it to be asked again."""
    recorder = services.apps["intake"].state.recorder

    async def three_of_whom_one_goes() -> list[str]:
        answered = []

        async def ask(scope: anyio.CancelScope) -> None:
            with scope:
                given = Submission(OFFICER, Contact.model_validate(contacts.statutory()))
                await recorder.answer("eastmere", given, None)
                answered.append("answered")

        scopes = [anyio.CancelScope() for _ in range(3)]
        async with anyio.create_task_group() as asking:
            for scope in scopes:
                asking.start_soon(partial(ask, scope))
            await anyio.lowlevel.checkpoint()
            scopes[0].cancel()
        return answered

    assert services.run(three_of_whom_one_goes).count("answered") >= 2
    assert len(stored(services)) == 3


def test_one_council_in_a_hurry_keeps_no_other_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one writes at a time, another's contact has its turn after those that are carried out as it comes."""
    monkeypatch.setattr(together, "MOST", 4)
    given = Contact.model_validate(contacts.statutory())
    answered: list[str] = []

    async def ask(council: str) -> None:
        recorder = services.apps["intake"].state.recorder
        await recorder.answer(council, Submission(replace(OFFICER, authority=council), given), None)
        answered.append(council)

    async def many_and_one() -> None:
        async with anyio.create_task_group() as asking:
            for council in [*["leicester"] * 20, "eastmere"]:
                asking.start_soon(ask, council)

    databases = Databases("sqlite", tmp_path)
    with house.opened(databases, tmp_path) as services:
        services.run(many_and_one)
    databases.close()
    assert len(answered) == 21
    assert answered.index("eastmere") <= 4
