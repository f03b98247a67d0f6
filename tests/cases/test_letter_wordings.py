"""A council gives its letters words of its own, from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.letters.saying import WORDS, said
from cases.letters.templates import defaults
from cases.letters.wording.example import example
from cases.letters.wording.own import OWN_WORDS
from chassis.letters.wording.rules import in_force, wrong_in
from kernel.vocabulary import LetterKind, Role
from tests.cases.conftest import Desk
from tests.cases.test_letters import WHO, draft
from tests.support.books import books
from tests.support.house import Caller

ALL = "/api/cases/v1/letter-wordings"
ONE = f"{ALL}/acknowledgement"
OURS = {"subject": "We heard you", "text": "Dear ((name))\n\nYou hear from us by ((answer_by)).\n"}
NOW = {"in_force_from": "2026-03-24", "after": 0}


@dataclass(frozen=True)
class Of:
    version: int
    in_force_from: date


def manager(desk: Desk) -> Caller:
    return desk.services.caller(Role.MANAGER)


def brief(keeper: Caller) -> dict[str, Any]:
    """Whose words acknowledgements have today."""
    return next(each for each in keeper.get(ALL).json()["items"] if each["kind"] == "acknowledgement")


def test_letters_are_drafted_in_the_councils_words_from_their_day_on(desk: Desk) -> None:
    ref, keeper = desk.open(**WHO), manager(desk)
    kept = keeper.post(ONE, OURS | NOW | {"in_force_from": "2026-04-01"})
    assert kept.status_code == 201, kept.text
    assert kept.json()["in_force"] == kept.json()["product"]
    before = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    assert (before["subject"], before["wording"]) == ("We have your complaint", None)
    assert (brief(keeper)["version"], brief(keeper)["next_on"]) == (None, "2026-04-01")

    keeper.post(ONE, OURS | NOW | {"after": 1}).raise_for_status()
    assert (brief(keeper)["version"], brief(keeper)["in_force_from"]) == (2, "2026-03-24")
    after = draft(desk, ref, "acknowledgement", promised_on="2026-04-20")
    assert (after["subject"], after["wording"]) == ("We heard you", 2)
    assert after["text"] == "Dear A. Complainant\n\nYou hear from us by 20 April 2026.\n"
    stays = desk.officer.get(f"/api/cases/v1/cases/{ref}/letters/1").json()
    assert stays["text"] == before["text"]


def test_every_version_can_be_read_for_ever(desk: Desk) -> None:
    keeper = manager(desk)
    keeper.post(ONE, OURS | NOW).raise_for_status()
    second = keeper.post(ONE, OURS | NOW | {"subject": "Thank you", "after": 1}).json()
    assert [(each["version"], each["is_in_force"]) for each in second["versions"]] == [(2, True), (1, False)]
    assert keeper.get(f"{ONE}/versions/1").json()["subject"] == "We heard you"
    assert keeper.get(f"{ONE}/versions/3").status_code == 404
    assert second["in_force"]["subject"] == "Thank you"


def test_who_writes_meanwhile_is_not_overwritten(desk: Desk) -> None:
    keeper = manager(desk)
    keeper.post(ONE, OURS | NOW).raise_for_status()
    late = keeper.post(ONE, OURS | NOW | {"subject": "Mine"})
    assert (late.status_code, late.json()["detail"]) == (
        412,
        "Somebody wrote another version meanwhile. Read it again.",
    )


@pytest.mark.parametrize(
    ("kind", "changes", "pointer", "why"),
    [
        pytest.param(
            "acknowledgement", {"text": "((nmae))"}, "/text", "No letter knows the word ((nmae)).", id="misspelt"
        ),
        pytest.param("acknowledgement", {"text": "((name)"}, "/text", "two brackets", id="not closed"),
        pytest.param("acknowledgement", {"text": "((Name.__class__))"}, "/text", "two brackets", id="evil"),
        pytest.param("acknowledgement", {"text": "{{7*7}} ((((name))))"}, "/text", "two brackets", id="nested"),
        pytest.param("acknowledgement", {"easy_read": "((nobody))"}, "/easy_read", "nobody", id="in easy words"),
        pytest.param("acknowledgement", {"subject": "For ((name))"}, "/subject", "as it is", id="in the subject"),
        pytest.param("response", {}, "/text", "((findings)) and ((ombudsman))", id="what it is for"),
        pytest.param("acknowledgement", {"text": "x" * 20_001}, "/text", "20000", id="too long"),
        pytest.param("acknowledgement", {"text": "a\u0000b"}, "/text", "", id="control characters"),
    ],
)
def test_words_that_are_no_template_are_refused(
    desk: Desk, kind: str, changes: dict[str, str], pointer: str, why: str
) -> None:
    keeper = manager(desk)
    for body, path in ((OURS | NOW | changes, f"{ALL}/{kind}"), (OURS | changes, f"{ALL}/{kind}/preview")):
        refused = keeper.post(path, body)
        assert refused.status_code == 422, refused.text
        (error,) = refused.json()["errors"]
        assert error["pointer"] == pointer
        assert why in error["detail"]


def test_a_day_that_has_passed_is_refused(desk: Desk) -> None:
    refused = manager(desk).post(ONE, OURS | NOW | {"in_force_from": "2026-03-23"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/in_force_from")


def test_words_are_seen_in_an_example_before_they_are_kept(desk: Desk) -> None:
    keeper = manager(desk)
    seen = keeper.post(f"{ONE}/preview", OURS).json()
    assert seen["text"].startswith("Dear A. Complainant\n\nYou hear from us by ")
    assert keeper.get(ONE).json()["versions"] == []


def test_another_council_and_other_roles_see_none_of_it(desk: Desk) -> None:
    manager(desk).post(ONE, OURS | NOW).raise_for_status()
    elsewhere = desk.services.caller(Role.MANAGER, authority="leicester")
    assert elsewhere.get(ONE).json()["versions"] == []
    assert elsewhere.get(f"{ONE}/versions/1").status_code == 404
    assert desk.officer.get(ONE).status_code == 403


@pytest.mark.parametrize("kind", LetterKind)
def test_the_products_own_words_are_a_template(kind: LetterKind) -> None:
    own = defaults().letters[kind]
    must_say = OWN_WORDS.must_say.get(kind, ())
    assert wrong_in(must_say, WORDS, subject=own.subject, text=own.text, easy_read=own.easy_read) == []


def test_the_example_has_something_to_say_for_every_word() -> None:
    shown = said(example(books().council("eastmere"), date(2026, 3, 24)))
    assert {word for word, what in shown.items() if not isinstance(what, str)} == set()
    assert shown.keys() == WORDS.keys()


DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 9))


@given(st.lists(DAYS, max_size=6), DAYS)
def test_the_words_in_force_are_the_last_that_began(begins: Sequence[date], on: date) -> None:
    versions = [Of(number, day) for number, day in enumerate(begins, start=1)]
    found = in_force(versions, on)
    begun = [each for each in versions if each.in_force_from <= on]
    assert (found is None) == (begun == [])
    if found:
        later = [each for each in begun if each.in_force_from >= found.in_force_from]
        assert found.version == max(each.version for each in later)
        assert all(each.in_force_from == found.in_force_from for each in later)
