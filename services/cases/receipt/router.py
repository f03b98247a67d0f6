"""A corrected receipt over HTTP."""

from fastapi import Response

from cases.receipt import service
from cases.receipt.schemas import ReceiptCorrection
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/receipt")
def correct_receipt(body: ReceiptCorrection, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Put the day of receipt right; every clock is counted anew from it."""
    return answer(service.correct_receipt(tx, asked, body), asked, tx, response)
