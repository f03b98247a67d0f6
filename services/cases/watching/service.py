"""Watching cases: what happens in them is counted until one looks again."""

from sqlmodel import Session

from cases.record import repository as cases
from cases.watching import repository
from cases.watching.schemas import Watched, WatchedCase
from chassis.auth import Principal
from kernel.errors import Conflict

AT_MOST = 200
"""Cases that one person watches."""


def watch(tx: Session, principal: Principal, ref: str) -> WatchedCase:
    """Watch a case; of one that is watched, one looked at it now. Raises NotFound; Conflict beyond the most."""
    cases.get(tx, principal.authority, ref)
    watched = repository.refs_of(tx, principal.authority, principal.subject)
    if ref not in watched and len(watched) >= AT_MOST:
        raise Conflict(f"You watch {AT_MOST} cases already: let go of one first.")
    repository.look(tx, principal.authority, principal.subject, ref)
    return WatchedCase(ref=ref, news=0)


def leave(tx: Session, principal: Principal, ref: str) -> None:
    """Watch a case no more. Raises NotFound for one that there is not."""
    cases.get(tx, principal.authority, ref)
    repository.leave(tx, principal.authority, principal.subject, ref)


def watched(session: Session, principal: Principal) -> Watched:
    """All cases that one watches and may see."""
    found = repository.news(session, principal, AT_MOST)
    return Watched(items=[WatchedCase(ref=ref, news=news) for ref, news in found])
