"""A corrected receipt over HTTP."""

from fastapi import APIRouter, Response

from cases.receipt import service
from cases.receipt.schemas import ReceiptCorrection
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import RememberingRoute, Transaction

router = APIRouter(route_class=RememberingRoute)


@router.post("/cases/{ref}/receipt")
def correct_receipt(body: ReceiptCorrection, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Put the day of receipt right; every clock is counted anew from it."""
    return answer(service.correct_receipt(tx, asked, body), asked, tx, response)
