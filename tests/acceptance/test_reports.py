"""Every published figure of three councils' years stands in the report that is built from their definitions."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlmodel import Session

from analytics.disclosure import Policy
from analytics.figures import service as figures
from analytics.reports import repository
from analytics.reports.book import FOLDER
from analytics.reports.build import Builder, Draft
from analytics.reports.checks import Level, checked
from analytics.reports.counts import Counts
from analytics.reports.definition import Definition
from analytics.reports.document import NOT_APPLICABLE, NumberUnit, Paragraph, ReportScope, Row, Table
from analytics.reports.hiding import hide
from analytics.reports.periods import period
from kernel.localtime import utc_now
from kernel.procedures.reader import read
from tests.acceptance.conftest import DATA
from tests.acceptance.test_published_figures import entries, same
from tests.reports.attacker import attack
from tests.support.house import House

PLACES: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load((DATA / "in_reports.yaml").read_text())
YEARS = {"leicester": "2023-24", "coventry": "2023-24", "shropshire": "2022-23"}
SHARES = {"percentage": NumberUnit.PERCENT, "percent_difference": NumberUnit.PERCENT_CHANGE}


@pytest.fixture(scope="session")
def reports(years: House) -> dict[str, tuple[Builder, Draft]]:
    """Each council's report of its year, and what its numbers are."""
    built = {}
    with Session(years.database("analytics").engine) as session:
        for authority, year in YEARS.items():
            this = period(year)
            builder = Builder(
                definition=years.apps["analytics"].state.definitions.of(authority, ReportScope.ADULTS),
                council=years.context.books.council(authority),
                period=this,
                answer=lambda question: figures.worked_out(session, question),
                has_records={this: True},
                counts=Counts(kinds=repository.kinds(session, authority, this.since, this.to)),
            )
            built[authority] = builder, builder.build(date(2026, 11, 28), utc_now(), "a manager")
    return built


@pytest.mark.parametrize(("authority", "year", "entry"), entries())
def test_published_figure_stands_in_the_report(
    reports: dict[str, tuple[Builder, Draft]], authority: str, year: str, entry: dict[str, Any]
) -> None:
    builder, draft = reports[authority]
    place = PLACES[authority][entry["id"]]
    if "number" in place:
        assert builder.said[place["number"]].value.value == entry["values"]
        return
    (table,) = [table for table in draft.report.tables() if table.id == place["table"]]
    assert same(read_off(table, place, entry), entry["values"], entry.get("partial", False))


@pytest.mark.parametrize("authority", YEARS)
def test_nothing_that_the_report_names_is_gathered_under_others(
    reports: dict[str, tuple[Builder, Draft]], authority: str
) -> None:
    assert reports[authority][1].gathered == {}


@pytest.mark.parametrize("authority", YEARS)
def test_only_words_are_missing(reports: dict[str, tuple[Builder, Draft]], authority: str) -> None:
    draft = reports[authority][1]
    stops = [check.says for check in checked(draft, draft.report, {}) if check.level is Level.STOPS]
    assert stops
    assert all(says.endswith("nothing is written yet.") for says in stops)


def test_a_row_that_no_table_has_stops_the_report(years: House, tmp_path: Path) -> None:
    """Of a group that is listed, and does not occur, a sentence says that there is none."""
    file = tmp_path / "own.yaml"
    file.write_text(
        (FOLDER / "shropshire-adults.yaml")
        .read_text()
        .replace("{kinds.complaint|about}", "{kinds.enquiry|share} and {kinds.nonsense|about}")
    )
    with Session(years.database("analytics").engine) as session:
        builder = Builder(
            definition=read(file, Definition),
            council=years.context.books.council("shropshire"),
            period=period("2022-23"),
            answer=lambda question: figures.worked_out(session, question),
            has_records={period("2022-23"): True},
        )
        draft = builder.build(date(2026, 11, 28), utc_now(), "a manager")
    stops = [check.says for check in checked(draft, draft.report, {}) if check.level is Level.STOPS]
    [says] = [says for says in stops if not says.endswith("nothing is written yet.")]
    assert says.startswith("A sentence names {kinds.nonsense}, and the table kinds has no row nonsense")
    assert builder.said["kinds.enquiry"].value.value == 0
    assert "kinds.nonsense" not in builder.said


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_definition_makes_a_report_of_nothing(years: House, path: Path) -> None:
    """Where nothing is recorded, sentences that would say nothing are left out."""
    definition = read(path, Definition)
    authority = path.stem.removesuffix(f"-{definition.scope}")
    this = period("2019-20")
    with Session(years.database("analytics").engine) as session:
        draft = Builder(
            definition=definition,
            council=years.context.books.council("eastmere" if authority == definition.scope else authority),
            period=this,
            answer=lambda question: figures.worked_out(session, question),
            has_records={this: True, this.earlier(): True},
        ).build(date(2026, 11, 28), utc_now(), "a manager")
    columns = [column for table in draft.report.tables() for column in table.columns]
    earlier = [column.definition or "" for column in columns if column.head == this.earlier().name]
    assert all("1 April 2018" in said and "2019 to 31 March 2020" not in said for said in earlier)
    paragraphs = [block.text for block in draft.report.blocks() if isinstance(block, Paragraph)]
    assert all(paragraphs)
    assert not [text for text in paragraphs if NOT_APPLICABLE in text]
    beside = [
        row.values[at].text
        for table in draft.report.tables()
        for at, column in enumerate(table.columns)
        for row in table.rows
        if column.id in {"counted", "target"}
    ]
    assert NOT_APPLICABLE not in beside, "what a number is of, and its target, can always be said"


def test_a_year_that_is_not_over_is_compared_with_the_same_months_of_another(years: House) -> None:
    this, today = period("2019-20"), date(2019, 11, 5)
    with Session(years.database("analytics").engine) as session:
        draft = Builder(
            definition=read(FOLDER / "adults.yaml", Definition),
            council=years.context.books.council("eastmere"),
            period=this,
            answer=lambda question: figures.worked_out(session, question),
            has_records={this: True, this.before(today): True},
        ).build(today, utc_now(), "a manager")
    before = "2018-19 to November"
    says = f"{before} is beside 2019-20 so far. Its last month is whole, and more of it closed."
    assert says in draft.report.notes
    first = next(block.text for block in draft.report.blocks() if isinstance(block, Paragraph))
    assert f"the same as in {before}" in first
    beside = [column for table in draft.report.tables() for column in table.columns if column.head == before]
    assert any("1 April 2018 to 30 November 2018" in (column.definition or "") for column in beside)
    asked = {note.id: note.earlier[before] for note in draft.report.figures if before in note.earlier}
    assert {(question["from"], question["to"]) for question in asked.values()} == {("2018-04-01", "2018-11-30")}
    assert asked["outcomes"]["group_by"] == ["outcome"]


def read_off(table: Table, place: Mapping[str, str], entry: Mapping[str, Any]) -> Any:
    """What the table says to the entry, by the codes of groups."""
    rows = [row for row in table.rows if not row.is_total]
    columns = {column.id: at for at, column in enumerate(table.columns) if column.id != "total"}
    if "row" in place:
        (row,) = [row for row in rows if row.id == place["row"]]
        return {code: row.values[at].value for code, at in columns.items()}
    if "column" in place:
        counts = {row.id: row.values[columns[place["column"]]].value for row in rows}
    elif len(entry.get("group_by", ())) == 2:
        return {row.id: {code: row.values[at].value for code, at in columns.items()} for row in rows}
    else:
        counts = {row.id: of_unit(row, SHARES.get(entry["measure"], NumberUnit.COUNT)) for row in rows}
    return ranked(counts, entry) if entry["measure"] == "ranking" else counts


def of_unit(row: Row, unit: NumberUnit) -> Any:
    return next(value.value for value in row.values if value.unit is unit)


def ranked(counts: Mapping[str, Any], entry: Mapping[str, Any]) -> list[list[str]]:
    """Groups that share the highest count, then those that share the next; from the lowest if asked so."""
    levels = sorted({count for count in counts.values() if count}, reverse=entry.get("order") != "asc")
    return [
        sorted(code for code, count in counts.items() if count == level)
        for level in levels[: entry.get("depth", 1)]
    ]


@pytest.mark.parametrize("authority", YEARS)
def test_nobody_finds_out_what_a_published_year_hides(
    reports: dict[str, tuple[Builder, Draft]], authority: str
) -> None:
    """Whoever has all tables of the year, and knows what adds up to what, finds no hidden count within five."""
    draft = reports[authority][1]
    hiding = hide(draft, [], Policy())
    unsafe = {table.id for table in draft.report.tables()} - {table.id for table in hiding.report.tables()}
    printed = {
        key: value
        for table in draft.report.tables()
        if table.id not in unsafe
        for row in table.rows
        for value in row.values
        for key in value.counts
    }
    shown = {key: draft.counts.values[key] for key in hiding.values if key not in hiding.hidden}
    marked = hiding.hidden & printed.keys()
    sums = draft.counts.linked()
    unprinted = draft.counts.values.keys() - shown.keys() - marked
    found = attack(shown, marked, unprinted, sums, marked)
    assert marked, "a year of few complaints has small counts"
    assert [key for key, (low, high) in found.items() if high - low < 5] == []
    assert {draft.counts.values[key] for key in shown if key in printed and not opened(draft, key)}.isdisjoint(
        range(1, 5)
    )


def opened(draft: Draft, key: str) -> bool:
    """Whether a count stands in a table that the council shows whatever its size."""
    return any(
        key in value.counts
        for table in draft.report.tables()
        if table.open_because
        for row in table.rows
        for value in row.values
    )


@pytest.mark.in_turn
def test_a_council_may_hide_noughts_too(reports: dict[str, tuple[Builder, Draft]]) -> None:
    draft = reports["leicester"][1]

    def noughts(policy: Policy) -> int:
        values = [
            value
            for table in hide(draft, [], policy).report.tables()
            if table.definitions and not table.open_because  # others are printed as somebody else published them
            for row in table.rows
            for value in row.values
        ]
        return sum(value.value == 0 and value.unit is NumberUnit.COUNT for value in values)

    assert noughts(Policy()) > 0
    assert noughts(Policy(hide_zeros=True)) == 0
