"""Remedies over HTTP. The case itself is not changed by them, so no version is needed."""

from cases.record.schemas import Dropped
from cases.record.web import Number, OneReader, PartChange
from cases.remedies import service
from cases.remedies.schemas import (
    Agreement,
    NewRemedy,
    PaymentMade,
    Remedies,
    RemedyChange,
    RemedyDone,
    RemedyPutRight,
)
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()


@router.get("/cases/{ref}/remedies", dependencies=[shows(ReadKind.REMEDIES)])
def read_remedies(ref: Reference, principal: OneReader, session: ReadSession) -> Remedies:
    """What is to put a case right, and what of it was done."""
    return service.read_remedies(session, principal, ref, local_today())


@router.post("/cases/{ref}/remedies", status_code=201)
def record_remedy(body: NewRemedy, asked: PartChange, tx: Transaction) -> Remedies:
    """Record something that is to put it right, also after the case closed."""
    return service.record(tx, asked, body)


@router.patch("/cases/{ref}/remedies/{number}")
def change_remedy(number: Number, body: RemedyChange, asked: PartChange, tx: Transaction) -> Remedies:
    """Change what is owed, by whom or by when; what is left out stays."""
    return service.change(tx, asked, number, body)


@router.post("/cases/{ref}/remedies/{number}/agreement")
def agree_to_remedy(number: Number, body: Agreement, asked: PartChange, tx: Transaction) -> Remedies:
    """Agree, as a second person, to a remedy over the council's limit; before that it is not carried out."""
    return service.agree(tx, asked, number, body)


@router.post("/cases/{ref}/remedies/{number}/payments")
def pay_remedy(number: Number, body: PaymentMade, asked: PartChange, tx: Transaction) -> Remedies:
    """Record that a part was paid; with the last part it is done."""
    return service.pay(tx, asked, number, body)


@router.post("/cases/{ref}/remedies/{number}/done")
def finish_remedy(number: Number, body: RemedyDone, asked: PartChange, tx: Transaction) -> Remedies:
    """Record that it was done, and what shows it."""
    return service.finish(tx, asked, number, body)


@router.post("/cases/{ref}/remedies/{number}/dropped")
def drop_remedy(number: Number, body: Dropped, asked: PartChange, tx: Transaction) -> Remedies:
    """Record that it does not go ahead, and why."""
    return service.drop(tx, asked, number, body)


@router.post("/cases/{ref}/remedies/{number}/put-right")
def put_remedy_right(number: Number, body: RemedyPutRight, asked: PartChange, tx: Transaction) -> Remedies:
    """Take back a payment, or that it was done or does not go ahead, as it was recorded wrongly; why is kept."""
    return service.put_right(tx, asked, number, body)
