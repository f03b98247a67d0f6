"""Every table can be divided by council: what is unique is so within one, and no key leads to another's rows.

Citus demands that of a table that it distributes by `authority`: the column is part of each primary key, unique
index and foreign key.
"""

from collections.abc import Iterator

import pytest
from sqlalchemy import ForeignKeyConstraint, Table, UniqueConstraint

from analytics.models import metadata as of_analytics
from cases.models import metadata as of_cases
from intake.models import metadata as of_intake

WHOLE = {
    "event": "a feed is one sequence of every council's events, in the order of their commits",
    "parked_event": "events of that sequence that wait",
    "cursor": "places in such a sequence",
    "client": "a partner's client signs in by its id alone; its council is found by it",
}
"""Kinds of table that stay in one piece, on the coordinator: small, or let go of as a feed is."""
TABLES = [table for metadata in (of_intake, of_cases, of_analytics) for table in metadata.sorted_tables]


def keys(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns of everything that is unique or refers to another table."""
    for constraint in [table.primary_key, *table.constraints]:
        if isinstance(constraint, UniqueConstraint | ForeignKeyConstraint) or constraint is table.primary_key:
            yield tuple(constraint.columns.keys())
    for index in table.indexes:
        if index.unique:
            yield tuple(index.columns.keys())


def kind(table: Table) -> str:
    return table.name.partition("_")[2]


@pytest.mark.parametrize("table", [table for table in TABLES if kind(table) not in WHOLE], ids=str)
def test_what_is_unique_is_so_within_a_council(table: Table) -> None:
    assert [columns for columns in keys(table) if "authority" not in columns] == []


def test_what_is_in_one_piece_is_there_and_needs_to_be() -> None:
    whole = [table for table in TABLES if kind(table) in WHOLE]
    assert {kind(table) for table in whole} == set(WHOLE)
    assert [table.name for table in whole if all("authority" in columns for columns in keys(table))] == []
