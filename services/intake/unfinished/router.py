"""Unfinished contacts over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from intake.unfinished import service
from intake.unfinished.schemas import NewUnfinished, UnfinishedLine, UnfinishedList, UnfinishedRead
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind

router = room(prefix="/unfinished")

Recorder = Annotated[Principal, Depends(require("contacts:record"))]


@router.post("", status_code=201)
def leave_unfinished(body: NewUnfinished, principal: Recorder, tx: Transaction) -> UnfinishedLine:
    """Leave a contact for someone else to finish. It is not recorded yet: no clock runs."""
    return service.leave(tx, principal, body, utc_now())


@router.get("")
def list_unfinished(
    principal: Recorder, look: Annotated[Look, shows(ReadKind.UNFINISHED)], session: ReadSession
) -> UnfinishedList:
    """What waits to be finished, the oldest first."""
    found = service.listed(session, principal, utc_now())
    look.shown = len(found.items)
    return found


@router.post("/{unfinished}/taken", dependencies=[shows(ReadKind.UNFINISHED_TAKEN)])
def take_unfinished(unfinished: UUID, principal: Recorder, tx: Transaction) -> UnfinishedRead:
    """Take it to finish it: it is off the list then."""
    return service.take(tx, principal, unfinished, utc_now())


@router.delete("/{unfinished}", status_code=204)
def discard_unfinished(unfinished: UUID, principal: Recorder, tx: Transaction) -> None:
    """Throw it away."""
    service.discard(tx, principal, unfinished)
