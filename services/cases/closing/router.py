"""The end of a case over HTTP."""

from fastapi import Response

from cases.closing import service
from cases.closing.schemas import Closure, Settlement, Withdrawal
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/closure")
def close_case(body: Closure, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Close a case; its outcome follows from the findings."""
    return answer(service.close(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/settlement")
def settle_case(body: Settlement, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that a complaint was put right early, without an investigation, and the complainant agreed."""
    return answer(service.settle(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/withdrawal")
def withdraw_case(body: Withdrawal, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that the complaint was withdrawn, by whom and why."""
    return answer(service.withdraw(tx, asked, body), asked, tx, response)
