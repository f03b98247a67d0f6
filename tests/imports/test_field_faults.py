"""What went wrong for others, as it came: each file by the mapping that a council saved for such files."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.imports.test_spreadsheets import DRY_RUN, bring_in, exported, save, send, tried
from tests.support.house import Caller, House
from tests.support.imports import remarks
from tests.support.spreadsheets import XLSX

FIELD = Path("tests/acceptance/data/field")
MAPPING = json.loads((FIELD / "mapping.json").read_text())


@pytest.fixture
def importer(services: House, admin: Caller) -> Caller:
    """Somebody whose council saved the mapping."""
    save(admin, MAPPING)
    return admin


def told(found: dict[str, Any]) -> list[tuple[int, str | None, str]]:
    return [(each["line"], each["column"], each["reason"]) for each in found["errors"]]


def test_f010_a_formula_without_a_result_refuses_its_row(importer: Caller) -> None:
    content = (FIELD / "formula-without-result.xlsx").read_bytes()
    found = tried(importer, content, XLSX)
    assert (found["added"], found["rejected"]) == (1, 1)
    assert [(line, column) for line, column, _ in told(found)] == [(2, "Closed"), (2, "Outcome")]
    assert all("has a formula, and the file has no result" in why for _, _, why in told(found))
    assert bring_in(importer, content, XLSX)["rejected"] == 1
    assert [each["ref"] for each in exported(importer)] == ["EAS-2425-0452"]


@pytest.mark.in_turn
def test_f012_the_sheet_that_people_see_is_read(importer: Caller) -> None:
    content = (FIELD / "hidden-first-sheet.xlsx").read_bytes()
    asked = importer.request(
        "POST",
        f"{DRY_RUN.removesuffix('dry-run')}suggested-mapping",
        content=content,
        headers={"Content-Type": XLSX},
    ).json()
    assert (asked["sheets"], asked["hidden_sheets"]) == (["Old", "Log"], ["Old"])
    assert "EAS-2324-0999" not in {each["record"]["ref"] for each in tried(importer, content, XLSX)["first"]}
    save(importer, MAPPING | {"sheet": "Old"}, name="old")
    named = send(importer, DRY_RUN, content, XLSX, mapping="old").json()
    assert named["first"][0]["record"]["ref"] == "EAS-2324-0999"
    assert named["told"][0]["reason"] == "The sheet Old is hidden in the workbook."
    save(importer, MAPPING | {"sheet": "New"}, name="new")
    missing = send(importer, DRY_RUN, content, XLSX, mapping="new").json()
    assert missing["detail"] == "The workbook has no sheet called New. It has: Old (hidden), Log."


@pytest.mark.both_databases
def test_f013_the_same_number_of_two_series_is_no_unchanged_case(importer: Caller) -> None:
    content = (FIELD / "two-series.csv").read_bytes()
    found = tried(importer, content)
    assert (found["added"], found["unchanged"], found["rejected"]) == (1, 0, 1)
    why = "EAS-2425-0123 was made from 'ASC/0123' already; 'CSC/0123' gives the same reference"
    assert told(found) == [(3, "Ref", why)]
    for added, unchanged in ((1, 0), (0, 1)):
        job = bring_in(importer, content)
        assert (job["added"], job["unchanged"], job["rejected"]) == (added, unchanged, 1)
        assert remarks(importer, job) == [(3, f"Ref (ref): {why}")]
    assert [each["own_number"] for each in exported(importer)] == ["ASC/0123"]


def test_f025_the_line_that_says_what_divides_cells_is_no_row(importer: Caller) -> None:
    found = tried(importer, (FIELD / "sep-line.csv").read_bytes())
    assert found["first"][0] == {"line": 2, "record": found["first"][0]["record"]}
    assert [(line, column) for line, column, _ in told(found)] == [(3, "Received")]


def test_f026_a_workbook_of_another_kind_is_told_as_what_it_is(importer: Caller) -> None:
    refused = send(importer, DRY_RUN, (FIELD / "strict-open-xml.xlsx").read_bytes(), XLSX)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["detail"] == (
        "The file is a workbook saved as Strict Open XML Spreadsheet: save it as Excel Workbook (XLSX)."
    )
