"""Files of a contact: kept as they came, taken again, withdrawn."""

import hashlib
from datetime import date, datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository as contacts
from intake import telling
from intake.files import pictures, repository
from intake.files.kinds import kind_of
from intake.files.pictures import Torn
from intake.files.rules import refuse_beyond_room, refuse_no_copy, refuse_unsafe, safe_name, scan_of
from intake.files.schemas import ContactFiles, FileRead, FileWithdrawal
from intake.files.storage import FileStore
from intake.models import FileRow
from intake.store import tell_texts_changed
from intake.telling import PartnerEventKind
from intake.views import reaches, require_reach
from kernel.errors import Conflict, Gone
from kernel.localtime import local_date
from kernel.vocabulary import FileSource

WITHDRAWN = "It was withdrawn, and its content is gone."


def keep(
    tx: Session,
    store: FileStore,
    authority: str,
    ref: str,
    name: str,
    content: bytes,
    source: FileSource,
    by: str,
    now: datetime,
    redacts: int | None = None,
) -> FileRow:
    """Keep a file of a contact; the same content under the same name is the file that is there.

    Its content is on disk when this returns, and is its contact's once `tx` is committed.

    Args:
        name: as it was sent; what is kept is safe to show.
        by: the name of who sent it.
        redacts: the number of the file that it is a redacted copy of.

    Raises NotFound; Unprocessable for what is no kind of file that is taken; Conflict where there is no more room;
    Unavailable where the disk takes no more; and what `refuse_no_copy` raises.
    """
    contact = contacts.get_for_update(tx, authority, ref)
    kind, ended = kind_of(safe_name(name), content)
    called = safe_name(ended)  # an ending that it was given may be one too many characters
    files = repository.of_contact(tx, authority, ref)
    kept = [file for file in files if file.withdrawn_at is None]
    digest = hashlib.sha256(content).hexdigest()
    if same := next(
        (file for file in kept if (file.name, file.sha256, file.redacts) == (called, digest, redacts)), None
    ):
        return same
    if redacts is not None:
        original = repository.get(tx, authority, ref, redacts)
        refuse_no_copy(original.redacts is not None, original.key is None, original.sha256 == digest)
    refuse_beyond_room([file.size for file in kept], len(content))
    row = FileRow(
        authority=authority,
        ref=ref,
        number=len(files) + 1,
        key=store.put(authority, content),
        name=called,
        media_type=kind.media_type,
        size=len(content),
        sha256=digest,
        source=source,
        by=by,
        at=now,
        redacts=redacts,
    )
    contacts.add(tx, row)
    tell_texts_changed(tx, contact, now)
    return row


def add(
    tx: Session,
    store: FileStore,
    scans: bool,
    principal: Principal,
    ref: str,
    name: str,
    content: bytes,
    now: datetime,
    redacts: int | None,
) -> FileRead:
    """Keep what somebody who works on a contact adds. Raises what `keep` raises, and NotPermitted.

    Args:
        scans: whether files are looked through for viruses here; so below.
    """
    require_reach(principal, contacts.get(tx, principal.authority, ref), local_date(now))
    row = keep(tx, store, principal.authority, ref, name, content, FileSource.CASE, principal.name, now, redacts)
    return _read(row, scans)


def listed(session: Session, scans: bool, principal: Principal, ref: str, today: date) -> ContactFiles:
    """The files of a contact, or how many there are for whoever may not read what it says. Raises NotFound."""
    contact = contacts.get(session, principal.authority, ref)
    files = repository.of_contact(session, principal.authority, ref)
    sees = principal.may("contacts:narrative") and reaches(principal, contact.recorder, contact.received_on, today)
    return ContactFiles(
        items=[_read(row, scans) for row in files if sees],
        partner=contact.client is not None,
        withheld=0 if sees else len(files),
    )


def taken(
    session: Session, store: FileStore, scans: bool, principal: Principal, ref: str, number: int, today: date
) -> tuple[FileRow, bytes]:
    """A file and its content.

    Raises NotFound, NotPermitted; Gone for one that carries a virus too; Conflict for one that waits to be looked
    through, or was changed on disk.
    """
    require_reach(principal, contacts.get(session, principal.authority, ref), today)
    row = repository.get(session, principal.authority, ref, number)
    if row.key is None:
        raise Gone(WITHDRAWN)
    refuse_unsafe(scan_of(row.scan, scans), row.virus)
    return row, store.read(principal.authority, row.key)


def without_details(file: FileRow, content: bytes) -> tuple[FileRow, bytes]:
    """A file and its content, a picture without its details. Raises Conflict where those cannot be told apart."""
    try:
        return file, pictures.without_details(file.media_type, content)
    except Torn as error:
        raise Conflict(
            "What this picture says of where it was taken cannot be left out: it is damaged. Save it as it came."
        ) from error


def withdraw(
    tx: Session, scans: bool, principal: Principal, ref: str, number: int, body: FileWithdrawal, now: datetime
) -> tuple[FileRead, str]:
    """Say that a file does not belong here, and give the key of the content that is to go once this is committed.

    Raises NotFound, Conflict.
    """
    contact = contacts.get_for_update(tx, principal.authority, ref)
    row = repository.get(tx, principal.authority, ref, number)
    if row.key is None:
        raise Conflict("It was withdrawn before.")
    key, row.key = row.key, None
    repository.forget_text(tx, row)
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = principal.name, now, body.because
    contacts.add(tx, row)
    tell_texts_changed(tx, contact, now)
    return _read(row, scans), key


def share(
    tx: Session, scans: bool, principal: Principal, ref: str, number: int, unredacted: bool, now: datetime
) -> FileRead:
    """Let the partner who sent a contact take a file of it, and tell them; shared again, it is as it was.

    Args:
        unredacted: it is shared although it has a redacted copy.

    Raises NotFound; Conflict for a contact that no partner sent, and for a file that has a redacted copy; Gone.
    """
    contact = contacts.get_for_update(tx, principal.authority, ref)
    row = repository.get(tx, principal.authority, ref, number)
    if contact.client is None:
        raise Conflict("No partner sent this contact.")
    if row.key is None:
        raise Gone(WITHDRAWN)
    refuse_unsafe(scan_of(row.scan, scans), row.virus)
    if copy := None if unredacted else repository.redacted_copy(tx, row):
        raise Conflict(
            f"It has a redacted copy, {copy.name}: share that, or say that this one is to be shared whole."
        )
    if row.shared_at is None:
        row.shared_by, row.shared_at = principal.name, now
        contacts.add(tx, row)
        telling.tell(tx, contact, contact.client, PartnerEventKind.FILE_SHARED, local_date(now))
    return _read(row, scans)


def stop_sharing(tx: Session, scans: bool, principal: Principal, ref: str, number: int) -> FileRead:
    """Let the partner take a file no more; what they have taken, they have. Raises NotFound."""
    contacts.get_for_update(tx, principal.authority, ref)
    row = repository.get(tx, principal.authority, ref, number)
    row.shared_by = row.shared_at = None
    contacts.add(tx, row)
    return _read(row, scans)


def _read(row: FileRow, scans: bool) -> FileRead:
    return FileRead.model_validate(row.model_dump() | {"scan": scan_of(row.scan, scans)})
