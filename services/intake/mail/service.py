"""E-mails' use cases: one is kept once, whoever brings it; people say what becomes of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlmodel import Session

from chassis import feed
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor, instant, number, text
from intake import repository as contacts
from intake.files.service import keep
from intake.files.storage import FileStore
from intake.mail import repository
from intake.mail.parts import Attachment
from intake.mail.reading import Arrived, Bounced, Own, read
from intake.mail.rules import SET_ASIDE_BY_ITSELF, is_of_a_party, named, state_of
from intake.mail.schemas import BelongsTo, MailLine, MailList, MailRead, SetAside
from intake.models import ContactRow, MailRawRow, MailRow
from intake.schemas import ContactRead, ContactWithLinks
from intake.service import Submission, record_contact
from intake.store import tell_texts_changed
from intake.views import require_reach
from kernel.errors import Conflict, DomainError, NotFound
from kernel.events import MailBounced, MailThreaded
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import Channel, FileSource, MailState
from kernel.words import MAIL_STATES, in_sentence

OPEN = {MailState.WAITING, MailState.UNREADABLE}
SENDER = "Whoever sent it"
MOST_OF_BY = 200


def deliver(
    tx: Session,
    store: FileStore,
    authority: str,
    raw: bytes,
    arrived: Arrived,
    own: Own,
    now: datetime,
    books: Books,
) -> MailRow:
    """Keep a message, unless it is kept already; say to which contact it belongs, where that is sure."""
    repository.take_turn(tx, authority)
    known = repository.by_key(tx, authority, arrived.key)
    if known is not None:
        return known
    of_messages = repository.refs_of(tx, authority, arrived.answers)
    names = named(arrived, books.council(authority).prefix, own.domain, of_messages)
    found = ((one, contacts.find(tx, authority, one.ref)) for one in names)
    suggested, contact = next(((one, row) for one, row in found if row and not row.anonymised_on), (None, None))
    state = state_of(arrived, contact is not None and is_of_a_party(arrived.address, contact.body))
    row = MailRow(
        authority=authority,
        id=str(uuid4()),
        key=arrived.key,
        kind=arrived.kind.value,
        state=state.value,
        ref=suggested.ref if suggested and state is MailState.THREADED else None,
        suggested_ref=suggested.ref if suggested else None,
        suggested_why=suggested.why if suggested else None,
        arrived_at=arrived.arrived_at,
        claimed_at=arrived.claimed_at,
        kept_at=now,
        address=arrived.address,
        name=arrived.name,
        subject=arrived.subject,
        text=arrived.text,
        quoted=arrived.quoted,
        forwarded_from=arrived.forwarded_from,
        recipients=arrived.recipients,
        files=[
            {"name": one.name, "media_type": one.media_type, "bytes": len(one.content)}
            for one in arrived.attachments
        ],
        notes=list(arrived.notes),
        problem=arrived.problem,
        reason=SET_ASIDE_BY_ITSELF.get(arrived.kind),
    )
    tx.add(row)
    tx.add(MailRawRow(authority=authority, id=row.id, raw=raw))
    if row.ref and contact:
        _keep_files(tx, store, row, arrived.attachments, now)
        tell_texts_changed(tx, contact, now)
        _tell_threaded(tx, contact, None, now)
    if bounced := arrived.bounced:
        _tell_bounced(tx, authority, bounced, own, now)
    return row


def _tell_threaded(tx: Session, contact: ContactRow, by: str | None, now: datetime) -> None:
    feed.append(
        tx,
        MailThreaded(
            authority=contact.authority,
            ref=contact.ref,
            sequence=contact.sequence,
            occurred_on=local_date(now),
            by=by,
        ),
    )


def _tell_bounced(tx: Session, authority: str, bounced: Bounced, own: Own, now: datetime) -> None:
    """Tell of a letter that came back. That it is one is known by its Message-ID, which nobody can guess."""
    begins, _, ends = bounced.message_id.rpartition("@")
    contact = contacts.find(tx, authority, begins.partition(".")[0])
    if contact is None or ends != own.domain:
        return
    feed.append(
        tx,
        MailBounced(
            authority=authority,
            ref=contact.ref,
            sequence=contact.sequence,
            occurred_on=local_date(now),
            message_id=bounced.message_id,
            status=bounced.status,
        ),
    )


def listed(
    session: Session, principal: Principal, state: MailState | None, cursor: str | None, limit: int
) -> MailList:
    """What waits first, in the order of arrival."""
    after = decode_cursor(cursor, number, instant, text)
    found = repository.page(session, principal, state, after, limit + 1)
    page = found[:limit]
    rank, last = page[-1] if page else (0, None)
    more = last is not None and len(found) > limit
    return MailList(
        items=[MailLine.model_validate(row) for _, row in page],
        counts=repository.counts(session, principal),
        next_cursor=encode_cursor(str(rank), last.arrived_at.isoformat(), last.id) if last and more else None,
    )


def get(session: Session, principal: Principal, mail: str, now: datetime) -> MailRead:
    """Raises NotFound, NotPermitted."""
    return MailRead.model_validate(_seen(session, principal, mail, now))


def of_contact(session: Session, principal: Principal, ref: str, now: datetime) -> list[MailRead]:
    """Messages that a contact was recorded from, or that belong to it. Raises NotFound, NotPermitted."""
    require_reach(principal, contacts.get(session, principal.authority, ref), local_date(now))
    return [MailRead.model_validate(row) for row in repository.of_contact(session, principal.authority, ref)]


def attachment(session: Session, principal: Principal, mail: str, number: int, now: datetime) -> Attachment:
    """A file that came with a message, from 1 in the order of `files`. Raises NotFound, NotPermitted."""
    row = _seen(session, principal, mail, now)
    if not 1 <= number <= len(row.files):
        raise NotFound("There is no such file.")
    return _attachments(session, row, now)[number - 1]


def record(
    tx: Session,
    store: FileStore,
    principal: Principal,
    mail: str,
    body: ContactWithLinks,
    now: datetime,
    books: Books,
) -> ContactRead:
    """Record a message as a contact; it was received when it arrived, by e-mail. Raises NotFound, Conflict."""
    row = _to_decide(tx, principal, mail, now)
    said = body.model_copy(update={"channel": Channel.EMAIL, "received_at": row.arrived_at})
    contact = record_contact(tx, Submission(principal, said, body.links, body.restricted), now, books)
    _decide(row, principal, MailState.RECORDED, now, ref=contact.ref)
    _keep_files(tx, store, row, _attachments(tx, row, now), now)
    return contact


def thread(
    tx: Session, store: FileStore, principal: Principal, mail: str, body: BelongsTo, now: datetime
) -> MailRead:
    """Say to which contact a message belongs. Raises NotFound, NotPermitted, Conflict."""
    row = _to_decide(tx, principal, mail, now)
    repository.require_seen(tx, principal, body.ref)
    contact = contacts.get_for_update(tx, principal.authority, body.ref)
    require_reach(principal, contact, local_date(now))
    tell_texts_changed(tx, contact, now)
    _tell_threaded(tx, contact, principal.subject, now)
    _decide(row, principal, MailState.THREADED, now, ref=body.ref)
    _keep_files(tx, store, row, _attachments(tx, row, now), now)
    return MailRead.model_validate(row)


def set_aside(tx: Session, principal: Principal, mail: str, body: SetAside, now: datetime) -> MailRead:
    """Nothing has to be done about it, and why. Raises NotFound, NotPermitted, Conflict."""
    return _decide(_to_decide(tx, principal, mail, now), principal, MailState.SET_ASIDE, now, reason=body.reason)


def take_back(tx: Session, principal: Principal, mail: str, now: datetime) -> MailRead:
    """Let a message wait again. Raises NotFound, NotPermitted; Conflict for one that is recorded, which stays."""
    row = _seen(tx, principal, mail, now, locked=True)
    if row.state == MailState.RECORDED:
        raise Conflict(f"It is recorded as {row.ref}, and stays so.")
    if row.ref:
        tell_texts_changed(tx, contacts.get(tx, principal.authority, row.ref), now)
    row.files = [{**file, "kept_as": None, "not_kept": None} for file in row.files]  # what was kept stays there
    return _decide(row, principal, MailState.UNREADABLE if row.problem else MailState.WAITING, now)


def _attachments(session: Session, row: MailRow, now: datetime) -> Sequence[Attachment]:
    """The files that came with a message, in the order of its `files`."""
    return read(repository.raw(session, row.authority, row.id), now, Own(), row.arrived_at).attachments


def _keep_files(
    tx: Session, store: FileStore, row: MailRow, attachments: Sequence[Attachment], now: datetime
) -> None:
    """Put what came with a message among the files of its contact; of what is not taken, the message says why."""
    assert row.ref is not None, "it belongs to a contact"
    told = []
    for file, came in zip(row.files, attachments, strict=True):
        by = row.name or row.address or SENDER
        try:
            kept = keep(
                tx, store, row.authority, row.ref, came.name, came.content, FileSource.MAIL, by[:MOST_OF_BY], now
            )
            told.append({**file, "kept_as": kept.number, "not_kept": None})
        except DomainError as why:  # the message is kept whole, and says of each file what became of it
            told.append({**file, "kept_as": None, "not_kept": why.detail})
    row.files = told
    tx.add(row)


def _seen(session: Session, principal: Principal, mail: str, now: datetime, *, locked: bool = False) -> MailRow:
    """A message says as much as its contact: who does not reach the one does not read the other."""
    row = repository.get(session, principal, mail, locked=locked)
    if row.ref:
        require_reach(principal, contacts.get(session, principal.authority, row.ref), local_date(now))
    return row


def _to_decide(tx: Session, principal: Principal, mail: str, now: datetime) -> MailRow:
    """Of two who decide at once, the second is told of the first."""
    row = _seen(tx, principal, mail, now, locked=True)
    state = MailState(row.state)
    if state not in OPEN:
        by = f" by {row.decided_by}" if row.decided_by else ""
        to = f": {row.ref}" if row.ref else ""
        raise Conflict(f"This e-mail is not waiting any more: {in_sentence(MAIL_STATES[state])}{by}{to}.")
    return row


def _decide(
    row: MailRow,
    principal: Principal,
    state: MailState,
    now: datetime,
    ref: str | None = None,
    reason: str | None = None,
) -> MailRead:
    row.state, row.ref, row.reason = state.value, ref, reason
    row.decided_by, row.decided_at = principal.name, now
    return MailRead.model_validate(row)
