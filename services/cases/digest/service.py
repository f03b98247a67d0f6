"""What an officer's day brings, bounded whatever they have. It is sent to nobody."""

from datetime import date

from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from cases.digest.schemas import Digest, OwedCase, OwedCases
from cases.queue import repository as queue
from cases.queue.schemas import Sort
from cases.record.models import CaseRow
from cases.record.views import NARRATIVE
from cases.tasks import service as tasks
from cases.watching import repository as watching
from cases.watching.schemas import WatchedCase
from chassis.auth import Principal
from kernel.vocabulary import Act
from kernel.words import TO_DO

AT_MOST = 20
"""Of each part."""


def digest(session: Session, principal: Principal, today: date) -> Digest:
    """Their late cases and those due today, tasks due, and news of the cases that they watch."""
    return Digest(
        on=today,
        late=_owed(session, principal, queue.is_late(today)),
        due=_owed(session, principal, queue.is_due_on(today)),
        tasks=tasks.due(session, principal, today, AT_MOST),
        watched=[
            WatchedCase(ref=ref, news=news)
            for ref, news in watching.news(session, principal, AT_MOST, only_news=True)
        ],
        withheld=[] if principal.may("cases:narrative") else [NARRATIVE],
    )


def _owed(session: Session, principal: Principal, owes: ColumnElement[bool]) -> OwedCases:
    conditions = [owes, queue.has_owner(principal.subject), queue.is_shown_to(principal)]
    rows = queue.page(session, principal.authority, conditions, Sort.DUE, None, AT_MOST)
    total = len(rows) if len(rows) < AT_MOST else queue.count(session, principal.authority, conditions)
    return OwedCases(total=total, items=[_one(row) for row in rows])


def _one(row: CaseRow) -> OwedCase:
    assert row.next_due_act is not None, "what has a next date owes something by it"
    return OwedCase(ref=row.ref, due_on=row.sort_on, what=TO_DO[Act(row.next_due_act)])
