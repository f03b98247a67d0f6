"""One case over HTTP."""

from typing import Annotated

from fastapi import Depends, Response

from cases.record import service
from cases.record.schemas import CaseRead, CaseStatus, ClockExplanation
from cases.record.web import ClockCode, OneReader, Reader
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.etag import set_etag
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()

Caller = Annotated[Principal, Depends(require("cases:status"))]


@router.get("/cases/{ref}", dependencies=[shows(ReadKind.CASE)])
def read_case(
    ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks, response: Response
) -> CaseRead:
    """One case, as the caller's role may see it; its version is the ETag. 404 while it is being opened."""
    case = service.read_case(session, principal, ref, local_today(), books)
    set_etag(response, case.version)
    return case


@router.get("/cases/{ref}/status", dependencies=[shows(ReadKind.CASE_STATUS)])
def read_case_status(ref: Reference, principal: Caller, session: ReadSession, books: Rulebooks) -> CaseStatus:
    """Where a case stands, what is due next and who has it: what somebody on the phone asks."""
    return service.read_status(session, principal, ref, local_today(), books)


@router.get("/cases/{ref}/clocks/{clock}/explanation")
def explain_clock(
    ref: Reference, clock: ClockCode, principal: Reader, session: ReadSession, books: Rulebooks
) -> ClockExplanation:
    """How one of a case's dates was worked out, day by day."""
    return service.explain_clock(session, principal, ref, clock, local_today(), books)
