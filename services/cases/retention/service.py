"""Lets go of cases that intake asks for, in the change that answers it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select, update
from sqlmodel import Session

from cases.learning.models import LearningRow
from cases.ombudsman.models import OmbudsmanRow
from cases.outbox.models import OutboxRow
from cases.record.models import CaseRow
from cases.remedies.models import RemedyRow
from cases.retention.traces import TRACES
from cases.tables import feed_of_cases
from cases.tasks.models import TaskRow
from chassis import feed
from chassis.letting_go import counted, let_go
from chassis.rows import table_of
from kernel.events import DisposalAnswered, DisposalAsked
from kernel.imported import told_without_words
from kernel.procedures import Council
from kernel.vocabulary import Disposal, KeptBecause, SendingState

CASES = table_of(CaseRow)
OWED = (
    (KeptBecause.OMBUDSMAN_OPEN, OmbudsmanRow, "is_open", [True]),
    (KeptBecause.REMEDY_OPEN, RemedyRow, "is_open", [True]),
    (KeptBecause.LEARNING_OPEN, LearningRow, "is_open", [True]),
    (KeptBecause.TASK_OPEN, TaskRow, "is_open", [True]),
    (KeptBecause.MESSAGE_WAITS, OutboxRow, "state", [SendingState.WAITING, SendingState.SENDING]),
    (KeptBecause.CASE_OPEN, CaseRow, "is_open", [True]),
)
"""What of a case is still to be done; of several reasons the last one is told."""


def answer(tx: Session, council: Council, asked: Sequence[DisposalAsked], today: date) -> None:
    """Let go of cases of one council, and tell of each that it went, that there was none, or why it stays.

    Their earlier changes are written already. Whoever changes one of them meanwhile waits.
    """
    authority = council.code
    _lock(tx, authority, [each.ref for each in asked])
    kept = dict(_kept(tx, authority, [each.ref for each in asked]))
    removed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for act in Disposal:
        refs = [each.ref for each in asked if each.act is act and each.ref not in kept]
        if not refs:
            continue
        removed |= let_go(tx, TRACES, act, council, refs)
        if act is Disposal.DESTROY:
            feed.let_go(tx, feed_of_cases, authority, refs)
        else:
            theirs = (CASES.c.authority == authority, CASES.c.ref.in_(refs))
            imported = (
                tx.execute(select(CASES.c.ref).where(*theirs, CASES.c.recorded.is_not(None))).scalars().all()
            )
            feed.rewrite(
                tx,
                feed_of_cases,
                authority,
                imported,
                lambda data: told_without_words(data, council.learning_action),
            )
            tx.execute(update(CASES).where(*theirs).values(anonymised_on=today, version=CASES.c.version + 1))
    for each in asked:
        feed.append(
            tx,
            DisposalAnswered(
                authority=authority,
                ref=each.ref,
                sequence=each.sequence,
                occurred_on=today,
                by=each.by,
                act=each.act,
                kept_because=kept.get(each.ref),
                removed=counted(removed[each.ref]),
            ),
        )


def _lock(tx: Session, authority: str, refs: Sequence[str]) -> None:
    theirs = (CASES.c.authority == authority, CASES.c.ref.in_(refs))
    tx.execute(select(CASES.c.ref).where(*theirs).order_by(CASES.c.ref).with_for_update()).all()


def _kept(tx: Session, authority: str, refs: Sequence[str]) -> Iterator[tuple[str, KeptBecause]]:
    for because, kind, column, values in OWED:
        table = table_of(kind)
        theirs = (table.c.authority == authority, table.c.ref.in_(refs), table.c[column].in_(values))
        for ref in tx.execute(table.select().with_only_columns(table.c.ref).where(*theirs)).scalars():
            yield ref, because
