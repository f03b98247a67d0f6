"""Duties of a contact: owed, done, not needed, late."""

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.auth import Principal
from intake import service
from intake.duties import service as duties
from intake.schemas import ContactRead, DutyRead
from kernel.errors import Conflict, NotFound, Unprocessable
from kernel.vocabulary import Role
from tests.intake.desk import NOW, OFFICER, Desk
from tests.support.house import principal


def duty(contact: ContactRead, code: str) -> DutyRead:
    return next(one for one in contact.assessment.duties if one.code == code)


def test_a_duty_is_owed_done_or_not_needed_and_late_when_its_day_is_over(desk: Desk) -> None:
    contact = desk.record(harm_alleged="yes")
    assert (duty(contact, "safeguarding").by, duty(contact, "safeguarding").is_late) == (NOW.date(), False)
    with desk.database.reading() as session:
        later = service.get_contact(session, OFFICER, contact.ref, NOW.date() + timedelta(days=1), desk.books)
    assert duty(later, "safeguarding").is_late
    done = desk.meet(contact, "safeguarding", done_on=NOW.date())
    assert (duty(done, "safeguarding").done_on, duty(done, "safeguarding").met_by) == (NOW.date(), OFFICER.name)
    not_needed = desk.meet(contact, "safeguarding", not_needed_because="They are told already.")
    assert duty(not_needed, "safeguarding").not_needed_because == "They are told already."
    assert duty(desk.meet(contact, "safeguarding"), "safeguarding").met_by is None, "and taken back"


def test_a_duty_that_was_done_is_never_lost_by_a_change_of_class(desk: Desk) -> None:
    contact = desk.record(about=["foi_complaint"])
    desk.meet(contact, "notice.5.1", done_on=NOW.date())
    later = desk.reclassify(contact.ref, "statutory_complaint")
    learned_later = desk.learn(later, about=[])
    assert duty(learned_later, "notice").done_on == NOW.date()


LATE_MATTER = {"event_on": "2024-02-01"}
LATE: dict[str, Any] = {**LATE_MATTER, "good_reason": False}


def notices(contact: ContactRead) -> dict[str, date | None]:
    return {one.key: one.done_on for one in contact.assessment.duties if one.code == "notice"}


def test_two_notices_are_two(desk: Desk) -> None:
    matters = [LATE_MATTER, {"about": ["foi_complaint"], "event_on": "2026-03-01"}]
    contact = desk.record(good_reason=False, matters=matters)
    assert notices(contact) == {"notice.28.1": None, "notice.5.2": None}
    told = desk.meet(contact, "notice.5.2", done_on=NOW.date())
    assert notices(told) == {"notice.28.1": None, "notice.5.2": NOW.date()}, "of the other matter nobody was told"


def test_a_notice_that_was_given_is_none_of_a_later_refusal(desk: Desk) -> None:
    contact = desk.record(**LATE)
    told = desk.meet(contact, "notice.28.1", done_on=NOW.date())
    accepted = desk.learn(told, good_reason=True, still_fair=True)
    assert notices(accepted) == {"notice.28.1": NOW.date()}
    again = desk.learn(accepted, good_reason=False)
    assert notices(again) == {"notice.28.1": NOW.date(), f"notice.28.1.{again.version}": None}
    refused: dict[str, Any] = {"procedure": "adult_statutory", "refusal_reason": "representative"}
    desk.reclassify(again.ref, "statutory_complaint", procedure="adult_statutory")
    first = desk.reclassify(again.ref, "statutory_complaint", **refused)
    key = f"notice.officer.0.{first.version}"
    assert notices(first) == {"notice.28.1": NOW.date(), key: None}, "accepted: the rules' notice is owed no more"


def test_a_joint_complaint_that_an_officer_refuses_owes_the_other_body_its_part(desk: Desk) -> None:
    contact = desk.record(matters=[{"description": "Missed visits."}, {"function": "nhs"}])
    assert {"lead"} <= {one.code for one in contact.assessment.duties}
    refusal = {"procedure": "adult_statutory", "refusal_reason": "representative"}
    refused = desk.reclassify(contact.ref, "statutory_complaint", **refusal).assessment
    codes = [one.code for one in refused.duties]
    assert "joint" not in refused.flags
    assert "lead" not in codes
    assert [each.title for each in refused.matters] == ["Statutory complaint", "Other contact: passed on"]
    assert [reason.source for reason in refused.reasons if reason.rule == "13"] == ["SI 2009/309, reg 6(5)"]
    assert {"notice", "ombudsman", "transfer", "tell"} <= set(codes)
    corporate = desk.reclassify(desk.record(about=["also_nhs"]).ref, "corporate_complaint").assessment
    assert "joint" not in corporate.flags, "the Code knows no joint answer"
    assert {"transfer", "tell"} <= {one.code for one in corporate.duties}


CHILDS: dict[str, Any] = {"function": "childrens_social_care", "person": {"name": "P R", "born_on": "2016-02-01"}}
PUBLIC_HEALTH = {"function": "public_health"}


@pytest.mark.parametrize(
    ("contact", "law"),
    [
        pytest.param({}, "SI 2009/309, reg 12", id="an adult's"),
        pytest.param(CHILDS, "SI 2006/1738, reg 9", id="a child's"),
        pytest.param(PUBLIC_HEALTH, "SI 2012/3094, reg 27", id="public health"),
    ],
)
def test_a_refusal_cites_the_law_of_its_own_procedure(desk: Desk, contact: dict[str, Any], law: str) -> None:
    recorded = desk.record(**contact)
    refused = desk.reclassify(recorded.ref, "statutory_complaint", refusal_reason="out_of_time")
    assert refused.assessment.procedure == recorded.assessment.procedure, "nobody asked for another one"
    assert duty(refused, "notice").source == law


def test_the_code_keeps_out_corporate_complaints_alone(desk: Desk) -> None:
    contact = desk.record(function="other_council_service", team=None)
    refused = desk.reclassify(contact.ref, "corporate_complaint", refusal_reason="kept_out_by_code")
    assert duty(refused, "notice").source == "LGSCO Complaint Handling Code 2"
    with pytest.raises(Unprocessable):
        desk.reclassify(contact.ref, "statutory_complaint", refusal_reason="kept_out_by_code")


def test_what_is_learned_beside_an_officers_decision_is_owed_too(desk: Desk) -> None:
    decided = desk.reclassify(desk.record().ref, "enquiry")
    assert {one.code for one in decided.assessment.duties if one.is_owed} == set()
    later = desk.learn(decided, harm_alleged="yes", **LATE)
    owed = {one.code for one in later.assessment.duties if one.is_owed}
    assert owed == {"safeguarding"}, "and no notice of a refusal that nobody decided"


def test_every_duty_has_a_day_that_stays_when_more_is_learned(desk: Desk) -> None:
    contact = desk.record(about=["foi_complaint"])
    assert {one.code: one.by for one in contact.assessment.duties} == {
        "notice": date(2026, 3, 31),
        "ico": date(2026, 3, 31),
    }, "promptly: five working days from Tuesday 24 March"
    later = desk.learn(contact, harm_alleged="yes")
    assert {one.code: one.by for one in later.assessment.duties} == {
        "safeguarding": date(2026, 3, 25),
        "notice": date(2026, 3, 31),
        "ico": date(2026, 3, 31),
    }, "what was learned the next day is owed from then"


ACKNOWLEDGED = {"acknowledge": date(2026, 3, 27), "offer_discussion": date(2026, 3, 27)}
"""By when each is owed of a statutory complaint that was received on Tuesday 24 March."""


def days(contact: ContactRead) -> dict[str, date | None]:
    return {one.code: one.by for one in contact.assessment.duties}


@pytest.mark.parametrize(
    "before",
    [
        pytest.param({"about": ["route_unclear"]}, id="held: the route is decided by it"),
        pytest.param({"kind": "request"}, id="an enquiry, which nobody acknowledges"),
        pytest.param({"function": "other_council_service"}, id="corporate: five days to acknowledge"),
    ],
)
def test_what_the_clocks_ask_for_follows_the_class_that_an_officer_chooses(
    desk: Desk, before: dict[str, Any]
) -> None:
    contact = desk.record(channel="email", **before)
    decided = desk.reclassify(contact.ref, "statutory_complaint", procedure="adult_statutory")
    assert days(decided) == ACKNOWLEDGED
    assert days(desk.reclassify(contact.ref, "enquiry")) == {}


def test_what_the_clocks_ask_for_follows_what_is_learned(desk: Desk) -> None:
    corporate = desk.record(channel="email", function="other_council_service")
    assert days(corporate) == {"acknowledge": date(2026, 3, 31)}
    assert days(desk.learn(corporate, function="adult_social_care")) == ACKNOWLEDGED


def owed(desk: Desk, by: Principal = OFFICER, days: int = 0) -> list[tuple[str, str, bool]]:
    with desk.database.reading() as session:
        found = duties.owed(session, by, NOW.date() + timedelta(days=days))
    assert found.late == sum(duty.is_late for duty in found.items)
    assert found.today == sum(duty.by == NOW.date() + timedelta(days=days) for duty in found.items)
    return [(duty.ref, duty.code, duty.is_late) for duty in found.items]


def test_all_that_is_owed_is_one_list_until_it_is_done(desk: Desk) -> None:
    at_risk, plain = desk.record(harm_alleged="yes", channel="email"), desk.record(channel="email")
    offers = [(one.ref, "offer_discussion", False) for one in (at_risk, plain)]
    assert owed(desk) == [(at_risk.ref, "safeguarding", False), *offers], "the case watches its acknowledgement"
    assert owed(desk, days=1) == [(at_risk.ref, "safeguarding", True), *offers]
    assert all(is_late for _, _, is_late in owed(desk, days=9))
    assert owed(desk, by=principal(Role.CONTACT_CENTRE, subject="another"), days=90) == [], "it came too long ago"
    desk.meet(at_risk, "safeguarding", done_on=NOW.date())
    assert owed(desk) == offers
    desk.meet(plain, "offer_discussion", done_on=NOW.date())
    learned_later = desk.learn(desk.get(at_risk.ref), about=["police_or_coroner"])
    assert owed(desk, days=1) == [(learned_later.ref, "notify", False), offers[0]], (
        "and what is learned is owed too"
    )


def test_a_duty_of_nobody_and_a_day_that_cannot_be(desk: Desk) -> None:
    contact = desk.record(harm_alleged="yes")
    with pytest.raises(NotFound):
        desk.meet(contact, "nothing", done_on=NOW.date())
    with pytest.raises(Conflict, match="Its case says"):
        desk.meet(contact, "acknowledge", done_on=NOW.date())
    for day in (NOW.date() + timedelta(days=1), NOW.date() - timedelta(days=400)):
        with pytest.raises(Unprocessable):
            desk.meet(contact, "safeguarding", done_on=day)
    with pytest.raises(ValueError, match="not both"):
        desk.meet(contact, "safeguarding", done_on=NOW.date(), not_needed_because="It is not.")
