"""Adoptions over HTTP."""

from fastapi import Response

from cases.adoption import service
from cases.adoption.schemas import Adoption
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/adoption")
def adopt_case(body: Adoption, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Take an imported open case into today's work; the caller becomes its owner."""
    return answer(service.adopt(tx, asked, body), asked, tx, response)
