"""What a partner's client is told of its own contacts, in order. Codes and dates alone."""

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository
from intake.partners.schemas import PartnerEvent, PartnerEvents
from kernel.errors import Conflict


def read(session: Session, client: Principal, after: int, limit: int) -> PartnerEvents:
    """What the client was told after a number.

    Raises Conflict for a number that was never given: what came after an older backup would be taken for old.
    """
    rows = repository.told(session, client.authority, client.subject, after, limit)
    if not rows and after > (last := repository.last_told(session, client.authority, client.subject)):
        raise Conflict(f"Your events end at {last}; {after} was never given. Was a backup restored?")
    return PartnerEvents(
        items=[
            PartnerEvent.model_validate(
                row.model_dump()
                | {"partner_reference": contact.partner_reference if contact.client == row.client else None}
            )
            for row, contact in rows
        ],
        last=rows[-1][0].number if rows else after,
    )
