"""What a council's data are: the rows of each table that are its own, as JSON has them."""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, MetaData, String, Table, select
from sqlalchemy.engine import Connection
from sqlmodel.sql.sqltypes import AutoString

import analytics.models
import cases.models
import cases.tables
import intake.models
from analytics.models import AlertReceiver
from cases.watching.models import WatchRow
from chassis.columns import UtcDateTime, UtcMilliseconds
from chassis.rows import table_of
from intake.models import FileRow, WebhookRow

METADATA: Mapping[str, MetaData] = MappingProxyType(
    {
        "intake": intake.models.metadata,
        "cases": cases.models.metadata,
        "analytics": analytics.models.metadata,
    }
)
_NOT_MOVED = {
    "cursor": "how far the services of this installation follow each other",
    "parked_event": "none is parked when a council leaves",
    "idempotent_request": "answers that are remembered for a day, for whoever asks twice",
}
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        **{f"{service}_{name}": why for service in METADATA for name, why in _NOT_MOVED.items()},
        table_of(AlertReceiver).name: "sealed with this installation's key: its address is given anew",
        table_of(WebhookRow).name: "sealed with this installation's key: partners set their webhooks up anew",
    }
)
"""Tables that do not move, and why."""


class _Kind(NamedTuple):
    """What columns of some types are, and how their values are read from JSON."""

    types: tuple[type[Any], ...]
    word: str
    read: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


_KINDS = (
    _Kind((UtcDateTime, UtcMilliseconds), "instant", datetime.fromisoformat),
    _Kind((Date,), "date", date.fromisoformat),
    _Kind((LargeBinary,), "bytes", partial(base64.b64decode, validate=True)),
    _Kind((Boolean,), "true or false", _as_it_is),
    _Kind((Integer,), "whole number", _as_it_is),
    _Kind((Float,), "number", _as_it_is),
    _Kind((JSON,), "JSON", _as_it_is),
    _Kind((String, AutoString), "text", _as_it_is),
)
PLACE = "position"
"""Of an event in its feed: given anew where it comes in. Events are in the order of their feed."""
FILES = table_of(FileRow)
KEY = FILES.c.key.name
"""Under which this installation keeps a file's content; its place in the archive stands there instead."""

WATCHES = table_of(WatchRow)
SEEN = WATCHES.c.seen.name
"""A place in the feed of cases; how many of the council's events were told by then stands there instead."""


def moved(service: str) -> list[Table]:
    """The tables that hold a council's data, by name."""
    return sorted(
        (table for table in METADATA[service].tables.values() if table.name not in LEFT_OUT),
        key=lambda one: one.name,
    )


READS = MappingProxyType(
    {
        "intake": intake.models.reads_of_intake,
        "cases": cases.tables.reads_of_cases,
        "analytics": analytics.models.reads_of_analytics,
    }
)
"""Guarded by triggers: a read follows the one before it, and is kept until it was let go of."""


def to_be_put(service: str) -> list[Table]:
    """The tables that hold a council's data, in the order in which they take rows."""
    first = [READS[service].ends, READS[service].readers]
    return first + [table for table in moved(service) if table not in first]


def left_out(service: str) -> list[Table]:
    """The tables that have rows of a council, and do not move."""
    return [
        table for table in METADATA[service].tables.values() if table.name in LEFT_OUT and "authority" in table.c
    ]


def is_feed(table: Table) -> bool:
    return PLACE in table.primary_key.columns


def columns(table: Table) -> list[Column[Any]]:
    """What is told of a row."""
    return [column for column in table.columns if not (is_feed(table) and column.name == PLACE)]


def rows(connection: Connection, table: Table, authority: str) -> Iterator[dict[str, Any]]:
    """A council's rows of a table, in the order of their key, with the values that the database has."""
    query = select(*columns(table)).where(table.c.authority == authority).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        yield dict(row)


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON has it: dates and instants by ISO 8601, bytes in base64."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def read(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """A row of what was told of it. Raises ValueError and KeyError for what is no row of this table."""
    return {
        column.name: None if told[column.name] is None else _kind(column).read(told[column.name])
        for column in columns(table)
    }


def described(table: Table) -> dict[str, str]:
    """What stands in each column, in a word or two."""
    return {column.name: _kind(column).word + (" or null" if column.nullable else "") for column in columns(table)}


def _kind(column: Column[Any]) -> _Kind:
    return next(kind for kind in _KINDS if isinstance(column.type, kind.types))
