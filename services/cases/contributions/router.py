"""Requests and answers over HTTP."""

from fastapi import APIRouter, Response

from cases.contributions import service
from cases.contributions.schemas import RequestAnswer, RequestSent
from cases.record.schemas import CaseRead
from cases.record.web import AnswerChange, CaseChange, Number, answer
from chassis.idempotency import RememberingRoute, Transaction
from kernel.vocabulary import OwedBy

router = APIRouter(route_class=RememberingRoute)


@router.post("/cases/{ref}/requests", status_code=201)
def ask_contributor(body: RequestSent, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Start a clock for what a contributor was asked for."""
    return answer(service.ask(tx, asked, OwedBy.CONTRIBUTOR, body), asked, tx, response)


@router.post("/cases/{ref}/ombudsman-enquiries", status_code=201)
def record_ombudsman_enquiry(
    body: RequestSent, asked: CaseChange, tx: Transaction, response: Response
) -> CaseRead:
    """Start the clock of the council's reply to the Ombudsman; the date in the letter wins."""
    return answer(service.ask(tx, asked, OwedBy.COUNCIL, body), asked, tx, response)


@router.post("/cases/{ref}/requests/{number}/answer")
def answer_request(
    number: Number, body: RequestAnswer, asked: AnswerChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record that what was asked for was given."""
    return answer(service.answer_request(tx, asked, number, body), asked, tx, response)
