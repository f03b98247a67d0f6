"""Every query of analytics, `authority` first."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Date, and_, delete, func, insert, literal, text, true, tuple_, update
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, SQLModel, col, select

from analytics.models import (
    LISTS,
    CaseFact,
    Change,
    PartTold,
    ProviderFact,
    ProviderKey,
    ReportWords,
    StageFact,
    feed_of_analytics,
    metadata,
)
from chassis import rows
from chassis.db import MEMORY
from chassis.memory import Memory
from kernel.localtime import utc_now
from kernel.vocabulary import Act, Disposition

CASE = metadata.tables["analytics_case"]
VERSIONS = "analytics_versions"
"""Where a session keeps what version each council's facts had when it first asked."""
T = TypeVar("T")
IS_OPEN = col(CaseFact.is_open).is_(True)


def find_all(tx: Session, authority: str, refs: Collection[str]) -> dict[str, dict[str, Any]]:
    """Every column of the facts that are about to be changed, by reference."""
    take_turn(tx)
    query = sql_select(*CASE.columns).where(CASE.c.authority == authority, CASE.c.ref.in_(refs))
    return {row["ref"]: dict(row) for row in tx.execute(query).mappings()}


def parts_told(tx: Session, authority: str, refs: Collection[str]) -> Sequence[Any]:
    """Reference, name and sequence of every further part that was told, and what it says of its case's columns."""
    query = sql_select(col(PartTold.ref), col(PartTold.part), col(PartTold.sequence), col(PartTold.columns))
    told = tx.execute(query.where(col(PartTold.authority) == authority, col(PartTold.ref).in_(refs)))
    return [(ref, part, sequence, _from_json(columns)) for ref, part, sequence, columns in told]


def write_cases(tx: Session, facts: Sequence[Mapping[str, Any]], there: Collection[str]) -> None:
    """Write facts with all their columns; `there` are the references that have some already."""
    new = [fact for fact in facts if fact["ref"] not in there]
    known = [fact for fact in facts if fact["ref"] in there]
    rows.add(tx, CASE, new)
    rows.change(tx, CASE, known)


def remove(tx: Session, authority: str, refs: Collection[str]) -> None:
    """Forget every fact of some references."""
    if not refs:
        return
    tables: list[Any] = [CaseFact, *LISTS.values()]
    for table in tables:
        tx.execute(delete(table).where(col(table.authority) == authority, col(table.ref).in_(refs)))
    examples = update(ReportWords).where(col(ReportWords.authority) == authority, col(ReportWords.about).in_(refs))
    tx.execute(examples.values(about=None))


def write_lists(
    tx: Session,
    authority: str,
    lists: Mapping[str, Mapping[str, Collection[Mapping[str, Any]]]],
    listed: Collection[str],
) -> None:
    """Put rows in the place of those that references have in a list: by the list's name, then by reference.

    Args:
        listed: references that may have rows already.
    """
    for name, by_ref in lists.items():
        table = LISTS[name]
        if replaced := [ref for ref in by_ref if ref in listed]:
            tx.execute(delete(table).where(col(table.authority) == authority, col(table.ref).in_(replaced)))
        listing = [
            {"authority": authority, "ref": ref, "number": number, **row}
            for ref, given in by_ref.items()
            for number, row in enumerate(given)
        ]
        rows.add(tx, rows.table_of(table), listing)


def write_parts_told(
    tx: Session, authority: str, told: Mapping[tuple[str, str], tuple[int, Mapping[str, Any]]]
) -> None:
    """Write the sequences of further parts and what they say of their cases' columns, by reference and name."""
    if not told:
        return
    replaced = tuple_(col(PartTold.ref), col(PartTold.part)).in_(told)
    tx.execute(delete(PartTold).where(col(PartTold.authority) == authority, replaced))
    rows = [
        {"authority": authority, "ref": ref, "part": part, "sequence": sequence, "columns": _to_json(columns)}
        for (ref, part), (sequence, columns) in told.items()
    ]
    tx.execute(insert(PartTold), rows)


def _to_json(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()}


def _from_json(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if value and isinstance(CASE.c[name].type, Date) else value
        for name, value in columns.items()
    }


def find_provider(session: Session, authority: str, number: int) -> ProviderFact | None:
    return session.get(ProviderFact, (authority, number))


def put_provider(tx: Session, provider: ProviderFact, keys: Collection[str]) -> None:
    """Write an entry of the register, and the keys of its spellings in the place of those that it has."""
    tx.merge(provider)
    mine = (col(ProviderKey.authority) == provider.authority, col(ProviderKey.number) == provider.number)
    tx.execute(delete(ProviderKey).where(*mine))
    if keys:
        given = {"authority": provider.authority, "number": provider.number}
        tx.execute(insert(ProviderKey), [given | {"key": key} for key in keys])
    tx.flush()


def merged_providers(session: Session, authority: str) -> dict[int, int]:
    """Into which entry each was merged, of those that were."""
    query = sql_select(col(ProviderFact.number), col(ProviderFact.merged_into)).where(
        col(ProviderFact.authority) == authority, col(ProviderFact.merged_into).is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def provider_numbers(session: Session, authority: str, keys: Collection[str]) -> dict[str, int]:
    """Whose spelling each key is, of those that the register has."""
    query = sql_select(col(ProviderKey.key), col(ProviderKey.number)).where(
        col(ProviderKey.authority) == authority, col(ProviderKey.key).in_(keys)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def provider_keys(session: Session, authority: str, numbers: Collection[int]) -> set[str]:
    """The keys of all spellings of some entries."""
    query = select(ProviderKey.key).where(ProviderKey.authority == authority, col(ProviderKey.number).in_(numbers))
    return set(session.exec(query))


def provider_names(session: Session, authority: str, numbers: Collection[int]) -> dict[int, str]:
    query = sql_select(col(ProviderFact.number), col(ProviderFact.name)).where(
        col(ProviderFact.authority) == authority, col(ProviderFact.number).in_(numbers)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def names_said(session: Session, authority: str, key: str) -> list[str]:
    """The names under which what has this key is counted."""
    query = select(CaseFact.provider_name).where(CaseFact.authority == authority, CaseFact.provider_key == key)
    return [name for name in session.exec(query.distinct().order_by(CaseFact.provider_name)) if name]


def rename_providers(tx: Session, authority: str, keys: Collection[str], name: str | None) -> None:
    """Count the cases that name a provider by one of these keys under a name; None: under what was said."""
    called = update(CaseFact).where(col(CaseFact.authority) == authority, col(CaseFact.provider_key).in_(keys))
    tx.execute(called.values(provider_name=col(CaseFact.provider_said) if name is None else name))


def count_change(tx: Session, authority: str) -> None:
    """Say that a council's facts changed, to whoever watches."""
    now = utc_now()
    counted = update(Change).where(col(Change.authority) == authority)
    counted = counted.values(version=col(Change.version) + 1, changed_at=now)
    if tx.execute(counted.returning(col(Change.version))).first() is None:
        tx.execute(insert(Change).values(authority=authority, version=1, changed_at=now))


def clear(tx: Session) -> None:
    """Forget every fact and every cursor: what follows builds them again from zero."""
    tables: list[type[SQLModel]] = [CaseFact, PartTold, ProviderFact, ProviderKey, *LISTS.values()]
    for kept in tables:
        tx.execute(delete(kept))
    tx.execute(update(Change).values(version=col(Change.version) + 1))
    for table in (feed_of_analytics.cursors, feed_of_analytics.parked):
        tx.execute(delete(table))


def counted(session: Session, follower: str) -> tuple[int, int]:
    """How far a follower came, and how far of that servers of this release counted; 0, 0: it has not begun."""
    place = feed_of_analytics.cursors.c
    found = session.execute(sql_select(place.position, place.counted).where(place.follower == follower)).first()
    return (found.position, found.counted) if found else (0, 0)


def move_counted(tx: Session, follower: str, before: int, to: int) -> None:
    """Say how far servers of this release have counted, if no others counted before where that began."""
    place = feed_of_analytics.cursors
    mine = (place.c.follower == follower, place.c.counted == before)
    tx.execute(update(place).where(*mine).values(counted=to))


def versions(session: Session) -> dict[str, int]:
    """How often each council's facts changed."""
    return {change.authority: change.version for change in session.exec(select(Change))}


def while_unchanged(session: Session, authority: str, asked: Hashable, work_out: Callable[[], T]) -> T:
    """What is worked out of a council's facts, remembered until they change.

    The version is read before the facts: what changes in between is answered too new, and never too old.
    """
    memory: Memory | None = session.info.get(MEMORY)
    if memory is None:
        return work_out()
    versions: dict[str, int] = session.info.setdefault(VERSIONS, {})
    if authority not in versions:
        query = sql_select(col(Change.version)).where(col(Change.authority) == authority)
        versions[authority] = session.execute(query).scalar() or 0
    return memory.of((authority, asked), versions[authority], work_out)


def changed_at(session: Session, authority: str) -> datetime | None:
    """When a council's facts changed last."""
    change = session.get(Change, authority)
    return change.changed_at if change else None


def rag(today: date) -> dict[str, ColumnElement[bool]]:
    """The three readings of an open case by the next date owed."""
    late = col(CaseFact.next_due_on) < today
    soon = and_(col(CaseFact.next_due_on) >= today, col(CaseFact.next_soon_on) <= today)
    return {"late": func.coalesce(late, False), "soon": func.coalesce(soon, False)}


def open_totals(session: Session, authority: str, team: str | None, today: date, week_end: date) -> dict[str, int]:
    """The numbers at the top of the dashboard."""
    due = col(CaseFact.next_due_on)
    totals: dict[str, Any] = {
        "open": literal(True),
        **rag(today),
        "late_to_acknowledge": and_(
            rag(today)["late"], func.coalesce(col(CaseFact.next_due_act) == Act.ACKNOWLEDGED, False)
        ),
        "to_acknowledge": func.coalesce(col(CaseFact.next_due_act) == Act.ACKNOWLEDGED, False),
        "unallocated": col(CaseFact.owner).is_(None),
        "due_this_week": and_(rag(today)["soon"], due <= week_end),
    }
    query = sql_select(*[_sum(condition).label(name) for name, condition in totals.items()])
    return dict(session.execute(query.where(*_open(authority, team))).mappings().one())


def by_team(session: Session, authority: str, team: str | None, today: date) -> Sequence[Any]:
    """Open cases by team with how their next dates read: rows of team, late, soon, total."""
    sums = [_sum(condition).label(name) for name, condition in rag(today).items()]
    query = (
        sql_select(col(CaseFact.team), *sums, func.count().label("total"))
        .where(*_open(authority, team))
        .group_by(CaseFact.team)
    )
    return session.execute(query).mappings().all()


def turns(session: Session, authority: str, team: str | None) -> Sequence[Any]:
    """Open cases by whom they wait for, and since when; not those that were told of before that was known."""
    query = (
        sql_select(col(CaseFact.turn), col(CaseFact.turn_since), func.count())
        .where(*_open(authority, team), col(CaseFact.turn).is_not(None))
        .group_by(col(CaseFact.turn), col(CaseFact.turn_since))
        .order_by(col(CaseFact.turn), col(CaseFact.turn_since))
    )
    return session.execute(query).all()


def times_taken(session: Session, authority: str, since: date) -> Sequence[Any]:
    """Answered complaints that were received since a day: procedure, working days to the answer, how many."""
    query = (
        sql_select(col(CaseFact.procedure), col(CaseFact.working_days_to_respond), func.count())
        .where(
            col(CaseFact.authority) == authority,
            col(CaseFact.received_on) >= since,
            col(CaseFact.procedure).is_not(None),
            col(CaseFact.working_days_to_respond).is_not(None),
        )
        .group_by(col(CaseFact.procedure), col(CaseFact.working_days_to_respond))
    )
    return session.execute(query).all()


def answered_dates(session: Session, authority: str, classification: str, since: date, to: date) -> Sequence[Any]:
    """Complaints of a class whose first stage was answered between two days, by their dates.

    Rows of received_on, acknowledged_on, responded_on, how many, how many within that stage's own target.
    """
    dates = (col(CaseFact.received_on), col(CaseFact.acknowledged_on), col(StageFact.responded_on))
    within = sql_case((col(CaseFact.within_target).is_(True), 1), else_=0)
    query = (
        sql_select(*dates, func.count(), func.sum(within))
        .join(
            StageFact,
            and_(col(StageFact.authority) == CaseFact.authority, col(StageFact.ref) == CaseFact.ref),
        )
        .where(
            col(CaseFact.authority) == authority,
            col(CaseFact.classification) == classification,
            col(StageFact.stage) == 1,
            col(StageFact.responded_on).between(since, to),
        )
        .group_by(*dates)
    )
    return [tuple(row) for row in session.execute(query)]


def unanswered(session: Session, authority: str) -> Sequence[Any]:
    """Open complaints without an answer: ref, team, procedure, received_on, response_due_on, turn."""
    query = (
        sql_select(
            col(CaseFact.ref),
            col(CaseFact.team),
            col(CaseFact.procedure),
            col(CaseFact.received_on),
            col(CaseFact.response_due_on),
            col(CaseFact.turn),
        )
        .where(
            *_open(authority, None),
            col(CaseFact.procedure).is_not(None),
            col(CaseFact.working_days_to_respond).is_(None),
        )
        .order_by(col(CaseFact.response_due_on), col(CaseFact.ref))
    )
    return session.execute(query).all()


WAITING = [disposition.value for disposition in Disposition if not disposition.is_decided]
IS_DECIDED = func.coalesce(col(CaseFact.disposition).not_in(WAITING), true())


def open_by(session: Session, authority: str, team: str | None, *fields: Any) -> list[tuple[Any, ...]]:
    """Open cases by some fields, most first: the fields' values, then how many."""
    count = func.count().label("count")
    query = sql_select(*fields, count).where(*_open(authority, team)).group_by(*fields)
    return [tuple(row) for row in session.execute(query.order_by(count.desc(), *fields))]


def open_by_age(session: Session, authority: str, team: str | None, since: Sequence[date]) -> list[int]:
    """Open cases received on or after each of these days (newest first) but before the one ahead of it."""
    bands = []
    newer: date | None = None
    for day in since:
        in_band = col(CaseFact.received_on) >= day
        bands.append(and_(in_band, col(CaseFact.received_on) < newer) if newer else in_band)
        newer = day
    query = sql_select(*[_sum(band).label(f"band_{index}") for index, band in enumerate(bands)])
    return list(session.execute(query.where(*_open(authority, team))).one())


def first_receipt(session: Session, authority: str) -> date | None:
    """The oldest day of receipt there is."""
    return session.execute(
        sql_select(func.min(CaseFact.received_on)).where(col(CaseFact.authority) == authority)
    ).scalar()


def take_turn(tx: Session) -> None:
    """One batch of one feed at a time: two feeds meet in the same rows, in no common order.

    SQLite has one writer anyway; on PostgreSQL the second batch waits instead of deadlocking. It is asked for each
    time: a savepoint that is rolled back gives it away.
    """
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(hashtext('redress.analytics.facts'))"))


def _sum(condition: Any) -> ColumnElement[int]:
    return func.coalesce(func.sum(sql_case((condition, 1), else_=0)), 0)


def _of(authority: str, team: str | None) -> list[ColumnElement[bool]]:
    conditions = [col(CaseFact.authority) == authority]
    return [*conditions, col(CaseFact.team) == team] if team else conditions


def _open(authority: str, team: str | None) -> list[ColumnElement[bool]]:
    return [*_of(authority, team), IS_OPEN]
