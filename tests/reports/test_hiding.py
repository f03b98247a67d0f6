"""A report as it leaves: what it hides is not told by where it stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from analytics.disclosure import Policy
from analytics.figures.answer import Answer
from analytics.figures.question import Question
from analytics.reports.build import Draft
from analytics.reports.counts import Counts
from analytics.reports.document import Paragraph, Section, Table
from analytics.reports.hiding import Hiding, Known, hide, without
from analytics.reports.labels import Labels
from analytics.reports.tables import Asked, Grids
from tests.reports.published_report import REPORT

NAMES = {"team": {"a": "Ash", "b": "Beech", "c": "Cedar", "d": "Damson"}, "outcome": {"x": "X", "y": "Y"}}


def hiding(*group_by: str, counts: Any, earlier: Sequence[Known] = ()) -> Hiding:
    """A report of one table as it leaves."""
    return hide(drafted(*group_by, counts=counts), earlier, Policy())


def drafted(*group_by: str, counts: Any, people: Mapping[str, int] | None = None) -> Draft:
    """A report of one table."""
    question = Question.model_validate(
        {"authority": "eastmere", "year": "2025-26", "measure": "count", "group_by": group_by}
    )
    one = Asked("2025-26", question, Answer(counts, counts, None))
    noted = Counts()
    grid = Grids(noted, Labels(NAMES, {}), lambda _: one.answer, gathers=False).grid(
        [one], {}, {}, share=False, change=False, people=people
    )
    table = Table(id="t", number="1.1", title="T", row_title="Team", columns=grid.columns, rows=grid.rows)
    report = REPORT.model_copy(update={"sections": (Section(id="s", number="1", title="S", blocks=(table,)),)})
    return Draft(report, noted, by_size={"t": grid.by_size})


def left(*group_by: str, counts: Any) -> list[list[str]]:
    """The heads and the rows of a table that was published."""
    (made,) = hiding(*group_by, counts=counts).report.tables()
    return [
        ["", *(column.head for column in made.columns)],
        *([row.label, *(value.text for value in row.values)] for row in made.rows),
    ]


def test_a_row_whose_size_is_hidden_does_not_stand_by_its_size() -> None:
    assert left("team", counts={"a": 3, "b": 7, "c": 20, "d": 31}) == [
        ["", "2025-26"],
        ["Damson", "31"],
        ["Cedar", "20"],
        ["Ash", "[c]"],
        ["Beech", "[c]"],
        ["All", "61"],
    ]


def test_a_row_does_not_stand_by_the_people_supported() -> None:
    draft = drafted("team", counts={"a": 8, "b": 7}, people={"a": 100, "b": 200, "c": 300})
    (made,) = hide(draft, [], Policy()).report.tables()
    assert [row.label for row in made.rows] == ["Ash", "Beech", "Cedar", "All"]


def test_nor_does_a_column() -> None:
    assert left("outcome", "team", counts={"x": {"a": 3, "b": 7, "c": 31}, "y": {"c": 40}}) == [
        ["", "Cedar", "Ash", "Beech", "All"],
        ["X", "31", "[c]", "[c]", "41"],
        ["Y", "40", "0", "0", "40"],
        ["All", "71", "[c]", "[c]", "81"],
    ]


def test_a_reader_is_told_of_a_table_that_must_not_leave() -> None:
    draft = drafted("team", counts={"a": 3, "b": 7})
    [section] = without(draft, lambda unit, counts: False, left_out=["t"]).sections
    assert [block.text for block in section.blocks if isinstance(block, Paragraph)] == [
        "Table 1.1, T, is left out, since no hiding could protect the few people in it."
    ]
    assert len(section.blocks) == 1


def test_what_is_hidden_since_few_cases_were_corrected_says_so() -> None:
    first = hiding("team", counts={"a": 10, "b": 20, "c": 30})
    assert first.numbers == []
    out = Known(first.values, first.hidden)
    second = hiding("team", counts={"a": 10, "b": 20, "c": 31}, earlier=[out])
    assert [(one.row_label, one.small) for one in second.numbers] == [("Cedar", False), ("All", False)]
    because = {told for one in second.numbers for told in one.because_of}
    assert because == {"how little Table 1.1: Cedar, 2025-26 changed since it was published"}
    assert second.checks[-1].says.startswith("2 numbers are hidden only since fewer than five of their cases")
    assert hiding("team", counts={"a": 10, "b": 20, "c": 36}, earlier=[out]).numbers == []
