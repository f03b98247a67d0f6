"""The contact plan that stands for a complainant: that of the newest contact of the same person.

The same person is who gives the same name, and the same phone number or e-mail address, however they are written.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from sqlmodel import Session

from intake import repository
from intake.parties import Complainant, ContactPlan
from intake.repository import Newest
from intake.schemas import Contact
from kernel.normal_forms import email_key, name_key, phone_key

Person = tuple[str, str, str]
"""A name with a way to reach it: "phone" or "email", and that; both in their normal form."""
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
