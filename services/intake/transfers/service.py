"""Sending a complaint on to the body that it belongs to (SI 2009/309, reg 6(5) and (6))."""

from datetime import date, datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository, telling
from intake.models import ContactRow, TransferRow
from intake.reading import duties_of, met_by_act
from intake.rules.table import SENT_ON
from intake.telling import PartnerEventKind
from intake.transfers.schemas import (
    BodyRead,
    ConsentGiven,
    ContactTransfer,
    NewTransfer,
    Receipt,
    TransferRead,
    TransferredContact,
)
from intake.views import require_reach
from kernel.calendar import in_words
from kernel.days import past_mistake
from kernel.errors import Conflict, FieldError, NotFound, Unprocessable
from kernel.localtime import local_date

SENDING = SENT_ON[0].code


def transfer(tx: Session, officer: Principal, ref: str, body: NewTransfer, now: datetime) -> TransferRead:
    """Record that a contact, or the part of it that is owed to another body, was sent on.

    Raises NotFound, Conflict, Unprocessable.
    """
    contact = repository.get_for_update(tx, officer.authority, ref)
    today = local_date(now)
    (duties,) = duties_of(tx, [contact], today)
    if SENDING not in {duty.code for duty in duties}:
        raise Conflict(f"Nothing of {ref} waits to be sent on to another body.")
    if repository.find_transfer(tx, officer.authority, ref):
        raise Conflict(f"{ref} was sent on before.")
    wrong = [
        *_on_a_day("/consent/given_on", body.consent.given_on, contact.received_on, today),
        *_on_a_day("/sent_on", body.sent_on, body.consent.given_on, today),
        *_on_a_day("/told_on", body.told_on, contact.received_on, today),
    ]
    client = repository.find_client(tx, body.to_client) if body.to_client else None
    if body.to_client and (client is None or client.authority != officer.authority or client.revoked_at):
        wrong.append(FieldError("/to_client", "There is no such client."))
    if wrong:
        raise Unprocessable("Some fields are wrong.", wrong)
    row = TransferRow(
        authority=officer.authority,
        ref=ref,
        to_body=body.to_body,
        client=body.to_client,
        consented_on=body.consent.given_on,
        consented_how=body.consent.how,
        sent_on=body.sent_on,
        told_on=body.told_on,
        note=body.note,
        recorded_by=officer.name,
        recorded_at=now,
    )
    repository.add(tx, row)
    met_by_act(tx, contact, {SENDING}, body.sent_on, officer.name, now)
    telling.tell(tx, contact, contact.client, PartnerEventKind.TRANSFERRED, body.sent_on)
    telling.tell(tx, contact, row.client, PartnerEventKind.TRANSFERRED_TO_YOU, body.sent_on)
    return _read(row)


def confirm(tx: Session, officer: Principal, ref: str, body: Receipt, today: date) -> TransferRead:
    """Record that the other body received it. Raises NotFound, Conflict, Unprocessable."""
    return _read(_receive(tx, repository.get_transfer(tx, officer.authority, ref), body, today))


def of_contact(session: Session, officer: Principal, ref: str, today: date) -> ContactTransfer:
    """Raises NotFound, NotPermitted."""
    require_reach(officer, repository.get(session, officer.authority, ref), today)
    row = repository.find_transfer(session, officer.authority, ref)
    return ContactTransfer(
        transfer=_read(row) if row else None,
        bodies=[
            BodyRead(client_id=client.client_id, organisation=client.organisation)
            for client in repository.clients(session, officer.authority)
            if client.revoked_at is None
        ],
    )


def read_own(session: Session, client: Principal, ref: str) -> TransferredContact:
    """What was sent on to a client. Raises NotFound, also for what was sent on to another one."""
    row = _own(repository.find_transfer(session, client.authority, ref), client, ref)
    return _content(row, repository.get(session, client.authority, ref))


def confirm_own(tx: Session, client: Principal, ref: str, body: Receipt, today: date) -> TransferredContact:
    """Record that a client received what was sent on to it. Raises NotFound, Conflict, Unprocessable."""
    row = _own(repository.find_transfer(tx, client.authority, ref), client, ref)
    return _content(_receive(tx, row, body, today), repository.get(tx, client.authority, ref))


def _own(row: TransferRow | None, client: Principal, ref: str) -> TransferRow:
    if row is None or row.client != client.subject:
        raise NotFound(f"No complaint {ref} was sent on to you.")
    return row


def _receive(tx: Session, row: TransferRow, body: Receipt, today: date) -> TransferRow:
    contact = repository.get_for_update(tx, row.authority, row.ref)
    tx.refresh(row)
    if row.received_on:
        raise Conflict(f"Its receipt on {row.received_on} is confirmed already.")
    if wrong := _on_a_day("/received_on", body.received_on, row.sent_on, today):
        raise Unprocessable("Some fields are wrong.", wrong)
    row.received_on, row.partner_reference = body.received_on, body.partner_reference
    repository.add(tx, row)
    telling.tell(tx, contact, contact.client, PartnerEventKind.TRANSFER_RECEIVED, body.received_on)
    return row


def _on_a_day(pointer: str, day: date, first: date, today: date) -> list[FieldError]:
    why = past_mistake(day, today, first, in_words(first))
    return [FieldError(pointer, why)] if why else []


def _read(row: TransferRow) -> TransferRead:
    said = row.model_dump() | {"to_client": row.client, "consent": _consent(row)}
    return TransferRead.model_validate(said)


def _content(row: TransferRow, contact: ContactRow) -> TransferredContact:
    said = row.model_dump() | {"first_received_on": contact.received_on, "consent": _consent(row)}
    return TransferredContact.model_validate(contact.body | said)


def _consent(row: TransferRow) -> ConsentGiven:
    return ConsentGiven(given_on=row.consented_on, how=row.consented_how)
