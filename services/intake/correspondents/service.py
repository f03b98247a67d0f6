"""Whom the council writes to about a contact."""

from sqlmodel import Session

from intake import repository
from intake.correspondents.schemas import CorrespondentRead
from intake.schemas import ContactFacts


def read(session: Session, authority: str, ref: str) -> CorrespondentRead:
    """Raises NotFound. Of an imported contact nobody's name was ever kept."""
    contact = ContactFacts.model_validate(repository.get(session, authority, ref).body)
    complainant, person = contact.complainant, contact.person
    return CorrespondentRead(
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
        provider=contact.provider.name if contact.provider else None,
        narrative=contact.narrative,
        matters=[matter.description for matter in contact.matters],
    )
