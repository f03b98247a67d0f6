"""Corrections over HTTP."""

from typing import Annotated

from fastapi import Depends, Response

from cases.corrections import service
from cases.corrections.schemas import Correctables, Correction
from cases.record.schemas import CaseRead
from cases.record.web import CaseChange, answer
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.vocabulary import ReadKind

router = room()

Officer = Annotated[Principal, Depends(require("cases:write"))]


@router.get("/cases/{ref}/corrections", dependencies=[shows(ReadKind.CASE)])
def read_correctables(ref: Reference, officer: Officer, session: ReadSession, books: Rulebooks) -> Correctables:
    """What of a case can be put right, if it was recorded wrongly."""
    return service.read_correctables(session, officer, ref, books)


@router.post("/cases/{ref}/corrections")
def correct_case(body: Correction, asked: CaseChange, tx: Transaction, response: Response) -> CaseRead:
    """Put right something that was recorded wrongly, or that never happened."""
    return answer(service.correct(tx, asked, body), asked, tx, response)
