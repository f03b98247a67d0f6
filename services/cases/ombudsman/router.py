"""What the Ombudsman does with a case, over HTTP. The case itself is not changed by it, so no version is needed.

Each part is sent whole, and again to put right what was recorded wrongly.
"""

from typing import Annotated

from fastapi import Depends, Path

from cases.ombudsman import service
from cases.ombudsman.schemas import (
    AgreedRemedy,
    AgreedRemedyChange,
    OmbudsmanCase,
    OmbudsmanCaseChange,
    OmbudsmanCases,
    OmbudsmanDecided,
    OmbudsmanDraft,
)
from cases.record.web import KeeperChange, Number
from chassis.auth import Principal, Seeing
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()

OmbudsmanReader = Annotated[Principal, Depends(Seeing("contacts:ombudsman"))]
Remedy = Annotated[int, Path(ge=1, le=1000)]


@router.get("/cases/{ref}/ombudsman", dependencies=[shows(ReadKind.OMBUDSMAN)])
def read_ombudsman(ref: Reference, principal: OmbudsmanReader, session: ReadSession) -> OmbudsmanCases:
    """What the Ombudsman made of a case, and what the council owes it."""
    return service.read_all(session, principal, ref, local_today())


@router.post("/cases/{ref}/ombudsman", status_code=201)
def record_ombudsman_case(body: OmbudsmanCase, asked: KeeperChange, tx: Transaction) -> OmbudsmanCases:
    """Record that the complaint is with an Ombudsman, also after the case closed."""
    return service.record(tx, asked, body)


@router.put("/cases/{ref}/ombudsman/{number}")
def change_ombudsman_case(
    number: Number, body: OmbudsmanCaseChange, asked: KeeperChange, tx: Transaction
) -> OmbudsmanCases:
    """Put right whose case it is, their reference or the day when the council heard of it, or that it is none."""
    return service.put(tx, asked, number, body)


@router.put("/cases/{ref}/ombudsman/{number}/draft")
def put_ombudsman_draft(
    number: Number, body: OmbudsmanDraft, asked: KeeperChange, tx: Transaction
) -> OmbudsmanCases:
    """Record the draft decision, and when it was commented on."""
    return service.put(tx, asked, number, body)


@router.put("/cases/{ref}/ombudsman/{number}/decision")
def put_ombudsman_decision(
    number: Number, body: OmbudsmanDecided, asked: KeeperChange, tx: Transaction
) -> OmbudsmanCases:
    """Record the final decision."""
    return service.put(tx, asked, number, body)


@router.post("/cases/{ref}/ombudsman/{number}/remedies", status_code=201)
def agree_remedy(number: Number, body: AgreedRemedy, asked: KeeperChange, tx: Transaction) -> OmbudsmanCases:
    """Record a remedy that the council agreed to."""
    return service.agree(tx, asked, number, body)


@router.put("/cases/{ref}/ombudsman/{number}/remedies/{remedy}")
def put_agreed_remedy(
    number: Number, remedy: Remedy, body: AgreedRemedyChange, asked: KeeperChange, tx: Transaction
) -> OmbudsmanCases:
    """Record that a remedy was done, with what shows it, that it is another now, or that it is struck off."""
    return service.put_remedy(tx, asked, number, remedy, body)
