"""The register's queries, `authority` first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, text, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from chassis.auth import Principal
from intake.acts import ActKind
from intake.models import (
    ContactActRow,
    ContactRow,
    ContractActionRow,
    ProviderChangeRow,
    ProviderRow,
    ProviderSpellingRow,
)
from intake.providers.rules import Entry
from intake.providers.schemas import ProviderView
from intake.repository import is_shown_to
from kernel.errors import NotFound
from kernel.normal_forms import plain


def take_turn(tx: Session, authority: str) -> None:
    """Wait until nobody else changes this council's register, and let others wait until this commits.

    A spelling, or a merging, rests on all entries. SQLite has one writer anyway.
    """
    if tx.get_bind().dialect.name == "postgresql":
        lock = {"lock": f"redress.intake.providers.{authority}"}
        tx.execute(text("SELECT pg_advisory_xact_lock(hashtext(:lock))"), lock)


def get(session: Session, authority: str, number: int) -> ProviderRow:
    """Raises NotFound."""
    row = session.get(ProviderRow, (authority, number))
    if row is None:
        raise NotFound(f"There is no provider {number}.")
    return row


def last_number(tx: Session, authority: str) -> int:
    query = select(func.coalesce(func.max(ProviderRow.number), 0)).where(ProviderRow.authority == authority)
    return int(tx.exec(query).one())


def entries(session: Session, authority: str, numbers: Collection[int]) -> dict[int, Entry]:
    """Some entries, and every one that was merged with those that it was merged into."""
    involved = sql_select(col(ProviderRow.merged_into)).where(
        col(ProviderRow.authority) == authority, col(ProviderRow.merged_into).is_not(None)
    )
    query = sql_select(
        col(ProviderRow.number), col(ProviderRow.name), col(ProviderRow.merged_into), col(ProviderRow.active_until)
    ).where(
        col(ProviderRow.authority) == authority,
        or_(
            col(ProviderRow.number).in_(numbers),
            col(ProviderRow.merged_into).is_not(None),
            col(ProviderRow.number).in_(involved),
        ),
    )
    return {row[0]: Entry(*row) for row in session.execute(query)}


def page(
    session: Session,
    authority: str,
    view: ProviderView,
    q: str | None,
    after: tuple[str, int] | None,
    today: date,
    limit: int,
) -> list[ProviderRow]:
    """Entries by their names."""
    query = select(ProviderRow).where(ProviderRow.authority == authority, _of(view, today))
    if q is not None:
        said = plain(q)
        if not said:
            return []
        forms = {said, said.replace(" ", "")}
        query = query.where(or_(*[col(ProviderRow.found_by).contains(form) for form in sorted(forms)]))
    if after:
        query = query.where(tuple_(col(ProviderRow.sort_name), col(ProviderRow.number)) > tuple_(*after))
    return list(session.exec(query.order_by(col(ProviderRow.sort_name), col(ProviderRow.number)).limit(limit)))


def _of(view: ProviderView, today: date) -> ColumnElement[bool]:
    merged = col(ProviderRow.merged_into).is_not(None)
    ended = func.coalesce(col(ProviderRow.active_until) < today, False)
    return {
        ProviderView.ACTIVE: and_(~merged, ~ended),
        ProviderView.ENDED: and_(~merged, ended),
        ProviderView.MERGED: merged,
        ProviderView.ALL: col(ProviderRow.number) > 0,
    }[view]


def spellings(session: Session, authority: str, numbers: Collection[int]) -> dict[int, dict[str, str]]:
    """The ways to write the names of some entries, by entry and then by key, the name first."""
    query = (
        select(ProviderSpellingRow)
        .where(ProviderSpellingRow.authority == authority, col(ProviderSpellingRow.number).in_(numbers))
        .order_by(col(ProviderSpellingRow.number), col(ProviderSpellingRow.position))
    )
    found: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for row in session.exec(query):
        found[row.number][row.key] = row.said
    return found


def taken(tx: Session, authority: str, keys: Collection[str], but_for: int) -> ProviderSpellingRow | None:
    """A spelling of another entry that has one of these keys."""
    query = select(ProviderSpellingRow).where(
        ProviderSpellingRow.authority == authority,
        col(ProviderSpellingRow.key).in_(keys),
        col(ProviderSpellingRow.number) != but_for,
    )
    return tx.exec(query.order_by(ProviderSpellingRow.key)).first()


def having(session: Session, authority: str, bare_names: Collection[str], but_for: Collection[int]) -> list[int]:
    """Numbers of the other entries in which one of these stands, but for those that were merged."""
    query = select(ProviderRow.number).where(
        ProviderRow.authority == authority,
        col(ProviderRow.merged_into).is_(None),
        col(ProviderRow.number).not_in(but_for),
        or_(*[col(ProviderRow.found_by).contains(name) for name in sorted(bare_names)]),
    )
    return list(session.exec(query.order_by(col(ProviderRow.sort_name), col(ProviderRow.number))))


def put_spellings(tx: Session, authority: str, number: int, said: Mapping[str, str]) -> None:
    """Put these in the place of the spellings that an entry has."""
    tx.execute(
        delete(ProviderSpellingRow).where(
            col(ProviderSpellingRow.authority) == authority, col(ProviderSpellingRow.number) == number
        )
    )
    tx.add_all(
        ProviderSpellingRow(authority=authority, key=key, number=number, position=position, said=each)
        for position, (key, each) in enumerate(said.items())
    )


def add(tx: Session, row: ProviderRow | ProviderChangeRow | ContractActionRow) -> None:
    tx.add(row)


def history(session: Session, authority: str, number: int) -> Sequence[ProviderChangeRow]:
    """Newest first."""
    query = select(ProviderChangeRow).where(
        ProviderChangeRow.authority == authority, ProviderChangeRow.number == number
    )
    return session.exec(query.order_by(col(ProviderChangeRow.version).desc())).all()


def actions(session: Session, authority: str, numbers: Iterable[int]) -> Sequence[ContractActionRow]:
    """What was done about some entries, newest first."""
    query = select(ContractActionRow).where(
        ContractActionRow.authority == authority, col(ContractActionRow.number).in_(list(numbers))
    )
    newest = query.order_by(col(ContractActionRow.on).desc(), col(ContractActionRow.action).desc())
    return session.exec(newest).all()


def unlisted(session: Session, principal: Principal, limit: int) -> list[tuple[int, date, str]]:
    """Names of contacts that no entry has: how many, the last day, and one contact; most first.

    A restricted contact names nobody to those who may not see it.
    """
    known = select(ProviderSpellingRow.key).where(ProviderSpellingRow.authority == principal.authority)
    number = func.count()
    query = (
        sql_select(number, func.max(col(ContactRow.received_on)), func.max(col(ContactRow.ref)))
        .where(
            col(ContactRow.authority) == principal.authority,
            col(ContactRow.provider_key).is_not(None),
            col(ContactRow.provider_key).not_in(known),
            is_shown_to(principal),
        )
        .group_by(col(ContactRow.provider_key))
        .order_by(number.desc(), col(ContactRow.provider_key))
    )
    return [(count, last_on, ref) for count, last_on, ref in session.execute(query.limit(limit))]


def said_in(session: Session, authority: str, refs: Collection[str]) -> dict[str, dict[str, Any]]:
    """The providers that contacts name, as they were written, by reference."""
    query = sql_select(col(ContactRow.ref), col(ContactRow.body), col(ContactRow.line)).where(
        col(ContactRow.authority) == authority, col(ContactRow.ref).in_(refs)
    )
    return {
        ref: body.get("provider") or (line or {})["provider"] for ref, body, line in session.execute(query).all()
    }


def alerts(session: Session, authority: str, since: date, to: date) -> Sequence[ContactActRow]:
    """Every quality alert of a period, newest first."""
    query = select(ContactActRow).where(
        ContactActRow.authority == authority,
        ContactActRow.kind == ActKind.ALERTED,
        col(ContactActRow.on).between(since, to),
    )
    return session.exec(query.order_by(col(ContactActRow.on).desc(), col(ContactActRow.ref).desc())).all()


def shown(session: Session, principal: Principal, refs: Collection[str]) -> set[str]:
    """Which of these contacts somebody may see."""
    query = select(ContactRow.ref).where(
        ContactRow.authority == principal.authority, col(ContactRow.ref).in_(refs), is_shown_to(principal)
    )
    return set(session.exec(query))
