"""Stages over HTTP."""

from fastapi import Response

from cases.record.schemas import CaseRead
from cases.record.web import AnswerChange, CaseChange, answer
from cases.stages import review, service
from cases.stages.schemas import (
    Acknowledgement,
    Escalation,
    HoldingReply,
    PutUp,
    Reopening,
    ResponseSent,
    SentBack,
    Signature,
    StepDone,
)
from chassis.idempotency import Transaction
from chassis.rooms import room

router = room()


@router.post("/cases/{ref}/acknowledgement")
def acknowledge_case(body: Acknowledgement, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record the acknowledgement, and the date promised with it."""
    return answer(service.acknowledge(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/holding-reply")
def send_holding_reply(body: HoldingReply, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that the complainant was told that the answer takes longer."""
    return answer(service.reply_meanwhile(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/response")
def respond_to_case(body: ResponseSent, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Record that the written response was sent."""
    return answer(service.respond(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/review")
def put_answer_up(body: PutUp, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Put the answer up for whoever signs it."""
    return answer(review.put_up(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/signature")
def sign_answer(body: Signature, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Sign the answer."""
    return answer(review.sign(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/sent-back")
def send_answer_back(body: SentBack, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Send the answer back to who prepared it, with the reason."""
    return answer(review.send_back(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/stages", status_code=201)
def begin_next_stage(body: Escalation, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Begin the next stage, on the day its request was received."""
    return answer(service.escalate(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/reopening")
def reopen_case(body: Reopening, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Take up a case again that was answered."""
    return answer(service.reopen(tx, asked, body), asked, tx, response)


@router.post("/cases/{ref}/steps")
def take_step(body: StepDone, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Record a step of the present stage, such as the meeting of the review panel."""
    return answer(service.take_step(tx, asked, body), asked, tx, response)
