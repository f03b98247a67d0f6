"""Who was told that an answer is late, over HTTP."""

from fastapi import Response

from cases.lateness import service
from cases.lateness.schemas import ToldLate
from cases.record.schemas import CaseRead
from cases.record.web import AnswerChange, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/told-late", status_code=201)
def tell_late(body: ToldLate, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that a level of the council's ladder was told that the answer is late."""
    return answer(service.tell(tx, asked, body), asked, tx, response)
