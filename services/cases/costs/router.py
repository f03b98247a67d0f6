"""Costs over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends

from cases.costs import service
from cases.costs.schemas import Costs, NewCost
from cases.record.web import Reader
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import RememberingRoute, Transaction
from chassis.web_fields import Reference
from kernel.localtime import utc_now

router = APIRouter(route_class=RememberingRoute)

Officer = Annotated[Principal, Depends(require("cases:write"))]


@router.get("/cases/{ref}/costs")
def read_costs(ref: Reference, principal: Reader, session: ReadSession) -> Costs:
    """What a case has cost so far."""
    return service.read_costs(session, principal, ref)


@router.post("/cases/{ref}/costs", status_code=201)
def record_cost(ref: Reference, body: NewCost, officer: Officer, tx: Transaction) -> Costs:
    """Record something that a case cost. The case itself is not changed, so no version is needed."""
    return service.record_cost(tx, officer, ref, body, utc_now())
