"""Where a letter to a contributor goes is known, or typed once."""

from typing import Any

import pytest

from cases.letters.rules import contributor_address
from chassis.letters.correspondent import Correspondent
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.cases.test_letters import WHO, draft
from tests.support.books import books

EASTMERE = books().council("eastmere")
THERAPY = "occupational.therapy@eastmere.example"


@pytest.mark.parametrize(
    ("asked_of", "address"),
    [
        ("Occupational Therapy", THERAPY),
        ("occupational-therapy", THERAPY),
        ("Care & Co", "complaints@care.example"),
        ("Locality teams", None),
        ("Her social worker", None),
        ("…", None),
    ],
)
def test_the_file_knows_teams_and_the_register_the_provider(asked_of: str, address: str | None) -> None:
    to = Correspondent(provider="Care & Co.", provider_email="complaints@care.example")
    assert contributor_address(asked_of, EASTMERE, to) == address


def asked(desk: Desk, ref: str, of: str) -> int:
    desk.do(ref, "requests", {"asked_of": of, "what": "What happened on Monday?", "asked_on": TODAY})
    return len(desk.read(ref)["requests"])


def letter_to(desk: Desk, ref: str, request: int, kind: str = "contribution_request") -> dict[str, Any]:
    return draft(desk, ref, kind, request=request)


def test_what_was_typed_once_stands_in_the_next_letter(desk: Desk) -> None:
    manager = desk.services.caller(Role.COMPLAINTS_OFFICER)
    care = {"name": "Care & Co", "kinds": ["home_care"], "email": "complaints@care.example"}
    assert manager.post("/api/intake/v1/providers", care).status_code == 201
    ref = desk.open(**WHO, provider={"name": "CARE & CO.", "kind": "home_care"})
    desk.acknowledge(ref)
    ward = asked(desk, ref, "The ward manager")
    first = letter_to(desk, ref, ward)
    assert first["to_address"] is None
    kept = ("version", "to_name", "print", "subject", "text", "easy_read")
    body = {name: first[name] for name in kept} | {"to_address": "ward.4@hospital.example"}
    assert desk.officer.put(f"{CASES}/{ref}/letters/{first['number']}", body).status_code == 200
    assert letter_to(desk, ref, ward, "contribution_chase")["to_address"] == "ward.4@hospital.example"
    again = asked(desk, ref, "The ward manager")
    assert letter_to(desk, ref, again)["to_address"] == "ward.4@hospital.example"
    assert letter_to(desk, ref, asked(desk, ref, "Care & Co"))["to_address"] == "complaints@care.example"
    assert letter_to(desk, ref, asked(desk, ref, "Occupational Therapy"))["to_address"] == THERAPY
    assert letter_to(desk, ref, asked(desk, ref, "Somebody else"))["to_address"] is None


@pytest.fixture
def care(desk: Desk) -> str:
    """The path of a provider of the register."""
    body = {"name": "Care & Co", "kinds": ["home_care"], "email": "complaints@care.example"}
    made = desk.services.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/providers", body)
    return f"/api/intake/v1/providers/{made.json()['number']}"


def moves(desk: Desk, care: str, email: str | None) -> None:
    manager = desk.services.caller(Role.COMPLAINTS_OFFICER)
    version = {"If-Match": manager.get(care).headers["ETag"]}
    manager.patch(care, {"email": email, "reason": "They told us."}, headers=version).raise_for_status()
    desk.services.settle()


@pytest.mark.both_databases
def test_what_waits_does_not_leave_for_where_a_provider_was_before(desk: Desk, care: str) -> None:
    ref = desk.open(**WHO, provider={"name": "CARE & CO.", "kind": "home_care"})
    desk.acknowledge(ref)
    theirs, others = asked(desk, ref, "Care & Co"), asked(desk, ref, "Occupational Therapy")
    for request in (theirs, others):
        number = letter_to(desk, ref, request)["number"]
        desk.officer.post(f"{CASES}/{ref}/letters/{number}/leaving", {"version": 1}).raise_for_status()
    drafted = letter_to(desk, ref, theirs, "contribution_chase")
    assert drafted["changed"] == []
    moves(desk, care, "office@care.example")
    first, second = desk.beside(ref, "outbox")["items"]
    assert (first["state"], second["state"]) == ("refused", "kept")
    offered = desk.officer.get(f"{CASES}/{ref}/outbox/1/addressee").json()
    assert offered == {"to_address": "office@care.example"}

    at = f"{CASES}/{ref}/letters/{drafted['number']}"
    was = {"word": "address", "was": "complaints@care.example", "now": "office@care.example"}
    assert desk.officer.get(at).json()["changed"] == [was]
    filled = desk.officer.post(f"{at}/filling?version=1", None).json()
    assert (filled["to_address"], filled["changed"]) == ("office@care.example", [])
    assert letter_to(desk, ref, theirs)["to_address"] == "office@care.example"


def test_a_provider_that_changes_something_else_stops_nothing(desk: Desk, care: str) -> None:
    ref = desk.open(**WHO, provider={"name": "Care & Co", "kind": "home_care"})
    desk.acknowledge(ref)
    number = letter_to(desk, ref, asked(desk, ref, "Care & Co"))["number"]
    desk.officer.post(f"{CASES}/{ref}/letters/{number}/leaving", {"version": 1}).raise_for_status()
    moves(desk, care, "complaints@care.example")
    assert desk.beside(ref, "outbox")["items"][0]["state"] == "kept"
