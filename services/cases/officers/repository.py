"""Who may own cases, `authority` first."""

from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, select

from cases.officers.models import OfficerRow


def find(session: Session, authority: str, subject: str) -> OfficerRow | None:
    return session.get(OfficerRow, (authority, subject))


def find_for_update(tx: Session, authority: str, subject: str) -> OfficerRow | None:
    return tx.get(OfficerRow, (authority, subject), with_for_update=True)


def without_digest(session: Session, today: date) -> list[tuple[str, str]]:
    """Councils and subjects of those who want a day's digest by e-mail, and for whom nobody has seen to it yet."""
    query = select(OfficerRow.authority, OfficerRow.subject).where(
        col(OfficerRow.wants_digest).is_(True),
        col(OfficerRow.email).is_not(None),
        or_(col(OfficerRow.digest_on).is_(None), col(OfficerRow.digest_on) < today),
    )
    return list(session.exec(query.order_by(col(OfficerRow.authority), col(OfficerRow.subject))))


def everyone(session: Session, authority: str) -> list[OfficerRow]:
    return list(
        session.exec(select(OfficerRow).where(OfficerRow.authority == authority).order_by(OfficerRow.name))
    )


def names(session: Session, authority: str) -> dict[str, str]:
    """Names by subject."""
    return {officer.subject: officer.name for officer in everyone(session, authority)}
