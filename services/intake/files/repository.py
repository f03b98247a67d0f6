"""Every query of files, `authority` first."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, delete, or_, tuple_
from sqlmodel import Session, col, select

from chassis.auth import Principal
from intake import repository as contacts
from intake.files.clamd import Verdict
from intake.models import ContactRow, FileRow, FileTextRow
from intake.repository import Reach
from kernel.errors import NotFound
from kernel.vocabulary import FileScan


class Waiting(NamedTuple):
    """A file that waits to be looked through, by what orders those that do."""

    at: datetime
    authority: str
    ref: str
    number: int
    key: str


class Unread(NamedTuple):
    """A file whose text was not read."""

    authority: str
    ref: str
    number: int
    key: str
    media_type: str


def of_contact(session: Session, authority: str, ref: str) -> Sequence[FileRow]:
    """The files of a contact as they came, those too that were withdrawn."""
    query = select(FileRow).where(FileRow.authority == authority, FileRow.ref == ref)
    return session.exec(query.order_by(col(FileRow.number))).all()


def get(session: Session, authority: str, ref: str, number: int) -> FileRow:
    """Raises NotFound."""
    row = session.get(FileRow, (authority, ref, number))
    if row is None:
        raise NotFound(f"{ref} has no file {number}.")
    return row


def redacted_copy(session: Session, file: FileRow) -> FileRow | None:
    """The newest redacted copy of a file that was not withdrawn."""
    query = select(FileRow).where(
        FileRow.authority == file.authority,
        FileRow.ref == file.ref,
        FileRow.redacts == file.number,
        col(FileRow.key).is_not(None),
    )
    return session.exec(query.order_by(col(FileRow.number).desc())).first()


def waiting(session: Session, after: Waiting | None, limit: int) -> list[Waiting]:
    """Files of every council that were not looked through for viruses, those that came last first."""
    order = (col(FileRow.at), col(FileRow.authority), col(FileRow.ref), col(FileRow.number))
    query = select(FileRow).where(col(FileRow.scan).is_(None), col(FileRow.key).is_not(None))
    if after:
        query = query.where(tuple_(*order) < after[:4])
    rows = session.exec(query.order_by(*(column.desc() for column in order)).limit(limit))
    return [Waiting(row.at, row.authority, row.ref, row.number, row.key) for row in rows if row.key]


def infected(session: Session, principal: Principal, reach: Reach | None, most: int) -> list[str]:
    """Contacts that this person may see and that have a file which carries a virus and is not withdrawn."""
    query = (
        select(col(ContactRow.ref))
        .join(FileRow, and_(col(FileRow.authority) == ContactRow.authority, col(FileRow.ref) == ContactRow.ref))
        .where(
            FileRow.authority == principal.authority,
            FileRow.scan == FileScan.INFECTED,
            col(FileRow.key).is_not(None),
            contacts.is_shown_to(principal),
        )
        .distinct()
    )
    if reach:
        query = query.where(contacts.within(reach))
    return list(session.exec(query.order_by(col(ContactRow.ref)).limit(most)))


def named(session: Session, keys: Sequence[str]) -> set[str]:
    """Those of some keys under which a file of any council is kept."""
    found = session.exec(select(FileRow.key).where(col(FileRow.key).in_(keys)))
    return {key for key in found if key}


def settle(tx: Session, file: Waiting, found: Verdict, version: str, now: datetime) -> None:
    """Keep what was found in a file, unless it is gone meanwhile."""
    row = tx.get(FileRow, (file.authority, file.ref, file.number), with_for_update=True)
    if row and row.key == file.key:
        row.scan, row.virus, row.scanned_at, row.scanner = found.scan, found.virus, now, version[:200]
        tx.add(row)


def unread(session: Session, scans: bool, limit: int) -> list[Unread]:
    """Files of every council whose text was not read and may be, those that came last first.

    Args:
        scans: whether files are looked through for viruses here; then those that were not are left.
    """
    safe = col(FileRow.scan).in_([FileScan.CLEAN, FileScan.TOO_LARGE])
    query = select(FileRow).where(
        col(FileRow.is_read).is_(False),
        col(FileRow.key).is_not(None),
        safe if scans else or_(safe, col(FileRow.scan).is_(None)),
    )
    rows = session.exec(query.order_by(col(FileRow.at).desc()).limit(limit))
    return [Unread(row.authority, row.ref, row.number, row.key, row.media_type) for row in rows if row.key]


def keep_text(tx: Session, file: Unread, text: str) -> bool:
    """Keep what a file says, once, unless it is gone meanwhile. Returns whether there is now more to find."""
    row = tx.get(FileRow, (file.authority, file.ref, file.number), with_for_update=True)
    if row is None or row.is_read or row.key != file.key:
        return False
    row.is_read = True
    tx.add(row)
    if text:
        tx.add(FileTextRow(authority=file.authority, ref=file.ref, number=file.number, text=text))
    return bool(text)


def forget_text(tx: Session, file: FileRow) -> None:
    tx.exec(
        delete(FileTextRow).where(
            col(FileTextRow.authority) == file.authority,
            col(FileTextRow.ref) == file.ref,
            col(FileTextRow.number) == file.number,
        )
    )
