"""Whose a case is: who looks into cases without keeping them acts on those that are theirs, or their team's."""

from collections.abc import Iterable

from sqlmodel import Session

from cases.officers import repository as officers
from cases.record.models import CaseRow
from chassis.auth import Principal
from kernel.errors import NotPermitted


def is_theirs(session: Session, principal: Principal, row: CaseRow) -> bool:
    """Whether a case was given to them, or to the team that they are in."""
    if row.owner == principal.subject:
        return True
    if row.team is None or principal.may("cases:write"):
        return False
    return _team(session, principal) == row.team


def theirs_among(session: Session, principal: Principal, rows: Iterable[CaseRow]) -> set[str]:
    """References of those of some cases that they may change: all of them, for who keeps cases."""
    if principal.may("cases:write"):
        return {row.ref for row in rows}
    team = _team(session, principal)
    return {row.ref for row in rows if row.owner == principal.subject or (team is not None and row.team == team)}


def may_act(session: Session, principal: Principal, row: CaseRow) -> bool:
    """Whether they may act on what lives beside a case; nobody does once its people were taken out."""
    if row.anonymised_on:
        return False
    return principal.may("cases:write") or (principal.may("findings:write") and is_theirs(session, principal, row))


def require_theirs(session: Session, principal: Principal, row: CaseRow) -> None:
    """Raises NotPermitted for somebody else's case, unless they keep cases."""
    if not principal.may("cases:write") and not is_theirs(session, principal, row):
        raise anothers(row.ref)


def anothers(ref: str) -> NotPermitted:
    return NotPermitted(f"{ref} was given neither to you nor to your team.")


def _team(session: Session, principal: Principal) -> str | None:
    me = officers.find(session, principal.authority, principal.subject)
    return me.team if me else None
