"""Every query of what is held that is no table's own, `authority` first."""

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import Session, col, select

from intake.models import FileRow, MailRawRow, MailRow


def size_of_contents(session: Session, authority: str, refs: Collection[str]) -> int:
    """Bytes of the files and e-mails of some contacts."""
    kept = select(func.sum(FileRow.size)).where(
        FileRow.authority == authority, col(FileRow.ref).in_(refs), col(FileRow.key).is_not(None)
    )
    arrived = (
        select(func.sum(func.length(MailRawRow.raw)))
        .join(MailRow, (col(MailRow.authority) == MailRawRow.authority) & (col(MailRow.id) == MailRawRow.id))
        .where(MailRow.authority == authority, col(MailRow.ref).in_(refs))
    )
    return (session.scalar(kept) or 0) + (session.scalar(arrived) or 0)
