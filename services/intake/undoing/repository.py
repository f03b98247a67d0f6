"""Every query of imports that are taken back, `authority` first."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import delete, union
from sqlmodel import Session, col, select

from chassis.rows import put, table_of
from intake.models import (
    CaseStatusRow,
    ContactActRow,
    ContactRow,
    DutyRow,
    FileRow,
    ImportJobRow,
    LegalHoldRow,
    LinkRow,
    MailRow,
    PeopleChangeRow,
    ReclassificationRow,
    RestrictionRow,
    TransferRow,
    WorkedOnRow,
)

TRACES = (
    CaseStatusRow,
    ContactActRow,
    DutyRow,
    FileRow,
    LegalHoldRow,
    LinkRow,
    MailRow,
    PeopleChangeRow,
    ReclassificationRow,
    RestrictionRow,
    TransferRow,
    WorkedOnRow,
)
"""Whoever works on a contact or its case leaves a row in one of these."""
AT_A_TIME = 1000
"""References in a statement."""


def lines_of(tx: Session, authority: str, job_id: str) -> Sequence[Any]:
    """Reference and sequence of the contacts that an import added and that are still there."""
    query = (
        select(ContactRow.ref, ContactRow.sequence)
        .where(ContactRow.authority == authority, ContactRow.import_job == job_id)
        .order_by(ContactRow.ref)
    )
    return tx.exec(query).all()


def worked_on(session: Session, authority: str, refs: Sequence[str]) -> list[str]:
    """Those of some references on which somebody has worked, as far as intake knows."""
    found: set[str] = set()
    for some in _batches(refs):
        traces = [
            select(col(table.ref)).where(table.authority == authority, col(table.ref).in_(some))
            for table in TRACES
        ]
        changed = select(col(ContactRow.ref)).where(
            ContactRow.authority == authority, col(ContactRow.ref).in_(some), col(ContactRow.sequence) > 1
        )
        found |= set(session.scalars(union(*traces, changed)))
    return sorted(found)


def keep_worked_on(tx: Session, authority: str, refs: Collection[str]) -> None:
    """Remember of those that an import brought that somebody has worked on them."""
    imported = select(ContactRow.ref).where(
        ContactRow.authority == authority, col(ContactRow.ref).in_(refs), col(ContactRow.import_job).is_not(None)
    )
    put(tx, table_of(WorkedOnRow), [{"authority": authority, "ref": ref} for ref in tx.exec(imported)])


def leaving(tx: Session, authority: str, refs: Sequence[str]) -> dict[str, ContactRow]:
    """Those of some contacts whose import is being undone."""
    query = (
        select(ContactRow)
        .join(
            ImportJobRow,
            (col(ImportJobRow.authority) == ContactRow.authority)
            & (col(ImportJobRow.job_id) == ContactRow.import_job),
        )
        .where(
            ContactRow.authority == authority,
            col(ContactRow.ref).in_(refs),
            col(ImportJobRow.undone_at).is_not(None),
        )
    )
    return {row.ref: row for row in tx.exec(query)}


def remove(tx: Session, authority: str, refs: Collection[str]) -> None:
    tx.execute(delete(ContactRow).where(col(ContactRow.authority) == authority, col(ContactRow.ref).in_(refs)))


def _batches(refs: Sequence[str]) -> Iterator[list[str]]:
    left = iter(refs)
    while some := list(islice(left, AT_A_TIME)):
        yield some
