"""What a partner's client is told of its own contacts, in order. Codes and dates alone."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from intake import repository
from intake.models import ContactRow, PartnerEventRow
from intake.partners.schemas import PartnerEvent, PartnerEventKind, PartnerEvents
from kernel.errors import Conflict
from kernel.events import (
    CaseAcknowledged,
    CaseClosed,
    CaseEvent,
    CaseReopened,
    CaseWithdrawn,
    Event,
    ResponseIssued,
)
from kernel.localtime import utc_now
from kernel.vocabulary import Outcome

COLLECTED = "intake_partner_events"
OF_A_CASE: dict[type[Event], PartnerEventKind] = {
    CaseAcknowledged: PartnerEventKind.ACKNOWLEDGED,
    ResponseIssued: PartnerEventKind.RESPONDED,
    CaseClosed: PartnerEventKind.CLOSED,
    CaseWithdrawn: PartnerEventKind.WITHDRAWN,
    CaseReopened: PartnerEventKind.REOPENED,
}


def tell(
    tx: Session,
    contact: ContactRow,
    client: str | None,
    kind: PartnerEventKind,
    occurred_on: date,
    outcome: Outcome | None = None,
) -> None:
    """Tell a client what happened to a contact; None: nobody is told, as of a contact that no client sent."""
    if client is None:
        return
    row = PartnerEventRow(
        authority=contact.authority,
        client=client,
        number=0,
        ref=contact.ref,
        kind=kind,
        occurred_on=occurred_on,
        recorded_at=utc_now(),
        classification=contact.classification,
        disposition=contact.assessment["disposition"],
        outcome=outcome,
    )
    rows = tx.info.setdefault(COLLECTED, [])
    if not rows:
        feed.at_the_end(tx, partial(_write, rows))
    rows.append(row)


def tell_of_case(tx: Session, contact: ContactRow, event: CaseEvent) -> None:
    """Tell what happened in a contact's case, if it is something that a client is told."""
    if kind := OF_A_CASE.get(type(event)):
        tell(tx, contact, contact.client, kind, event.occurred_on, event.case.outcome)


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


def _write(rows: Sequence[PartnerEventRow], tx: Session) -> None:
    last: dict[tuple[str, str], int] = {}
    for row in rows:
        whose = (row.authority, row.client)
        if whose not in last:
            last[whose] = repository.last_told(tx, *whose)
        row.number = last[whose] = last[whose] + 1
    repository.add_all(tx, rows)
