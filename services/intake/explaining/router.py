"""Explanations over HTTP."""

from typing import Annotated

from fastapi import Depends

from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from intake import repository
from intake.explaining.explain import explain, explain_recorded
from intake.explaining.schemas import ClassExplained
from intake.judge import check
from intake.schemas import Assessment, ContactFacts
from intake.views import require_reach
from kernel.localtime import local_date, local_today, utc_now
from kernel.vocabulary import ReadKind

router = room()

Recorder = Annotated[Principal, Depends(require("contacts:record"))]
Reader = Annotated[Principal, Depends(require("contacts:read"))]


@router.post("/contacts/preview/explanation")
def explain_preview(body: ContactFacts, principal: Recorder, books: Rulebooks) -> ClassExplained:
    """How the class of a contact that is being recorded is found. Nothing is stored."""
    council, now = books.council(principal.authority), utc_now()
    return explain(body, check(body, council, now), local_date(now), council, books)


@router.get("/contacts/{ref}/explanation", dependencies=[shows(ReadKind.CONTACT)])
def explain_contact(ref: Reference, principal: Reader, session: ReadSession, books: Rulebooks) -> ClassExplained:
    """How the class of a recorded contact is found from what is known of it now. No names, no narrative."""
    row, today = repository.get(session, principal.authority, ref), local_today()
    require_reach(principal, row, today)
    council = books.council(row.authority)
    body, stands = ContactFacts.model_validate(row.body), Assessment.model_validate(row.assessment)
    return explain_recorded(body, stands, today, council, books)
