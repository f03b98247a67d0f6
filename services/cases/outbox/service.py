"""Messages that are to leave: put here once for each act, and marked as what became of them."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from cases.outbox import repository, rules
from cases.outbox.messages import NewMessage, Sealed, sealed, sealed_again, way_to
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.outbox.schemas import Again
from cases.outbox.transports import Became
from cases.record import repository as cases
from cases.record.change import Asked
from chassis import feed
from chassis.letters.sheet import address_lines
from kernel.errors import wrong_field
from kernel.events import SendingChanged
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import SendingState, SendingWay

MOST_WORDS = 500


def put(tx: Session, message: NewMessage, room: PostRoom) -> OutboxRow:
    """Have a message leave; the same act put twice is the message that is there.

    Raises NotFound for no case; Unprocessable for an address or a letter that cannot be sent.
    """
    cases.get_for_update(tx, message.authority, message.ref)
    if found := repository.find_act(tx, message.authority, message.act):
        return found
    ready = sealed(message, room.sender, room.reply_to, room.domain, by_hand=message.way not in room.transports)
    return _put(
        tx,
        room,
        ready,
        authority=message.authority,
        ref=message.ref,
        act=message.act,
        way=message.way,
        to_name=message.to_name,
        to_address=message.to_address.strip(),
        subject=message.subject,
        by=message.by,
        at=message.at,
    )


def say_sent(tx: Session, asked: Asked, number: int, sent_on: date, room: PostRoom) -> OutboxRow:
    """Record that a message left by somebody's own hand, on a local date.

    Raises NotFound; Conflict; Unprocessable for a day to come, or before it was written.
    """
    row = _locked(tx, asked.officer.authority, asked.ref, number)
    rules.require_state(SendingState(row.state), rules.MAY_BE_SAID_SENT, row.replaced_by)
    if sent_on > asked.today:
        raise wrong_field("/posted_on", "This day is yet to come.")
    if sent_on < local_date(row.at):
        raise wrong_field("/posted_on", "This is before it was written.")
    return _sent(tx, row, sent_on, asked.officer.subject, asked.now, room, asked.books)


def send_again(tx: Session, asked: Asked, number: int, body: Again, room: PostRoom) -> OutboxRow:
    """Send the same once more, as an act of its own, and to another address where one is given.

    Raises NotFound; Conflict; Unprocessable where nobody knows whether it left, and no reason is given; and for an
    address that this message cannot be sent to.
    """
    before = _locked(tx, asked.officer.authority, asked.ref, number)
    rules.require_state(SendingState(before.state), rules.MAY_GO_AGAIN, before.replaced_by)
    if before.state == SendingState.UNSURE and not body.reason:
        raise wrong_field("/reason", "It may have left. Say why it is sent again all the same.")
    to_address = "\n".join(address_lines(body.to_address)) if body.to_address else before.to_address
    way = way_to(to_address) if body.to_address else SendingWay(before.way)
    after = _put(
        tx,
        room,
        sealed_again(before, way, to_address, asked.now, room.domain, by_hand=way not in room.transports),
        **before.model_dump(include={"authority", "ref", "to_name", "subject"}),
        way=way,
        to_address=to_address,
        act=rules.next_act(before.act),
        replaces=before.number,
        why=body.reason,
        by=asked.officer.subject,
        at=asked.now,
    )
    before.replaced_by = after.number
    tx.add(before)
    return after


def withdraw(tx: Session, asked: Asked, number: int, room: PostRoom) -> OutboxRow:
    """Have a message not leave after all. Raises NotFound; Conflict once it may have left."""
    row = _locked(tx, asked.officer.authority, asked.ref, number)
    rules.require_state(SendingState(row.state), rules.MAY_BE_WITHDRAWN, row.replaced_by)
    _mark(tx, row, SendingState.WITHDRAWN, row.why, asked.officer.subject, asked.now)
    room.taken_back(tx, row, asked)
    return row


def bounced(tx: Session, authority: str, message_id: str, status: str, now: datetime) -> OutboxRow | None:
    """Record that a message came back; None: it is none of ours, or did not leave as far as is known.

    Args:
        message_id: without angle brackets.
        status: why, as RFC 3463 codes it; "": the server did not say.
    """
    found = repository.find_message(tx, authority, f"<{message_id}>")
    if found is None:
        return None
    row = _locked(tx, authority, found.ref, found.number)
    if row.state not in rules.MAY_COME_BACK:
        return None
    why = f"It could not be delivered{f' ({status})' if status else ''}."
    return _mark(tx, row, SendingState.BOUNCED, why, None, now)


def stop_old_address(tx: Session, message: OutboxRow, now: datetime) -> None:
    """Have a message not leave by itself that goes to where they are not reached any more; somebody decides.

    One that is being sent may leave; where it does not, it stops.
    """
    row = _locked(tx, message.authority, message.ref, message.number)
    if row.state in rules.HAS_NOT_LEFT:
        _mark(tx, row, SendingState.REFUSED, rules.REACHED_ELSEWHERE, None, now)
    elif row.state == SendingState.SENDING:
        row.stops = True
        tx.add(row)


def begun(tx: Session, room: PostRoom, now: datetime) -> OutboxRow | None:
    """Take the next message whose turn it is, for the caller alone; once committed it may be handed over."""
    row = repository.next_due(tx, list(room.transports), now)
    if row is not None:
        row.state, row.turn_at, row.tries = SendingState.SENDING, now, row.tries + 1
        tx.add(row)
    return row


def taken(tx: Session, begun: OutboxRow, now: datetime, room: PostRoom, books: Books) -> None:
    """Record that a message which was begun has left."""
    if row := _still_sending(tx, begun):
        row.turn_at = now + rules.ASKED_FIRST
        _sent(tx, row, local_date(now), None, now, room, books)


def not_taken(tx: Session, begun: OutboxRow, state: SendingState, why: str, now: datetime) -> None:
    """Record that a message which was begun was refused, may have left, or waits for another turn."""
    row = _still_sending(tx, begun)
    if row is None:
        return
    if state is SendingState.WAITING and row.stops:
        _mark(tx, row, SendingState.REFUSED, rules.REACHED_ELSEWHERE, None, now)
    elif state is SendingState.WAITING:  # nothing to tell of: it waited before
        row.state, row.why = state, why[:MOST_WORDS]
        row.turn_at = now + rules.back_off(row.tries)
        tx.add(row)
    else:
        _mark(tx, row, state, why, None, now)


def asked(tx: Session, room: PostRoom, now: datetime) -> OutboxRow | None:
    """Take the next message of which its way out may tell what became of it, until it is asked again."""
    row = repository.next_asked(tx, list(room.asked), now)
    if row is not None:
        row.turn_at = now + rules.ask_in(row.at, now)
        tx.add(row)
    return row


def learned(tx: Session, asked: OutboxRow, became: Became, now: datetime, room: PostRoom, books: Books) -> None:
    """Record what became of a message, as the way that it left by tells."""
    row = _locked(tx, asked.authority, asked.ref, asked.number)
    if row.state not in rules.MAY_COME_BACK or row.replaced_by is not None:
        return  # somebody knew more meanwhile
    if row.state == SendingState.UNSURE:  # it left after all
        _sent(tx, row, became.left_on, None, now, room, books)
    if became.state != row.state:
        _mark(tx, row, became.state, became.why, None, now)


def give_up_one(tx: Session, now: datetime) -> bool:
    """Mark a message whose sender is gone as one that may have left; whether there was any."""
    row = repository.next_abandoned(tx, now)
    if row is None:
        return False
    not_taken(tx, row, SendingState.UNSURE, "Sending it was interrupted.", now)
    return True


def _put(tx: Session, room: PostRoom, ready: Sealed, **values: Any) -> OutboxRow:
    """Keep a message of a case that is locked: it waits, or is kept where no way leads out."""
    kept, _ = repository.counts(tx, values["authority"], values["ref"])
    row = OutboxRow(
        **values,
        number=kept + 1,
        state=SendingState.WAITING if values["way"] in room.transports else SendingState.KEPT,
        content=ready.content,
        message_id=ready.message_id,
        turn_at=values["at"],
    )
    _tell(tx, row, local_date(row.at), row.by)
    return row


def _still_sending(tx: Session, begun: OutboxRow) -> OutboxRow | None:
    """The message, locked, unless it was given up since: then only a person says what became of it."""
    row = _locked(tx, begun.authority, begun.ref, begun.number)
    return row if row.state == SendingState.SENDING and row.tries == begun.tries else None


def _locked(tx: Session, authority: str, ref: str, number: int) -> OutboxRow:
    """The case's row is locked first, by which its messages are counted."""
    cases.get_for_update(tx, authority, ref)
    return repository.get(tx, authority, ref, number, locked=True)


def _sent(
    tx: Session, row: OutboxRow, sent_on: date, by: str | None, now: datetime, room: PostRoom, books: Books
) -> OutboxRow:
    row.sent_on = sent_on
    _mark(tx, row, SendingState.SENT, None, by, now)
    room.sent(tx, row, sent_on, books)
    return row


def _mark(
    tx: Session, row: OutboxRow, state: SendingState, why: str | None, by: str | None, now: datetime
) -> OutboxRow:
    row.state, row.why = state, why[:MOST_WORDS] if why else None
    _tell(tx, row, row.sent_on if state is SendingState.SENT and row.sent_on else local_date(now), by)
    return row


def _tell(tx: Session, row: OutboxRow, occurred_on: date, by: str | None) -> None:
    """Write a message of a case that is locked, and tell of it."""
    _, changes = repository.counts(tx, row.authority, row.ref)
    row.changes += 1
    tx.add(row)
    feed.append(
        tx,
        SendingChanged(
            authority=row.authority,
            ref=row.ref,
            sequence=changes + 1,
            occurred_on=occurred_on,
            by=by,
            number=row.number,
            way=SendingWay(row.way),
            state=SendingState(row.state),
            sent_on=row.sent_on,
        ),
    )
