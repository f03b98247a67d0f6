"""Every class says which rows were asked, what each found, what decided and what would change it."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from intake.explaining.explain import explain, explain_recorded
from intake.explaining.schemas import ClassExplained, DecidedBy, MatterExplained
from intake.rules import RULES, Ends, classify
from intake.rules.explain import rows_asked, what_would_change
from intake.schemas import ContactFacts
from kernel.bank_holidays import england_and_wales
from kernel.vocabulary import Found
from tests.intake.desk import NOW, Desk
from tests.intake.random_facts import random_facts
from tests.support import contacts
from tests.support.books import books

BOOKS = books()
COUNCIL = BOOKS.council("leicester")
ENGLAND = england_and_wales()


def explained(**changes: Any) -> ClassExplained:
    body = ContactFacts.model_validate(contacts.statutory(**changes))
    return explain(body, NOW.date(), NOW.date(), COUNCIL, BOOKS)


def one(told: ClassExplained) -> MatterExplained:
    (matter,) = told.matters
    return matter


def if_otherwise(told: MatterExplained) -> dict[str, str]:
    return {change.when: change.outcome for change in told.would_change}


def test_rows_are_told_in_the_order_in_which_they_were_asked_up_to_the_one_that_decides() -> None:
    told = one(explained())
    *before, last = [row for row in told.rows if not row.rule.startswith("F")]
    order = [rule.id for rule in RULES]
    assert [row.rule for row in before] == order[: len(before)]
    assert (last.rule, last.found, last.decides) == (told.rule, Found.YES, True)
    assert not any(row.decides for row in before)
    assert last.says, "it says why"


def test_what_could_not_be_told_is_said_to_be_unknown() -> None:
    last = one(explained(kind=None)).rows[-1]
    assert (last.rule, last.found, last.decides) == ("3", Found.NOT_KNOWN, True)


@pytest.mark.parametrize(
    ("changes", "when", "outcome"),
    [
        (
            {"person": {"name": "A Person", "same_as_complainant": False, "consent": "refused"}},
            "the person agrees",
            "Statutory complaint: accepted",
        ),
        ({}, "the person does not agree", "Statutory complaint: refused"),
        ({"kind": None}, "they say that something went well", "Compliment: accepted"),
        (
            {"event_on": (NOW.date() - timedelta(days=500)).isoformat(), "good_reason": False},
            "it still goes on",
            "Statutory complaint: accepted",
        ),
        ({}, "it is put right by the end of the next working day", "Enquiry: sorted out on the call"),
    ],
)
def test_what_would_change_it(changes: dict[str, Any], when: str, outcome: str) -> None:
    assert if_otherwise(one(explained(**changes)))[when] == outcome


def test_each_matter_is_explained_by_itself() -> None:
    told = explained(matters=[{"kind": "praise"}, {"function": "nhs"}])
    assert [(matter.number, matter.rule) for matter in told.matters] == [(1, "1"), (2, "12"), (3, "33")]
    assert [matter.title for matter in told.matters] == [
        "Compliment: accepted",
        "Other contact: passed on",
        "Statutory complaint: accepted",
    ]


def test_what_is_told_is_what_is_decided_over_contacts_by_chance() -> None:
    chance = Random(5)
    for _ in range(300):
        facts = random_facts(chance)
        *_, last = rows_asked(facts, ENGLAND)
        decision = classify(facts, ENGLAND)
        held = last.found is Found.NOT_KNOWN
        assert decision.rule == ("31b" if held else last.rule.id)
        assert held or isinstance(last.rule.then, Ends)
        for change in what_would_change(facts, ENGLAND):
            assert classify(change.supposed.otherwise(facts), ENGLAND) == change.then != decision


def test_an_officers_class_and_an_imported_one_say_whose_they_are(desk: Desk) -> None:
    contact = desk.reclassify(desk.record().ref, "corporate_complaint")
    told = explain_recorded(contact, contact.assessment, NOW.date(), COUNCIL, BOOKS)
    assert (told.decided_by, told.title) == (DecidedBy.OFFICER, "Corporate complaint")
    assert one(told).rule == "33", "and what the rules find all the same"
    imported = contact.assessment.model_copy(update={"rule": "imported"})
    assert explain_recorded(contact, imported, NOW.date(), COUNCIL, BOOKS).matters == []
