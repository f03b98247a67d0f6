"""Files that go both ways between the council and the partner who sent a contact."""

from datetime import datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake.files import repository
from intake.files.rules import refuse_unsafe, scan_of
from intake.files.service import WITHDRAWN, keep, without_details
from intake.files.storage import FileStore
from intake.models import FileRow
from intake.partners import contacts
from intake.partners.schemas import PartnerFile, PartnerFiles
from kernel.errors import Gone, NotFound
from kernel.vocabulary import FileSource


def add(
    tx: Session, store: FileStore, client: Principal, ref: str, name: str, content: bytes, now: datetime
) -> PartnerFile:
    """Keep a file of a contact that the client sent. Raises what `files.service.keep` raises."""
    contacts.own(tx, client, ref)
    return _read(keep(tx, store, client.authority, ref, name, content, FileSource.PARTNER, client.name, now))


def listed(session: Session, client: Principal, ref: str) -> PartnerFiles:
    """What the client sent to a contact of its own, and what is shared with it. Raises NotFound."""
    contacts.own(session, client, ref)
    found = repository.of_contact(session, client.authority, ref)
    return PartnerFiles(items=[_read(row) for row in found if _is_theirs(row) and row.key])


def taken(
    session: Session, store: FileStore, scans: bool, client: Principal, ref: str, number: int
) -> tuple[FileRow, bytes]:
    """One of these with its content, as officers are given it. Raises NotFound, Gone, Conflict."""
    contacts.own(session, client, ref)
    row = repository.get(session, client.authority, ref, number)
    if not _is_theirs(row):
        raise NotFound(f"{ref} has no file {number}.")
    if row.key is None:
        raise Gone(WITHDRAWN)
    refuse_unsafe(scan_of(row.scan, scans), row.virus)
    return without_details(row, store.read(client.authority, row.key))


def _is_theirs(row: FileRow) -> bool:
    return row.source == FileSource.PARTNER or row.shared_at is not None


def _read(row: FileRow) -> PartnerFile:
    return PartnerFile.model_validate(row.model_dump())
