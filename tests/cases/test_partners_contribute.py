"""A partner's system is told what its organisation is asked to contribute, and nothing else of the case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, NOTHING_LEARNED, TODAY, Desk
from tests.cases.test_calendar import Keeper
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import INTAKE, SENT, Trust, trust_of
from tests.support.receiver import receiving

ASKED_ON = "2026-03-20"


@pytest.fixture
def services(databases: Databases, tmp_path: Path, on_an_ordinary_tuesday: Any) -> Iterator[House]:
    with house.opened(databases, tmp_path, hooks_networks="127.0.0.0/8") as made:
        yield made


@pytest.fixture
def admin(services: House) -> Caller:
    return services.caller(Role.ADMIN)


@pytest.fixture
def trust(services: House, admin: Caller) -> Trust:
    return trust_of(services, admin)


@pytest.fixture
def ref(desk: Desk) -> str:
    """A case of somebody who complained to the council."""
    ref = desk.open()
    desk.acknowledge(ref)
    return ref


def ask(desk: Desk, ref: str, client: str, **more: Any) -> None:
    body = {"asked_of": "Riverside NHS Trust", "client": client, "what": "The ward's notes", "asked_on": ASKED_ON}
    desk.do(ref, "requests", body | more)
    desk.services.settle()


def told(trust: Trust) -> list[tuple[str, str | None]]:
    return [(event["kind"], event["due_on"]) for event in trust.told()["items"]]


@pytest.mark.both_databases
def test_a_client_is_told_what_it_is_asked_for_and_nothing_of_the_contact(
    desk: Desk, ref: str, trust: Trust
) -> None:
    with receiving() as receiver:
        hook = {"url": receiver.url}
        made = trust.nobody.request("PUT", f"{INTAKE}/partner/webhook", json=hook, headers=trust.headers())
        assert made.status_code == 201, made.text
        ask(desk, ref, trust.client["client_id"])
        desk.services.run(desk.services.apps["intake"].state.webhooks.deliver_due)
        (message,) = receiver.read(made.json()["secret"])
    (event,) = trust.told()["items"]
    assert (message["type"], message["data"]) == ("contact.contribution_requested", event)
    assert event | {"recorded_at": None} == {
        "number": 1,
        "kind": "contribution_requested",
        "ref": ref,
        "request": 1,
        "due_on": "2026-03-27",
        "occurred_on": ASKED_ON,
        "recorded_at": None,
        **dict.fromkeys(["partner_reference", "classification", "disposition", "outcome"]),
    }
    for path in (f"{SENT}/{ref}", f"{SENT}/{ref}/files", f"{INTAKE}/partner/transfers/{ref}"):
        assert trust.nobody.get(path, headers=trust.headers()).status_code == 404, path
    (part,) = desk.beside(ref, "contributions")["items"]
    assert part["has_client"] is True


def test_it_is_told_until_nothing_is_owed_any_more(desk: Desk, ref: str, trust: Trust, admin: Caller) -> None:
    other = trust_of(desk.services, admin)
    ask(desk, ref, trust.client["client_id"], due_on="2026-04-02")
    ask(desk, ref, other.client["client_id"], due_on="2026-04-09")
    desk.do(ref, "requests/1/chases", {"chased_on": TODAY, "method": "phone"})
    desk.do(ref, "requests/1/answer", {"answered_on": TODAY})
    slip = {"what": "request_answer", "number": 1, "on": None, "reason": "It was of another case."}
    desk.do(ref, "corrections", slip)
    desk.find(ref)
    desk.respond(ref)
    desk.close(ref, **NOTHING_LEARNED)
    desk.services.settle()
    kinds = ("requested", "chased", "closed", "requested", "closed")
    assert told(trust) == [(f"contribution_{kind}", "2026-04-02") for kind in kinds]
    assert told(other) == [(f"contribution_{kind}", "2026-04-09") for kind in ("requested", "closed")]


def test_a_changed_calendar_moves_its_day(desk: Desk, ref: str, trust: Trust) -> None:
    ask(desk, ref, trust.client["client_id"])
    keeper = Keeper(desk.services, desk.services.caller(Role.MANAGER))
    keeper.change(action="add", on="2026-03-26", name="Snow")
    desk.services.settle()
    assert told(trust) == [("contribution_requested", "2026-03-27"), ("contribution_due_changed", "2026-03-30")]


def test_a_restricted_case_is_told_of_to_who_is_asked_alone(
    desk: Desk, ref: str, trust: Trust, admin: Caller
) -> None:
    other = trust_of(desk.services, admin)
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    why = {"people": ["officer-1"], "managers": True, "reason": "It is about a colleague."}
    desk.services.caller(Role.MANAGER).put(f"{CASES}/{ref}/restriction", why).raise_for_status()
    ask(desk, ref, trust.client["client_id"])
    assert (len(told(trust)), told(other)) == (1, [])


def test_an_unknown_client_is_told_nothing_and_hinders_nobody(
    desk: Desk, ref: str, trust: Trust, admin: Caller
) -> None:
    elsewhere = trust_of(desk.services, desk.services.caller(Role.ADMIN, authority="leicester"))
    shut_out = trust_of(desk.services, admin)
    admin.post(f"{INTAKE}/clients/{shut_out.client['client_id']}/revocation").raise_for_status()
    for client in ("nobody", elsewhere.client["client_id"], shut_out.client["client_id"]):
        ask(desk, ref, client)
    ask(desk, ref, trust.client["client_id"])
    assert (told(elsewhere), [event["request"] for event in trust.told()["items"]]) == ([], [4])
    names = desk.officer.get(f"{INTAKE}/clients/names").json()["items"]
    assert names == [{"client_id": trust.client["client_id"], "organisation": "Riverside NHS Trust"}]
    assert desk.act(ref, "requests", {"client": "No client!"}).status_code == 422


def test_what_the_ombudsman_asks_is_asked_of_no_client(desk: Desk, ref: str, trust: Trust) -> None:
    body = {"asked_of": "The Ombudsman", "what": "Comments", "asked_on": TODAY, "client": "trust"}
    refused = desk.act(ref, "ombudsman-enquiries", body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/client")
