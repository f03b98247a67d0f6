"""Extensions over HTTP."""

from fastapi import Response

from cases.extensions import service
from cases.extensions.schemas import ExtensionMade
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, ClockCode, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/clocks/{clock}/extension")
def extend_clock(
    clock: ClockCode, body: ExtensionMade, asked: CaseChange, tx: Transaction, response: Response
) -> CaseRead:
    """Extend one clock, counted from its original start; the date before is kept."""
    return answer(service.extend(tx, asked, clock, body), asked, tx, response)
