"""Idempotency-Key through the whole app: a request sent twice is carried out once and answered alike."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from chassis.idempotency import KEPT, forget_old
from intake import repository
from intake.models import feed_of_intake
from kernel.localtime import financial_year, local_today, utc_now
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.waiting import eventually

pytestmark = pytest.mark.both_databases

CONTACTS = "/api/intake/v1/contacts"
KEY = {"Idempotency-Key": "the-same-key"}
IN_FLIGHT = "urn:redress:request-in-flight"


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


def refs(caller: Caller) -> list[str]:
    return [item["ref"] for item in caller.get(CONTACTS).json()["items"]]


def changed(**changes: Any) -> dict[str, Any]:
    return contacts.statutory(**changes)


def test_the_same_request_twice_is_one_contact(officer: Caller) -> None:
    first = officer.post(CONTACTS, contacts.statutory(), headers=KEY)
    again = officer.post(CONTACTS, contacts.statutory(), headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert refs(officer) == [first.json()["ref"]]


def test_a_key_with_another_body_is_refused(officer: Caller) -> None:
    officer.post(CONTACTS, contacts.statutory(), headers=KEY)
    refused = officer.post(CONTACTS, changed(narrative="Something else altogether."), headers=KEY)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/header/Idempotency-Key"
    assert len(refs(officer)) == 1


@pytest.mark.in_turn
def test_a_thousand_at_once_with_one_key_are_one_contact(officer: Caller) -> None:
    answers = officer.post_at_once(CONTACTS, [contacts.statutory()] * 1_000, headers=KEY)
    carried_out = [answer for answer in answers if answer.status_code == 201]
    assert carried_out
    assert len({answer.content for answer in carried_out}) == 1
    assert {answer.json()["type"] for answer in answers if answer.status_code != 201} <= {IN_FLIGHT}
    assert refs(officer) == [carried_out[0].json()["ref"]]


@contextmanager
def held_up(services: House) -> Iterator[None]:
    """No request of the council gets its reference, and so its answer, until this ends."""
    with services.database("intake").transaction() as tx:
        tx.execute(text("SELECT 1"))  # takes the write lock of SQLite
        repository.take_turn(tx, "eastmere", {financial_year(local_today())})
        yield


def test_while_the_first_runs_a_second_is_told_to_come_back(services: House, officer: Caller) -> None:
    body = contacts.statutory()
    with ThreadPoolExecutor() as threads, held_up(services):
        first = threads.submit(officer.post, CONTACTS, body, headers=KEY)
        eventually(lambda: services.apps["intake"].state.keys_in_flight, what="the first to be in flight")
        second = officer.post(CONTACTS, body, headers=KEY)
        assert not first.done()
    assert (second.status_code, second.headers["retry-after"]) == (409, "1")
    assert second.headers["content-type"] == "application/problem+json"
    assert second.json()["type"] == IN_FLIGHT
    assert first.result().status_code == 201
    assert officer.post(CONTACTS, body, headers=KEY).content == first.result().content
    assert refs(officer) == [first.result().json()["ref"]]


def test_also_by_another_replica(tmp_path: Path) -> None:
    databases = Databases("postgresql", tmp_path)
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with house.opened(databases, tmp_path) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        other = services.replica().caller(Role.COMPLAINTS_OFFICER)
        with ThreadPoolExecutor() as threads, held_up(services):
            first = threads.submit(officer.post, CONTACTS, contacts.statutory(), headers=KEY)
            with services.database("intake").reading() as session:
                eventually(lambda: session.execute(waiting).scalar_one(), what="the first to wait for its turn")
            assert other.post(CONTACTS, contacts.statutory(), headers=KEY).json()["type"] == IN_FLIGHT
        assert other.post(CONTACTS, contacts.statutory(), headers=KEY).content == first.result().content
    databases.close()


def test_without_a_key_every_request_counts(officer: Caller) -> None:
    officer.post_at_once(CONTACTS, [contacts.statutory()] * 3)
    assert len(refs(officer)) == 3


def test_a_request_that_failed_is_not_remembered(officer: Caller) -> None:
    assert officer.post(CONTACTS, changed(team="choir"), headers=KEY).status_code == 422
    assert officer.post(CONTACTS, contacts.statutory(), headers=KEY).status_code == 201
    assert len(refs(officer)) == 1


@pytest.mark.parametrize(
    ("authority", "subject", "path"),
    [
        pytest.param("eastmere", "another officer", CONTACTS, id="another client"),
        pytest.param("leicester", "the officer", CONTACTS, id="another council"),
        pytest.param("eastmere", "the officer", f"{CONTACTS}/EAS-2526-0001/reclassifications", id="another route"),
    ],
)
def test_whose_key_it_is(services: House, authority: str, subject: str, path: str) -> None:
    mine = services.caller(Role.COMPLAINTS_OFFICER, subject="the officer")
    first = mine.post(CONTACTS, contacts.statutory(), headers=KEY)
    other = services.caller(Role.COMPLAINTS_OFFICER, subject=subject, authority=authority)
    theirs = other.post(path, contacts.statutory(), headers=KEY)
    assert theirs.content != first.content
    assert theirs.status_code == (422 if path.endswith("reclassifications") else 201)


def test_a_key_is_kept_for_a_day(services: House, officer: Caller) -> None:
    officer.post(CONTACTS, contacts.statutory(), headers=KEY)
    with services.database("intake").transaction() as tx:
        tx.execute(update(feed_of_intake.requests).values(recorded_at=utc_now() - KEPT - timedelta(seconds=1)))
    assert officer.post(CONTACTS, changed(narrative="A day later."), headers=KEY).status_code == 201
    assert len(refs(officer)) == 2


def test_what_is_no_longer_kept_is_let_go_of(services: House, officer: Caller) -> None:
    intake = services.database("intake")
    officer.post(CONTACTS, contacts.statutory(), headers=KEY)
    with intake.transaction() as tx:
        tx.execute(update(feed_of_intake.requests).values(recorded_at=utc_now() - KEPT - timedelta(seconds=1)))
    officer.post(CONTACTS, contacts.statutory(), headers={"Idempotency-Key": "another"})
    services.run(forget_old, intake)
    with intake.reading() as session:
        assert [row.key for row in session.execute(feed_of_intake.requests.select())] == ["another"]


def test_keys_that_are_none(officer: Caller) -> None:
    for key in ("", "with a blank", "x" * 201):
        refused = officer.post(CONTACTS, contacts.statutory(), headers={"Idempotency-Key": key})
        assert refused.status_code == 422, key
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/header/Idempotency-Key"]


def test_a_change_of_a_case_is_repeated_safely(services: House, officer: Caller) -> None:
    """The second time the version has moved on, and the answer is still the first one."""
    ref = officer.post(CONTACTS, contacts.statutory()).json()["ref"]
    services.settle()
    path = f"/api/cases/v1/cases/{ref}/allocation"
    headers = KEY | {"If-Match": '"1"'}
    first = officer.post(path, {"team": "locality"}, headers=headers)
    again = officer.post(path, {"team": "locality"}, headers=headers)
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again.headers["etag"] == first.headers["etag"] == '"2"'
