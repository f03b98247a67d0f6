"""Rows of several tables read in one statement, and written in one a table: a record of many parts stays cheap.

Such rows are outside the session's hands. Each knows what was changed in it since it was read; whoever holds the
record writes it, once.

What a row begins with is a value, never a factory, and a row takes its values as they are. An empty list or object
is copied for each.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Result,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    inspect,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import class_mapper
from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)
Values = Mapping[str, Any]
FEW = 20
"""References of which a row may be of all tables' columns: of more, that costs more than a statement a table."""


class ServiceTable(SQLModel):
    """What every table of a service is made of.

    What a new row begins with is no change of it. SQLModel notes each value as one, and is eight times as slow.
    """

    def __init__(self, **values: Any) -> None:
        begins = {
            name: value.copy() if isinstance(value, list | dict) else value
            for name, value in beginning(type(self)).items()
        }
        vars(self).update(begins | values)

    def __setattr__(self, name: str, value: Any) -> None:
        """As SQLAlchemy does it: SQLModel would have pydantic, which looks at no row, do it once more."""
        object.__setattr__(self, name, value)


@cache
def beginning(kind: type[SQLModel]) -> Values:
    """What a row begins with where nothing else is said."""
    return {name: field.default for name, field in kind.model_fields.items() if not field.is_required()}


def read(
    session: Session, kind: type[SQLModel], authority: str, refs: Collection[str], *names: str
) -> Sequence[Any]:
    """Of the rows of a table that belong to some references these columns, or all; nobody changes them."""
    return session.execute(_read(kind, names), {"authority": authority, "refs": list(refs)}).all()


def by_name(found: Result[Any]) -> list[dict[str, Any]]:
    """What a query gives, each row's values by the names of its columns."""
    names = tuple(found.keys())
    return [dict(zip(names, values, strict=True)) for values in found]


@cache
def _read(kind: type[SQLModel], names: tuple[str, ...]) -> Select[Any]:
    table = table_of(kind)
    return select(*(table.c[name] for name in names or table.c.keys())).where(*_belongs(table))


def _belongs(table: Table) -> tuple[ColumnElement[bool], ...]:
    return table.c.authority == bindparam("authority"), table.c.ref.in_(bindparam("refs", expanding=True))


def of_references(
    session: Session, kinds: tuple[type[SQLModel], ...], authority: str, refs: Sequence[str]
) -> dict[type[SQLModel], list[dict[str, Any]]]:
    """The values of every row of these tables that belongs to some references, by table.

    The tables have `authority` and `ref`, and columns of one name have one type in all of them.
    """
    found: dict[type[SQLModel], list[dict[str, Any]]] = {kind: [] for kind in kinds}
    if not refs:
        return found
    if len(refs) > FEW:
        wanted = {"authority": authority, "refs": list(refs)}
        return {kind: by_name(session.execute(_read(kind, ()), wanted)) for kind in kinds}
    query, columns = _together(kinds)
    for which, *values in session.execute(query, {"authority": authority, "refs": list(refs)}):
        found[kinds[which]].append({name: values[place] for name, place in columns[which]})
    return found


@cache
def _together(kinds: tuple[type[SQLModel], ...]) -> tuple[Any, list[list[tuple[str, int]]]]:
    """One query of all tables, each with NULL for what only others have, and where each finds its columns."""
    tables = [table_of(kind) for kind in kinds]
    types = {column.name: column.type for table in tables for column in table.columns}
    places = {name: place for place, name in enumerate(types)}
    queries: list[Select[Any]] = []
    for which, table in enumerate(tables):
        columns = [
            table.c[name] if name in table.c else sql_cast(null(), kind).label(name)
            for name, kind in types.items()
        ]
        query = select(literal(which).label("which"), *columns)
        queries.append(query.where(*_belongs(table)))
    return union_all(*queries), [[(c.name, places[c.name]) for c in table.columns] for table in tables]


def loaded(kind: type[Row], values: Values) -> Row:
    """A row as it was read: nothing about it is changed yet."""
    row = made_of(kind, values)
    # All of them are there, so nothing of what `make_transient_to_detached` does besides is wanted.
    inspect(row).key = class_mapper(kind).identity_key_from_primary_key(
        tuple(values[key] for key in keys_of(kind))
    )
    return row


@cache
def keys_of(kind: type[SQLModel]) -> tuple[str, ...]:
    return tuple(column.name for column in table_of(kind).primary_key)


def made_of(kind: type[Row], values: Values) -> Row:
    """A row of all its values, which are taken as they are: a tenth of what it costs to set one by one."""
    row: Row = class_mapper(kind).class_manager.new_instance()
    vars(row).update(values)
    return row


def is_new(row: SQLModel) -> bool:
    """Whether a row was made here, and not read."""
    return bool(inspect(row).transient)


def values_of(row: SQLModel) -> dict[str, Any]:
    values = vars(row)
    return {column.name: values[column.name] for column in table_of(type(row)).columns}


def write(tx: Session, rows: Iterable[SQLModel]) -> None:
    """Write rows that are new or were changed: an insert and an update a table, however many rows."""
    by_table: dict[tuple[type[SQLModel], bool], list[dict[str, Any]]] = {}
    for row in rows:
        if (new := is_new(row)) or inspect(row).modified:
            by_table.setdefault((type(row), new), []).append(values_of(row))
    for (kind, new), values in by_table.items():
        (add if new else change)(tx, table_of(kind), values)


def add(tx: Session, table: Table, values: Sequence[Values]) -> None:
    """Insert rows in one statement."""
    if values:
        tx.execute(insert(table), values)


def change(tx: Session, table: Table, values: Sequence[Values]) -> None:
    """Write rows that are there in one statement; each names its key and the same columns."""
    if values:
        tx.execute(
            _change(table, frozenset(values[0])), [{_given(name): v for name, v in row.items()} for row in values]
        )


@cache
def _change(table: Table, names: frozenset[str]) -> Update:
    keys = {column.name for column in table.primary_key}
    written: dict[str, Any] = {name: bindparam(_given(name)) for name in sorted(names - keys)}
    return update(table).where(*(table.c[key] == bindparam(_given(key)) for key in sorted(keys))).values(written)


def _given(name: str) -> str:
    """A parameter's name; a column's own is taken by the statement."""
    return f"given_{name}"


def put(tx: Session, table: Table, values: Sequence[Values]) -> None:
    """Write rows in the place of those with their keys, or beside them, in one statement."""
    if not values:
        return
    statement = _insert(tx, table)
    keys = [column.name for column in table.primary_key]
    others = {name: statement.excluded[name] for name in values[0] if name not in keys}
    if others:
        tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), values)
    else:
        add_missing(tx, table, values)


def add_missing(tx: Session, table: Table, values: Sequence[Values]) -> None:
    """Insert those rows whose keys are not there, in one statement; others stay as they are."""
    keys = [column.name for column in table.primary_key]
    if values:
        tx.execute(_insert(tx, table).on_conflict_do_nothing(index_elements=keys), values)


def _insert(tx: Session, table: Table) -> postgresql.Insert | sqlite.Insert:
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def table_of(kind: type[SQLModel]) -> Table:
    return cast(Table, inspect(kind).local_table)
