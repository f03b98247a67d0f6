"""Officers over HTTP."""

from typing import Annotated

from fastapi import Depends, Path

from cases.workload import service
from cases.workload.schemas import HandedOver, HandOver, OfficerChange, OfficerRead, Officers
from chassis.app import PublishedBooks, RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from kernel.localtime import local_today, utc_now

router = room()

Joiner = Annotated[Principal, Depends(require("officers:join"))]
OfficerReader = Annotated[Principal, Depends(require("officers:read"))]
OfficerAdmin = Annotated[Principal, Depends(require("officers:write"))]
Subject = Annotated[str, Path(max_length=200, pattern=r"^[^\x00-\x1f]+$")]


@router.get("/officers")
def list_officers(principal: OfficerReader, session: ReadSession) -> Officers:
    """Everyone who signed in, with what they have and whether they may be given cases."""
    return service.list_officers(session, principal, local_today())


@router.put("/officers/me")
def learn_officer(principal: Joiner, tx: Transaction, books: PublishedBooks) -> OfficerRead:
    """Tell cases who signed in."""
    return service.learn(tx, principal, local_today(), books)


@router.patch("/officers/{subject}")
def change_officer(
    subject: Subject, body: OfficerChange, admin: OfficerAdmin, tx: Transaction, books: RulebooksForChange
) -> OfficerRead:
    """Change an officer's name or team, say when they are away, or take them off the list."""
    return service.change(tx, admin, subject, body, local_today(), books)


@router.post("/officers/{subject}/hand-over")
def hand_over_cases(
    subject: Subject, body: HandOver, principal: OfficerAdmin, tx: Transaction, books: RulebooksForChange
) -> HandedOver:
    """Give all that one officer has to another, or share it out among several, in one act: open cases, and tasks,
    remedies and actions in any case.
    """
    return service.hand_over(tx, principal, subject, body, utc_now(), books)
