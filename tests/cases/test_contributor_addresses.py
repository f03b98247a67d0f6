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
