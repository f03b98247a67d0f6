"""Every query of cases, `authority` first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import and_, func, or_, tuple_, update
from sqlalchemy import case as sql_case
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from cases.models import (
    CaseRow,
    CasesTable,
    ClockRow,
    ExtensionRow,
    HoldRow,
    IssueRow,
    NoteRow,
    OfficerRow,
    RequestRow,
    StageRow,
)
from kernel.errors import NotFound, Stale
from kernel.vocabulary import Act, Classification, Status, Unit, WorkingDayRule


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
    """Clocks of some cases, to be read only: plain rows, which are made several times as fast as entities."""
    columns = ClockRow.__table__.c  # type: ignore[attr-defined]
    query = cast(Any, select)(*columns).where(columns.authority == authority, columns.ref.in_(refs))
    return cast(list[ClockRow], session.execute(query).all())


def issues(session: Session, authority: str, refs: Sequence[str]) -> list[IssueRow]:
    return _numbered(session, IssueRow, authority, refs)


def stages(session: Session, authority: str, refs: Sequence[str]) -> list[StageRow]:
    return _numbered(session, StageRow, authority, refs)


def holds(session: Session, authority: str, refs: Sequence[str]) -> list[HoldRow]:
    return _numbered(session, HoldRow, authority, refs)


def requests(session: Session, authority: str, refs: Sequence[str]) -> list[RequestRow]:
    return _numbered(session, RequestRow, authority, refs)


def extensions(session: Session, authority: str, ref: str) -> list[ExtensionRow]:
    return _numbered(session, ExtensionRow, authority, [ref])


Numbered = TypeVar("Numbered", IssueRow, StageRow, HoldRow, RequestRow, ExtensionRow)


def _numbered(session: Session, table: type[Numbered], authority: str, refs: Sequence[str]) -> list[Numbered]:
    """Parts of some cases, in the order of their numbers."""
    query = (
        select(table)
        .where(table.authority == authority, col(table.ref).in_(refs))
        .order_by(col(table.ref), col(table.number))
    )
    return list(session.exec(query))


def notes(session: Session, authority: str, ref: str) -> list[NoteRow]:
    query = select(NoteRow).where(NoteRow.authority == authority, NoteRow.ref == ref).order_by(col(NoteRow.number))
    return list(session.exec(query))


def add(tx: Session, rows: Iterable[CasesTable]) -> None:
    tx.add_all(list(rows))


def save_clocks(tx: Session, rows: Sequence[ClockRow]) -> None:
    """Write a case's clocks, each in the place of the one of its kind that is there."""
    for row in rows:
        tx.merge(row)


SORTING = {"is_open", "sort_on", "next_due_kind", "next_due_act", "next_due_on", "next_soon_on"}
"""What lists of cases sort and filter by; it follows from the clocks."""


def update_clocks(tx: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write columns of many clocks that are there, at once; each row names its clock's key too."""
    if rows:
        tx.execute(update(ClockRow), rows)


def update_sorting(tx: Session, rows: Sequence[CaseRow]) -> None:
    """Write the versions of many cases and what lists sort them by, at once."""
    if rows:
        columns = {"authority", "ref", "version", *SORTING}
        tx.execute(update(CaseRow), [row.model_dump(include=columns) for row in rows])


def refs_running_over(
    session: Session, authority: str, first: date, last: date, today: date, *, closures_only: bool
) -> set[str]:
    """Cases with a running clock in working days that may count a day from `first` to `last`.

    Its date has not passed `today`, or is not known; `closures_only`: of clocks that the council's closures stop.
    """
    due_on = col(ClockRow.due_on)
    query = select(ClockRow.ref).where(
        ClockRow.authority == authority,
        col(ClockRow.met_on).is_(None),
        col(ClockRow.cancelled).is_(False),
        or_(due_on.is_(None), due_on >= max(first, today)),
        ClockRow.started_on < last,
        ClockRow.unit == Unit.WORKING_DAYS,
    )
    if closures_only:
        query = query.where(ClockRow.working_days == WorkingDayRule.COUNCIL)
    return set(session.exec(query))


def refs_soon_over(session: Session, authority: str, first: date, last: date) -> set[str]:
    """Open cases whose next date reads "soon" from a day that depends on the days from `first` to `last`."""
    query = select(CaseRow.ref).where(
        CaseRow.authority == authority,
        is_open(),
        col(CaseRow.next_due_on) >= first,
        col(CaseRow.next_soon_on) <= last,
    )
    return set(session.exec(query))


def cases(session: Session, authority: str, refs: Sequence[str]) -> list[CaseRow]:
    """Some cases, in the order of their references."""
    query = select(CaseRow).where(CaseRow.authority == authority, col(CaseRow.ref).in_(refs))
    return list(session.exec(query.order_by(col(CaseRow.ref))))


def count_open(session: Session, authority: str) -> int:
    """How many cases are open."""
    return session.exec(select(func.count()).where(CaseRow.authority == authority, is_open())).one()


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
    return and_(is_open(), col(CaseRow.next_due_act) == Act.ACKNOWLEDGED)


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
    stage: Status | None,
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
