"""Duties of a contact: owed, done, not needed, late."""

from datetime import timedelta

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
    desk.meet(contact, "notice", done_on=NOW.date())
    later = desk.reclassify(contact.ref, "statutory_complaint")
    learned_later = desk.learn(later, about=[])
    assert duty(learned_later, "notice").done_on == NOW.date()


def owed(desk: Desk, by: Principal = OFFICER, days: int = 0) -> list[tuple[str, str, bool]]:
    with desk.database.reading() as session:
        found = duties.owed(session, by, NOW.date() + timedelta(days=days))
    assert found.late == sum(duty.is_late for duty in found.items)
    return [(duty.ref, duty.code, duty.is_late) for duty in found.items]


def test_what_is_owed_today_is_one_list_until_it_is_done(desk: Desk) -> None:
    at_risk, _ = desk.record(harm_alleged="yes"), desk.record()
    assert owed(desk) == [(at_risk.ref, "safeguarding", False)]
    assert (at_risk.ref, "safeguarding", True) in owed(desk, days=1)
    assert {code for _, code, _ in owed(desk, days=9)} == {"safeguarding"}, "the case watches its acknowledgement"
    assert owed(desk, by=principal(Role.CONTACT_CENTRE, subject="another"), days=90) == [], "it came too long ago"
    desk.meet(at_risk, "safeguarding", done_on=NOW.date())
    assert owed(desk) == []
    learned_later = desk.learn(desk.get(at_risk.ref), about=["police_or_coroner"])
    assert owed(desk) == [(learned_later.ref, "notify", False)], "and what is learned is owed too"


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
