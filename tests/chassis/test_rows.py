"""Rows outside the session's hands."""

from sqlalchemy import create_engine, inspect
from sqlmodel import Session

from cases.record.models import CaseRow, IssueRow, StageRow
from chassis import rows


def values() -> dict[str, object]:
    return {column.name: None for column in rows.table_of(CaseRow).columns} | {"authority": "a", "ref": "r"}


def test_a_row_knows_whether_it_was_read_and_what_was_changed_in_it() -> None:
    read, made = rows.loaded(CaseRow, values()), rows.made_of(CaseRow, values())
    assert (rows.is_new(read), rows.is_new(made)) == (False, True)
    assert rows.values_of(read) == rows.values_of(made) == values()
    assert not inspect(read).modified
    read.ref = "other"
    assert inspect(read).modified
    assert rows.values_of(made)["ref"] == "r"
    assert not read.model_fields_set, "pydantic looks at no row, and is told of nothing that is set in it"


def test_a_new_row_takes_its_values_as_they_are_and_shares_none_that_it_begins_with() -> None:
    one, other = (CaseRow(authority="a", ref=ref, version=2) for ref in "rs")
    one.flags.append("late")
    assert (one.ref, one.version, one.is_open, other.flags) == ("r", 2, True, [])
    assert rows.is_new(one)
    assert not inspect(one).modified


def test_what_belongs_to_many_references_reads_as_that_of_each() -> None:
    engine = create_engine("sqlite://")
    kinds = (StageRow, IssueRow)
    refs = [str(number) for number in range(rows.FEW + 1)]
    for kind in kinds:
        rows.table_of(kind).create(engine)
    with Session(engine) as session:
        rows.write(session, [StageRow(authority="a", ref=ref, number=1, code="s") for ref in refs])
        rows.write(
            session, [IssueRow(authority="a", ref=ref, number=1, category="c", about="council") for ref in refs]
        )
        together = rows.of_references(session, kinds, "a", refs)
        each = [rows.of_references(session, kinds, "a", [ref]) for ref in refs]
    for kind in kinds:
        assert len(together[kind]) == len(refs)
        assert all(values in together[kind] for one in each for values in one[kind])
