"""A contact that one person begins and another finishes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from chassis.restricted import SAID
from intake.retention.clearing import Clearing
from intake.unfinished import rules
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE

PATH = f"{INTAKE}/unfinished"


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def centre(services: House) -> Caller:
    return services.caller(Role.CONTACT_CENTRE)


def left(caller: Caller, **changes: Any) -> dict[str, Any]:
    body = {"title": "Nobody came", "begun_at": "2026-03-24T09:30:00Z", "form": '{"narrative":"Nobody came"}'}
    answer = caller.post(PATH, body | changes)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    ("begun_at", "days", "late"),
    [
        pytest.param("2026-03-24T09:00", 0, False, id="the same day"),
        pytest.param("2026-03-23T23:59", 1, False, id="the day before"),
        pytest.param("2026-03-22T12:00", 2, True, id="longer than a day"),
    ],
)
def test_age_in_days(begun_at: str, days: int, late: bool) -> None:
    begun, now = datetime.fromisoformat(begun_at).replace(tzinfo=UTC), datetime(2026, 3, 24, 10, tzinfo=UTC)
    assert (rules.age_days(begun, now), rules.is_late(begun, now)) == (days, late)


@pytest.mark.both_databases
def test_another_takes_it_and_nobody_after(services: House, centre: Caller) -> None:
    later = left(centre, begun_at="2026-03-24T09:45:00Z", title="A second")
    older = left(centre, begun_at="2026-03-20T09:45:00Z")
    assert older | {"id": ""} == {
        "id": "",
        "title": "Nobody came",
        "begun_at": "2026-03-20T09:45:00Z",
        "left_by": centre.get(f"{INTAKE}/me").json()["name"],
        "age_days": 4,
        "late": True,
        "restricted": False,
    }
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    assert officer.get(PATH).json() == {"items": [older, later], "restricted": 0}
    assert officer.get(f"{INTAKE}/contacts").json()["items"] == [], "it is no contact yet"
    taken = officer.post(f"{PATH}/{older['id']}/taken")
    assert taken.status_code == 200
    assert taken.json() == older | {"form": '{"narrative":"Nobody came"}'}
    again = centre.post(f"{PATH}/{older['id']}/taken")
    assert (again.status_code, again.json()["detail"][:23]) == (404, "It is not here any more")
    assert centre.request("DELETE", f"{PATH}/{later['id']}").status_code == 204
    assert officer.get(PATH).json() == {"items": [], "restricted": 0}


def test_a_restricted_one_is_for_managers_and_who_left_it(services: House, centre: Caller) -> None:
    """It is about a colleague: nobody else reads how it begins, takes it, or makes it go away."""
    hers = left(centre, restricted=True, title="The officer who visits shouted at her")
    assert hers["restricted"]
    for role in (Role.COMPLAINTS_OFFICER, Role.CONTACT_CENTRE):
        other = services.caller(role, subject="another")
        assert other.get(PATH).json() == {"items": [], "restricted": 1}
        for answer in (other.post(f"{PATH}/{hers['id']}/taken"), other.request("DELETE", f"{PATH}/{hers['id']}")):
            assert (answer.status_code, answer.json()["detail"]) == (403, SAID)
    assert centre.get(PATH).json() == {"items": [hers], "restricted": 0}
    manager = services.caller(Role.MANAGER)
    assert manager.get(PATH).json() == {"items": [hers], "restricted": 0}
    assert manager.post(f"{PATH}/{hers['id']}/taken").json() == hers | {"form": '{"narrative":"Nobody came"}'}
    again = left(centre, restricted=True)
    assert centre.request("DELETE", f"{PATH}/{again['id']}").status_code == 204


def test_a_clock_that_is_ahead_hears_nobody_in_the_future(centre: Caller) -> None:
    assert left(centre, begun_at="2026-03-25T09:00:00Z")["begun_at"].startswith("2026-03-24T10:00:0")


def test_who_may_not(services: House, centre: Caller) -> None:
    one = left(centre)
    for role in (Role.AUDITOR, Role.INVESTIGATOR, Role.ADMIN):
        assert services.caller(role).get(PATH).status_code == 403
        assert services.caller(role).post(f"{PATH}/{one['id']}/taken").status_code == 403
    other = services.caller(Role.CONTACT_CENTRE, authority="leicester")
    assert other.get(PATH).json() == {"items": [], "restricted": 0}
    assert other.post(f"{PATH}/{one['id']}/taken").status_code == 404


@pytest.mark.parametrize(
    "change",
    [{"form": ""}, {"form": "x" * 100_001}, {"title": " "}, {"begun_at": "soon"}, {"restricted": 1}, {"a": 1}],
)
def test_what_cannot_be_kept_is_refused(centre: Caller, change: dict[str, Any]) -> None:
    body = {"title": "Nobody came", "begun_at": "2026-03-24T09:30:00Z", "form": "{}"} | change
    assert centre.post(PATH, body).status_code == 422
    assert centre.post(f"{PATH}/{uuid4()}/taken").status_code == 404
    assert centre.post(f"{PATH}/unknown/taken").status_code == 422


@pytest.mark.both_databases
def test_what_nobody_finishes_goes_after_the_term_of_a_council_that_has_one(
    services: House, centre: Caller
) -> None:
    clearing: Clearing = services.apps["intake"].state.clearing
    left(centre)
    left(services.caller(Role.CONTACT_CENTRE, authority="leicester"))
    with time_machine.travel("2026-09-24T10:00:00Z", tick=True):
        kept = left(services.caller(Role.CONTACT_CENTRE))
        assert services.run(clearing.clear)["unfinished"] == 0
    with time_machine.travel("2026-09-25T10:00:00Z", tick=True):
        assert services.run(clearing.clear)["unfinished"] == 0, "the clock alone says that it is so late"
        services.caller(Role.COMPLAINTS_OFFICER).post(f"{INTAKE}/contacts", contacts.statutory())
        assert services.run(clearing.clear)["unfinished"] == 1
        waiting = services.caller(Role.CONTACT_CENTRE).get(PATH).json()["items"]
        assert [item["id"] for item in waiting] == [kept["id"]]
        elsewhere = services.caller(Role.CONTACT_CENTRE, authority="leicester").get(PATH).json()["items"]
        assert len(elsewhere) == 1, "whose file says nothing of it: it may be a complaint that nobody recorded"
