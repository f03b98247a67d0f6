"""Holds over HTTP."""

from fastapi import Response

from cases.holds import service
from cases.holds.schemas import HoldBegun, HoldEnd
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, Number, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/holds", status_code=201)
def hold_case(body: HoldBegun, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record what a case waits for. Legal limits and promised dates go on."""
    return answer(service.hold(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/holds/{number}/end")
def end_hold(number: Number, body: HoldEnd, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that a case waits no longer."""
    return answer(service.end_hold(tx, asked, number, body), asked, tx, response)
