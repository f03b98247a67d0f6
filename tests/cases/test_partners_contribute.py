"""A partner's system is told what its organisation is asked to contribute, and nothing else of the case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.service_client import ServiceClient
from intake.main import ask_cases
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


ANSWER = {"text": "The notes are on their way.", "name": "A. Matron", "role": "Ward manager"}


def owed(trust: Trust, **query: Any) -> dict[str, Any]:
    answer = trust.nobody.get(f"{INTAKE}/partner/contributions", params=query, headers=trust.headers())
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def send(trust: Trust, ref: str, number: int = 1, **changes: Any) -> httpx.Response:
    path = f"{INTAKE}/partner/contributions/{ref}/{number}/answer"
    return trust.nobody.post(path, ANSWER | changes, headers=trust.headers())


@pytest.mark.both_databases
def test_a_system_reads_what_it_is_asked_and_answers_once(desk: Desk, ref: str, trust: Trust) -> None:
    ask(desk, ref, trust.client["client_id"])
    asked = {
        "ref": ref,
        "number": 1,
        "what": "The ward's notes",
        "asked_on": ASKED_ON,
        "due_on": "2026-03-27",
    }
    assert owed(trust) == {"items": [asked], "next_cursor": None}
    for _ in range(2):
        answer = send(trust, ref)
        assert (answer.status_code, answer.json()) == (201, {"answered_on": TODAY}), answer.text
    other_words = send(trust, ref, text="Something else.")
    assert (other_words.status_code, "24 March 2026" in other_words.json()["detail"]) == (409, True)
    desk.services.settle()
    assert owed(trust)["items"] == []
    assert [kind for kind, _ in told(trust)] == ["contribution_requested", "contribution_closed"]
    (part,) = desk.beside(ref, "contributions")["items"]
    assert part["said"] == ANSWER | {"on": TODAY, "by_system": True}
    newest = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert newest["title"] == "Riverside NHS Trust answered by its system"
    looks = desk.services.caller(Role.AUDITOR).get(f"{INTAKE}/reads").json()["items"]
    assert "asked_of_partner" in {look["what"] for look in looks}


def test_nobody_else_reads_or_answers_it(desk: Desk, ref: str, trust: Trust, admin: Caller) -> None:
    other = trust_of(desk.services, admin)
    elsewhere = trust_of(desk.services, desk.services.caller(Role.ADMIN, authority="leicester"))
    reads_alone = trust_of(desk.services, admin, ["contacts:read"])
    ask(desk, ref, trust.client["client_id"])
    assert [owed(one)["items"] for one in (other, elsewhere)] == [[], []]
    assert [send(one, ref).status_code for one in (other, elsewhere, reads_alone)] == [404, 404, 403]
    assert [send(trust, ref, 2).status_code, send(trust, "EAS-2526-9999").status_code] == [404, 404]
    assert send(trust, ref, text="").status_code == 422
    for path, body in (("words", {}), ("answers", ANSWER)):
        assert desk.officer.post(f"/api/cases/v1/contributions/{path}", body).status_code == 403


def test_what_is_owed_comes_by_pages_and_goes_with_the_case(desk: Desk, ref: str, trust: Trust) -> None:
    for _ in range(3):
        ask(desk, ref, trust.client["client_id"])
    first = owed(trust, limit=2)
    rest = owed(trust, limit=2, cursor=first["next_cursor"])
    assert [item["number"] for page in (first, rest) for item in page["items"]] == [1, 2, 3]
    assert rest["next_cursor"] is None
    desk.do(ref, "withdrawal", {"withdrawn_on": TODAY, "withdrawn_by": "complainant", "reason": "By phone."})
    desk.services.settle()
    assert owed(trust)["items"] == []
    late = send(trust, ref)
    assert (late.status_code, late.json()["detail"]) == (409, "The council needs no answer any more.")


def test_an_answer_that_was_put_right_as_never_given_is_asked_for_again(
    desk: Desk, ref: str, trust: Trust
) -> None:
    ask(desk, ref, trust.client["client_id"])
    send(trust, ref).raise_for_status()
    slip = {"what": "request_answer", "number": 1, "on": None, "reason": "It was of another patient."}
    desk.do(ref, "corrections", slip)
    desk.services.settle()
    assert [item["number"] for item in owed(trust)["items"]] == [1]
    assert send(trust, ref).status_code == 201
    assert desk.read(ref)["requests"][0]["answered_on"] == TODAY


def test_a_body_that_may_not_be_told_any_more_reads_nothing(desk: Desk, ref: str, trust: Trust) -> None:
    """The person took back that the trust is told: neither does its system read what it is asked."""
    body = {"body": "eastmere_hospitals", "consent_settled_on": ASKED_ON}
    joint = f"{CASES}/{ref}/joint"
    given = {"bodies": [body | {"consent": "given"}]}
    desk.officer.request("PUT", joint, json=given, headers={"If-Match": '"0"'}).raise_for_status()
    ask(desk, ref, trust.client["client_id"], asked_of="eastmere_hospitals")
    assert [item["number"] for item in owed(trust)["items"]] == [1]
    refused = {"bodies": [body | {"consent": "refused"}]}
    desk.officer.request("PUT", joint, json=refused, headers={"If-Match": '"1"'}).raise_for_status()
    assert (owed(trust)["items"], send(trust, ref).status_code) == ([], 409)


def test_while_cases_cannot_be_reached_a_system_is_told_to_try_again(desk: Desk, ref: str, trust: Trust) -> None:
    ask(desk, ref, trust.client["client_id"])
    nowhere = ServiceClient(httpx.AsyncClient(base_url="http://127.0.0.1:9"), lambda: "a token")
    ask_cases(desk.services.apps["intake"], nowhere)
    listed = trust.nobody.get(f"{INTAKE}/partner/contributions", headers=trust.headers())
    assert (listed.status_code, send(trust, ref).status_code) == (503, 503)
