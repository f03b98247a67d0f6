"""What a partner's client is told of its own contacts, in order. Codes and dates alone."""

from collections.abc import Callable

from sqlmodel import Session

from chassis.auth import Principal
from chassis.db import Database
from intake import repository
from intake.partners.schemas import PartnerEvent, PartnerEvents
from intake.telling import TOLD
from kernel.errors import Conflict

POLL_SECONDS = 1.0
"""How soon a waiting client hears of what another replica wrote; of this one's it hears at once."""


def read(session: Session, client: Principal, after: int, limit: int) -> PartnerEvents:
    """What the client was told after a number.

    Raises Conflict for a number that was never given: what came after an older backup would be taken for old.
    """
    items = told_after(session, client.authority, client.subject, after, limit)
    if not items and after > (last := repository.last_told(session, client.authority, client.subject)):
        raise Conflict(f"Your events end at {last}; {after} was never given. Was a backup restored?")
    return PartnerEvents(items=items, last=items[-1].number if items else after)


async def read_or_wait(
    database: Database,
    client: Principal,
    after: int,
    limit: int,
    timeout: float,
    stopping: Callable[[], bool],
) -> PartnerEvents:
    """The same; waits for the first one, `timeout` seconds. Between looks it holds nothing of the database."""
    return await database.looked_until(
        lambda found: bool(found.items),
        lambda session: read(session, client, after, limit),
        (TOLD, client.authority, client.subject),
        POLL_SECONDS,
        timeout,
        stopping,
        client.authority,
    )


def told_after(session: Session, authority: str, client: str, after: int, limit: int) -> list[PartnerEvent]:
    """The same without a check of the number."""
    return [
        PartnerEvent.model_validate(
            row.model_dump()
            | {"partner_reference": contact.partner_reference if contact.client == row.client else None}
        )
        for row, contact in repository.told(session, authority, client, after, limit)
    ]
