"""Keeping views of dashboards: one's own, and by managers the council's."""

import uuid

from sqlmodel import Session

from analytics.models import SavedBoard
from analytics.reports.book import boards
from analytics.saved import repository
from analytics.saved.repository import SHARED
from analytics.saved.schemas import BoardQuery, BoardView, BoardViewRead, BoardViews
from chassis.auth import Principal
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.procedures import Books

AT_MOST = 50
"""Views of one person, or of the council."""
SHARE = "views:share"


def list_views(session: Session, principal: Principal) -> BoardViews:
    """One's own and the council's."""
    rows = repository.of(session, principal.authority, principal.subject)
    return BoardViews(items=[_read(row, principal) for row in rows])


def save(tx: Session, principal: Principal, body: BoardView, books: Books) -> BoardViewRead:
    """Keep one more. Raises NotPermitted, Unprocessable, and Conflict where there are enough."""
    if body.shared:
        principal.require(SHARE)
    query = body.query
    if query.board not in boards():
        raise wrong_field("/query/board", f"There is no dashboard {query.board!r}.")
    if query.team and not books.council(principal.authority).team(query.team):
        raise wrong_field("/query/team", f"There is no team {query.team!r}.")
    subject = SHARED if body.shared else principal.subject
    rows = repository.of(tx, principal.authority, principal.subject)
    names = {row.name.casefold() for row in rows if row.subject == subject}
    if body.name.casefold() in names:
        raise wrong_field("/name", "There is one of this name already.")
    if len(names) >= AT_MOST:
        raise Conflict(f"There are {AT_MOST} saved views already: let go of one first.")
    row = SavedBoard(
        authority=principal.authority,
        id=uuid.uuid4().hex,
        subject=subject,
        name=body.name,
        query=query.model_dump(mode="json", exclude_none=True),
    )
    tx.add(row)
    return _read(row, principal)


def forget(tx: Session, principal: Principal, view_id: str) -> None:
    """Let go of one. Raises NotFound, NotPermitted."""
    row = repository.find(tx, principal.authority, view_id)
    if row is None or row.subject not in {principal.subject, SHARED}:
        raise NotFound("You have no such view.")
    if row.subject == SHARED:
        principal.require(SHARE)
    tx.delete(row)


def _read(row: SavedBoard, principal: Principal) -> BoardViewRead:
    shared = row.subject == SHARED
    return BoardViewRead(
        id=row.id,
        name=row.name,
        shared=shared,
        query=BoardQuery.model_validate(row.query),
        may_remove=not shared or principal.may(SHARE),
    )
