"""Counting open cases anew after a release that counts otherwise: only what comes out differently is written.

A case that is over keeps what it was judged by; any other one would follow at its next act.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from cases.clocks.rows import values_of
from cases.record import store
from cases.record.models import CaseRow
from cases.record.record import CaseRecord
from cases.record.repository import is_open, some
from cases.record.state import told
from cases.tables import calendar_changes
from chassis import calendar_store, feed
from chassis.db import Database
from kernel.calendar import in_words
from kernel.clocks import Clock
from kernel.events import ClocksMoved
from kernel.procedures import Books

BATCH = 200
"""Cases in one transaction: officers wait for no more of them."""


def recount(database: Database, books: Books, today: date) -> Iterator[str]:
    """Count the open cases of all councils anew, while the product runs or not. Yields what changed, in words."""
    for authority in books.councils:
        with database.reading(authority) as session:
            query = select(CaseRow.ref).where(CaseRow.authority == authority, is_open())
            refs = session.exec(query.order_by(col(CaseRow.ref))).all()
        for first in range(0, len(refs), BATCH):
            with database.transaction(authority) as tx:
                changed = _recount_some(tx, authority, refs[first : first + BATCH], today, books)
            yield from changed


def _recount_some(tx: Session, authority: str, refs: Sequence[str], today: date, books: Books) -> list[str]:
    in_force = calendar_store.held(tx, calendar_changes, authority, books)
    rows = [row for row in some(tx, authority, refs, locked=True) if row.is_open]
    changed, said = [], list[str]()
    for case in store.load_all(tx, authority, rows, in_force):
        if not case.clocks:  # imported, and not taken into today's work
            continue
        before = _kept(case)
        moved = case.count_clocks(in_force)
        store.settle(case, in_force.calendars)
        if _kept(case) == before:
            continue
        case.row.version += 1
        changed.append(case)
        said += [f"{case.row.ref}: {words}" for words in differences(case.kept_clocks, case.clocks)]
        feed.append(tx, told(ClocksMoved, case, occurred_on=today, moved=tuple(moved)))
    store.save(tx, changed)
    return said


def _kept(case: CaseRecord) -> tuple[Any, ...]:
    """What is kept of a case that follows from its facts."""
    row = case.row
    clocks = {kind: values_of(row.authority, row.ref, clock) for kind, clock in case.clocks.items()}
    return clocks, row.model_dump(), [stage.late_because for stage in case.stages]


def differences(before: Mapping[str, Clock], after: Mapping[str, Clock]) -> Iterator[str]:
    """What became of the clocks of a case, in words, where anything did; what lists sort by follows from them."""
    changed = False
    for kind in sorted(before.keys() | after.keys()):
        was, now = before.get(kind), after.get(kind)
        name = (now or before[kind]).due.limit.name
        if was and now and was.on != now.on:
            yield f"{name}, due on {_day(was)}, is due on {_day(now)}"
        elif _is_owed(was) and not _is_owed(now):
            yield f"{name}, due on {_day(was)}, is {'met' if now and now.met_on else 'not owed'}"
        elif _is_owed(now) and not _is_owed(was):
            yield f"{name} is owed, due on {_day(now)}"
        else:
            continue
        changed = True
    if not changed:
        yield "what follows from its dates"


def _is_owed(clock: Clock | None) -> bool:
    return clock is not None and clock.is_running


def _day(clock: Clock | None) -> str:
    return in_words(clock.on) if clock and clock.on else "a day not known yet"
