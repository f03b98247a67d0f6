"""Cases as rows, `authority` first. What lives inside them is loaded with them (`store`)."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Select
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session, col, select

from cases.record.models import CaseRow
from cases.tables import feed_of_cases
from chassis.rows import by_name, loaded, table_of
from kernel.errors import Conflict, NotFound, Stale
from kernel.events import CaseForgotten

CASES = table_of(CaseRow)


def every_case() -> Select[Any]:
    """What a query of cases begins with."""
    return cast(Select[Any], cast(Any, select)(*CASES.columns))


def rows_of(session: Session, query: Select[Any]) -> list[CaseRow]:
    """The cases that a query gives, as rows that know what is changed in them."""
    return [loaded(CaseRow, values) for values in by_name(session.execute(query))]


def _one(authority: str, ref: str) -> Select[Any]:
    return every_case().where(CASES.c.authority == authority, CASES.c.ref == ref)


def get(session: Session, authority: str, ref: str) -> CaseRow:
    """Raises NotFound."""
    found = rows_of(session, _one(authority, ref))
    if not found:
        raise no_case(ref)
    return found[0]


def get_for_update(tx: Session, authority: str, ref: str, version: int | None = None) -> CaseRow:
    """The case, locked until the transaction ends.

    Raises NotFound; Stale if `version` is not its version; Conflict for one whose people were taken out.
    """
    found = rows_of(tx, _one(authority, ref).with_for_update())
    if not found:
        raise no_case(ref)
    require_version(found[0], version)
    if found[0].anonymised_on:
        raise Conflict(f"The people were taken out of {ref}: nothing is done with it any more.")
    return found[0]


def no_case(ref: str) -> NotFound:
    return NotFound(f"There is no case {ref}, or it is being opened.")


def require_version(row: CaseRow, version: int | None) -> None:
    """Raises Stale for a case that is not at the version that was read; None: whatever it is at."""
    if version is not None and row.version != version:
        raise Stale(f"{row.ref} stands at version {row.version}; you read version {version}.")


def some(session: Session, authority: str, refs: Sequence[str], *, locked: bool = False) -> list[CaseRow]:
    """Those of some cases that there are, by reference; `locked`: until the transaction ends."""
    query = every_case().where(CASES.c.authority == authority, CASES.c.ref.in_(refs)).order_by(CASES.c.ref)
    return rows_of(session, query.with_for_update() if locked else query)


def worked_on(session: Session, authority: str, refs: Sequence[str]) -> set[str]:
    """Those of some references of which something was told since their cases came, or came again."""
    if not refs:
        return set()
    events = feed_of_cases.events.c
    query = select(events.ref, events.type).where(events.authority == authority, events.ref.in_(refs))
    last = dict(session.execute(query.order_by(events.position)).all())
    return {ref for ref, kind in last.items() if kind != CaseForgotten.type_name()}


def is_open() -> ColumnElement[bool]:
    return col(CaseRow.is_open).is_(True)
