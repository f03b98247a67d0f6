"""Requests, their answers and the links for them over HTTP."""

from typing import Annotated

from fastapi import Depends, Response

from cases.contributions import links, service, systems
from cases.contributions.schemas import (
    AnswerBySystem,
    AnswerLinkMade,
    AskedOfSystems,
    Contributions,
    NewAnswerLink,
    OmbudsmanEnquiry,
    RequestAnswer,
    RequestChase,
    RequestSent,
    RequestWithdrawal,
    SystemAnswered,
    WordsWanted,
)
from cases.record.schemas import CaseRead
from cases.record.web import AnswerChange, CaseChange, LinkChange, Number, OneReader, answer
from chassis.app import PublishedBooks, Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.json_bodies import JsonRoute
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import OwedBy, ReadKind

Service = Annotated[Principal, Depends(require("contributions:serve"))]

router = room()
secret_router = room(route_class=JsonRoute)
"""Answers that carry a secret are never remembered: only its hash is kept."""


@router.get("/cases/{ref}/contributions", dependencies=[shows(ReadKind.CONTRIBUTIONS)])
def read_contributions(
    ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks
) -> Contributions:
    """The links of a case's requests, and what contributors answered by them."""
    return links.read_contributions(session, principal, ref, local_today(), books)


@router.post("/cases/{ref}/requests", status_code=201)
def ask_contributor(body: RequestSent, asked: AnswerChange, tx: Transaction, response: Response) -> CaseRead:
    """Start a clock for what a contributor was asked for."""
    return answer(service.ask(tx, asked, OwedBy.CONTRIBUTOR, body), asked, tx, response)


@router.post("/cases/{ref}/ombudsman-enquiries", status_code=201)
def record_ombudsman_enquiry(
    body: OmbudsmanEnquiry, asked: CaseChange, tx: Transaction, response: Response
) -> CaseRead:
    """Start the clock of the council's reply to the Ombudsman; the date in the letter wins."""
    return answer(service.ask(tx, asked, OwedBy.COUNCIL, body), asked, tx, response)


@router.post("/cases/{ref}/requests/{number}/answer")
def answer_request(
    number: Number, body: RequestAnswer, asked: AnswerChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record that what was asked for was given."""
    return answer(service.answer_request(tx, asked, number, body), asked, tx, response)


@router.post("/cases/{ref}/requests/{number}/withdrawal")
def withdraw_request(
    number: Number, body: RequestWithdrawal, asked: AnswerChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record that what was asked for is needed no more, by the Ombudsman or by the council."""
    return answer(service.withdraw(tx, asked, number, body), asked, tx, response)


@router.post("/cases/{ref}/requests/{number}/chases", status_code=201)
def chase_request(
    number: Number, body: RequestChase, asked: AnswerChange, tx: Transaction, response: Response
) -> CaseRead:
    """Record that a contributor was reminded of what they were asked for."""
    return answer(service.chase(tx, asked, number, body), asked, tx, response)


@secret_router.post("/cases/{ref}/requests/{number}/link", status_code=201)
def make_link(number: Number, body: NewAnswerLink, asked: LinkChange, tx: Transaction) -> AnswerLinkMade:
    """Make a link by which a contributor answers; it is shown this once. One made before serves no more."""
    return links.make(tx, asked, number, body)


@router.delete("/cases/{ref}/requests/{number}/link", status_code=204)
def withdraw_link(number: Number, asked: LinkChange, tx: Transaction) -> None:
    """Let the link of a request serve no more."""
    links.withdraw(tx, asked, number)


@router.post("/contributions/words", include_in_schema=False)
def read_words_of_requests(
    body: WordsWanted, _service: Service, session: ReadSession, books: PublishedBooks
) -> AskedOfSystems:
    """What a partner's client is asked, for the service that keeps who saw it."""
    return systems.words(session, body, books)


@router.post("/contributions/answers", status_code=201, include_in_schema=False)
def answer_by_system(
    body: AnswerBySystem, _service: Service, tx: Transaction, books: PublishedBooks
) -> SystemAnswered:
    """Answer what a partner's client is asked, as its system sent it to intake."""
    return systems.answer(tx, body, utc_now(), books)
