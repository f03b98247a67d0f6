"""Who may own cases, `authority` first."""

from sqlmodel import Session, select

from cases.officers.models import OfficerRow


def find(session: Session, authority: str, subject: str) -> OfficerRow | None:
    return session.get(OfficerRow, (authority, subject))


def everyone(session: Session, authority: str) -> list[OfficerRow]:
    return list(
        session.exec(select(OfficerRow).where(OfficerRow.authority == authority).order_by(OfficerRow.name))
    )


def names(session: Session, authority: str) -> dict[str, str]:
    """Names by subject."""
    return {officer.subject: officer.name for officer in everyone(session, authority)}
