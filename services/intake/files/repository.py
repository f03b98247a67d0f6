"""Every query of files, `authority` first."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from intake.models import FileRow
from kernel.errors import NotFound


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
