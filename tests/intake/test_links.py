"""Links between contacts: said by people, seen from both ends, taken back, and nothing merged."""

import pytest

from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import Caller, House

CONTACTS = "/api/intake/v1/contacts"


def record(caller: Caller) -> str:
    ref: str = caller.post(CONTACTS, contacts.statutory()).json()["ref"]
    return ref


def links(caller: Caller, ref: str) -> list[str]:
    return [link["ref"] for link in caller.get(f"{CONTACTS}/{ref}").json()["links"]]


@pytest.mark.parametrize(
    "role", [Role.CONTACT_CENTRE, Role.COMPLAINTS_OFFICER, Role.INVESTIGATOR, Role.MANAGER], ids=str
)
def test_a_link_is_seen_from_both_ends_and_taken_back_from_either(
    services: House, officer: Caller, role: Role
) -> None:
    first, second = record(officer), record(officer)
    before = officer.get(f"{CONTACTS}/{first}").json()
    caller = services.caller(role)
    answer = caller.post(f"{CONTACTS}/{second}/links", {"to": first})
    assert answer.status_code == 201, answer.text
    [link] = answer.json()["items"]
    assert (link["ref"], link["is_open"]) == (first, None)
    assert link["by"] == caller.subject.title()
    assert (links(officer, first), links(officer, second)) == ([second], [first])
    assert officer.get(f"{CONTACTS}/{first}").json() | {"links": []} == before, "nothing else changes"
    assert caller.request("DELETE", f"{CONTACTS}/{first}/links/{second}").status_code == 204
    assert links(officer, first) == links(officer, second) == []
    assert caller.request("DELETE", f"{CONTACTS}/{first}/links/{second}").status_code == 404


def test_linking_twice_from_whichever_end_is_one_link(officer: Caller) -> None:
    first, second, third = record(officer), record(officer), record(officer)
    for ref, to in ((first, second), (second, first), (first, second), (first, third)):
        assert officer.post(f"{CONTACTS}/{ref}/links", {"to": to}).status_code == 201
    assert (links(officer, first), links(officer, second)) == ([second, third], [first])


@pytest.mark.both_databases
def test_several_who_press_at_once_make_one_link(officer: Caller) -> None:
    first, second = record(officer), record(officer)
    answers = officer.post_at_once(f"{CONTACTS}/{first}/links", [{"to": second}] * 6)
    assert {answer.status_code for answer in answers} == {201}
    assert (links(officer, first), links(officer, second)) == ([second], [first])


def test_a_contact_is_linked_while_it_is_recorded(officer: Caller) -> None:
    first = record(officer)
    answer = officer.post(CONTACTS, contacts.statutory(links=[first]))
    assert answer.status_code == 201, answer.text
    assert [link["ref"] for link in answer.json()["links"]] == [first]
    assert links(officer, first) == [answer.json()["ref"]]
    listed = officer.get(CONTACTS).json()["items"]
    assert {item["ref"]: len(item["links"]) for item in listed} == {first: 1, answer.json()["ref"]: 1}


def test_only_contacts_that_are_there_can_be_linked(services: House, officer: Caller) -> None:
    ref = record(officer)
    elsewhere = record(services.caller(Role.COMPLAINTS_OFFICER, authority="leicester"))
    for to in (elsewhere, "EAS-2526-9999", ref):
        answer = officer.post(f"{CONTACTS}/{ref}/links", {"to": to})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/to")
    answer = officer.post(CONTACTS, contacts.statutory(links=[ref, elsewhere]))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/links/1")
    assert len(officer.get(CONTACTS).json()["items"]) == 1, "it was not recorded either"
    assert officer.post(f"{CONTACTS}/EAS-2526-9999/links", {"to": ref}).status_code == 404


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN, Role.PARTNER], ids=str)
def test_who_may_not_link(services: House, officer: Caller, role: Role) -> None:
    first, second = record(officer), record(officer)
    caller = services.caller(role)
    assert caller.post(f"{CONTACTS}/{first}/links", {"to": second}).status_code == 403
    assert caller.request("DELETE", f"{CONTACTS}/{first}/links/{second}").status_code == 403
    assert caller.post(CONTACTS, contacts.statutory(links=[first])).status_code == 403


@pytest.mark.both_databases
def test_of_linked_contacts_the_later_ones_are_counted(services: House, officer: Caller) -> None:
    """Whichever end a link is made from, and until the last one is taken back."""
    first, second, third, other = (record(officer) for _ in range(4))
    for ref, to in ((first, second), (third, second), (third, second)):
        officer.post(f"{CONTACTS}/{ref}/links", {"to": to}).raise_for_status()
    fourth = officer.post(CONTACTS, contacts.statutory(links=[other])).json()["ref"]
    assert repeats(services) == [second, third, fourth]
    officer.request("DELETE", f"{CONTACTS}/{first}/links/{second}").raise_for_status()
    assert repeats(services) == [third, fourth], "linked to a later one alone"


def repeats(services: House) -> list[str]:
    """References of what is counted as linked to an earlier contact."""
    services.settle()
    asked = {"filters": {"linked_to_earlier": True}, "group_by": ["ref"], "measure": "count"}
    question = {"authority": "eastmere", "from": "2026-01-01", "to": "2027-03-31"} | asked
    answer = services.caller(Role.MANAGER).post("/api/analytics/v1/figures", question)
    assert answer.status_code == 200, answer.text
    return sorted(answer.json()["values"])
