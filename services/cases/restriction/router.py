"""Restrictions over HTTP."""

from typing import Annotated

from fastapi import Depends

from cases.record.web import Reader
from cases.restriction import service
from cases.restriction.schemas import Restriction, RestrictionRead
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import utc_now

router = room()

Restricter = Annotated[Principal, Depends(require("cases:restrict"))]


@router.get("/cases/{ref}/restriction")
def read_restriction(ref: Reference, principal: Reader, session: ReadSession) -> RestrictionRead:
    """Who alone sees a case."""
    return service.read(session, principal, ref)


@router.put("/cases/{ref}/restriction")
def restrict_case(ref: Reference, body: Restriction, manager: Restricter, tx: Transaction) -> RestrictionRead:
    """Let named people alone see a case and its contact, or everybody again. The case itself is not changed."""
    return service.restrict(tx, manager, ref, body, utc_now())
