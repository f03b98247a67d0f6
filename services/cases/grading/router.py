"""Grades over HTTP."""

from fastapi import Response

from cases.grading import service
from cases.grading.schemas import Grading
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/grade")
def grade_case(body: Grading, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Set the local risk grade; the council target follows it."""
    return answer(service.grade(tx, asked, body), asked, tx, response)
