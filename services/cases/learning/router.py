"""What is learned over HTTP. The case itself is not changed by it, so no version is needed."""

from typing import Annotated

from fastapi import Query

from cases.learning import service
from cases.learning.schemas import (
    ActionPlan,
    EffectSeen,
    LearningChange,
    LearningDone,
    LearningPutRight,
    Lessons,
    NewLearning,
    PlanView,
)
from cases.record.schemas import Dropped
from cases.record.web import Number, OneReader, PartChange
from chassis.app import Rulebooks
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from kernel.localtime import local_today
from kernel.values import Code
from kernel.vocabulary import ReadKind

router = room()

OwnerFilter = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.get("/learning")
def read_action_plan(
    principal: OneReader,
    look: Annotated[Look, shows(ReadKind.ACTION_PLAN)],
    session: ReadSession,
    books: Rulebooks,
    view: PlanView = PlanView.OPEN,
    theme: Code | None = None,
    owner: OwnerFilter = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> ActionPlan:
    """Actions of all cases that are open or late, or whose effect is to be looked at, the earliest date first."""
    plan = service.action_plan(
        session,
        principal,
        view,
        theme=theme,
        owner=owner,
        cursor=cursor,
        limit=limit,
        today=local_today(),
        books=books,
    )
    look.shown = len(plan.items)
    return plan


@router.get("/cases/{ref}/learning", dependencies=[shows(ReadKind.LEARNING)])
def read_learning(ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks) -> Lessons:
    """What was learned from a case, and what became of it."""
    return service.read_learning(session, principal, ref, local_today(), books)


@router.post("/cases/{ref}/learning", status_code=201)
def record_learning(body: NewLearning, asked: PartChange, tx: Transaction) -> Lessons:
    """Record what was learned, also after the case closed. The theme is one of the council's file."""
    return service.record(tx, asked, body)


@router.patch("/cases/{ref}/learning/{number}")
def change_learning(number: Number, body: LearningChange, asked: PartChange, tx: Transaction) -> Lessons:
    """Change what is to be done, by whom or by when; what is left out stays."""
    return service.change(tx, asked, number, body)


@router.post("/cases/{ref}/learning/{number}/done")
def finish_learning(number: Number, body: LearningDone, asked: PartChange, tx: Transaction) -> Lessons:
    """Record that it was done, and what shows it."""
    return service.finish(tx, asked, number, body)


@router.post("/cases/{ref}/learning/{number}/effect")
def look_at_effect(number: Number, body: EffectSeen, asked: PartChange, tx: Transaction) -> Lessons:
    """Record that somebody looked whether it helped, and whether the same happened again."""
    return service.look_at_effect(tx, asked, number, body)


@router.post("/cases/{ref}/learning/{number}/dropped")
def drop_learning(number: Number, body: Dropped, asked: PartChange, tx: Transaction) -> Lessons:
    """Record that it does not go ahead, and why."""
    return service.drop(tx, asked, number, body)


@router.post("/cases/{ref}/learning/{number}/put-right")
def put_learning_right(number: Number, body: LearningPutRight, asked: PartChange, tx: Transaction) -> Lessons:
    """Take back an action, or what became of it, as it was recorded wrongly; why is kept."""
    return service.put_right(tx, asked, number, body)
