"""What of a contact is compared with others. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.lookalikes.names import Name, name_of
from kernel.normal_forms import WHOLE_NUMBER, care_number_key, email_key, phone_key, plain
from kernel.vocabulary import RaisedBy

LONGEST_TEXT = 2_000
"""Letters of a narrative that are compared: alike beginnings are enough, and long texts cost no more."""


@dataclass(frozen=True)
class Traits:
    """A contact for comparison.

    Attributes:
        person: who it is about, as far as it is said.
        caller: who calls, where it is not said that they are that person.
        care_number: of the person, in the social-care system, in its normal form.
        phone, email: in their normal form.
        client: of the partner that sent it; its references are its own.
        text: the beginning of the narrative, in plain words.
    """

    person: Name | None
    born_on: date | None
    care_number: str | None
    caller: Name | None
    phone: str | None
    email: str | None
    client: str | None
    partner_reference: str | None
    provider: str | None
    provider_said: str | None
    team: str | None
    text: str


def traits_of(body: Mapping[str, Any], line: Mapping[str, Any] | None = None, client: str | None = None) -> Traits:
    """The traits of a contact as it is kept.

    Args:
        body: of the contact, as JSON.
        line: as it was imported; it alone names the provider of an imported contact.
    """
    complainant = body.get("complainant") or {}
    person = body.get("person") or {}
    themselves = person.get("same_as_complainant") or complainant.get("role") == RaisedBy.PERSON_THEMSELVES
    caller = name_of(complainant.get("name"))
    about = name_of(person.get("name"))
    provider = body.get("provider") or (line or {}).get("provider") or {}
    return Traits(
        person=about or (caller if themselves else None),
        born_on=date.fromisoformat(person["born_on"]) if person.get("born_on") else None,
        care_number=care_number_key(person.get("care_number")),
        caller=None if themselves else caller,
        phone=_of_one_person(phone_key(complainant.get("phone"))),
        email=email_key(complainant.get("email")),
        client=client,
        partner_reference=plain(body.get("partner_reference") or "") or None,
        provider=plain(provider.get("name") or "") or None,
        provider_said=provider.get("name"),
        team=body.get("team"),
        text=plain((body.get("narrative") or "")[:LONGEST_TEXT]),
    )


def _of_one_person(phone: str | None) -> str | None:
    """None for what is too short to be one person's number."""
    return phone if phone and len(phone) >= WHOLE_NUMBER else None
