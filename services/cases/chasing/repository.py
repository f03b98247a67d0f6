"""Whom to chase, and who is being chased; `authority` first."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from cases.letters.models import LetterRow
from cases.outbox.models import OutboxRow
from cases.record.models import CaseRow
from kernel.vocabulary import LetterKind, LetterState, SendingState

MOST_AT_ONCE = 200


def due(session: Session, authorities: Collection[str], today: date) -> list[tuple[str, str]]:
    """Cases in which a contributor is to be chased, those that are longest overdue first; at most so many."""
    query = (
        select(CaseRow.authority, CaseRow.ref)
        .where(col(CaseRow.authority).in_(authorities), col(CaseRow.next_chase_on) <= today)
        .order_by(col(CaseRow.next_chase_on), col(CaseRow.authority), col(CaseRow.ref))
        .limit(MOST_AT_ONCE)
    )
    return list(session.exec(query))


def waiting(session: Session, by: str) -> list[OutboxRow]:
    """Messages of one sender that have not left yet, whichever council's."""
    query = select(OutboxRow).where(OutboxRow.state == SendingState.WAITING, OutboxRow.by == by)
    return list(session.exec(query.order_by(col(OutboxRow.turn_at)).limit(MOST_AT_ONCE)))


def being_written(session: Session, authority: str, ref: str) -> set[int]:
    """Requests of a case of which a chase is drafted, or waits to leave."""
    query = select(LetterRow.request).where(
        LetterRow.authority == authority,
        LetterRow.ref == ref,
        LetterRow.kind == LetterKind.CONTRIBUTION_CHASE,
        col(LetterRow.state).in_([LetterState.DRAFT, LetterState.LEAVING]),
    )
    return {number for number in session.exec(query) if number is not None}
