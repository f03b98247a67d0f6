"""Whom the council writes to about a contact."""

from sqlmodel import Session

from chassis.letters.correspondent import Correspondent
from intake import repository as contacts
from intake.correspondents import repository
from intake.schemas import ContactFacts
from kernel.normal_forms import organisation_key


def read(session: Session, authority: str, ref: str) -> Correspondent:
    """Raises NotFound. Of an imported contact nobody's name was ever kept."""
    contact = ContactFacts.model_validate(contacts.get(session, authority, ref).body)
    complainant, person = contact.complainant, contact.person
    provider = contact.provider.name if contact.provider else None
    key = organisation_key(provider)
    return Correspondent(
        name=complainant.name,
        email=complainant.email,
        address=complainant.address,
        anonymous=complainant.anonymous,
        reply_by=contact.reply_by,
        language=complainant.language,
        adjustments=contact.adjustments,
        adjustment_note=contact.adjustment_note,
        person=person.name if person and not person.same_as_complainant else None,
        has_advocate=contact.advocate is not None,
        provider=provider,
        provider_email=repository.email_of_provider(session, authority, key) if key else None,
        narrative=contact.narrative,
        matters=[matter.description for matter in contact.matters],
    )
