"""What partners' clients are told of contacts, in order; written with the commit. Codes and dates alone."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial

from sqlmodel import Session

from chassis import feed
from intake import repository
from intake.models import ContactRow, ContributionRow, PartnerEventRow
from kernel.events import (
    CaseAcknowledged,
    CaseClosed,
    CaseCorrected,
    CaseEvent,
    CaseReopened,
    CaseSettled,
    CaseWithdrawn,
    Event,
    ResponseIssued,
)
from kernel.localtime import utc_now
from kernel.vocabulary import Outcome


class PartnerEventKind(StrEnum):
    """What a client is told of a contact that it sent, or of what it is asked to contribute to an answer.

    `reclassified`: a person put it into another class. `corrected`: something of its case was recorded wrongly, so
    that what was told of it may not be so. `transferred`: it was sent to the body that it belongs to,
    which confirmed it (`transfer_received`). `transferred_to_you`: another's, which was sent on to the caller.
    `file_shared`: a file of it can be taken. `contribution_…`: of what it is asked for, in whosever complaint;
    `contribution_closed`: nothing is owed any more.
    """

    RECEIVED = "received"
    RECLASSIFIED = "reclassified"
    RECEIPT_CORRECTED = "receipt_corrected"
    ACKNOWLEDGED = "acknowledged"
    RESPONDED = "responded"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    TRANSFERRED = "transferred"
    TRANSFERRED_TO_YOU = "transferred_to_you"
    TRANSFER_RECEIVED = "transfer_received"
    FILE_SHARED = "file_shared"
    CONTRIBUTION_REQUESTED = "contribution_requested"
    CONTRIBUTION_DUE_CHANGED = "contribution_due_changed"
    CONTRIBUTION_CHASED = "contribution_chased"
    CONTRIBUTION_CLOSED = "contribution_closed"


TOLD = "partner_events"
"""Topic of a commit that tells clients something; with a council and a client, of one that tells this client."""
COLLECTED = "intake_partner_events"
OF_A_CASE: dict[type[Event], PartnerEventKind] = {
    CaseAcknowledged: PartnerEventKind.ACKNOWLEDGED,
    ResponseIssued: PartnerEventKind.RESPONDED,
    CaseClosed: PartnerEventKind.CLOSED,
    CaseWithdrawn: PartnerEventKind.WITHDRAWN,
    CaseSettled: PartnerEventKind.CLOSED,
    CaseReopened: PartnerEventKind.REOPENED,
    CaseCorrected: PartnerEventKind.CORRECTED,
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
    _collect(
        tx,
        PartnerEventRow(
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
        ),
    )


def tell_of_contribution(tx: Session, asked: ContributionRow, kind: PartnerEventKind, occurred_on: date) -> None:
    """Tell a client of what it is asked for, and nothing of the contact: that may be somebody else's."""
    _collect(
        tx,
        PartnerEventRow(
            **asked.model_dump(include={"authority", "client", "ref", "request", "due_on"}),
            number=0,
            kind=kind,
            occurred_on=occurred_on,
            recorded_at=utc_now(),
        ),
    )


def _collect(tx: Session, row: PartnerEventRow) -> None:
    rows = tx.info.setdefault(COLLECTED, [])
    if not rows:
        feed.at_the_end(tx, partial(_write, rows))
    rows.append(row)


def tell_of_case(tx: Session, contact: ContactRow, event: CaseEvent) -> None:
    """Tell what happened in a contact's case, if it is something that a client is told."""
    if kind := OF_A_CASE.get(type(event)):
        tell(tx, contact, contact.client, kind, event.occurred_on, event.case.outcome)


def _write(rows: Sequence[PartnerEventRow], tx: Session) -> None:
    last: dict[tuple[str, str], int] = {}
    for row in rows:
        whose = (row.authority, row.client)
        if whose not in last:
            last[whose] = repository.last_told(tx, *whose)
        row.number = last[whose] = last[whose] + 1
    repository.add_all(tx, rows)
    feed.about(tx, (TOLD,), *((TOLD, *whose) for whose in last))
