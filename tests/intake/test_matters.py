"""Contacts of several matters, by chance: the order of typing decides nothing, and no matter lowers another."""

from datetime import date
from random import Random
from typing import Any

import pytest

from intake.assessment import assess
from intake.matters import facts
from intake.rules.decide import RANKS
from intake.schemas import Assessment, ContactFacts, MatterRead
from kernel.vocabulary import AnsweredBy, Arrangement, Classification, ContactKind, Function
from tests.support import contacts
from tests.support.books import books
from tests.support.breadth import either

BOOKS = books()
RECEIVED = date(2026, 3, 24)
CONTACTS = either(1_000, 5_000)
TOPICS = ("employment", "foi_complaint", "already_investigated", "with_ombudsman", "court_proceedings", "also_nhs")
DAYS = (None, "2024-01-01", "2026-03-01")
OUT_OF_SCOPE: tuple[dict[str, Any], ...] = (
    {"kind": "dissatisfaction", "about": ["employment"]},
    {"kind": "dissatisfaction", "about": ["foi_complaint"]},
    {"kind": "dissatisfaction", "function": "private_care"},
    {"kind": "praise"},
    {"kind": "request", "function": "nhs"},
)


def random_matter(chance: Random) -> dict[str, Any]:
    said = {
        "kind": chance.choice([None, *ContactKind]),
        "function": chance.choice([None, *Function]),
        "provider": chance.choice([None, None, {"name": "Elm Care", "kind": "home_care"}]),
        "arrangement": chance.choice([None, None, *Arrangement]),
        "prefers_provider": chance.choice([None, True, False]),
        "concerns_provider": chance.choice([None, None, None, True, False]),
        "event_on": chance.choice(DAYS),
        "answered_before_by": chance.choice([None, None, *AnsweredBy]),
        "about": chance.sample(TOPICS, chance.choice([0, 0, 1])),
    }
    return {name: value for name, value in said.items() if value is not None}


def random_contact(chance: Random) -> dict[str, Any]:
    """What is said of the whole, which a matter may take for its own."""
    said = {
        "provider": chance.choice([None, None, {"name": "Oak Care", "kind": "care_home"}]),
        "arrangement": chance.choice([None, None, *Arrangement]),
        "prefers_provider": chance.choice([None, True, False]),
        "event_on": chance.choice(DAYS),
        "answered_before_by": chance.choice([None, None, *AnsweredBy]),
    }
    told = {"function": chance.choice([None, *Function]), "about": chance.sample(TOPICS, chance.choice([0, 1]))}
    return {**{name: value for name, value in said.items() if value is not None}, **told}


def judged(matters: list[dict[str, Any]], **contact: Any) -> Assessment:
    said = {name: value for name, value in contacts.statutory(**contact).items() if name != "title"}
    body = ContactFacts.model_validate({**said, "matters": matters})
    return assess(body, RECEIVED, RECEIVED, BOOKS.council("leicester"), BOOKS, explained=False)


def case_of(assessment: Assessment) -> dict[str, Any]:
    """What is decided, without the numbers that matters have from their order."""
    decided = assessment.model_dump(exclude={"matters", "duties", "questions", "reasons"})
    decided["duties"] = sorted(str(each.model_dump(exclude={"matter", "key"})) for each in assessment.duties)
    decided["questions"] = sorted(str(each.model_dump(exclude={"matters"})) for each in assessment.questions)
    decided["matters"] = sorted(str(each.model_dump(exclude={"number"})) for each in assessment.matters)
    return decided


def test_the_order_of_typing_and_one_matter_more_take_nothing_away() -> None:
    chance = Random(309)
    for _ in range(CONTACTS):
        matters = [random_matter(chance) for _ in range(chance.randint(2, 4))]
        contact = random_contact(chance)
        typed = judged(matters, **contact)
        otherwise = chance.sample(matters, len(matters))
        assert case_of(judged(otherwise, **contact)) == case_of(typed), (matters, contact)
        more = judged([*matters, chance.choice(OUT_OF_SCOPE)], **contact)
        assert rank(more) <= rank(typed), (matters, contact)
        for before, after in zip(typed.matters[: len(matters)], more.matters, strict=False):
            assert rank(after) <= rank(before), (matters, contact)


def test_praise_within_a_complaint_leaves_the_complaint() -> None:
    praise = {"kind": "praise", "description": "The night carer was lovely."}
    whole = judged([praise])
    assert whole.classification is Classification.STATUTORY_COMPLAINT
    assert [each.classification for each in whole.matters] == [
        Classification.COMPLIMENT,
        Classification.STATUTORY_COMPLAINT,
    ]


def rank(assessment: Assessment | MatterRead) -> int:
    """The lower, the more is owed to it."""
    return RANKS.index(Classification(assessment.classification))


@pytest.mark.parametrize(
    ("role", "person", "speaks"),
    [
        ("person_themselves", {"born_on": "1940-05-05"}, False),
        ("person_themselves", {"name": "caller  a", "born_on": "1940-05-05"}, False),
        ("person_themselves", {"name": "B Person"}, True),
        ("young_person", {"born_on": "2010-05-05", "care_number": "1234567"}, False),
        ("young_person", {"has_died": True}, True),
        ("care_leaver", {"born_on": "2006-05-05"}, False),
        ("care_leaver", {"consent": "refused"}, True),
        ("relative", {"born_on": "1940-05-05"}, True),
        ("relative", {"same_as_complainant": True}, False),
        ("relative", None, False),
        ("advocate", None, True),
        ("advocate", {"same_as_complainant": True}, False),
    ],
)
def test_who_speaks_for_somebody_else(role: str, person: dict[str, Any] | None, speaks: bool) -> None:
    """A date of birth of who draws on care is their own, and an advocate is somebody's (SI 2009/309, reg 5)."""
    body = ContactFacts.model_validate({"complainant": {"role": role, "name": "Caller A"}, "person": person})
    assert facts(body, RECEIVED, RECEIVED).speaks_for_other is speaks


@pytest.mark.parametrize(
    ("complainant", "person", "is_open"),
    [
        ({"role": "relative"}, None, True),
        ({"role": "member_of_public"}, None, True),
        ({"role": "relative", "own_grievance": True}, None, False),
        ({"role": "relative"}, {"same_as_complainant": True}, False),
        ({"role": "relative"}, {"same_as_complainant": False}, False),
        ({"role": "person_themselves"}, None, False),
        ({"role": "advocate"}, None, False),
        ({"role": "mp"}, None, False),
        ({}, None, False),
    ],
)
def test_who_has_not_said_for_whom(
    complainant: dict[str, Any], person: dict[str, Any] | None, is_open: bool
) -> None:
    body = ContactFacts.model_validate({"complainant": complainant, "person": person})
    assert facts(body, RECEIVED, RECEIVED).for_whom_is_open is is_open


@pytest.mark.parametrize(
    ("days", "matters"),
    [
        pytest.param([{"event_on": "2026-03-02"}, {"still_goes_on": False}], [2], id="known of one"),
        pytest.param([{"still_goes_on": False}, {"still_goes_on": False}], [], id="of none: of the whole contact"),
    ],
)
def test_a_day_is_asked_of_the_matters_whose_it_is(days: list[dict[str, Any]], matters: list[int]) -> None:
    assessment = judged([{"category": "delay", **said} for said in days], event_on=None)
    (asked,) = (question for question in assessment.questions if question.fact == "event_on")
    assert asked.matters == matters


def test_what_is_asked_of_the_person_is_asked_of_no_matter() -> None:
    somebody_else = {"person": {"same_as_complainant": False}}
    said = {"kind": "dissatisfaction", "function": "adult_social_care"}
    assessment = judged([said, {"kind": "praise"}], **somebody_else)
    asked = [each.matters for each in assessment.questions if each.fact.startswith("person.")]
    assert asked == [[]] * len(asked) != []
