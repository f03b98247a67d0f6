"""A person's number in the social-care system: compared, found, matched, and told to nobody."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlmodel import select

from intake.care_numbers import person_ref
from intake.lookalikes.rules import Strength, compare
from intake.lookalikes.traits import traits_of
from intake.models import ContactRow, feed_of_intake
from intake.parties import People
from kernel.normal_forms import care_number_key
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.books import books
from tests.support.house import House

CONTACTS = "/api/intake/v1/contacts"
WRITTEN = st.text("abcXYZ0189/-. ", min_size=1, max_size=40)
KEY = bytes(32)
DAY = date(2026, 3, 24)


@given(WRITTEN, st.sampled_from("/-. "), st.integers(0, 40))
def test_punctuation_blanks_and_capitals_tell_no_two_numbers_apart(number: str, mark: str, at: int) -> None:
    key = care_number_key(number)
    assert care_number_key(number[:at] + mark + number[at:].swapcase()) == key
    assert key is None or (care_number_key(key) == key and key.isalnum() and key == key.upper())


def test_what_stands_for_a_number_is_of_one_council_and_its_key() -> None:
    ref = person_ref(KEY, "leicester", "P123456")
    assert len(ref) == 16
    assert int(ref, 16)
    assert len({ref, person_ref(KEY, "coventry", "P123456"), person_ref(b"1" * 32, "leicester", "P123456")}) == 3


def _numbered(number: str, **said: Any) -> dict[str, Any]:
    return {"name": "Edna Marshbury", "care_number": number, **said}


def test_one_number_is_one_person_however_the_name_is_written() -> None:
    asked, other = (traits_of({"person": {"care_number": number}}) for number in ("P 123-456", "P 2"))
    likeness = compare(asked, traits_of({"person": _numbered("p123456", name="E. Brackwick")}))
    assert likeness
    assert likeness.strength is Strength.STRONG
    assert likeness.reasons == ("Same person: the same number in the social-care system",)
    assert compare(asked, other) is None
    assert (
        compare(traits_of({"person": {"care_number": "1"}}), traits_of({"person": {"care_number": "2"}})) is None
    )


def test_a_number_may_have_to_look_as_the_councils_file_says() -> None:
    council = books().council("eastmere").model_copy(update={"care_number_pattern": "P?[0-9]{6}"})

    def mistakes(number: str) -> list[str]:
        people = People.model_validate({"person": {"care_number": number}})
        return [mistake.pointer for mistake in people.mistakes(council, DAY, DAY)]

    assert mistakes("p 123-456") == []
    assert mistakes("123456") == []
    assert mistakes("12345") == ["/person/care_number"]
    broken = council.model_copy(update={"care_number_pattern": "P[0-9"})
    assert [at for at, _ in broken.mistakes()] == [("care_number_pattern",)]


@pytest.mark.parametrize("number", ["", " ", "--", "P 123;", "PĂ12", "1" * 41, "1\n2"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        People.model_validate({"person": {"care_number": number}})


@pytest.mark.both_databases
def test_a_number_is_found_matched_and_told_to_nobody(services: House) -> None:
    centre, auditor = services.caller(Role.CONTACT_CENTRE), services.caller(Role.AUDITOR)
    first = centre.post(CONTACTS, json=contacts.statutory() | {"person": _numbered("P 123-456")}).json()
    other = centre.post(CONTACTS, json=contacts.statutory() | {"person": _numbered("P 999-999")}).json()

    found = centre.post(f"{CONTACTS}/search", json={"q": "p123/456"}).json()["items"]
    assert [contact["ref"] for contact in found] == [first["ref"]]
    alike = centre.post(f"{CONTACTS}/lookalikes", json={"person": {"care_number": "P123456"}}).json()["items"]
    assert [(one["ref"], one["strength"]) for one in alike] == [(first["ref"], "strong")]

    assert first["person"]["care_number"] == "P 123-456"
    assert auditor.get(f"{CONTACTS}/{first['ref']}").json()["person"]["care_number"] is None
    with services.database("intake").reading() as session:
        refs = dict(session.exec(select(ContactRow.ref, ContactRow.person_ref)).all())
        feed = session.execute(feed_of_intake.events.select()).mappings().all()
    assert refs[first["ref"]]
    assert refs[first["ref"]] != refs[other["ref"]]
    told = str(feed)
    body = {part: first[part] for part in ("complainant", "person", "representative", "advocate", "advocacy")}
    body["person"] |= {"care_number": None}
    changed = centre.put(f"{CONTACTS}/{first['ref']}/people", json=body, headers={"If-Match": '"1"'})
    assert changed.status_code == 200, changed.text
    assert centre.post(f"{CONTACTS}/search", json={"q": "P123456"}).json()["items"] == []
    assert refs[first["ref"]] in told
    assert "123-456" not in told
    assert "P123456" not in told
