"""Whoever adds a table or a column says what becomes of it when people are let go of."""

from collections.abc import Sequence

import pytest
from sqlalchemy import JSON, Column, LargeBinary, MetaData, String, Table

import cases.models
import intake.models
from cases.retention.traces import TRACES as OF_CASES
from chassis.letting_go import Trace
from intake.retention.traces import TRACES as OF_INTAKE
from tests.support.books import books

KEPT_AS_THEY_ARE = {
    "intake_event": "rewritten or let go of by `chassis.feed`; events hold nobody",
    "cases_event": "rewritten or let go of by `chassis.feed`; events hold nobody",
    "intake_read": "who looked at what goes by its own time: `redress reads forget`",
    "cases_read": "who looked at what goes by its own time: `redress reads forget`",
}
COUNCIL = books().council("eastmere")
SERVICES = [(intake.models.metadata, OF_INTAKE), (cases.models.metadata, OF_CASES)]


def says_something(column: Column) -> bool:
    return isinstance(column.type, String | JSON | LargeBinary) and not column.primary_key


@pytest.mark.parametrize(("metadata", "traces"), SERVICES, ids=["intake", "cases"])
def test_every_table_of_references_is_decided(metadata: MetaData, traces: Sequence[Trace]) -> None:
    of_references = {name for name, table in metadata.tables.items() if "ref" in table.c}
    decided = [trace.table.name for trace in traces]
    assert len(decided) == len(set(decided))
    assert of_references - KEPT_AS_THEY_ARE.keys() == set(decided)


@pytest.mark.parametrize(("metadata", "traces"), SERVICES, ids=["intake", "cases"])
def test_every_column_that_says_something_is_decided(metadata: MetaData, traces: Sequence[Trace]) -> None:
    undecided = [
        f"{trace.table.name}.{column.name}"
        for trace in traces
        if not trace.goes and trace.table.name not in {"intake_parked_event", "cases_parked_event"}
        for column in trace.table.columns
        if says_something(column) and column.name not in {*trace.blank, *trace.keeps.split()}
    ]
    assert undecided == []
    unknown = [
        f"{trace.table.name}.{name}"
        for trace in traces
        for name in {*trace.blank, *trace.keeps.split()} - {*trace.table.columns.keys()}
    ]
    assert unknown == []


def finds_by_reference(table: Table) -> bool:
    keys = [table.primary_key.columns, *(index.columns for index in table.indexes)]
    return any(list(columns.keys())[:2] in (["authority", "ref"], ["ref"]) for columns in keys)


@pytest.mark.parametrize(("metadata", "traces"), SERVICES, ids=["intake", "cases"])
def test_what_is_let_go_of_is_found_by_an_index(metadata: MetaData, traces: Sequence[Trace]) -> None:
    touched = [trace.table for trace in traces if trace.goes or trace.blank or not trace.stays]
    assert [table.name for table in touched if not finds_by_reference(table)] == []


@pytest.mark.parametrize(
    ("trace", "column"),
    [
        pytest.param(trace, name, id=f"{trace.table.name}.{name}")
        for trace in OF_CASES
        for name in ("dropped_because", "mistaken_because")
        if name in trace.blank
    ],
)
def test_what_was_struck_off_stays_struck_off_without_its_reason(trace: Trace, column: str) -> None:
    left = trace.blank[column]
    assert left({column: "It was about her son."}, COUNCIL) == ""
    assert left({column: None}, COUNCIL) is None
