"""The contact plan that stands for a complainant: that of the newest contact of the same person.

The same person is who gives the same name, and the same phone number or e-mail address, however they are written.
A plan is told of under the contact in which it began, whichever carries it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session

from chassis import feed
from intake import repository
from intake.models import ContactRow
from intake.parties import Complainant, ContactPlan, PlanSaid
from intake.repository import Newest, Person
from intake.schemas import Contact
from kernel.events import ContactPlanChanged, ContactPlanState
from kernel.normal_forms import email_key, name_key, phone_key

SomeContact = TypeVar("SomeContact", bound=Contact)


class Plans:
    """What stands for the complainants of some contacts that are about to be recorded: asked for at once."""

    def __init__(self, session: Session, authority: str, complainants: Iterable[Complainant]) -> None:
        persons = {person for complainant in complainants for person in _persons(complainant)}
        self._newest = repository.newest_of_persons(session, authority, sorted(persons))
        self._waiting: set[Person] = set()
        self._coming = 0

    def onto(self, body: SomeContact) -> SomeContact:
        """The contact with the plan that stood before, unless it says one itself."""
        complainant = body.complainant
        if complainant.contact_plan or not (plan := self._of(complainant)):
            return body
        return body.model_copy(update={"complainant": complainant.model_copy(update={"contact_plan": plan})})

    def _of(self, complainant: Complainant) -> ContactPlan | None:
        newest = self.newest_of(complainant)
        if newest is None or newest.plan is None:
            return None
        plan = ContactPlan.model_validate(newest.plan)
        if not plan.is_in_force:
            return None
        return plan.model_copy(update={"taken_from": plan.taken_from or newest.ref})

    def newest_of(self, complainant: Complainant) -> Newest | None:
        """What is known of the newest contact of the same person; None: there is none, or they are not known."""
        found = [self._newest[person] for person in _persons(complainant) if person in self._newest]
        return max(found, key=lambda contact: (contact.recorded_at, contact.ref)) if found else None

    def is_waited_for(self, complainant: Complainant) -> bool:
        """Whether a plan of this person was said by a contact that has no reference yet."""
        return not self._waiting.isdisjoint(_persons(complainant))

    def comes_next(self, complainant: Complainant, now: datetime) -> None:
        """A contact will be stored before those that are asked for from now on."""
        self._coming += 1
        plan = complainant.contact_plan
        for person in _persons(complainant):
            if plan and plan.taken_from is None:
                self._waiting.add(person)
            else:
                said = plan.model_dump(mode="json") if plan else None
                self._newest[person] = Newest(now, f"~{self._coming:06}", said)


def _persons(complainant: Complainant) -> list[Person]:
    name = name_key(complainant.name)
    if name is None:
        return []
    ways = (("phone", phone_key(complainant.phone)), ("email", email_key(complainant.email)))
    return [(name, way, reached) for way, reached in ways if reached]


def plan_in(body: Mapping[str, Any]) -> ContactPlan | None:
    """The plan of a contact, in force or not; `body` as JSON."""
    said = (body.get("complainant") or {}).get("contact_plan")
    return ContactPlan.model_validate(said) if said else None


def carried_on(before: ContactPlan | None, said: PlanSaid) -> ContactPlan:
    """What is said of a plan, as a change of the one that stood there; what follows one that ended is another."""
    goes_on = before and (before.is_in_force or not said.is_in_force)
    given = said.model_dump(exclude={"taken_from"})
    return ContactPlan(**given, taken_from=before.taken_from if before and goes_on else None)


def stand(tx: Session, row: ContactRow, today: date, by: str | None) -> None:
    """Let the plan of a contact that was stored just now stand for its person, and tell of it where it is new.

    It ends any other that stood for them.
    """
    plan = plan_in(row.body)
    assert plan is not None, "a contact in which a plan stands has one"
    began_in = plan.taken_from or row.ref
    for ref, stood in repository.stands_for_earlier(tx, row):
        other = ContactPlan.model_validate(stood)
        if (other.taken_from or ref) != began_in:
            _tell(tx, row.authority, other.taken_from or ref, other, today, by, plan.since or row.received_on)
    if began_in == row.ref:
        _tell(tx, row.authority, row.ref, plan, today, by)


def tell_of_change(tx: Session, row: ContactRow, before: ContactPlan | None, today: date, by: str | None) -> None:
    """Tell of the plan of a contact as it stands now; one that was taken out ends today."""
    plan = plan_in(row.body)
    if plan and plan != before:
        _tell(tx, row.authority, plan.taken_from or row.ref, plan, today, by)
    elif before and before.is_in_force and plan is None:
        _tell(tx, row.authority, before.taken_from or row.ref, before, today, by, today)


def tell_of_earlier(tx: Session, authority: str, today: date) -> list[str]:
    """Tell of plans in force that an earlier release did not tell of. Returns the contacts in which they began."""
    told = []
    for row in repository.standing_plans(tx, authority):
        plan = plan_in(row.body)
        began = repository.find(tx, authority, plan.taken_from or row.ref) if plan else None
        if plan and began and began.plan_sequence == 0:
            _tell(tx, authority, began.ref, plan, today, None)
            told.append(began.ref)
    return told


def _tell(
    tx: Session,
    authority: str,
    began_in: str,
    plan: ContactPlan,
    today: date,
    by: str | None,
    ended_on: date | None = None,
) -> None:
    counted = repository.count_plan_change(tx, authority, began_in)
    if counted is None:  # of a contact that has gone nothing counts any more
        return
    sequence, received_on = counted
    state = ContactPlanState(
        began_on=plan.since or received_on,
        ended_on=ended_on if plan.is_in_force else plan.reviewed_on,
        **plan.model_dump(include={"review_on", "told_on", "appeal", "reviewed_on", "review"}),
    )
    feed.append(
        tx,
        ContactPlanChanged(
            authority=authority, ref=began_in, sequence=sequence, occurred_on=today, by=by, plan=state
        ),
    )
