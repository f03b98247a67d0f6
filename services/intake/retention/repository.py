"""Every query of how long contacts are kept, `authority` first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    String,
    Table,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union,
    update,
)
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from chassis import restricted
from chassis.auth import Principal
from chassis.rows import change, table_of
from intake.models import (
    CaseStatusRow,
    ContactRow,
    DisposalRow,
    LegalHoldRow,
    LinkRow,
    MailRawRow,
    MailRow,
    UnfinishedRow,
    restricted_contacts,
)
from intake.retention.rules import last_start
from kernel.procedures import Schedule
from kernel.vocabulary import Classification, Disposal, DisposalState, MailState

CONTACTS, STATUSES = table_of(ContactRow), table_of(CaseStatusRow)
HOLDS, DISPOSALS, LINKS = table_of(LegalHoldRow), table_of(DisposalRow), table_of(LinkRow)
MAILS, RAW_MAILS = table_of(MailRow), table_of(MailRawRow)
UNFINISHED = table_of(UnfinishedRow)
OPENS_CASE = [kind.value for kind in Classification if kind.opens_case]

_CASE = and_(STATUSES.c.authority == CONTACTS.c.authority, STATUSES.c.ref == CONTACTS.c.ref)
_PROCEDURE = CONTACTS.c.assessment["procedure"].as_string()
_OUTCOME = func.coalesce(STATUSES.c.outcome, CONTACTS.c.line["outcome"].as_string())
# As ISO text, which sorts as days do: what was imported has its days in its line alone, which is read once.
_ENDED = case(
    (STATUSES.c.ref.is_not(None), cast(STATUSES.c.closed_on, String)),
    else_=func.coalesce(
        CONTACTS.c.line["closed_on"].as_string(),
        case((CONTACTS.c.classification.not_in(OPENS_CASE), cast(CONTACTS.c.received_on, String))),
    ),
)
_LINKED = select(LINKS.c.other).where(LINKS.c.authority == CONTACTS.c.authority, LINKS.c.ref == CONTACTS.c.ref)
# What somebody linked to a matter that is held is part of it.
_IS_HELD = exists().where(
    HOLDS.c.authority == CONTACTS.c.authority,
    or_(HOLDS.c.ref == CONTACTS.c.ref, HOLDS.c.ref.in_(_LINKED.correlate(CONTACTS).scalar_subquery())),
    HOLDS.c.ended_at.is_(None),
)


class Record(NamedTuple):
    """A contact as its schedule looks at it.

    Attributes:
        schedule: its place among its council's; None: it falls under none.
        ended_on: its case was closed, or it was received and opened none; None: it did not end.
    """

    ref: str
    title: str
    classification: str
    outcome: str | None
    ended_on: date | None
    schedule: int | None
    held: bool
    undecided: bool
    duty_on: date | None
    plan_review_on: date | None
    anonymised_on: date | None
    sequence: int


def records(
    session: Session, principal: Principal, schedules: Sequence[Schedule], refs: Collection[str]
) -> list[Record]:
    """Those of some contacts that this person may see."""
    query = _records(schedules).where(CONTACTS.c.authority == principal.authority, CONTACTS.c.ref.in_(refs))
    return [_record(row) for row in session.execute(query.where(_is_shown_to(principal)))]


def due(
    session: Session,
    principal: Principal,
    schedules: Sequence[Schedule],
    today: date,
    after: tuple[str, str] | None,
    limit: int,
) -> list[Record]:
    """Contacts whose schedule has run out, that nobody holds or has approved, the longest kept first."""
    if not schedules:
        return []
    act = _by_schedule(schedules, lambda schedule: schedule.then.value)
    going = exists().where(
        DISPOSALS.c.authority == CONTACTS.c.authority,
        DISPOSALS.c.ref == CONTACTS.c.ref,
        DISPOSALS.c.act == act,
        DISPOSALS.c.state != DisposalState.KEPT.value,
    )
    # References first: what else is told is worked out of JSON, and of those alone that are.
    query = select(CONTACTS.c.ref, _ENDED).select_from(CONTACTS.outerjoin(STATUSES, _CASE))
    query = query.where(
        CONTACTS.c.authority == principal.authority,
        or_(CONTACTS.c.anonymised_on.is_(None), act == Disposal.DESTROY.value),
        _by_schedule(schedules, lambda schedule: last_start(today, schedule.years).isoformat()) >= _ENDED,
        ~_IS_HELD,
        ~going,
        _is_shown_to(principal),
    )
    if after:
        query = query.where(tuple_(_ENDED, CONTACTS.c.ref) > tuple_(*map(literal, after)))
    refs = session.scalars(query.order_by(_ENDED, CONTACTS.c.ref).limit(limit)).all()
    found = {record.ref: record for record in records(session, principal, schedules, refs)}
    return [found[ref] for ref in refs if ref in found]


def lock(tx: Session, authority: str, refs: Collection[str]) -> list[dict[str, Any]]:
    """Some contacts, locked until the transaction ends; others are let go of, held or changed after it."""
    query = select(CONTACTS).where(CONTACTS.c.authority == authority, CONTACTS.c.ref.in_(refs))
    return [dict(row) for row in tx.execute(query.order_by(CONTACTS.c.ref).with_for_update()).mappings()]


def linked_to(session: Session, authority: str, ref: str) -> Sequence[str]:
    """What a hold on a contact keeps beside it."""
    return session.scalars(select(LINKS.c.other).where(LINKS.c.authority == authority, LINKS.c.ref == ref)).all()


def holds(session: Session, authority: str, ref: str) -> list[LegalHoldRow]:
    """Those of a contact, the newest first."""
    query = select_rows(LegalHoldRow).where(LegalHoldRow.authority == authority, LegalHoldRow.ref == ref)
    return list(session.exec(query.order_by(col(LegalHoldRow.at).desc())))


def held_among(session: Session, principal: Principal) -> list[LegalHoldRow]:
    """Those that keep something now which this person may see."""
    shown = col(LegalHoldRow.ref).not_in(restricted.hidden(restricted_contacts, principal))
    query = select_rows(LegalHoldRow).where(
        LegalHoldRow.authority == principal.authority, col(LegalHoldRow.ended_at).is_(None), shown
    )
    return list(session.exec(query.order_by(col(LegalHoldRow.at).desc(), LegalHoldRow.ref)))


def disposals(session: Session, authority: str, refs: Collection[str]) -> list[DisposalRow]:
    query = select_rows(DisposalRow).where(DisposalRow.authority == authority, col(DisposalRow.ref).in_(refs))
    return list(session.exec(query.order_by(col(DisposalRow.approved_at).desc())))


def newest_disposals(
    session: Session, principal: Principal, before: tuple[datetime, str] | None, limit: int
) -> list[DisposalRow]:
    query = select_rows(DisposalRow).where(
        DisposalRow.authority == principal.authority,
        col(DisposalRow.ref).not_in(restricted.hidden(restricted_contacts, principal)),
    )
    order = (col(DisposalRow.approved_at), col(DisposalRow.ref))
    if before:
        query = query.where(tuple_(*order) < tuple_(*map(literal, before)))
    return list(session.exec(query.order_by(*(column.desc() for column in order)).limit(limit)))


def remove_beside(tx: Session, authority: str, refs: Collection[str], *, wholly: bool) -> None:
    """What names these contacts by something else than their reference; `wholly`: they are destroyed."""
    theirs = select(MAILS.c.id).where(MAILS.c.authority == authority, MAILS.c.ref.in_(refs))
    tx.execute(delete(RAW_MAILS).where(RAW_MAILS.c.authority == authority, RAW_MAILS.c.id.in_(theirs)))
    suggested = (MAILS.c.authority == authority, MAILS.c.suggested_ref.in_(refs))
    tx.execute(update(MAILS).where(*suggested).values(suggested_ref=None, suggested_why=None))
    if wholly:
        tx.execute(delete(LINKS).where(LINKS.c.authority == authority, LINKS.c.other.in_(refs)))


def remove_set_aside(tx: Session, authority: str, before: datetime, most: int) -> int:
    """Remove some e-mails that were set aside before then; one that seems to belong to what is held stays."""
    held = select(HOLDS.c.ref).where(HOLDS.c.authority == authority, HOLDS.c.ended_at.is_(None))
    going = (
        MAILS.c.state == MailState.SET_ASIDE,
        func.coalesce(MAILS.c.decided_at, MAILS.c.kept_at) < before,
        or_(MAILS.c.suggested_ref.is_(None), MAILS.c.suggested_ref.not_in(held)),
    )
    return _remove(tx, authority, (RAW_MAILS, MAILS), going, most)


def remove_unfinished(tx: Session, authority: str, before: datetime, most: int) -> int:
    """Remove some contacts that were left for someone else before then."""
    return _remove(tx, authority, (UNFINISHED,), (UNFINISHED.c.left_at < before,), most)


def _remove(
    tx: Session, authority: str, tables: Sequence[Table], going: Sequence[ColumnElement[bool]], most: int
) -> int:
    """Remove rows of one id from some tables; `going` says which rows of the last, but for what others change."""
    ids = select(tables[-1].c.id).where(tables[-1].c.authority == authority, *going).limit(most)
    found = tx.execute(ids.with_for_update(skip_locked=True)).scalars().all()
    for table in tables:
        tx.execute(delete(table).where(table.c.authority == authority, table.c.id.in_(found)))
    return len(found)


def named_still(tx: Session, authority: str, people: Collection[str]) -> set[str]:
    """Those of some people of whom a contact is left that still has its people."""
    said = func.coalesce(CONTACTS.c.person_ref, CONTACTS.c.line_person)
    query = select(said).where(_is_of(authority, people), CONTACTS.c.anonymised_on.is_(None))
    return set(tx.execute(query.distinct()).scalars())


def of_people(tx: Session, authority: str, people: Collection[str]) -> list[dict[str, Any]]:
    """The contacts that are counted under these people."""
    query = select(CONTACTS).where(_is_of(authority, people))
    return [dict(row) for row in tx.execute(query).mappings()]


def _is_of(authority: str, people: Collection[str]) -> ColumnElement[bool]:
    # By the index of each: for either of them SQLite would look through all of a council's contacts.
    other = CONTACTS.alias("other")
    refs = union(
        *(
            select(other.c.ref).where(other.c.authority == authority, said.in_(people))
            for said in (other.c.person_ref, other.c.line_person)
        )
    )
    return and_(CONTACTS.c.authority == authority, CONTACTS.c.ref.in_(refs))


def change_contacts(tx: Session, changed: Sequence[Mapping[str, Any]]) -> None:
    """Each names its authority and reference, and all of them the same columns."""
    change(tx, CONTACTS, changed)


def _is_shown_to(principal: Principal) -> ColumnElement[bool]:
    return CONTACTS.c.ref.not_in(restricted.hidden(restricted_contacts, principal))


def _applies(schedule: Schedule) -> ColumnElement[bool]:
    limits = (
        (CONTACTS.c.classification, schedule.classifications),
        (_PROCEDURE, schedule.procedures),
        (_OUTCOME, schedule.outcomes),
    )
    return and_(true(), *(said.in_(list(map(str, names))) for said, names in limits if names))


def _by_schedule(schedules: Sequence[Schedule], value: Any) -> ColumnElement[Any]:
    """What the first schedule that applies to a contact gives."""
    values = [literal(value(schedule)) for schedule in schedules]
    if schedules[-1].is_of_everything and len({each.value for each in values}) == 1:
        return values[-1]
    return case(*zip(map(_applies, schedules), values, strict=True))


def _records(schedules: Sequence[Schedule]) -> Any:
    places = {id(schedule): place for place, schedule in enumerate(schedules)}
    which = _by_schedule(schedules, lambda schedule: places[id(schedule)]) if schedules else literal(None)
    return select(
        CONTACTS.c.ref,
        CONTACTS.c.title,
        CONTACTS.c.classification,
        _OUTCOME,
        _ENDED,
        which,
        _IS_HELD,
        CONTACTS.c.undecided,
        CONTACTS.c.duty_on,
        CONTACTS.c.plan_review_on,
        CONTACTS.c.anonymised_on,
        CONTACTS.c.sequence,
    ).select_from(CONTACTS.outerjoin(STATUSES, _CASE))


def _record(row: Any) -> Record:
    ref, title, classification, outcome, ended, *rest = row
    return Record(ref, title, classification, outcome, date.fromisoformat(ended) if ended else None, *rest)
