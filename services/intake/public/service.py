"""What comes by the public's form: a contact of its own, once; officers look at whatever came."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from chassis.auth import Principal
from chassis.links import hash_of
from chassis.paging import decode_cursor, encode_cursor, instant, number, text
from intake import repository as contacts
from intake.files.service import keep
from intake.files.storage import FileStore
from intake.judge import content_hash, judge
from intake.models import ContactRow, PublicEntryRow, PublicLinkRow
from intake.plans import Plans
from intake.public import proving, repository, rules
from intake.public.forms import OpenForm
from intake.public.schemas import (
    MOST_CHARACTERS,
    EntryKind,
    HearsNext,
    OwnPage,
    PublicAdded,
    PublicAddition,
    PublicContact,
    PublicEntries,
    PublicEntryRead,
    PublicFormRead,
    PublicReceipt,
    WaitingEntries,
)
from intake.reading import whole
from intake.store import store, tell_texts_changed
from intake.views import require_reach
from kernel.calendar import in_words
from kernel.errors import Conflict, TooMany
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import FileSource, Status

HOUR = timedelta(hours=1)
COME_BACK_SECONDS = 600
MOST_ENTRIES = 200
"""Of one contact: whoever has a link could else fill the disk."""


def described(form: OpenForm) -> PublicFormRead:
    letterhead, said = form.council.letterhead, form.council.public_form
    assert letterhead is not None, "a form without one is not opened"
    return PublicFormRead(
        council=form.council.name,
        phone=form.phone,
        safeguarding_phone=said.safeguarding_phone if said else form.phone,
        hours=said.hours if said else None,
        email=letterhead.email,
        address=letterhead.address,
        most_characters=MOST_CHARACTERS,
    )


def send(
    tx: Session, form: OpenForm, secret: str, body: PublicContact, now: datetime, books: Books, most_an_hour: int
) -> PublicReceipt:
    """Record what somebody tells the council; the secret opens its page from now on.

    Sent again with the same secret, however late, it is the contact that is there. Raises Unprocessable; Conflict
    for other words under the same secret; TooMany where the council had more in the last hour than it takes in.
    """
    council, secret_hash = form.council, hash_of(secret)
    said = rules.contact_of(body)
    sent_hash = content_hash(said)
    repository.take_turn(tx, secret_hash)
    if known := repository.link(tx, council.code, secret_hash):
        row = contacts.get(tx, council.code, known.ref)
        if row.sent_hash != sent_hash:
            raise Conflict(
                f"We have had this since {in_words(row.received_on)}: your reference is {row.ref}. "
                "What you changed since is still here, and was not sent. Open your own page and add it there."
            )
        return _receipt(row)
    if repository.made_since(tx, council.code, now - HOUR) >= most_an_hour:
        raise TooMany(
            f"More came by this form in the last hour than {council.name} can take in. "
            f"Your words are still on this page. Try again in ten minutes, or phone {form.phone}.",
            COME_BACK_SECONDS,
        )
    known_plans = Plans(tx, council.code, [said.complainant])
    judged = judge(known_plans.onto(said), council, now, books, None, rules.RECORDED_BY, sent_hash=sent_hash)
    (row,) = store(tx, council, [judged], now)
    tx.add(PublicLinkRow(authority=council.code, ref=row.ref, secret_hash=secret_hash, made_at=now))
    tx.add(PublicEntryRow(authority=council.code, ref=row.ref, number=1, kind=EntryKind.CONTACT, at=now))
    return _receipt(row)


def own_page(session: Session, link: PublicLinkRow, proof: str | None, now: datetime, books: Books) -> OwnPage:
    """What whoever has the link is shown; where it stands, with a proof alone."""
    row = contacts.get(session, link.authority, link.ref)
    may_prove = proving.may_prove(session, row)
    standing = hears = None
    if may_prove and proving.is_proved(session, link, proof, now):
        case = contacts.case_status(session, link.authority, link.ref)
        assessment = whole(session, row, local_date(now), books).assessment
        standing = rules.standing(assessment, Status(case.stage) if case else None)
        if case and case.promised_on and standing in rules.GOES_ON:
            what = "answer" if case.acknowledged_on else "acknowledgement"
            hears = HearsNext(what=what, by=case.promised_on)
    return OwnPage(**_receipt(row).model_dump(), may_prove=may_prove, standing=standing, hears=hears)


def add(tx: Session, link: PublicLinkRow, body: PublicAddition, now: datetime) -> PublicAdded:
    """Keep what somebody adds, for an officer to look at. Raises Conflict beyond the most."""
    if body.text:
        _enter(tx, link, EntryKind.WORDS, body.text, now)
    if body.email:
        _enter(tx, link, EntryKind.EMAIL, body.email, now)
    return PublicAdded(added_on=local_date(now))


def add_file(
    tx: Session, files: FileStore, link: PublicLinkRow, name: str, content: bytes, now: datetime
) -> PublicAdded:
    """Keep a file that somebody adds, once. Raises what `files.service.keep` raises."""
    row = keep(tx, files, link.authority, link.ref, name, content, FileSource.PUBLIC, rules.RECORDED_BY, now)
    if row.at == now:
        _enter(tx, link, EntryKind.FILE, row.name, now)
    return PublicAdded(added_on=local_date(row.at))


def _enter(tx: Session, link: PublicLinkRow, kind: EntryKind, text: str, now: datetime) -> None:
    contact = contacts.get_for_update(tx, link.authority, link.ref)  # by which entries are counted
    number = len(repository.entries(tx, link.authority, link.ref)) + 1
    if number > MOST_ENTRIES:
        raise Conflict("So much was added here that there is no more room. Please phone the council.")
    tx.add(PublicEntryRow(authority=link.authority, ref=link.ref, number=number, kind=kind, text=text, at=now))
    tx.flush()
    tell_texts_changed(tx, contact, now)


def of_contact(session: Session, principal: Principal, ref: str, today: date) -> PublicEntries:
    """What came of one contact; empty for one that came otherwise. Raises NotFound, NotPermitted."""
    require_reach(principal, contacts.get(session, principal.authority, ref), today)
    return PublicEntries(items=[_read(row) for row in repository.entries(session, principal.authority, ref)])


def waiting(session: Session, principal: Principal, cursor: str | None, limit: int) -> WaitingEntries:
    """A page of what nobody has looked at, the oldest first."""
    after = decode_cursor(cursor, instant, text, number)
    rows = repository.waiting(session, principal, after, limit + 1)
    page = rows[:limit]
    last = page[-1] if len(rows) > limit else None
    return WaitingEntries(
        items=[_read(row) for row in page],
        waiting=repository.count_waiting(session, principal),
        next_cursor=encode_cursor(last.at.isoformat(), last.ref, str(last.number)) if last else None,
    )


def look_at(tx: Session, principal: Principal, ref: str, entry: int, now: datetime) -> PublicEntryRead:
    """Say that somebody has looked at what came; the first one stays the one who did. Raises NotFound."""
    row = repository.entry(tx, principal.authority, ref, entry)
    if row.waits:
        row.waits, row.seen_by, row.seen_at = False, principal.name, now
        tx.add(row)
    return _read(row)


def _receipt(row: ContactRow) -> PublicReceipt:
    return PublicReceipt(ref=row.ref, received_on=row.received_on)


def _read(row: PublicEntryRow) -> PublicEntryRead:
    return PublicEntryRead.model_validate(row)
