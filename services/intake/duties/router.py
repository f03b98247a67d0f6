"""Duties over HTTP."""

from typing import Annotated

from fastapi import Depends, Path

from chassis.app import RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.web_fields import Reference
from intake import views
from intake.duties import service
from intake.duties.schemas import DutyMet, OwedDuties
from intake.schemas import ContactRead
from kernel.localtime import local_today, utc_now

router = room()

Reader = Annotated[Principal, Depends(require("contacts:read"))]
Doer = Annotated[Principal, Depends(require("contacts:people"))]
DutyKey = Annotated[str, Path(pattern=r"^[a-z][a-z_]*(\.[0-9a-zA-Z]+){0,3}$", max_length=60)]


@router.get("/duties")
def list_owed_duties(principal: Reader, session: ReadSession) -> OwedDuties:
    """What contacts owe besides their answers, late, today and soon; no names, no narrative."""
    return service.owed(session, principal, local_today())


@router.put("/contacts/{ref}/duties/{duty}")
def meet_duty(
    ref: Reference, duty: DutyKey, body: DutyMet, principal: Doer, tx: Transaction, books: RulebooksForChange
) -> ContactRead:
    """Record that a duty was done, and when, or why it is not needed. `duty`: its key."""
    return views.shown(service.meet(tx, principal, ref, duty, body, utc_now(), books), principal, local_today())
