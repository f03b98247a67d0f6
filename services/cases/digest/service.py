"""What an officer's day brings, bounded whatever they have. By e-mail it goes to who wants it."""

from datetime import date

from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col

from cases.digest.schemas import Digest, DigestMail, DigestMailWanted, OwedCase, OwedCases
from cases.officers import repository as officers
from cases.officers.models import OfficerRow
from cases.outbox.postroom import PostRoom
from cases.queue import repository as queue
from cases.queue.schemas import Sort
from cases.record.models import CaseRow
from cases.record.views import NARRATIVE
from cases.tables import restricted_cases
from cases.tasks import service as tasks
from cases.watching import repository as watching
from cases.watching.schemas import WatchedCase
from chassis import restricted
from chassis.auth import Principal
from kernel.errors import Conflict
from kernel.vocabulary import Act, SendingWay
from kernel.words import TO_DO

AT_MOST = 20
"""Of each part."""


def digest(session: Session, principal: Principal, today: date) -> Digest:
    """Their late cases and those due today, tasks due, and news of the cases that they watch."""
    return _digest(session, principal, today, queue.is_shown_to(principal))


def open_to_all(session: Session, principal: Principal, today: date) -> Digest:
    """The same without restricted cases, whoever is named for them: for what leaves the product."""
    secret = restricted.every(restricted_cases, principal.authority)
    found = _digest(session, principal, today, col(CaseRow.ref).not_in(secret))
    among = {task.ref for task in found.tasks} | {case.ref for case in found.watched}
    hidden = set(session.execute(secret.where(restricted_cases.c.ref.in_(among))).scalars())
    return found.model_copy(
        update={
            "tasks": [task for task in found.tasks if task.ref not in hidden],
            "watched": [case for case in found.watched if case.ref not in hidden],
        }
    )


def mail(session: Session, principal: Principal, room: PostRoom) -> DigestMail:
    """Whether somebody has it by e-mail, and where it would go."""
    return _mail(officers.find(session, principal.authority, principal.subject), room)


def want_mail(
    tx: Session, principal: Principal, body: DigestMailWanted, today: date, room: PostRoom
) -> DigestMail:
    """Have it by e-mail from the next working day on, or no more. Raises Conflict where it cannot be sent."""
    row = officers.find_for_update(tx, principal.authority, principal.subject)
    if row is None or (body.is_wanted and _mail(row, room).to is None):
        raise Conflict("It cannot be sent: your sign-in names no address of yours, or no e-mail leaves here.")
    if body.is_wanted and not row.wants_digest:
        row.digest_on = today
    row.wants_digest = body.is_wanted
    tx.add(row)
    return _mail(row, room)


def _mail(row: OfficerRow | None, room: PostRoom) -> DigestMail:
    leaves = SendingWay.EMAIL in room.transports
    return DigestMail(to=row.email if row and leaves else None, is_wanted=row is not None and row.wants_digest)


def _digest(session: Session, principal: Principal, today: date, is_shown: ColumnElement[bool]) -> Digest:
    return Digest(
        on=today,
        late=_owed(session, principal, [queue.is_late(today), is_shown]),
        due=_owed(session, principal, [queue.is_due_on(today), is_shown]),
        tasks=tasks.due(session, principal, today, AT_MOST),
        watched=[
            WatchedCase(ref=ref, news=news)
            for ref, news in watching.news(session, principal, AT_MOST, only_news=True)
        ],
        withheld=[] if principal.may("cases:narrative") else [NARRATIVE],
    )


def _owed(session: Session, principal: Principal, owes: list[ColumnElement[bool]]) -> OwedCases:
    conditions = [*owes, queue.has_owner(principal.subject)]
    rows = queue.page(session, principal.authority, conditions, Sort.DUE, None, AT_MOST)
    total = len(rows) if len(rows) < AT_MOST else queue.count(session, principal.authority, conditions)
    return OwedCases(total=total, items=[_one(row) for row in rows])


def _one(row: CaseRow) -> OwedCase:
    assert row.next_due_act is not None, "what has a next date owes something by it"
    return OwedCase(ref=row.ref, due_on=row.sort_on, what=TO_DO[Act(row.next_due_act)])
