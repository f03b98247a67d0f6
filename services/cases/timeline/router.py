"""Timelines over HTTP."""

from fastapi import APIRouter

from cases.record.web import OneReader
from cases.timeline import service
from cases.timeline.schemas import Timeline
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.idempotency import RememberingRoute
from chassis.reads import shows
from chassis.web_fields import Reference
from kernel.vocabulary import ReadKind

router = APIRouter(route_class=RememberingRoute)


@router.get("/cases/{ref}/timeline", dependencies=[shows(ReadKind.TIMELINE)])
def read_timeline(ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks) -> Timeline:
    """What has happened to a case, newest first."""
    return service.timeline(session, principal, ref, books)
