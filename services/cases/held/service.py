"""Everything that is held of some references."""

import base64
from collections.abc import Iterator, Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from cases.held.schemas import HeldInCases, HeldWanted, Sent
from cases.held.telling import TELLING
from cases.officers import repository as officers
from cases.outbox.models import OutboxRow
from cases.tables import restricted_cases
from chassis import restricted
from chassis.auth import Principal
from chassis.held import held
from kernel.errors import Conflict
from kernel.vocabulary import SendingWay

MOST_BYTES = 50_000_000
"""Of messages that are told together: the answer is made in memory."""


def tell(session: Session, body: HeldWanted) -> HeldInCases:
    """Raises Conflict where there is more than one answer carries."""
    asking = Principal(body.subject, "", frozenset(body.roles), body.authority, expires_at=0)
    hidden = restricted.hidden_among(session, restricted_cases, asking, body.refs)
    if hidden:
        return HeldInCases(hidden=sorted(hidden), held={}, sent=[], officers={})
    return HeldInCases(
        hidden=[],
        held=held(session, TELLING, body.authority, body.refs),
        sent=list(_sent(session, body.authority, body.refs)),
        officers=officers.names(session, body.authority),
    )


def _sent(session: Session, authority: str, refs: Sequence[str]) -> Iterator[Sent]:
    theirs = (OutboxRow.authority == authority, col(OutboxRow.ref).in_(refs))
    if (session.scalar(select(func.sum(func.length(OutboxRow.content))).where(*theirs)) or 0) > MOST_BYTES:
        raise Conflict("More was sent than can be put together. Take fewer references at a time.")
    for row in session.exec(select(OutboxRow).where(*theirs).order_by(OutboxRow.ref, col(OutboxRow.number))):
        ending = "pdf" if row.way == SendingWay.POST else "eml"
        yield Sent(ref=row.ref, name=f"{row.number}.{ending}", content=base64.b64encode(row.content))
