"""What of a contact its reader is shown, by their permissions. Pure.

What is left out is null or empty, and `withheld` names it, so that a page says so and does not look unfilled.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from intake.parties import People
from intake.schemas import Assessment, ContactBrief, ContactFacts, ContactRead, Contacts, PeopleChangeRead
from intake.suggesting import suggest
from intake.suggesting.schemas import SuggestionsRead, suggestions_read
from kernel.errors import NotPermitted

if TYPE_CHECKING:
    from chassis.auth import Principal
    from intake.models import ContactRow

Brief = TypeVar("Brief", bound=ContactBrief)
Told = TypeVar("Told", bound=BaseModel)


class Part(StrEnum):
    """Parts of a contact that have a permission of their own, by the name of its end.

    `contact`: all but what a caller needs: another's contact that did not come of late.
    """

    CONTACT = "contact"
    NAMES = "names"
    NARRATIVE = "narrative"
    PLANS = "plans"
    DEMOGRAPHICS = "demographics"
    OMBUDSMAN = "ombudsman"


PARTIES = ("complainant", "person", "representative", "advocate")
NAMING = frozenset(
    {
        "name",
        "phone",
        "email",
        "address",
        "organisation",
        "relationship",
        "contact_note",
        "born_on",
        "care_number",
        "evidence",
    }
)
"""Fields of a party, and of a right to speak, by which somebody is known."""


def withheld(principal: "Principal") -> set[Part]:
    """The parts that nobody with these permissions sees of any contact."""
    return {part for part in Part if part is not Part.CONTACT and not principal.may(f"contacts:{part}")}


def reaches(principal: "Principal", recorder: str | None, received_on: date, today: date) -> bool:
    """Whether a contact is one's own, or recent, for those who may not see all."""
    if principal.may("contacts:all") or recorder == principal.subject:
        return True
    return received_on >= first_recent(principal, today)


def first_recent(principal: "Principal", today: date) -> date:
    """The first day of receipt, local date, of contacts that are recent for them."""
    return today - timedelta(days=principal.recent_days)


def require_reach(principal: "Principal", row: "ContactRow", today: date) -> None:
    """Raises NotPermitted for a contact that is neither one's own nor recent, and so not theirs to change."""
    if not reaches(principal, row.recorder, row.received_on, today):
        raise NotPermitted(
            f"You see contacts that you recorded, and those of the last {principal.recent_days} days."
        )


def sees_names(principal: "Principal", row: "ContactRow", today: date) -> bool:
    """Whether they see whom a contact names."""
    return Part.NAMES not in withheld(principal) and reaches(principal, row.recorder, row.received_on, today)


def _suggested(contact: ContactRead, today: date) -> SuggestionsRead | None:
    """What its text suggests of what nobody answered: the kind of one that waits for its class, and harm."""
    if contact.narrative is None or (contact.kind and contact.harm_alleged):
        return None
    found = suggestions_read(suggest(contact.narrative, today), {}, {})
    asked = {"kind": None} if contact.kind else {}
    told = {"harm": None} if contact.harm_alleged else {}
    suggested = SuggestionsRead(harm=found.harm, kind=found.kind).model_copy(update=asked | told)
    return suggested if suggested.kind or suggested.harm else None


def shown(contact: ContactRead, principal: "Principal", today: date) -> ContactRead:
    """The contact as this person may see it; with what its text suggests, while its class is not decided."""
    seen = _without_what_is_hidden(contact, principal, today)
    if seen.assessment.disposition.is_decided:
        return seen
    return seen.model_copy(update={"suggested": _suggested(seen, today)})


def _without_what_is_hidden(contact: ContactRead, principal: "Principal", today: date) -> ContactRead:
    hidden = withheld(principal)
    if not reaches(principal, contact.recorder, contact.received_on, today):
        return _bare(contact)
    if not hidden:
        return contact
    left: dict[str, Any] = {"withheld": sorted(hidden)}
    if Part.NARRATIVE in hidden:
        left |= {
            "title": None,
            "narrative": None,
            "desired_outcome": None,
            "adjustment_note": None,
            "matters": [matter.model_copy(update={"description": None}) for matter in contact.matters],
            "reclassified": [change.model_copy(update={"reason": None}) for change in contact.reclassified],
            "assessment": _without_reasons(contact.assessment),
            "restriction": _without(contact.restriction, "reason"),
            "redirection": _without(contact.redirection, "to"),
            "quality_alert": _without(contact.quality_alert, "shortcoming", "sent_to"),
            "thanks": _without(contact.thanks, "shared_with"),
        }
    for party in PARTIES:
        if told := getattr(contact, party):
            left[party] = told.model_copy(update=_left_of(told, hidden))
    if Part.OMBUDSMAN in hidden:
        left["ombudsman"] = None
        left["people_changed"] = [_without_the_ombudsman(change) for change in contact.people_changed]
    left["links"] = briefs(contact.links, principal, today)
    return contact.model_copy(update=left)


def _without(part: Told | None, *names: str) -> Told | None:
    return part and part.model_copy(update=dict.fromkeys(names))


def _without_the_ombudsman(change: PeopleChangeRead) -> PeopleChangeRead:
    return change.model_copy(update={"facts": [fact for fact in change.facts if fact.fact != "ombudsman"]})


def _without_reasons(assessment: Assessment) -> Assessment:
    """Why a duty is not needed is said in an officer's own words."""
    left = [duty.model_copy(update={"not_needed_because": None}) for duty in assessment.duties]
    return assessment.model_copy(update={"duties": left})


def all_shown(contacts: Contacts, principal: "Principal", today: date) -> Contacts:
    """A page of contacts as this person may see it."""
    items = [shown(contact, principal, today) for contact in contacts.items]
    return contacts.model_copy(update={"items": items})


def briefs(items: Iterable[Brief], principal: "Principal", today: date) -> list[Brief]:
    """Lines about contacts: without title where neither narrative nor the contact itself may be seen."""
    hidden = withheld(principal)

    def left(item: Brief) -> dict[str, Any]:
        old = not reaches(principal, None, item.received_on, today)
        title = {"title": None} if old or Part.NARRATIVE in hidden else {}
        return title | ({"contact_plan": None} if Part.PLANS in hidden else {})

    return [item.model_copy(update=left(item)) for item in items]


def put_back(said: People, before: People, principal: "Principal") -> People:
    """What somebody says of the people, with what they could not see as it was, unless they say it anew."""
    hidden = withheld(principal)
    kept: dict[str, Any] = {}
    if Part.PLANS in hidden and said.complainant.contact_plan is None:
        plan = before.complainant.contact_plan
        kept["complainant"] = said.complainant.model_copy(update={"contact_plan": plan})
    if Part.DEMOGRAPHICS in hidden and said.person and said.person.demographics is None and before.person:
        kept["person"] = said.person.model_copy(update={"demographics": before.person.demographics})
    return said.model_copy(update=kept)


def _left_of(party: Any, hidden: set[Part]) -> Mapping[str, Any]:
    fields = set(type(party).model_fields)
    left: dict[str, Any] = {}
    if Part.NAMES in hidden:
        left |= dict.fromkeys(fields & NAMING)
        if authority := getattr(party, "authority", None):
            left["authority"] = authority.model_copy(update={"evidence": None})
    if Part.PLANS in hidden and "contact_plan" in fields:
        left["contact_plan"] = None
    if Part.DEMOGRAPHICS in hidden and "demographics" in fields:
        left["demographics"] = None
    return left


def _bare(contact: ContactRead) -> ContactRead:
    """What a caller needs who gives an old reference: that there is such a contact, since when, and its class."""
    nothing = {name: field.get_default(call_default_factory=True) for name, field in _FACTS.items()}
    assessment = contact.assessment.model_copy(
        update={"matters": [], "reasons": [], "questions": [], "duties": [], "flags": [], "now_suggests": None}
    )
    return contact.model_copy(
        update={
            **nothing,
            "kind": contact.kind,
            "channel": contact.channel,
            "function": contact.function,
            "team": contact.team,
            "title": None,
            "assessment": assessment,
            "reclassified": [],
            "people_changed": [],
            "links": [],
            "redirection": None,
            "quality_alert": None,
            "thanks": None,
            "restriction": None,
            "withheld": [Part.CONTACT],
        }
    )


_FACTS = ContactFacts.model_fields
