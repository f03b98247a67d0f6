"""A person of a file and of a worked contact is one by their number, and the number is kept nowhere."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from intake.care_numbers import person_ref
from intake.imports.lines import LineError, RawLine, ReadLine, digest_of, read_line
from intake.imports.service import read_lines, under_numbers
from intake.models import ContactRow, feed_of_intake
from kernel.normal_forms import care_number_key
from tests.support import contacts
from tests.support.books import books
from tests.support.house import Caller, House
from tests.support.imports import bring_in, line, ndjson

NUMBER = "P 123-456"
TODAY = date(2026, 3, 24)
EASTMERE = books().council("eastmere")
KEY = bytes(32)
WRITTEN = st.text("abcXYZ0189/-. ", min_size=1, max_size=40).filter(care_number_key)


def raw(**fields: Any) -> RawLine:
    content = json.dumps(line(**fields)).encode()
    return RawLine(1, len(content), content)


def kept(number: str, **person: Any) -> ReadLine:
    """A line that gives a number, as it comes in."""
    read, refused = read_lines([raw(person={"care_number": number, **person})], EASTMERE, TODAY)
    assert not refused
    (found,) = under_numbers(read, [person_ref(KEY, "eastmere", care_number_key(number) or "")])
    return found.line


@given(WRITTEN, st.sampled_from("/-. "), st.integers(0, 40))
def test_however_a_number_is_written_it_is_one_person_and_one_line(number: str, mark: str, at: int) -> None:
    other = number[:at] + mark + number[at:].swapcase()
    if len(other) > 40:
        return
    one, same = kept(number, age=80), kept(other, age=80)
    assert one.given == same.given
    assert one.digest == same.digest == digest_of(one.given), "an export that comes in again is there already"
    assert one.case.coded().person == same.case.coded().person
    assert "care_number" not in json.dumps(one.given)


def test_a_number_takes_the_place_of_a_code_and_is_checked_by_the_councils_file() -> None:
    assert kept(NUMBER, person_ref="case-file-7").given["person"] == kept(NUMBER).given["person"]
    with pytest.raises(LineError):
        read_line(raw(person={"care_number": "--"}), "eastmere", TODAY)
    strict = EASTMERE.model_copy(update={"care_number_pattern": "P[0-9]{6}"})
    assert read_lines([raw(person={"care_number": "123"})], strict, TODAY)[1][0].is_error
    assert not read_lines([raw(person={"care_number": NUMBER})], strict, TODAY)[1]


def test_who_complained_before_and_complains_again_is_counted_as_one(
    services: House, admin: Caller, officer: Caller
) -> None:
    person = {"name": "A Person", "same_as_complainant": False, "consent": "agrees", "care_number": "p123/456"}
    worked = officer.post("/api/intake/v1/contacts", contacts.statutory(person=person)).json()
    today = worked["received_at"][:10]
    lines = ndjson(
        line(received_on=today, person={"care_number": NUMBER}),
        line(ref="EAS-2324-0002", received_on=today, person={"person_ref": "another"}),
    )
    assert bring_in(services, admin, lines)["added"] == 2
    assert bring_in(services, admin, lines)["unchanged"] == 2
    dry = admin.request(
        "POST",
        "/api/intake/v1/imports/dry-run",
        content=lines,
        headers={"Content-Type": "application/x-ndjson"},
    )
    assert dry.json()["unchanged"] == 2
    services.settle()
    question = {"authority": "eastmere", "from": today, "to": today, "measure": "count"}
    by_person = {**question, "group_by": ["person.person_ref"]}
    counts = officer.post("/api/analytics/v1/figures", by_person).json()["values"]
    assert sorted(counts.values()) == [1, 2]
    found = officer.post("/api/intake/v1/contacts/search", json={"q": "P123456"}).json()["items"]
    assert {one["ref"] for one in found} == {worked["ref"], "EAS-2324-0001"}
    with services.database("intake").reading() as session:
        told = str(session.execute(feed_of_intake.events.select()).mappings().all())
        lines_kept = str(session.exec(select(ContactRow.line)).all())
    assert "123-456" not in told + lines_kept
