"""Intake over HTTP: previews, recording, lists, one contact, the council's codes."""

from datetime import date
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from intake.models import ContactRow
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import Caller, House
from tests.support.statements import counted

CONTACTS = "/api/intake/v1/contacts"
PREVIEW = f"{CONTACTS}/preview"


@pytest.fixture(autouse=True)
def on_an_ordinary_tuesday() -> Any:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True) as clock:
        yield clock


def due(assessment: dict[str, Any]) -> dict[str, str]:
    return {clock["kind"]: clock["due_on"] for clock in assessment["clocks"]}


def test_a_preview_tells_class_reasons_dates_and_duties(officer: Caller) -> None:
    answer = officer.post(PREVIEW, contacts.statutory())
    assert answer.status_code == 200
    assessment = answer.json()
    assert assessment["classification"] == "statutory_complaint"
    assert assessment["procedure_name"] == "Adult statutory"
    assert [reason["rule"] for reason in assessment["reasons"]] == ["33", "33"]
    assert due(assessment) == {"acknowledge": "2026-03-27", "stage_1": "2026-04-23", "statutory": "2026-09-23"}
    assert [duty["code"] for duty in assessment["duties"]] == [
        "acknowledge",
        "offer_discussion",
        "written_record",
    ]
    explained = assessment["clocks"][0]["explanation"]
    assert [day["number"] for day in explained["days"]] == [0, 1, 2, 3]


def test_a_form_is_previewed_while_it_is_filled(officer: Caller) -> None:
    form: dict[str, Any] = {}
    for said, asks in (
        ({}, "kind"),
        ({"kind": "dissatisfaction"}, "function"),
        ({"function": "adult_social_care"}, "affected"),
        ({"affected": True}, "harm_alleged"),
    ):
        form |= said
        assessment = officer.post(PREVIEW, form).json()
        assert assessment["questions"][0]["fact"] == asks
        assert assessment["disposition"] == ("accepted" if form.get("affected") else "holding")


def test_contacts_whose_class_nobody_knows_are_counted_and_listed_until_it_is_said(officer: Caller) -> None:
    officer.post(CONTACTS, contacts.statutory()).raise_for_status()
    recorded = officer.post(CONTACTS, contacts.statutory(kind=None)).json()
    assert recorded["assessment"]["disposition"] in {"holding", "triage"}

    def undecided() -> list[str]:
        found = officer.post(f"{CONTACTS}/search", {"undecided": True}).json()["items"]
        assert officer.get("/api/intake/v1/duties").json()["undecided"] == len(found)
        return [contact["ref"] for contact in found]

    assert undecided() == [recorded["ref"]]
    waits_in = recorded["assessment"]["classification"]
    assert officer.get(f"{CONTACTS}?classification={waits_in}").json()["items"] == [], "that is not its class"
    said = {"classification": "comment", "reason": "It is an idea."}
    officer.post(f"{CONTACTS}/{recorded['ref']}/reclassifications", said).raise_for_status()
    assert undecided() == []


def test_a_preview_stores_nothing(services: House, officer: Caller) -> None:
    officer.post(PREVIEW, contacts.statutory())
    assert officer.get(CONTACTS).json() == {"items": [], "next_cursor": None, "restricted": 0}
    with services.database("intake").reading() as session:
        assert session.exec(select(ContactRow)).all() == []
    assert officer.post(CONTACTS, contacts.statutory()).json()["ref"] == "EAS-2526-0001"


def test_what_is_previewed_is_what_is_recorded(officer: Caller) -> None:
    body = contacts.statutory(received_at="2026-03-20T09:00:00Z", harm_alleged="yes")
    previewed = officer.post(PREVIEW, body).json()
    recorded = officer.post(CONTACTS, body).json()["assessment"]
    for clock in previewed["clocks"]:
        clock["explanation"] = None
    assert recorded == previewed


def test_recording_answers_with_the_address_of_the_contact(officer: Caller) -> None:
    answer = officer.post(CONTACTS, contacts.statutory())
    assert answer.status_code == 201
    assert answer.headers["location"] == f"{CONTACTS}/EAS-2526-0001"
    read = officer.get(answer.headers["location"])
    assert read.status_code == 200
    assert read.json() == answer.json()


def test_safeguarding_is_a_duty_of_today(officer: Caller) -> None:
    [duty] = [
        duty
        for duty in officer.post(PREVIEW, contacts.statutory(harm_alleged="yes")).json()["duties"]
        if duty["code"] == "safeguarding"
    ]
    assert duty["by"] == "2026-03-24"


def test_a_persons_age_is_counted_on_the_day_of_receipt(officer: Caller) -> None:
    for born_on, rule in (
        ("2008-03-25", "31b"),
        ("2008-03-24", "33"),
    ):  # 17 still; 18 today
        person = {"name": "A Person", "born_on": born_on, "consent": "agrees"}
        body = contacts.statutory(person=person, complainant={"role": "parent"})
        assert officer.post(PREVIEW, body).json()["rule"] == rule


def test_made_orally_is_preset_from_the_channel(officer: Caller) -> None:
    put_right = contacts.statutory(resolved_on="2026-03-24", satisfied=True)
    assert officer.post(PREVIEW, put_right).json()["rule"] == "31"
    assert officer.post(PREVIEW, put_right | {"made_orally": False}).json()["rule"] == "33"
    assert officer.post(PREVIEW, put_right | {"channel": "email"}).json()["rule"] == "33"
    assert officer.post(PREVIEW, put_right | {"channel": "email", "made_orally": True}).json()["rule"] == "31"


def test_lists_are_walked_by_cursor(officer: Caller) -> None:
    recorded = [officer.post(CONTACTS, contacts.statutory()).json()["ref"] for _ in range(5)]
    walked: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = officer.get(CONTACTS, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        walked += [item["ref"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert walked == recorded[::-1]


def test_cursors_that_no_list_gave(officer: Caller) -> None:
    for cursor in ("nonsense", "WyJhIl0", "WyJhIiwiYiJd", "bnVsbA", "%00", "é"):
        assert officer.get(CONTACTS, params={"cursor": cursor}).status_code == 422, cursor


def test_an_officer_puts_a_contact_into_another_class(services: House, officer: Caller) -> None:
    ref = officer.post(CONTACTS, contacts.statutory(kind="request")).json()["ref"]
    path = f"{CONTACTS}/{ref}/reclassifications"
    change = {"classification": "statutory_complaint", "reason": "They are unhappy about it."}
    assert services.caller(Role.CONTACT_CENTRE).post(path, change).status_code == 403
    answer = officer.post(path, change)
    assert answer.status_code == 201
    assert officer.get(f"{CONTACTS}/{ref}").json() == answer.json()
    assert due(answer.json()["assessment"])["acknowledge"] == "2026-03-27"
    assert officer.post(path, change).json() == answer.json(), "said again, it is decided once"
    assert officer.post(path, change | {"reason": " "}).status_code == 422


def test_the_councils_codes(services: House) -> None:
    council = services.caller(Role.PARTNER, authority="shropshire").get("/api/intake/v1/council").json()
    assert (council["code"], council["prefix"], council["demo"]) == ("shropshire", "SHR", False)
    by_law = {"children_statutory", "public_health"}
    own = {"adult_statutory", "provider", "corporate"}
    assert {procedure["id"] for procedure in council["procedures"]} == own | by_law


def test_days_later_the_dates_are_nearer(services: House, on_an_ordinary_tuesday: Any) -> None:
    """What is stored are dates; how they read follows the day on which they are looked at."""
    officer = services.caller(Role.COMPLAINTS_OFFICER, seconds=7 * 24 * 3600)
    ref = officer.post(CONTACTS, contacts.statutory()).json()["ref"]
    today = officer.get(f"{CONTACTS}/{ref}").json()["assessment"]["clocks"][0]
    on_an_ordinary_tuesday.shift(4 * 24 * 3600)
    later = officer.get(f"{CONTACTS}/{ref}").json()
    assert later["received_on"] == date(2026, 3, 24).isoformat()
    assert (today["days_left"], today["rag"]) == (3, "on_track")
    assert (later["assessment"]["clocks"][0]["days_left"], later["assessment"]["clocks"][0]["rag"]) == (-1, "late")


def test_a_contact_is_recorded_with_few_statements(services: House, officer: Caller) -> None:
    """Beside the locks that PostgreSQL needs, and that SQLite's one writer has anyway."""
    officer.post("/api/intake/v1/contacts", contacts.statutory()).raise_for_status()
    with counted(services.database("intake").engine) as statements:
        officer.post("/api/intake/v1/contacts", contacts.statutory()).raise_for_status()
    assert len([statement for statement in statements if "advisory" not in statement]) <= 8


def test_words_that_name_people_stay_out_of_addresses(officer: Caller) -> None:
    for words in ("caller", "01632 960001", "a.caller@example.org"):
        assert officer.get(CONTACTS, params={"q": words}).status_code == 422, words
        assert officer.post(f"{CONTACTS}/search", {"q": words}).status_code == 200, words
    assert officer.get(CONTACTS, params={"q": "eas25260001"}).json()["items"] == []


SUGGESTIONS = f"{CONTACTS}/suggestions"


def test_a_text_suggests_and_nothing_is_kept(officer: Caller) -> None:
    text = "The carers are lovely, but he was found on the floor and nobody rang me back. Oak House did not care."
    answer = officer.post(SUGGESTIONS, {"text": text, "providers": ["Oak House"]})
    assert answer.status_code == 200
    found = answer.json()
    (first, *_) = found["harm"]["words"]
    assert text[first["start"] : first["end"]] == first["text"]
    assert "no_contact" in [theme["code"] for theme in found["themes"]]
    assert found["categories"][0].keys() == {"code", "name", "words"}
    assert [provider["name"] for provider in found["providers"]] == ["Oak House"]


@pytest.mark.parametrize("body", [{}, {"text": "x" * 20_001}, {"text": None}, {"text": "a\x00b"}, {"texts": "x"}])
def test_what_is_no_text_is_a_clear_problem(officer: Caller, body: dict[str, Any]) -> None:
    answer = officer.post(SUGGESTIONS, body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]


def test_words_that_are_too_long_are_refused_with_where_the_whole_goes(officer: Caller) -> None:
    answer = officer.post(CONTACTS, contacts.statutory(narrative="x" * 20_001))
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["pointer"]) == (422, "/narrative")
    assert "It has 20,001 characters" in error["detail"]
    assert "POST /contacts/{ref}/files" in error["detail"]
    assert officer.post(CONTACTS, contacts.statutory(narrative="x" * 20_000)).status_code == 201


def test_a_contact_without_a_kind_shows_what_its_text_suggests_until_it_is_answered(officer: Caller) -> None:
    text = "I am very unhappy. The carers never came and he was found on the floor, nobody rings me back."
    without = contacts.statutory(narrative=text, kind=None, harm_alleged=None)
    contact = officer.post(CONTACTS, without).json()
    shown = officer.get(f"{CONTACTS}/{contact['ref']}").json()
    assert shown["suggested"]["kind"]["kinds"] == ["dissatisfaction"]
    assert shown["suggested"]["harm"]["words"]
    (listed,) = officer.get(f"{CONTACTS}?ref={contact['ref']}").json()["items"]
    assert listed["suggested"] == shown["suggested"]
