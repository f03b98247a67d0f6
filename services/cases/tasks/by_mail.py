"""An e-mail that came to a case is to be read: a task by the next working day, for who has the case."""

import math
from datetime import datetime

from sqlmodel import Session

from cases.record.change import Asked
from cases.record.record import CaseRecord
from cases.tasks import repository, service
from cases.tasks.schemas import NewTask
from chassis.auth import Principal
from kernel.localtime import local_date
from kernel.procedures import Books

WHAT = "Read the e-mail that arrived, and answer it where that is needed."
MAILBOX = "E-mail"
"""Who asks, in place of an officer."""


def ask_to_read(tx: Session, case: CaseRecord, by: str | None, books: Books, now: datetime) -> None:
    """Ask for it once, however many arrive until it is done; who put it there has read it. The case is locked.

    A case that nobody has, and no team, stands in the queue for that.
    """
    row = case.row
    kept = repository.of_case(tx, row.authority, row.ref)
    is_asked = any(task.is_open and task.by == MAILBOX for task in kept)
    if is_asked or len(kept) >= service.MOST_TASKS or not (row.owner or row.team) or (by and by == row.owner):
        return
    asker = Principal(MAILBOX, MAILBOX, frozenset(), row.authority, math.inf)
    due_on = books.calendar.add(local_date(now), 1)
    to = {"owner": row.owner} if row.owner else {"team": row.team}
    changes = sum(task.changes for task in kept)
    asked = Asked(asker, row.ref, None, now, books)
    service.add(tx, asked, len(kept), changes, NewTask(what=WHAT, due_on=due_on, **to))
