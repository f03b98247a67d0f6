"""What was changed of a contact's facts after it was recorded, from what to what. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from intake.schemas import AskedFacts, FactChangeRead, PeopleChangeRead, PersonFacts

if TYPE_CHECKING:
    from intake.models import PeopleChangeRow

OF_THE_COMPLAINANT = ("role", "own_grievance", "anonymous")
OF_THE_PERSON = tuple(name for name in PersonFacts.model_fields if name != "born_on")
"""Without the one by which somebody may know them: that it was changed is said by its part alone."""
SAID_OR_NOT = ("complainant.own_grievance", "complainant.anonymous", "person.lacks_capacity", "person.has_died")
"""Facts that are no before anybody said so: nothing was answered."""


def changes_read(changes: "Sequence[PeopleChangeRow]", body: Mapping[str, Any]) -> list[PeopleChangeRead]:
    """Changes of a contact, oldest first, each with the facts that were answered otherwise.

    Args:
        body: the contact as it stands, as JSON.
    """
    told: list[PeopleChangeRead] = []
    after = body
    for change in reversed(changes):
        before = {**after, **change.before}
        facts = list(_changed(_facts(before), _facts(after)))
        told.append(PeopleChangeRead(parts=sorted(change.before), facts=facts, by=change.by, at=change.at))
        after = before
    return told[::-1]


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FactChangeRead]:
    for fact, said in after.items():
        if before[fact] != said:
            yield FactChangeRead(fact=fact, before=before[fact], after=said)


def _facts(body: Mapping[str, Any]) -> dict[str, Any]:
    """Facts that rows ask, by their path; a provider by its name, and matters by how many there are."""
    facts = {name: body.get(name) for name in AskedFacts.model_fields}
    facts["about"] = body.get("about") or []
    facts["matters"] = len(body.get("matters") or [])
    facts["provider"] = (body.get("provider") or {}).get("name")
    for part, names in (("complainant", OF_THE_COMPLAINANT), ("person", OF_THE_PERSON)):
        said = body.get(part) or {}
        facts |= {f"{part}.{name}": said.get(name) for name in names}
    for name in SAID_OR_NOT:
        facts[name] = facts[name] or None
    return facts
