"""Lists of cases and their conditions, `authority` first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import and_, func, or_, tuple_, union_all
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from cases.clocks.models import ClockRow
from cases.learning import repository as learning
from cases.learning.models import LearningRow
from cases.officers.models import OfficerRow
from cases.ombudsman import repository as with_ombudsman
from cases.ombudsman.models import OmbudsmanRow
from cases.queue.schemas import FollowUp, Sort
from cases.record.models import CaseRow
from cases.record.repository import every_case, is_open, rows_of
from cases.remedies import repository as remedies
from cases.remedies.models import RemedyRow
from cases.tables import NOTHING_OWED, restricted_cases
from chassis import restricted
from chassis.auth import Principal
from kernel.vocabulary import Act, Classification, Disposition, Status

OWED = cast(ColumnElement[Any], col(CaseRow.sort_on))
"""The next date owed."""


def page(
    session: Session,
    authority: str,
    conditions: Sequence[ColumnElement[bool]],
    sort: Sort,
    after: tuple[date | str, ...] | None,
    limit: int,
) -> list[CaseRow]:
    """Cases in an order, after the last one of the page before: its `key`."""
    keys = [*_keys(authority, sort), col(CaseRow.ref)]
    query = every_case().where(col(CaseRow.authority) == authority, *conditions)
    if after:
        query = query.where(tuple_(*keys) > tuple_(*after))
    return rows_of(session, query.order_by(*keys).limit(limit))


def _keys(authority: str, sort: Sort) -> list[ColumnElement[Any]]:
    match sort:
        case Sort.DUE:
            return [OWED]
        case Sort.RECEIVED:
            return [cast(ColumnElement[Any], col(CaseRow.received_on))]
        case Sort.SCORE:
            return [cast(ColumnElement[Any], col(CaseRow.rank_on))]
        case Sort.OWNER:
            mine = (col(OfficerRow.authority) == authority, col(OfficerRow.subject) == col(CaseRow.owner))
            name = sql_select(col(OfficerRow.name)).where(*mine).scalar_subquery()
            return [func.coalesce(name, col(CaseRow.owner), ""), OWED]


def key(row: CaseRow, sort: Sort, names: Mapping[str, str]) -> tuple[date | str, ...]:
    """Where a case stands in an order, without its reference: the values of what it is sorted by."""
    match sort:
        case Sort.DUE:
            return (row.sort_on,)
        case Sort.RECEIVED:
            return (row.received_on,)
        case Sort.SCORE:
            return (row.rank_on,)
        case Sort.OWNER:
            return (names.get(row.owner, row.owner) if row.owner else "", row.sort_on)


def count(session: Session, authority: str, conditions: Sequence[ColumnElement[bool]]) -> int:
    return session.exec(select(func.count()).where(CaseRow.authority == authority, *conditions)).one()


def is_late(today: date) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_due_on) < today)


def is_soon(today: date) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_soon_on) <= today, col(CaseRow.next_due_on) >= today)


def is_due_on(today: date) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_due_on) == today)


def is_to_acknowledge() -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.next_due_act) == Act.ACKNOWLEDGED)


def is_to_chase(today: date) -> ColumnElement[bool]:
    """A contributor is to be reminded, and the case is not answered yet."""
    return col(CaseRow.next_chase_on) <= today


def is_to_tell(today: date) -> ColumnElement[bool]:
    """An answer is late, and somebody is to be told so."""
    return col(CaseRow.next_tell_on) <= today


def is_late_without_reason() -> ColumnElement[bool]:
    """An answer came after its target, and nobody said why; whether the case is open or not."""
    return col(CaseRow.late_stage).is_not(None)


def is_ready_to_close() -> ColumnElement[bool]:
    """Answered, and nothing is owed or missing before it closes."""
    return col(CaseRow.may_close).is_(True)


def is_shown_to(principal: Principal) -> ColumnElement[bool]:
    """Not restricted, or to people of whom this is one."""
    return col(CaseRow.ref).not_in(restricted.hidden(restricted_cases, principal))


def count_restricted(session: Session, principal: Principal) -> int:
    """How many cases this person does not see, because they are restricted."""
    query = select(func.count()).where(CaseRow.authority == principal.authority, ~is_shown_to(principal))
    return session.exec(query).one()


def has_owner(subject: str) -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.owner) == subject)


def has_no_owner() -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.owner).is_(None))


def has_follow_up(authority: str) -> ColumnElement[bool]:
    """A remedy or an action that was learned is open, whether the case is or not."""
    return _ref_in(remedies.open_ones(authority), learning.open_ones(authority))


def has_late_follow_up(authority: str, today: date) -> ColumnElement[bool]:
    return _ref_in(
        remedies.open_ones(authority).where(col(RemedyRow.sort_on) < today),
        learning.open_ones(authority).where(col(LearningRow.sort_on) < today),
    )


def is_with_ombudsman(authority: str) -> ColumnElement[bool]:
    """The Ombudsman has it or waits for an answer, or a remedy agreed with it is not done yet.

    Whether the case is open or not; an enquiry that came as a contact of its own is with it while it is open.
    """
    unanswered = select(col(ClockRow.ref)).where(with_ombudsman.is_unanswered(authority))
    return or_(_ref_in(with_ombudsman.open_ones(authority), unanswered), _is_open_enquiry())


def _is_open_enquiry() -> ColumnElement[bool]:
    return and_(is_open(), col(CaseRow.classification) == Classification.OMBUDSMAN_ENQUIRY)


def _ref_in(*queries: SelectOfScalar[str]) -> ColumnElement[bool]:
    return or_(*(col(CaseRow.ref).in_(query) for query in queries))


def follow_ups(
    session: Session, authority: str, refs: Sequence[str], today: date, *, ombudsman: bool
) -> dict[str, FollowUp]:
    """What some cases have to follow up, or owe the Ombudsman, in one statement."""
    kinds: list[Any] = [OmbudsmanRow] if ombudsman else [RemedyRow, LearningRow]
    queries = [
        sql_select(kind.ref, kind.sort_on).where(
            kind.authority == authority, kind.ref.in_(refs), kind.is_open.is_(True)
        )
        for kind in kinds
    ]
    if ombudsman:
        due_on = func.coalesce(ClockRow.due_on, NOTHING_OWED)
        asked = sql_select(col(ClockRow.ref), due_on).where(with_ombudsman.is_unanswered(authority))
        enquiries = sql_select(col(CaseRow.ref), col(CaseRow.sort_on)).where(
            col(CaseRow.authority) == authority, col(CaseRow.ref).in_(refs), _is_open_enquiry()
        )
        queries += [asked.where(col(ClockRow.ref).in_(refs)), enquiries]
    together = union_all(*queries).subquery()
    late = func.sum(sql_case((together.c.sort_on < today, 1), else_=0))
    query = sql_select(together.c.ref, func.count(), late, func.min(together.c.sort_on)).group_by(together.c.ref)
    return {
        ref: FollowUp(open=total, late=late, due_on=None if first == NOTHING_OWED else first)
        for ref, total, late, first in session.execute(query)
    }


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
        "to_chase": is_to_chase(today),
        "to_tell": is_to_tell(today),
        "late_without_reason": is_late_without_reason(),
        "ready_to_close": is_ready_to_close(),
        "follow_up": has_follow_up(authority),
        "follow_up_late": has_late_follow_up(authority, today),
        "ombudsman": is_with_ombudsman(authority),
    }
    sums = [func.coalesce(func.sum(sql_case((view, 1), else_=0)), 0).label(name) for name, view in views.items()]
    query = cast(Any, select)(*sums).where(CaseRow.authority == authority, *conditions)
    return dict(session.execute(query).mappings().one())


def filters(
    *,
    team: str | None,
    owner: str | None,
    classification: Classification | None,
    status: Status | None,
    ref: str | None,
) -> list[ColumnElement[bool]]:
    """The conditions of a list's filters."""
    conditions: list[ColumnElement[bool]] = []
    if team:
        conditions.append(col(CaseRow.team) == team)
    if owner:
        conditions.append(col(CaseRow.owner) == owner)
    if classification:
        waiting = [disposition for disposition in Disposition if not disposition.is_decided]
        conditions += [col(CaseRow.classification) == classification, col(CaseRow.disposition).not_in(waiting)]
    if status:
        conditions.append(col(CaseRow.stage) == status)
    if ref:
        escaped = ref.strip().upper().replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        conditions.append(col(CaseRow.ref).like(f"%{escaped}%", escape="\\"))
    return conditions
