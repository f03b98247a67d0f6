"""What is learned of a contact later, and what an officer decides of it."""

from datetime import timedelta
from typing import Any

import pytest

from intake import repository
from kernel.errors import Conflict, Stale, Unprocessable
from kernel.vocabulary import Role
from tests.intake.desk import NOW, Desk
from tests.support.house import principal

CLERK = principal(Role.CONTACT_CENTRE)
FOR_HER_MOTHER = {"complainant": {"role": "relative", "name": "A Caller"}, "person": {"name": "A Person"}}


@pytest.mark.parametrize(
    ("said", "facts", "before", "after"),
    [
        pytest.param(
            {"channel": "phone"},
            {"resolved_on": "2026-03-25", "satisfied": True},
            "33",
            "31",
            id="put right next day",
        ),
        pytest.param({"kind": None}, {"kind": "dissatisfaction"}, "31b", "33", id="what the caller is"),
        pytest.param(FOR_HER_MOTHER, {"person": {"consent": "refused"}}, "33", "22c", id="she does not agree"),
        pytest.param(
            {"event_on": "2024-02-01"}, {"good_reason": True, "still_fair": True}, "31b", "33", id="a good reason"
        ),
        pytest.param({"event_on": "2024-02-01"}, {"still_goes_on": True}, "31b", "33", id="it still goes on"),
        pytest.param({}, {"matters": [{"function": "nhs"}, {}]}, "33", "33", id="another thing, of the hospital"),
    ],
)
def test_a_fact_that_is_answered_later_decides_as_if_it_had_been_said(
    desk: Desk, said: dict[str, Any], facts: dict[str, Any], before: str, after: str
) -> None:
    """Whatever a row asks can be learned later; the receipt stays (P5)."""
    contact = desk.record(**said)
    assert contact.assessment.rule == before
    later = desk.learn(contact, **facts)
    person = {**said.get("person", {}), **facts.get("person", {})}
    whole = {**said, **facts, "received_at": NOW, **({"person": person} if person else {})}
    at_once = desk.record(now=NOW + timedelta(days=1), **whole)
    assert (later.assessment.rule, later.received_on) == (after, contact.received_on)
    assert later.assessment.model_dump(exclude={"clocks", "duties"}) == at_once.assessment.model_dump(
        exclude={"clocks", "duties"}
    )
    assert [(one.code, one.row, one.matter) for one in later.assessment.duties] == [
        (one.code, one.row, one.matter) for one in at_once.assessment.duties
    ]
    moved = (contact.assessment.disposition, contact.assessment.procedure) != (
        later.assessment.disposition,
        later.assessment.procedure,
    )
    assert desk.told()[1]["type"] == ("ContactReclassified.v1" if moved else "ContactCorrected.v1")
    assert later.people_changed[-1].parts == sorted(facts)


@pytest.mark.parametrize("themselves", [True, False])
def test_who_named_nobody_says_later_for_whom_they_complain(desk: Desk, themselves: bool) -> None:
    contact = desk.record(complainant={"role": "relative", "name": "A Caller"}, person=None)
    asked = {question.fact for question in contact.assessment.questions}
    assert ("person.same_as_complainant" in asked, contact.assessment.awaits_consent) == (True, False)
    later = desk.learn(contact, person={"same_as_complainant": themselves}).assessment
    assert (later.rule, later.awaits_consent) == ("33", not themselves)
    assert ("consent" in {duty.code for duty in later.duties}) is not themselves
    assert "person.same_as_complainant" not in {question.fact for question in later.questions}


def test_an_officers_decision_stands_and_says_what_the_rules_would_say_now(desk: Desk) -> None:
    contact = desk.record()
    decided = desk.reclassify(contact.ref, "enquiry")
    later = desk.learn(decided, about=["court_proceedings"])
    assert later.assessment.classification == "enquiry"
    assert later.assessment.now_suggests is not None
    assert later.assessment.now_suggests.startswith("Statutory complaint")


def test_nobody_is_asked_to_agree_who_said_no_to_what_an_officer_confirmed(desk: Desk) -> None:
    asked = desk.record(person={"name": "A Person", "consent": "not_asked"})
    assert asked.assessment.awaits_consent
    confirmed = desk.reclassify(asked.ref, "statutory_complaint")
    said_no = desk.learn(confirmed, person={"consent": "refused"}).assessment
    assert (said_no.disposition, said_no.now_suggests is not None) == ("accepted", True)
    assert (said_no.awaits_consent, said_no.flags) == (False, [])
    assert "consent" not in {duty.code for duty in said_no.duties}
    assert "person.consent" not in {question.fact for question in said_no.questions}


def test_who_may_not_decide_takes_no_complaint_away_by_a_fact(desk: Desk) -> None:
    contact = desk.record(by=CLERK, **FOR_HER_MOTHER)
    later = desk.learn(contact, by=CLERK, person={"consent": "refused"})
    assert later.assessment.disposition == "accepted"
    assert "does not agree" in (later.assessment.now_suggests or "")
    held = desk.record(by=CLERK, kind=None)
    assert desk.learn(held, by=CLERK, kind="dissatisfaction").assessment.rule == "33"


def test_an_officer_refuses_with_a_reason_and_a_notice_and_accepts_after_all(desk: Desk) -> None:
    contact = desk.record()
    refused = desk.reclassify(contact.ref, "statutory_complaint", refusal_reason="out_of_time")
    assert (refused.assessment.disposition, refused.assessment.refusal_reason) == ("refused", "out_of_time")
    assert {"notice", "ombudsman"} <= {duty.code for duty in refused.assessment.duties}
    accepted = desk.reclassify(contact.ref, "statutory_complaint")
    assert (accepted.assessment.disposition, accepted.assessment.refusal_reason) == ("accepted", None)
    assert not {"notice", "ombudsman"} & {duty.code for duty in accepted.assessment.duties}
    with pytest.raises(Unprocessable):
        desk.reclassify(contact.ref, "enquiry", refusal_reason="out_of_time")


def test_nobody_is_told_of_a_refusal_who_stays_anonymous(desk: Desk) -> None:
    nobody = desk.record(complainant={"anonymous": True, "anonymous_confirmed": True}, person=None)
    refused = desk.reclassify(nobody.ref, "statutory_complaint", refusal_reason="out_of_time").assessment
    assert {"notice", "ombudsman"}.isdisjoint(duty.code for duty in refused.duties)


def test_a_further_matter_of_a_case_that_has_ended_is_a_contact_of_its_own(desk: Desk) -> None:
    """The case would not take it up: it is refused with where it goes, and not kept where nobody sees it."""
    contact = desk.record()
    further = [{}, {"function": "adult_social_care", "event_on": "2026-03-20"}]
    status = {"authority": contact.authority, "ref": contact.ref, "sequence": 9, "stage": "closed"}
    with desk.database.transaction() as tx:
        repository.keep_statuses(tx, [{**status, "outcome": "upheld", "closed_on": NOW.date()}])
    with pytest.raises(Conflict, match="contact of its own"):
        desk.learn(contact, matters=further)
    assert desk.learn(contact, harm_alleged="yes").version == 2, "what is learned of the same matter is kept"


def test_two_who_learn_two_things_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    contact = desk.record()
    desk.learn(contact, harm_alleged="yes")
    with pytest.raises(Stale):
        desk.learn(contact, still_goes_on=True)
    for after_receipt in ("2026-03-25", "2027-01-01"):  # it is learned on the 25th, of what came on the 24th
        with pytest.raises(Unprocessable):
            desk.learn(desk.get(contact.ref), event_on=after_receipt)
