"""Every query of cases, `authority` first."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import and_, func, tuple_
from sqlalchemy import case as sql_case
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from cases.models import CaseRow, ClockRow, IssueRow, NoteRow, OfficerRow
from kernel.errors import NotFound, Stale
from kernel.vocabulary import Classification, ClockKind, Stage


def find(session: Session, authority: str, ref: str) -> CaseRow | None:
    return session.get(CaseRow, (authority, ref))


def get(session: Session, authority: str, ref: str) -> CaseRow:
    """Raises NotFound."""
    row = find(session, authority, ref)
    if row is None:
        raise NotFound(f"There is no case {ref}, or it is being opened.")
    return row


def get_for_update(tx: Session, authority: str, ref: str, version: int | None = None) -> CaseRow:
    """The case, locked until the transaction ends. Raises NotFound, and Stale if `version` is not its version."""
    row = tx.get(CaseRow, (authority, ref), with_for_update=True)
    if row is None:
        raise NotFound(f"There is no case {ref}, or it is being opened.")
    if version is not None and row.version != version:
        raise Stale(f"{ref} stands at version {row.version}; you read version {version}.")
    return row


def clocks(session: Session, authority: str, refs: Sequence[str]) -> list[ClockRow]:
    query = select(ClockRow).where(ClockRow.authority == authority, col(ClockRow.ref).in_(refs))
    return list(session.exec(query))


def issues(session: Session, authority: str, refs: Sequence[str]) -> list[IssueRow]:
    query = (
        select(IssueRow)
        .where(IssueRow.authority == authority, col(IssueRow.ref).in_(refs))
        .order_by(IssueRow.ref, col(IssueRow.number))
    )
    return list(session.exec(query))


def notes(session: Session, authority: str, ref: str) -> list[NoteRow]:
    query = select(NoteRow).where(NoteRow.authority == authority, NoteRow.ref == ref).order_by(col(NoteRow.number))
    return list(session.exec(query))


def add(tx: Session, rows: Iterable[CaseRow | ClockRow | IssueRow | NoteRow | OfficerRow]) -> None:
    tx.add_all(list(rows))


def save_clocks(tx: Session, rows: Sequence[ClockRow]) -> None:
    """Write a case's clocks, each in the place of the one of its kind that is there."""
    for row in rows:
        tx.merge(row)


def page(
    session: Session,
    authority: str,
    conditions: Sequence[ColumnElement[bool]],
    after: tuple[date, str] | None,
    limit: int,
) -> list[CaseRow]:
    """Cases by the next date owed, then reference."""
    query = select(CaseRow).where(CaseRow.authority == authority, *conditions)
    if after:
        query = query.where(tuple_(col(CaseRow.sort_on), col(CaseRow.ref)) > tuple_(*after))
    return list(session.exec(query.order_by(col(CaseRow.sort_on), col(CaseRow.ref)).limit(limit)))


def is_open() -> ColumnElement[bool]:
    return col(CaseRow.is_open).is_(True)


def is_late(today: date) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_due_on) < today)


def is_soon(today: date) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_soon_on) <= today, col(CaseRow.next_due_on) >= today)


def is_to_acknowledge() -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_due_kind) == ClockKind.ACKNOWLEDGE)


def has_owner(subject: str) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.owner) == subject)


def has_no_owner() -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.owner).is_(None))


def counts(
    session: Session, authority: str, subject: str, today: date, conditions: Sequence[ColumnElement[bool]]
) -> dict[str, int]:
    """How many cases each view of the queue holds."""
    views = {
        "mine": has_owner(subject),
        "late": is_late(today),
        "soon": is_soon(today),
        "unowned": has_no_owner(),
        "open": is_open(),
        "closed": col(CaseRow.is_open).is_(False),
        "to_acknowledge": is_to_acknowledge(),
    }
    sums = [func.coalesce(func.sum(sql_case((view, 1), else_=0)), 0).label(name) for name, view in views.items()]
    query = cast(Any, select)(*sums).where(CaseRow.authority == authority, *conditions)
    return dict(session.execute(query).mappings().one())


def filters(
    *,
    team: str | None,
    owner: str | None,
    classification: Classification | None,
    stage: Stage | None,
    ref: str | None,
) -> list[ColumnElement[bool]]:
    """The conditions of a list's filters."""
    conditions: list[ColumnElement[bool]] = []
    if team:
        conditions.append(col(CaseRow.team) == team)
    if owner:
        conditions.append(col(CaseRow.owner) == owner)
    if classification:
        conditions.append(col(CaseRow.classification) == classification)
    if stage:
        conditions.append(col(CaseRow.stage) == stage)
    if ref:
        escaped = ref.strip().upper().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        conditions.append(col(CaseRow.ref).like(f"%{escaped}%", escape="\\"))
    return conditions


def find_officer(session: Session, authority: str, subject: str) -> OfficerRow | None:
    return session.get(OfficerRow, (authority, subject))


def officers(session: Session, authority: str) -> list[OfficerRow]:
    return list(
        session.exec(select(OfficerRow).where(OfficerRow.authority == authority).order_by(OfficerRow.name))
    )


def officer_names(session: Session, authority: str) -> dict[str, str]:
    """Names by subject."""
    return {officer.subject: officer.name for officer in officers(session, authority)}


def load_by_officer(session: Session, authority: str, today: date) -> dict[str, tuple[int, int]]:
    """Open cases, and those of them late or due soon, by owner."""
    pressing = sql_case((col(CaseRow.next_soon_on) <= today, 1), else_=0)
    query = (
        select(CaseRow.owner, func.count(), func.coalesce(func.sum(pressing), 0))
        .where(CaseRow.authority == authority, is_open(), col(CaseRow.owner).is_not(None))
        .group_by(CaseRow.owner)
    )
    return {str(owner): (total, int(due)) for owner, total, due in session.exec(query)}
