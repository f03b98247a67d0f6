"""Every query of files, `authority` first."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from intake.files.clamd import Verdict
from intake.models import FileRow
from kernel.errors import NotFound


class Waiting(NamedTuple):
    """A file that waits to be looked through, by what orders those that do."""

    at: datetime
    authority: str
    ref: str
    number: int
    key: str


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


def waiting(session: Session, after: Waiting | None, limit: int) -> list[Waiting]:
    """Files of every council that were not looked through for viruses, those that came last first."""
    order = (col(FileRow.at), col(FileRow.authority), col(FileRow.ref), col(FileRow.number))
    query = select(FileRow).where(col(FileRow.scan).is_(None), col(FileRow.key).is_not(None))
    if after:
        query = query.where(tuple_(*order) < after[:4])
    rows = session.exec(query.order_by(*(column.desc() for column in order)).limit(limit))
    return [Waiting(row.at, row.authority, row.ref, row.number, row.key) for row in rows if row.key]


def settle(tx: Session, file: Waiting, found: Verdict, version: str, now: datetime) -> None:
    """Keep what was found in a file, unless it is gone meanwhile."""
    row = tx.get(FileRow, (file.authority, file.ref, file.number), with_for_update=True)
    if row and row.key == file.key:
        row.scan, row.virus, row.scanned_at, row.scanner = found.scan, found.virus, now, version[:200]
        tx.add(row)
