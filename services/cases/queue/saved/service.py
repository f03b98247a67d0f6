"""Keeping views of the queue: one's own, and by managers a team's."""

import uuid

from sqlmodel import Session

from cases.officers import repository as officers
from cases.queue.saved import repository
from cases.queue.saved.models import SavedViewRow
from cases.queue.saved.schemas import SavedQuery, SavedView, SavedViewRead, SavedViews
from chassis.auth import Principal
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.procedures import Books

AT_MOST = 50
"""Views of one person, or of one team."""
SHARE = "views:share"


def list_views(session: Session, principal: Principal, books: Books) -> SavedViews:
    """One's own and those of one's team; of every team for who may change them."""
    me = officers.find(session, principal.authority, principal.subject)
    teams = [me.team] if me and me.team else []
    if principal.may(SHARE):
        teams = [team.code for team in books.council(principal.authority).teams]
    rows = repository.of(session, principal.authority, principal.subject, teams)
    return SavedViews(items=[_read(row, principal) for row in rows])


def save(tx: Session, principal: Principal, body: SavedView, books: Books) -> SavedViewRead:
    """Keep one more. Raises NotPermitted, Unprocessable, and Conflict where there are enough."""
    row = SavedViewRow(authority=principal.authority, id=uuid.uuid4().hex, name="", query={})
    names = _fill(tx, principal, row, body, books)
    if len(names) >= AT_MOST:
        raise Conflict(f"There are {AT_MOST} saved views already: let go of one first.")
    return _read(row, principal)


def change(tx: Session, principal: Principal, view_id: str, body: SavedView, books: Books) -> SavedViewRead:
    """Put another in its place. Raises NotFound, NotPermitted, Unprocessable."""
    row = _theirs(tx, principal, view_id)
    if body.team != (row.team or None):
        raise wrong_field("/team", "A view stays with whom it was saved for: save it anew for somebody else.")
    _fill(tx, principal, row, body, books)
    return _read(row, principal)


def forget(tx: Session, principal: Principal, view_id: str) -> None:
    """Let go of one. Raises NotFound, NotPermitted."""
    tx.delete(_theirs(tx, principal, view_id))


def _theirs(tx: Session, principal: Principal, view_id: str) -> SavedViewRow:
    row = repository.find(tx, principal.authority, view_id)
    if row is None or (not row.team and row.subject != principal.subject):
        raise NotFound("You have no such view.")
    if row.team:
        principal.require(SHARE)
    return row


def _fill(tx: Session, principal: Principal, row: SavedViewRow, body: SavedView, books: Books) -> dict[str, str]:
    """Write the body into its row. Returns the names that there were besides it."""
    council = books.council(principal.authority)
    if body.team:
        principal.require(SHARE)
    for pointer, team in (("/team", body.team), ("/query/team", body.query.team)):
        if team and not council.team(team):
            raise wrong_field(pointer, f"There is no team {team!r}.")
    row.team, row.subject = (body.team, "") if body.team else ("", principal.subject)
    names = repository.names(tx, principal.authority, row.subject, row.team)
    names.pop(row.id, None)
    if body.name.casefold() in {name.casefold() for name in names.values()}:
        raise wrong_field("/name", "There is one of this name already.")
    row.name, row.query = body.name, body.query.model_dump(mode="json", exclude_none=True)
    tx.add(row)
    return names


def _read(row: SavedViewRow, principal: Principal) -> SavedViewRead:
    return SavedViewRead(
        id=row.id,
        name=row.name,
        team=row.team or None,
        query=SavedQuery.model_validate(row.query),
        may_change=not row.team or principal.may(SHARE),
    )
