"""Everything that a service has of some references, for whoever asks what is held of them (UK GDPR, article 15).

Its tables are those of letting go: a table that somebody adds is in both, or a test names it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from chassis.letting_go import Trace

Held = dict[str, dict[str, list[dict[str, Any]]]]
"""By reference and by what the rows are: values by column, as JSON has them."""
WHOSE = ("authority", "ref")
ORDER = ("arrived_at", "number", "at")
"""Rows stand in the order of those of these that they have, then of their key."""


@dataclass(frozen=True)
class Telling:
    """How the rows of a service are told.

    Attributes:
        names: by table: what rows are called that no certificate counts.
        without: tables, and columns as `table.column`, that tell nothing of anybody, and why.
    """

    traces: tuple[Trace, ...]
    names: Mapping[str, str]
    without: Mapping[str, str]

    def name(self, trace: Trace) -> str:
        return trace.what or self.names[trace.table.name]

    def told(self) -> list[Trace]:
        """The record first, then what hangs on it."""
        return [trace for trace in reversed(self.traces) if trace.table.name not in self.without]

    def columns(self, trace: Trace) -> list[str]:
        return [
            column.name
            for column in trace.table.columns
            if column.name not in WHOSE and f"{trace.table.name}.{column.name}" not in self.without
        ]


def held(session: Session, telling: Telling, authority: str, refs: Collection[str]) -> Held:
    """All rows of some references of a council; a reference that has none here is there with nothing."""
    found: Held = {ref: {} for ref in refs}
    for trace in telling.told():
        there, names = trace.table.c, telling.columns(trace)
        query = (
            select(there.ref, *(there[name] for name in names))
            .where(there.authority == authority, there.ref.in_(refs))
            .order_by(*(there[name] for name in ORDER if name in there), *trace.table.primary_key)
        )
        for ref, *values in session.execute(query):
            row = dict(zip(names, map(_plain, values), strict=True))
            found[ref].setdefault(telling.name(trace), []).append(row)
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
