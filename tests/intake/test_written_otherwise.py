"""The same person, number or address written otherwise is found; what reaches nobody is asked again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.imports import line, ndjson
from tests.support.partners import SENT, contact, trust_of
from tests.support.waiting import eventually

CONTACTS = "/api/intake/v1/contacts"
IMPORTS = "/api/intake/v1/imports"
FIELD = Path(__file__).parents[1] / "acceptance" / "data" / "field"
PLAN = {"limits": "One call a week, to a named officer", "review_on": "2027-03-01"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-11-27T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


def field(name: str) -> Any:
    """An input that went wrong elsewhere."""
    return json.loads((FIELD / name).read_text())


def record(officer: Caller, **complainant: Any) -> Any:
    said = {"role": "person_themselves", "name": "Test Caller"} | complainant
    return officer.post(CONTACTS, contacts.statutory(complainant=said))


def found(officer: Caller, text: str) -> list[str]:
    answer = officer.post(f"{CONTACTS}/search", {"q": text})
    assert answer.status_code == 200, answer.text
    return [item["ref"] for item in answer.json()["items"]]


def test_a_contact_plan_is_carried_over_whatever_the_number_looks_like(officer: Caller) -> None:
    said = field("plan-phone.json")
    first = officer.post(CONTACTS, said["first"]).json()
    second = officer.post(CONTACTS, said["second"]).json()
    assert second["complainant"]["contact_plan"]["taken_from"] == first["ref"]
    assert second["complainant"]["phone"] == said["second"]["complainant"]["phone"], "as it was given"


@pytest.mark.parametrize(
    "again",
    [
        {"name": "Test O'Caller", "phone": "(01632) 960 001"},
        {"name": "O’CALLER, Test", "phone": "+44 (0)1632 960001"},
        {"name": "Mr Test O Caller", "phone": "0044 1632 960001 ext 3"},
        {"name": "test ocaller", "email": "CALLER@EXAMPLE.ORG"},
        {"name": "Tést O‘Caller", "email": "Test Caller <caller@example.org>"},
    ],
)
def test_a_contact_plan_goes_with_the_person(officer: Caller, again: dict[str, str]) -> None:
    reached = {"phone": "01632 960001", "email": "caller@example.org"}
    first = record(officer, name="Test O’Caller", contact_plan=PLAN, **reached).json()
    assert record(officer, **again).json()["complainant"]["contact_plan"]["taken_from"] == first["ref"]


@pytest.mark.parametrize("name", ["search-phone.json", "search-apostrophe.json"])
def test_a_search_finds_every_way_of_writing(officer: Caller, name: str) -> None:
    said = field(name)
    ref = officer.post(CONTACTS, said["record"]).json()["ref"]
    for text in said["then_search"]:
        assert found(officer, text) == [ref], text


def test_a_search_finds_by_whatever_is_known(officer: Caller) -> None:
    record(officer, name="Rest Other", phone="01632 960999", email="other@example.org")
    body = contacts.statutory(
        complainant={
            "role": "relative", "name": "Émile Łest-Çaller",
            "phone": "01632 960001 ext 12", "email": "E.Lest@Example.org",
        },
        person={"name": "Ms Anna O’Person", "consent": "agrees"},
        representative={"name": "Test Speaker", "phone": "07700 900741", "email": "speaker@example.org"},
        partner_reference="NHS/2026-77",
    )  # fmt: skip
    ref = officer.post(CONTACTS, body).json()["ref"]
    for text in (
        "emile lest caller", "LEST-CALLER, ÉMILE", "lestcaller", "mr caller emile",
        "o person", "anna O'Person", "OPERSON",
        "+44 1632 960001", "(01632) 960 001", "960001", "01632 960001 x12", "01632960001\N{ZERO WIDTH SPACE}",
        "e.lest@example.org", "E.LEST@", "speaker@example.org", "07700900741", "speaker test",
        "nhs/2026-77", "NHS 2026 77",
        ref, ref.lower(), ref.replace("-", ""), ref.replace("-", " "), f" {ref[4:]} ",
    ):  # fmt: skip
        assert ref in found(officer, text), text
    for text in ("emile other", "zebra", "01632 960002", "lest@elsewhere.example", "—", "960 999 001"):
        assert ref not in found(officer, text), text


@pytest.mark.parametrize("name", ["محمد علي", "王小明", "Q", "Test " + "C" * 195, "Ünï Çødé"])
def test_names_of_every_kind_are_recorded_and_found(officer: Caller, name: str) -> None:
    ref = record(officer, name=name).json()["ref"]
    assert ref in found(officer, name)


def test_a_name_of_marks_alone_is_recorded(officer: Caller) -> None:
    answer = record(officer, name="—", phone="01632 960001")
    assert (answer.status_code, answer.json()["complainant"]["name"]) == (201, "—")


# What nobody sees


def test_a_blank_behind_an_address_goes(officer: Caller) -> None:
    answer = officer.post(CONTACTS, field("email-with-blank.json"))
    assert (answer.status_code, answer.json()["complainant"]["email"]) == (201, "caller@example.org")


@pytest.mark.parametrize(
    ("part", "given", "kept"),
    [
        ("name", "\N{ZERO WIDTH NO-BREAK SPACE}Test Caller\N{NO-BREAK SPACE}", "Test Caller"),
        ("name", "Test\x0bCaller", "Test\nCaller"),
        ("email", "\N{ZERO WIDTH SPACE}caller@example.org\N{LEFT-TO-RIGHT MARK}", "caller@example.org"),
        ("email", "<caller@example.org>", "caller@example.org"),
        ("phone", "\N{LEFT-TO-RIGHT EMBEDDING}01632 960001\N{POP DIRECTIONAL FORMATTING}", "01632 960001"),
        ("address", "1 Test Street\x0cTown", "1 Test Street\nTown"),
        ("role", "relative\N{NO-BREAK SPACE}", "relative"),
        ("language", " Welsh\N{WORD JOINER} ", "Welsh"),
    ],
)
def test_what_nobody_sees_hinders_nothing(officer: Caller, part: str, given: str, kept: str) -> None:
    answer = record(officer, **{part: given})
    assert (answer.status_code, answer.json()["complainant"][part]) == (201, kept), answer.text


def test_page_breaks_in_what_was_said_are_line_ends(officer: Caller) -> None:
    said = "Page one.\x0cPage two.\N{LINE SEPARATOR}\N{SOFT HYPHEN}The end.\x1d"
    answer = officer.post(CONTACTS, contacts.statutory(narrative=said))
    assert (answer.status_code, answer.json()["narrative"]) == (201, "Page one.\nPage two.\nThe end.")


def test_a_number_is_recorded_as_it_was_given(officer: Caller) -> None:
    for given in (
        field("phone-with-extension.json")["complainant"]["phone"], "07700 900741 (after 6 pm)",
        "01632 960001 / 07700 900741",
        "Textphone: 18001 01632 960001", "tel:+44-7700-900741", "4432",
    ):  # fmt: skip
        answer = record(officer, phone=given)
        assert (answer.status_code, answer.json()["complainant"]["phone"]) == (201, given), answer.text


# What reaches nobody


@pytest.mark.parametrize("body", field("email-nobody-has.json"), ids=["two @", "a comma"])
@pytest.mark.parametrize("path", [CONTACTS, f"{CONTACTS}/preview"])
def test_an_address_that_nobody_can_have_is_asked_again(officer: Caller, body: dict[str, Any], path: str) -> None:
    answer = officer.post(path, body)
    assert answer.status_code == 422
    [wrong] = answer.json()["errors"]
    assert wrong["pointer"] == "/complainant/email"
    assert "name@example.org" in wrong["detail"]


@pytest.mark.parametrize(
    ("part", "given"),
    [
        ("email", "caller@example.org, other@example.org"),
        ("email", "caller@example"),
        ("email", "01632 960001"),
        ("phone", "LE1 4AB"),
        ("phone", "caller@example.org"),
        ("phone", "ask at reception"),
        ("phone", "1" * 25),
        ("phone", "0"),
    ],
)
@pytest.mark.parametrize("who", ["complainant", "representative", "advocate"])
def test_what_reaches_nobody_is_asked_again(officer: Caller, who: str, part: str, given: str) -> None:
    said = contacts.statutory(**{who: {"name": "Test Caller", part: given}})
    answer = officer.post(CONTACTS, said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{who}/{part}"), answer.text


# One part's fact never decides the other's


def test_an_own_grievance_goes_on_and_the_persons_refusal_is_looked_at(officer: Caller) -> None:
    assessment = officer.post(f"{CONTACTS}/preview", field("own-grievance-and-refused-consent.json")).json()
    assert (assessment["classification"], assessment["disposition"]) == ("statutory_complaint", "accepted")
    assert "pending_consent" in assessment["flags"]
    assert "consent" in {duty["code"] for duty in assessment["duties"]}


# Partners


def test_the_same_sent_twice_gets_what_is_there(services: House) -> None:
    trust = trust_of(services, services.caller(Role.ADMIN))
    body = field("partner-sent-twice.json")
    first, again = (trust.nobody.post(SENT, body, headers=trust.headers()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert again.headers["Location"] == first.headers["Location"]
    other = trust.nobody.post(SENT, body | {"narrative": "Something else."}, headers=trust.headers())
    assert (other.status_code, first.json()["ref"] in other.json()["detail"]) == (409, True)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_mark_in_front_is_no_part_of_the_first_line(services: House, mark: bytes) -> None:
    trust = trust_of(services, services.caller(Role.ADMIN))
    content = mark + (FIELD / "partner-bulk-with-bom.ndjson").read_bytes().removeprefix(b"\xef\xbb\xbf")
    result = trust.bulk(*content.decode().splitlines())
    assert (result["added"], result["rejected"]) == (2, 0)


def test_a_mark_in_front_of_a_body_is_no_part_of_it(services: House) -> None:
    trust = trust_of(services, services.caller(Role.ADMIN))
    content = b"\xef\xbb\xbf" + json.dumps(contact("T-1")).encode()
    headers = trust.headers() | {"Content-Type": "application/json"}
    assert trust.nobody.request("POST", SENT, content=content, headers=headers).status_code == 201


# Imports


def test_an_imported_case_is_found_by_the_councils_own_number(services: House, officer: Caller) -> None:
    content = ndjson(line("EAS-2324-0001", own_number="ASC/0123"), line("EAS-2324-0002", own_number="CSC/0123"))
    admin = services.caller(Role.ADMIN)
    job = admin.post(IMPORTS, content=content, headers={"Content-Type": "application/x-ndjson"}).json()
    eventually(lambda: admin.get(f"{IMPORTS}/{job['job_id']}").json()["state"] == "done", what="the import")
    assert found(officer, "asc/0123") == ["EAS-2324-0001"]
    assert found(officer, "CSC 0123") == ["EAS-2324-0002"]
