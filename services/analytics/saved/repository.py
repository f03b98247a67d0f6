"""Saved views of dashboards, `authority` first."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from analytics.models import SavedBoard

SHARED = ""
"""Whose a view is that is the whole council's."""


def of(session: Session, authority: str, subject: str) -> list[SavedBoard]:
    """Those of a person and those of the council, by name."""
    query = select(SavedBoard).where(
        SavedBoard.authority == authority, col(SavedBoard.subject).in_([subject, SHARED])
    )
    return list(session.exec(query.order_by(func.lower(SavedBoard.name), col(SavedBoard.id))))


def find(session: Session, authority: str, view_id: str) -> SavedBoard | None:
    return session.get(SavedBoard, (authority, view_id))
