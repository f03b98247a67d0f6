"""Tasks over HTTP. The case itself is not changed by them, so no version is needed."""

from typing import Annotated

from cases.record.schemas import Dropped
from cases.record.web import Number, OneReader, PartChange, Reader
from cases.tasks import service
from cases.tasks.schemas import NewTask, TaskDone, TaskList, Tasks, TaskView
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()


@router.get("/tasks")
def list_tasks(
    principal: Reader,
    look: Annotated[Look, shows(ReadKind.TASK_LIST)],
    session: ReadSession,
    view: TaskView = TaskView.MINE,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> TaskList:
    """Open tasks of all cases: one's own, those of one's team, or all that are late; the earliest day first."""
    found = service.list_tasks(session, principal, view, cursor, limit, local_today())
    look.shown = len(found.items)
    return found


@router.get("/cases/{ref}/tasks", dependencies=[shows(ReadKind.TASKS)])
def read_tasks(ref: Reference, principal: OneReader, session: ReadSession) -> Tasks:
    """What is to be done in a case, and what became of it."""
    return service.read_tasks(session, principal, ref, local_today())


@router.post("/cases/{ref}/tasks", status_code=201)
def record_task(body: NewTask, asked: PartChange, tx: Transaction) -> Tasks:
    """Ask somebody, or a team, to do something by a day; without either it reminds oneself."""
    return service.record(tx, asked, body)


@router.put("/cases/{ref}/tasks/{number}")
def change_task(number: Number, body: NewTask, asked: PartChange, tx: Transaction) -> Tasks:
    """Change an open task's words, day, or whose it is: by whoever may act on the case; one's own reminder too."""
    return service.change(tx, asked, number, body)


@router.post("/cases/{ref}/tasks/{number}/done")
def finish_task(number: Number, body: TaskDone, asked: PartChange, tx: Transaction) -> Tasks:
    """Record that it was done: by whom it is for, or whoever may act on the case."""
    return service.finish(tx, asked, number, body)


@router.post("/cases/{ref}/tasks/{number}/dropped")
def drop_task(number: Number, body: Dropped, asked: PartChange, tx: Transaction) -> Tasks:
    """Record that it does not go ahead, and why."""
    return service.drop(tx, asked, number, body)
