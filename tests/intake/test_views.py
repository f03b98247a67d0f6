"""Who sees what of a contact: parts by permission, contacts by whose they are and how old."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import Caller, House

CONTACTS = "/api/intake/v1/contacts"
NAME, WORDS, PLAN, GROUP = "Mrs Planted Name", "Planted words.", "Planted limits", "asian_indian"
PHONE = ("01632 960 001", "960001")
"""As it is written, and what it is found by: a shorter part of it stands in many an instant's microseconds."""
OLD, LATELY = "2025-11-03T10:00:00Z", "2026-03-20T10:00:00Z"


def contact(**more: Any) -> dict[str, Any]:
    plan = {"limits": PLAN, "review_on": "2026-09-01"}
    who = {"name": NAME, "phone": PHONE[0], "role": "relative", "contact_plan": plan}
    person = {"name": NAME, "consent": "agrees", "demographics": {"ethnicity": GROUP, "ward": None}}
    return contacts.statutory(
        **{"received_at": LATELY, "narrative": WORDS, "complainant": who, "person": person, **more}
    )


@pytest.fixture(autouse=True)
def on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True):
        yield


def recorded(officer: Caller, **more: Any) -> str:
    answer = officer.post(CONTACTS, contact(**more))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ref"])


SEEN = {
    Role.CONTACT_CENTRE: {NAME, WORDS, PLAN},
    Role.COMPLAINTS_OFFICER: {NAME, WORDS, PLAN, GROUP},
    Role.INVESTIGATOR: {NAME, WORDS, PLAN},
    Role.MANAGER: {NAME, WORDS, PLAN, GROUP},
    Role.AUDITOR: set(),
}


@pytest.mark.parametrize("role", SEEN, ids=str)
def test_each_role_sees_its_parts_and_is_told_of_the_others(services: House, officer: Caller, role: Role) -> None:
    ref = recorded(officer)
    caller = services.caller(role)
    for path in (f"{CONTACTS}/{ref}", CONTACTS):
        answer = caller.get(path)
        assert {planted for planted in (NAME, WORDS, PLAN, GROUP) if planted in answer.text} == SEEN[role]
    withheld = caller.get(f"{CONTACTS}/{ref}").json()["withheld"]
    assert ("demographics" in withheld) == (GROUP not in SEEN[role])
    assert ("names" in withheld) == (NAME not in SEEN[role])


def test_an_admin_keeps_without_reading(services: House, officer: Caller) -> None:
    admin = services.caller(Role.ADMIN)
    for path in (CONTACTS, f"{CONTACTS}/{recorded(officer)}", "/api/cases/v1/cases"):
        assert admin.get(path).status_code == 403


def test_an_auditor_lifts_the_mask_by_saying_why(services: House, officer: Caller) -> None:
    path = f"{CONTACTS}/{recorded(officer)}"
    auditor = services.caller(Role.AUDITOR)
    lifted = auditor.get(path, headers={"Redress-Reason": "Sample of March 2026"})
    assert NAME in lifted.text
    assert WORDS in lifted.text
    assert GROUP not in lifted.text, "what the person is stays with those who work with it"
    for wrong in ("short", "%00" * 20, "x" * 201):
        assert auditor.get(path, headers={"Redress-Reason": wrong}).status_code == 422, wrong


def test_who_sees_no_names_finds_nobody_by_them(services: House, officer: Caller) -> None:
    ref, auditor = recorded(officer), services.caller(Role.AUDITOR)
    for words in ("Planted Name", *PHONE):
        assert auditor.post(f"{CONTACTS}/search", {"q": words}).status_code == 403
    for words in (ref, ref.lower()):
        found = auditor.post(f"{CONTACTS}/search", {"q": words}).json()["items"]
        assert [item["ref"] for item in found] == [ref]


def test_the_contact_centre_sees_its_own_and_recent_contacts(services: House, officer: Caller) -> None:
    centre = services.caller(Role.CONTACT_CENTRE)
    old, own, recent = recorded(officer, received_at=OLD), recorded(centre, received_at=OLD), recorded(officer)
    listed = [item["ref"] for item in centre.get(CONTACTS).json()["items"]]
    assert sorted(listed) == sorted([own, recent])
    assert {item["ref"] for item in officer.get(CONTACTS).json()["items"]} == {old, own, recent}
    bare = centre.get(f"{CONTACTS}/{old}")
    assert bare.json()["withheld"] == ["contact"]
    assert bare.json()["assessment"]["classification"] == "statutory_complaint"
    assert not any(planted in bare.text for planted in (NAME, WORDS, PLAN, GROUP, *PHONE))
    people = {"complainant": {"name": "Another"}}
    change = centre.put(f"{CONTACTS}/{old}/people", people, headers={"If-Match": '"1"'})
    assert change.status_code == 403
    alike = centre.post(f"{CONTACTS}/lookalikes", contact()).json()["items"]
    assert {item["ref"]: item["title"] for item in alike}[old] is None


def test_what_is_not_shown_is_not_lost_when_somebody_changes_the_rest(services: House, officer: Caller) -> None:
    ref = recorded(officer)
    path = f"{CONTACTS}/{ref}"
    centre = services.caller(Role.CONTACT_CENTRE)
    read = centre.get(path).json()
    people = {part: read[part] for part in ("complainant", "person")} | {"reply_by": "email"}
    saved = centre.put(f"{path}/people", people, headers={"If-Match": f'"{read["version"]}"'})
    assert saved.status_code == 200, saved.text
    assert GROUP not in saved.text
    after = officer.get(path).json()
    assert (after["reply_by"], after["person"]["demographics"]["ethnicity"]) == ("email", GROUP)
    assert [change["parts"] for change in after["people_changed"]] == [["reply_by"]]
