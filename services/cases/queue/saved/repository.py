"""Saved views, `authority` first."""

from collections.abc import Sequence

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from cases.queue.saved.models import SavedViewRow


def of(session: Session, authority: str, subject: str, teams: Sequence[str]) -> list[SavedViewRow]:
    """Those of a person and of some teams, by name."""
    whose = or_(col(SavedViewRow.subject) == subject, col(SavedViewRow.team).in_([team for team in teams if team]))
    query = select(SavedViewRow).where(SavedViewRow.authority == authority, whose)
    return list(session.exec(query.order_by(func.lower(SavedViewRow.name), col(SavedViewRow.id))))


def find(session: Session, authority: str, view_id: str) -> SavedViewRow | None:
    return session.get(SavedViewRow, (authority, view_id))


def names(session: Session, authority: str, subject: str, team: str) -> dict[str, str]:
    """The names of all of one person, or of one team, by id."""
    theirs = and_(col(SavedViewRow.subject) == subject, col(SavedViewRow.team) == team)
    query = select(SavedViewRow.id, SavedViewRow.name).where(SavedViewRow.authority == authority, theirs)
    return dict(session.exec(query).all())
