"""Adoptions over HTTP."""

from fastapi import APIRouter, Response

from cases.adoption import service
from cases.adoption.schemas import Adoption
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import RememberingRoute, Transaction

router = APIRouter(route_class=RememberingRoute)


@router.post("/cases/{ref}/adoption")
def adopt_case(body: Adoption, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Take an imported open case into today's work; the caller becomes its owner."""
    return answer(service.adopt(tx, asked, body), asked, tx, response)
