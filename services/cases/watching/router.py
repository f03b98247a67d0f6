"""Watching over HTTP. Nothing of a case is changed by it."""

from cases.record.web import Reader
from cases.watching import service
from cases.watching.schemas import Watched, WatchedCase
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.web_fields import Reference

router = room()


@router.get("/watched")
def list_watched(principal: Reader, session: ReadSession) -> Watched:
    """The cases that one watches and may see, each with how many things others did since one looked."""
    return service.watched(session, principal)


@router.put("/cases/{ref}/watch")
def watch_case(ref: Reference, principal: Reader, tx: Transaction) -> WatchedCase:
    """Watch a case; of one that is watched, say that one has looked at it."""
    return service.watch(tx, principal, ref)


@router.delete("/cases/{ref}/watch", status_code=204)
def leave_case(ref: Reference, principal: Reader, tx: Transaction) -> None:
    """Watch a case no more."""
    service.leave(tx, principal, ref)
