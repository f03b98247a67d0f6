"""A partner's system stays within its own routes: it neither records as staff do nor learns what they know."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from chassis.auth import PERMISSIONS
from intake.partners.schemas import ContactStatus
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.partners import BOTH, INTAKE, SENT, Trust, contact, trust_of

CONTACTS = f"{INTAKE}/contacts"
LIMITED = {"name": "Difficult Caller", "role": "person_themselves", "phone": "01632 960 777"}
PLAN = {"limits": "In writing only: threatening behaviour.", "review_on": "2026-06-01"}
STAFF = ("", "/preview", "/lookalikes")


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def admin(services: House) -> Caller:
    return services.caller(Role.ADMIN)


def as_staff_would(trust: Trust, path: str, headers: dict[str, str]) -> httpx.Response:
    return trust.nobody.post(f"{CONTACTS}{path}", contacts.statutory(channel="phone"), headers=headers)


def test_a_partner_has_its_own_routes_and_the_councils_codes() -> None:
    assert {name for name, roles in PERMISSIONS.items() if Role.PARTNER in roles} == {
        "partner:contacts",
        "council:read",
    }


@pytest.mark.parametrize("path", STAFF)
@pytest.mark.parametrize("scopes", [["contacts:read"], ["contacts:write"], BOTH], ids=" ".join)
def test_no_client_records_as_staff_do(services: House, admin: Caller, path: str, scopes: list[str]) -> None:
    trust = trust_of(services, admin, scopes)
    answer = as_staff_would(trust, path, trust.headers())
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert services.caller(Role.AUDITOR).get(CONTACTS).json()["items"] == []


def test_a_revoked_client_is_shut_out_everywhere(services: House, admin: Caller) -> None:
    trust = trust_of(services, admin)
    held = trust.headers()
    assert admin.post(f"{INTAKE}/clients/{trust.client['client_id']}/revocation").status_code == 200
    assert [as_staff_would(trust, path, held).status_code for path in STAFF] == [403, 403, 403]
    assert trust.send(headers=held).status_code == 401
    assert services.caller(Role.AUDITOR).get(CONTACTS).json()["items"] == []


def test_who_sends_too_often_finds_no_other_way_in(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path, partner_requests_per_minute=2) as services:
        trust = trust_of(services, services.caller(Role.ADMIN))
        held = trust.headers()
        sent = [trust.send(f"T-{number}", headers=held).status_code for number in range(3)]
        assert sent == [201, 201, 429]
        assert [as_staff_would(trust, path, held).status_code for path in STAFF] == [403, 403, 403]


def test_how_contact_with_somebody_is_limited_is_told_to_no_partner(services: House, admin: Caller) -> None:
    """The council's plan follows its complainant, whoever sends the next contact; the sender never sees it."""
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    first = officer.post(CONTACTS, contacts.statutory(complainant=LIMITED | {"contact_plan": PLAN}))
    assert first.status_code == 201, first.text
    trust = trust_of(services, admin)
    sent = trust.send("T-1", complainant=LIMITED)
    assert sent.status_code == 201, sent.text
    ref = sent.json()["ref"]
    kept = officer.get(f"{CONTACTS}/{ref}").json()["complainant"]["contact_plan"]
    assert kept.items() >= (PLAN | {"taken_from": first.json()["ref"]}).items(), (
        "otherwise there is nothing to tell"
    )

    def told(path: str, **query: Any) -> httpx.Response:
        return trust.nobody.get(path, params=query, headers=trust.headers())

    again = trust.send("T-1", complainant=LIMITED)
    assert (again.status_code, again.json()) == (200, sent.json())
    one, listed = told(f"{SENT}/{ref}"), told(SENT, partner_reference="T-1")
    assert set(sent.json()) == set(one.json()) == set(listed.json()["items"][0]) == set(ContactStatus.model_fields)
    line = contact("T-2", complainant=LIMITED)
    many = trust.nobody.request("POST", f"{SENT}/bulk", json=line, headers=trust.headers())
    assert many.json()["added"] == 1
    answers = [sent, again, one, listed, many, told(f"{INTAKE}/partner/events")]
    for answer in answers:
        assert not [word for word in ("plan", "threatening", first.json()["ref"]) if word in answer.text]
