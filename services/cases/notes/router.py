"""Notes over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from cases.notes import service
from cases.notes.schemas import Note
from cases.record.change import Asked
from cases.record.schemas import CaseRead
from cases.record.web import answer
from chassis.app import RulebooksForChange
from chassis.auth import Principal, require
from chassis.idempotency import RememberingRoute, Transaction
from chassis.web_fields import Reference
from kernel.localtime import utc_now

router = APIRouter(route_class=RememberingRoute)

Investigator = Annotated[Principal, Depends(require("findings:write"))]


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
