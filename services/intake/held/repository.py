"""Every query of what is held that is no table's own, `authority` first."""

from collections.abc import Collection

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from chassis.rows import table_of
from intake.models import ContactRow, FileRow, MailRawRow, MailRow

BODY = table_of(ContactRow).c.body
TELL_APART = ("born_on", "care_number")


def are_of_several(session: Session, authority: str, refs: Collection[str]) -> bool:
    """Whether what is known of the people of some contacts says that they are not one."""
    known = [func.count(func.distinct(BODY["person"][mark].as_string())) for mark in TELL_APART]
    query = sql_select(*known).where(col(ContactRow.authority) == authority, col(ContactRow.ref).in_(refs))
    return any(count > 1 for count in session.execute(query).one())


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
