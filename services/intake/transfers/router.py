"""HTTP in, HTTP out."""

from typing import Annotated

from fastapi import Depends

from chassis.auth import Principal, Seeing, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from intake.partners.router import Sender, Watcher
from intake.transfers import service
from intake.transfers.schemas import ContactTransfer, NewTransfer, Receipt, TransferRead, TransferredContact
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()
partner_router = room(prefix="/partner")

Reader = Annotated[Principal, Depends(Seeing("contacts:narrative"))]
Classifier = Annotated[Principal, Depends(require("contacts:classify"))]


@router.get("/contacts/{ref}/transfer", dependencies=[shows(ReadKind.TRANSFER)])
def read_transfer(ref: Reference, principal: Reader, session: ReadSession) -> ContactTransfer:
    """Whether and to whom a contact was sent on, and whose systems are connected."""
    return service.of_contact(session, principal, ref, local_today())


@router.post("/contacts/{ref}/transfer", status_code=201)
def transfer_contact(ref: Reference, body: NewTransfer, officer: Classifier, tx: Transaction) -> TransferRead:
    """Record that a complaint was sent to the body that it belongs to, with the complainant's consent."""
    return service.transfer(tx, officer, ref, body, utc_now())


@router.post("/contacts/{ref}/transfer/receipt")
def confirm_transfer(ref: Reference, body: Receipt, officer: Classifier, tx: Transaction) -> TransferRead:
    """Record that the other body has received it: its time starts on that day."""
    return service.confirm(tx, officer, ref, body, local_today())


@partner_router.get("/transfers/{ref}", dependencies=[shows(ReadKind.TRANSFER)])
def read_own_transfer(ref: Reference, partner: Watcher, session: ReadSession) -> TransferredContact:
    """A complaint that was sent on to you."""
    return service.read_own(session, partner, ref)


@partner_router.post("/transfers/{ref}/receipt")
def confirm_own_transfer(ref: Reference, body: Receipt, partner: Sender, tx: Transaction) -> TransferredContact:
    """Confirm that you received a complaint that was sent on to you: your time starts on that day."""
    return service.confirm_own(tx, partner, ref, body, local_today())
