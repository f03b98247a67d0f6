"""Allocations over HTTP."""

from fastapi import Response

from cases.allocation import service
from cases.allocation.schemas import Allocation
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/allocation")
def allocate_case(body: Allocation, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Give a case to an officer and a team."""
    return answer(service.allocate(tx, asked, body), asked, tx, response)
