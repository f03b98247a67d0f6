"""Issues and findings over HTTP."""

from fastapi import Response

from cases.findings import service
from cases.findings.schemas import FindingMade, IssueChange, NewIssue
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, FindingChange, Number, answer
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/issues", status_code=201)
def add_issue(body: NewIssue, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record something further that is complained about."""
    return answer(service.add_issue(tx, asked, body), asked, tx, response)


@router.put("/cases/{ref}/issues/{number}")
def change_issue(
    number: Number, body: IssueChange, asked: FindingChange, tx: Transaction, response: Response
) -> CaseRead:
    """Describe an issue anew, count it under other codes, or make it the primary one."""
    return answer(service.change_issue(tx, asked, number, body), asked, tx, response)


@router.put("/cases/{ref}/issues/{number}/finding")
def record_finding(
    number: Number, body: FindingMade, asked: FindingChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record the finding on one issue."""
    return answer(service.record_finding(tx, asked, number, body), asked, tx, response)
