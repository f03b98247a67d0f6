"""Notes over HTTP."""

from typing import Annotated

from fastapi import Depends, Response

from cases.notes import service
from cases.notes.schemas import Note, Notes
from cases.record.change import Asked
from cases.record.schemas import CaseRead
from cases.record.web import answer
from chassis.app import RulebooksForChange
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind

router = room()

NarrativeReader = Annotated[Principal, Depends(require("cases:narrative"))]
Investigator = Annotated[Principal, Depends(require("findings:write"))]


@router.get("/cases/{ref}/notes", dependencies=[shows(ReadKind.NOTES)])
def read_notes(ref: Reference, principal: NarrativeReader, session: ReadSession) -> Notes:
    """The notes of a case, and of calls, newest first."""
    return service.read_notes(session, principal, ref)


@router.post("/cases/{ref}/notes", status_code=201)
def add_note(
    ref: Reference,
    body: Note,
    officer: Investigator,
    tx: Transaction,
    books: RulebooksForChange,
    response: Response,
) -> CaseRead:
    """Keep a note with the case; it changes nothing else, so it needs no version."""
    asked = Asked(officer, ref, None, utc_now(), books)
    return answer(service.add_note(tx, asked, body), asked, tx, response)
