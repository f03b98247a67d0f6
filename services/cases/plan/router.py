"""The plan of a case over HTTP."""

from cases.plan import service
from cases.plan.schemas import PlanMade, Plans
from cases.record.web import OneReader, PartChange
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.vocabulary import ReadKind

router = room()


@router.get("/cases/{ref}/plan", dependencies=[shows(ReadKind.CASE)])
def read_plan(ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks) -> Plans:
    """How a complaint will be looked into, and what was planned before."""
    return service.read_plans(session, principal, ref, books)


@router.put("/cases/{ref}/plan")
def make_plan(body: PlanMade, asked: PartChange, tx: Transaction) -> Plans:
    """Make the plan of a case, or change it; with it the date of an answer may be promised."""
    return service.make(tx, asked, body)
