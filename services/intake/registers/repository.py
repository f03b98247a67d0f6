"""The registers' queries. Contacts belong to a year by their day of receipt, quality alerts by their own day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, tuple_
from sqlmodel import Session, col, select

from chassis.auth import Principal
from intake.acts import ActKind
from intake.models import CaseStatusRow, ContactActRow, ContactRow
from intake.registers.schemas import Register
from intake.repository import Reach, is_shown_to, within
from kernel.vocabulary import Classification, RaisedBy

Year = tuple[date, date]
"""First and last day."""
Part = tuple[str | None, int]

RAISED_BY = {Register.MP: RaisedBy.MP, Register.COUNCILLOR: RaisedBy.COUNCILLOR}
_COMPLIMENTS = case(
    (col(ContactRow.classification) == Classification.COMPLIMENT.value, 1), else_=col(ContactRow.praised)
)
"""How many compliments a contact is, as figures count them: one by its class, else each matter of praise."""


def _of(register: Register, authority: str, year: Year) -> list[ColumnElement[bool]]:
    """Which contacts belong to a register."""
    first, last = year
    if register is Register.QUALITY_ALERT:
        alerted = select(ContactActRow.ref).where(
            ContactActRow.authority == authority,
            ContactActRow.kind == ActKind.ALERTED,
            col(ContactActRow.on).between(first, last),
        )
        return [col(ContactRow.authority) == authority, col(ContactRow.ref).in_(alerted)]
    mine = [col(ContactRow.authority) == authority, col(ContactRow.received_on).between(first, last)]
    if register in RAISED_BY:
        role = col(ContactRow.body)["complainant"]["role"].as_string()
        return [*mine, role == RAISED_BY[register].value]
    if register is Register.COMPLIMENT:
        return [*mine, _COMPLIMENTS > 0]
    return [*mine, col(ContactRow.classification) == Classification.OTHER_CONTACT.value]


def contacts(
    session: Session,
    principal: Principal,
    register: Register,
    year: Year,
    before: tuple[datetime, str] | None,
    limit: int,
    reach: Reach | None,
) -> list[ContactRow]:
    """Contacts of a register that this person may see, newest first; with a `reach`, those within it."""
    query = select(ContactRow).where(*_of(register, principal.authority, year), is_shown_to(principal))
    if reach:
        query = query.where(within(reach))
    if before:
        query = query.where(tuple_(col(ContactRow.received_at), col(ContactRow.ref)) < tuple_(*before))
    newest = query.order_by(col(ContactRow.received_at).desc(), col(ContactRow.ref).desc()).limit(limit)
    return list(session.exec(newest))


def counts_by_class(session: Session, authority: str, register: Register, year: Year) -> list[Part]:
    """How many contacts of a register each class has, most first."""
    return _counts_by(session, authority, register, year, col(ContactRow.classification))


def counts_by_route(session: Session, authority: str, register: Register, year: Year) -> list[Part]:
    """How many contacts of a register went on by each route, most first; None: not yet."""
    route = col(ContactRow.assessment)["redirected_to"].as_string()
    return _counts_by(session, authority, register, year, route)


def dealt_with(session: Session, authority: str, register: Register, year: Year) -> int:
    """Contacts of a register whose case was answered, or ended."""
    query = (
        select(func.count())
        .select_from(ContactRow)
        .join(
            CaseStatusRow,
            and_(
                col(CaseStatusRow.authority) == col(ContactRow.authority),
                col(CaseStatusRow.ref) == col(ContactRow.ref),
            ),
        )
        .where(
            *_of(register, authority, year),
            or_(col(CaseStatusRow.responded_on).is_not(None), col(CaseStatusRow.closed_on).is_not(None)),
        )
    )
    return session.exec(query).one()


def count_compliments(session: Session, authority: str, year: Year) -> int:
    """Compliments of a year, those within complaints too."""
    query = select(func.coalesce(func.sum(_COMPLIMENTS), 0)).where(*_of(Register.COMPLIMENT, authority, year))
    return int(session.exec(query).one())


def acts_of_register(
    session: Session, authority: str, register: Register, year: Year, kind: ActKind
) -> list[ContactActRow]:
    """What of one kind was done with the contacts of a register."""
    refs = select(ContactRow.ref).where(*_of(register, authority, year))
    query = select(ContactActRow).where(
        ContactActRow.authority == authority, ContactActRow.kind == kind, col(ContactActRow.ref).in_(refs)
    )
    return list(session.exec(query))


def find_act(tx: Session, authority: str, ref: str, kind: ActKind) -> ContactActRow | None:
    return tx.get(ContactActRow, (authority, ref, kind.value))


def _counts_by(
    session: Session, authority: str, register: Register, year: Year, part: SQLColumnExpression[Any]
) -> list[Part]:
    """How many contacts of a register each value of `part` has, most first."""
    number = func.count()
    query = (
        select(part, number)
        .where(*_of(register, authority, year))
        .group_by(part)
        .order_by(number.desc(), part.is_(None), part)
    )
    return [(code, count) for code, count in session.exec(query)]
