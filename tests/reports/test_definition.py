"""Definition files: every one of the product loads, and a file with mistakes says where they are."""

import re
from pathlib import Path

import pytest

from analytics.reports import book
from analytics.reports.book import FOLDER, Definitions
from analytics.reports.definition import BINDING, AssessBlock, Definition
from analytics.reports.document import ReportScope
from analytics.reports.law import DEMANDS
from kernel.procedures.reader import ProcedureFileError, read

DOCS = Path(__file__).parents[2] / "docs"
ITEM = re.compile(r"`([a-z0-9_]+)`")
GOOD = """\
scope: adults
title: A report
source: SI 2009/309, reg 18
populations:
  complaints: {filters: {classification: statutory_complaint}}
  upheld: {of: complaints, filters: {outcome: upheld}}
denominators:
  supported: {2023-24: 5000}
numbers:
  complaints: {title: Complaints, ask: {of: complaints}}
  rate: {title: For every thousand, ask: {of: complaints}, per_1000: supported}
sections:
  - section: first
    title: First
    law: [received]
    blocks:
      - say: "{council} had {complaints|complaint} in {period}, and {outcomes.upheld} upheld."
      - table: outcomes
        title: Outcomes
        ask: {of: complaints, group_by: [outcome]}
      - chart: drawn
        title: Outcomes
        of: outcomes
      - facts: key
        title: Key facts
        numbers: [complaints, rate]
      - words: why
        asked_for: Why they came.
        about: complaints
      - given: elsewhere
        title: Elsewhere
        row_title: Council
        source: A letter
        columns: [Complaints]
        periods: [2023-24]
        rows:
          - {label: Another, values: [3]}
      - assess: code
        title: The code
        clauses:
          code_1: {clause: "1", says: All are answered., shown_by: "{rate} were."}
"""


def test_a_file_without_mistakes_loads(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).title == "A report"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        pytest.param(
            "ask: {of: complaints}, per_1000: supported}\nsections:",
            "ask: {of: complaints, measure: ranking, group_by: [outcome]}}\nround_counts: true\nsections:",
            "a ranking would tell",
            id="a ranking of rounded counts",
        ),
        pytest.param("title: A report", "tilte: A report", ":2: tilte: There is no such", id="a key nobody knows"),
        pytest.param("group_by: [outcome]", "group_by: [outcom]", ":20: sections.0.blocks.1.ask", id="no field"),
        pytest.param(
            "filters: {classification: statutory_complaint}",
            "filters: {clasification: statutory_complaint}",
            "clasification",
            id="unknown field in a population",
        ),
        pytest.param(
            "complaints: {filters:",
            "complaints: {of: upheld, filters:",
            "is made of itself",
            id="a loop",
        ),
        pytest.param("{of: complaints}}\n", "{of: others}}\n", "others is not in populations", id="no population"),
        pytest.param("per_1000: supported", "per_1000: helped", "helped is not in denominators", id="nobody"),
        pytest.param("[complaints, rate]", "[complaints, rat]", "rat is not in numbers", id="no such number"),
        pytest.param("{complaints|complaint}", "{complaint}", ":17: sections.0.blocks.0.say", id="a noun alone"),
        pytest.param("{outcomes.upheld}", "{outcome.upheld}", "neither in numbers nor", id="no table"),
        pytest.param("{outcomes.upheld}", "9", "a number that is typed", id="a typed number"),
        pytest.param("{outcomes.upheld}", "½", "a number that is typed", id="a typed fraction"),
        pytest.param("{outcomes.upheld}", "{outcomes.upheld", "opens or closes nothing", id="half a brace"),
        pytest.param("{complaints|complaint}", "{complaints|target}", "has no target", id="no target to say"),
        pytest.param("{complaints|complaint}", "{complaints|9 of 57 complaint}", "cannot be said", id="no noun"),
        pytest.param("{outcomes.upheld}", "{outcomes.upheld|target}", "has no target", id="a row has no target"),
        pytest.param(
            "group_by: [outcome]}",
            "group_by: [outcome, channel]}",
            "neither in numbers nor",
            id="a row of a table that has groups across",
        ),
        pytest.param("of: outcomes", "of: outcome", "there is no table outcome", id="a chart of no table"),
        pytest.param("about: complaints", "about: others", "others is not in numbers", id="words about no number"),
        pytest.param("facts: key", "facts: outcomes", "outcomes is there twice", id="two blocks of one name"),
        pytest.param(
            "ask: {of: complaints, group_by: [outcome]}",
            "ask: {of: complaints, group_by: [stage_count], measure: median, field: stage_count}",
            "ask.field: is what the table is grouped by",
            id="a median of its own groups",
        ),
        pytest.param(
            "ask: {of: complaints, group_by: [outcome]}",
            "ask: {of: complaints, group_by: [outcome, team], measure: median, field: stage_count}",
            "a table of a median is by one field",
            id="a median of groups across",
        ),
        pytest.param(
            "ask: {of: complaints, group_by: [outcome]}",
            "ask: {of: complaints, group_by: [stage_count], bands: {stage_count: [[Few, 0, 2], [Many, 2, null]]}}",
            "ask.bands.stage_count: Many overlaps with Few",
            id="bands that overlap",
        ),
        pytest.param(
            "ask: {of: complaints, group_by: [outcome]}",
            "ask: {of: complaints, group_by: [stage_count], bands: {stage_count: [[Few, 2, 0], [Many, 3, null]]}}",
            "ask.bands.stage_count: Few ends before it begins",
            id="a band that nothing stands in",
        ),
        pytest.param(", group_by: [outcome]", "", "a table needs a field", id="a table without groups"),
        pytest.param("law: [received]", "law: [recieved]", "nothing that the law asks for", id="no such demand"),
        pytest.param("values: [3]", "values: [3, 4]", "2 values for 1 columns", id="a value too many"),
        pytest.param("periods: [2023-24]", "periods: [last]", "periods.0", id="no such year"),
        pytest.param(
            "2023-24: 5000", "2023-24: 0", "denominators.supported.2023-24: Input should be", id="of none"
        ),
        pytest.param(
            "2023-24: 5000", "2023-24: -5", "denominators.supported.2023-24: Input should be", id="of less"
        ),
        pytest.param(
            "2023-24: 5000",
            '"2023": 5000',
            "A year is two that follow each other",
            id="a year that no report is of",
        ),
        pytest.param("values: [3]", "values: [.nan]", "values.0: Input should be a finite number", id="no number"),
        pytest.param(
            "ask: {of: complaints}}\n  rate",
            "ask: {of: complaints}, target: .inf}\n  rate",
            "target: Input should be a finite number",
            id="a target without end",
        ),
        pytest.param(
            '{outcomes.upheld} upheld."\n      - table: outcomes\n        title: Outcomes\n'
            "        ask: {of: complaints, group_by: [outcome]}",
            'none upheld."\n      - table: outcomes\n        title: Outcomes\n'
            "        ask: {of: complaints, group_by: [outcome, outcome]}",
            "a field is given twice",
            id="a field by itself",
        ),
        pytest.param(
            '{outcomes.upheld} upheld."\n      - table: outcomes\n        title: Outcomes\n'
            "        ask: {of: complaints, group_by: [outcome]}",
            'none upheld."\n      - table: outcomes\n        title: Outcomes\n'
            "        ask: {of: complaints, group_by: [person.gender]}\n        open_because: We say so.",
            "open_because: a table about people is never open",
            id="a table about people left as it is",
        ),
        pytest.param(
            "ask: {of: complaints}}\n  rate",
            "ask: {of: complaints}, target: 5, council_target: true}\n  rate",
            "target: is given, and the council's own too",
            id="two targets",
        ),
        pytest.param("code_1:", "outcomes:", "outcomes is there twice", id="a clause of another's name"),
        pytest.param("{rate} were", "9 were", "code_1.shown_by: has a number that is typed", id="typed evidence"),
        pytest.param(
            '{outcomes.upheld} upheld."\n      - table: outcomes\n',
            'none upheld."\n      - table: outcomes\n        supported: true\n',
            "supported: only counts by",
            id="a table that is not about people beside the people supported",
        ),
        pytest.param("- facts: key", "- fact: key", "is none of table, facts", id="no such block"),
    ],
)
def test_a_mistake_is_refused_where_it_stands(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    assert GOOD.count(right) == 1
    with pytest.raises(ProcedureFileError) as refused:
        load(tmp_path, GOOD.replace(right, wrong))
    assert str(refused.value).startswith("own.yaml:")
    assert says in str(refused.value)


def test_every_part_of_the_code_is_assessed_clause_by_clause() -> None:
    """What records tell of a clause is bound to a figure, and cannot be another number than the report's."""
    definition = read(FOLDER / "corporate.yaml", Definition)
    [section] = [section for section in definition.sections if section.section == "self_assessment"]
    parts = [block for block in section.blocks if isinstance(block, AssessBlock)]
    assert [part.assess for part in parts] == [f"code_{n}" for n in range(1, 10)]
    for at, part in enumerate(parts, 1):
        assert {clause.clause[0] for clause in part.clauses.values()} == {str(at)}
    shown = [clause.shown_by for part in parts for clause in part.clauses.values() if clause.shown_by]
    assert all(BINDING.search(sentence) for sentence in shown)
    assert all(clause.shown_by for clause in parts[3].clauses.values()), (
        "who handles complaints: how it goes with them"
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_definition_says_what_the_law_asks_for(path: Path) -> None:
    definition = read(path, Definition)
    assert path.stem.endswith(definition.scope)
    said = {code for section in definition.sections for code in section.law}
    assert said >= set(DEMANDS[definition.scope])


@pytest.mark.parametrize("scope", ReportScope)
def test_a_council_without_its_own_definition_has_the_default(scope: ReportScope, tmp_path: Path) -> None:
    assert Definitions(tmp_path).of("eastmere", scope) == read(FOLDER / f"{scope}.yaml", Definition)


def test_a_councils_own_definition_is_taken_in_while_the_product_runs(tmp_path: Path) -> None:
    """One with mistakes changes nothing, and says what is wrong; without its file the council has the default."""
    definitions = Definitions(tmp_path)
    own = tmp_path / "eastmere-adults.yaml"
    own.write_text(GOOD)
    assert definitions.of("eastmere", ReportScope.ADULTS).title == "A report"
    assert definitions.of("eastmere", ReportScope.CHILDREN).title != "A report"
    own.write_text(GOOD.replace("title: A report", "tilte: A report"))
    assert definitions.of("eastmere", ReportScope.ADULTS).title == "A report"
    assert "eastmere-adults.yaml:2: tilte" in definitions.mistakes["eastmere-adults.yaml"]
    assert Definitions(tmp_path).mistakes == definitions.mistakes
    own.write_text(GOOD.replace("scope: adults", "scope: children"))
    definitions.of("eastmere", ReportScope.ADULTS)
    says = "eastmere-adults.yaml:1: scope: children is not what the file’s name ends in"
    assert definitions.mistakes == {"eastmere-adults.yaml": says}
    own.rename(tmp_path / "adults.yaml")
    assert definitions.of("eastmere", ReportScope.ADULTS) == read(FOLDER / "adults.yaml", Definition)
    assert definitions.mistakes == {"adults.yaml": "adults.yaml:1: (file): is not named COUNCIL-SCOPE.yaml"}
    (tmp_path / "adults.yaml").unlink()
    definitions.of("eastmere", ReportScope.ADULTS)
    assert definitions.mistakes == {}


def test_the_products_own_mistakes_are_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("leicester-adults", "adults"):
        (tmp_path / f"{name}.yaml").write_text(GOOD.replace("title: A report", "tilte: A report"))
    monkeypatch.setattr(book, "FOLDER", tmp_path)
    with pytest.raises(ProcedureFileError) as refused:
        book.definitions_of_release.__wrapped__()
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["adults.yaml"] * 2 + [
        "leicester-adults.yaml"
    ] * 2


def test_what_the_docs_list_is_there() -> None:
    for part in (DOCS / "report-items.md").read_text().split("\n## ")[1:]:
        name = part.splitlines()[0]
        definition = read(FOLDER / f"{name}.yaml", Definition)
        blocks = [block for section in definition.sections for block in section.blocks]
        there = {*definition.numbers, *(next(iter(block.model_dump().values())) for block in blocks)}
        listed = {item for line in part.splitlines() if line.startswith("|") for item in ITEM.findall(line)}
        assert listed
        assert listed <= there, name


def load(folder: Path, text: str) -> Definition:
    path = folder / "own.yaml"
    path.write_text(text)
    return read(path, Definition)
