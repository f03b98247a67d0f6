"""A day that cannot be keeps its line out, whichever way the line comes, and is told by row, column and field."""

import json
from pathlib import Path

import pytest

from intake.imports.lines import Fault, RawLine, Source
from tests.imports.test_spreadsheets import DRY_RUN, bring_in, csv_of, exported, save, tried
from tests.support.house import Caller, House
from tests.support.imports import bring_in as bring_lines_in
from tests.support.imports import line, ndjson, remarks

FIELD = Path(__file__).parents[1] / "acceptance" / "data" / "field"
ANSWERED = json.loads((FIELD / "mapping-answered.json").read_text())
HEADINGS = ["Ref", "Type", "Received", "Answered", "Closed", "Stage 2", "Answered again"]
TWO_STAGES = {
    **ANSWERED,
    "columns": [
        *ANSWERED["columns"],
        {"column": "Closed", "field": "closed_on"},
        {"column": "Stage 2", "field": "stages[2].started_on"},
        {"column": "Answered again", "field": "stages[2].responded_on"},
    ],
    "constants": {**ANSWERED["constants"], "stages[2].target_working_days": "20"},
}


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("answered-nine-years-before-receipt.csv", "stages[1].responded_on is before received_on"),
        ("answered-after-today.csv", "stages[1].responded_on is in the future"),
    ],
)
def test_an_answer_of_another_year_keeps_its_row_out(
    services: House, admin: Caller, file: str, reason: str
) -> None:
    save(admin, ANSWERED)
    content = (FIELD / file).read_bytes()
    found = tried(admin, content)
    assert (found["added"], found["rejected"]) == (0, 1)
    assert found["errors"] == [
        {"line": 2, "column": "Answered", "field": "stages[1].responded_on", "reason": reason}
    ]
    assert bring_in(admin, content)["rejected"] == 1
    assert exported(admin) == []


def test_every_column_of_a_row_is_told_once(services: House, admin: Caller) -> None:
    save(admin, TWO_STAGES)
    kind = "Statutory complaint"
    rows = [
        ["701", kind, "10/05/2023", "09/06/2023", "08/06/2023", "01/05/2023", "01/06/2032"],
        ["702", kind, "10/05/1900", "09/06/1900", "", "", ""],
        ["703", kind, "10/05/2023", "09/06/2023", "01/09/2023", "01/07/2023", "01/08/2023"],
    ]
    found = tried(admin, csv_of(HEADINGS, *rows))
    assert (found["added"], found["rejected"]) == (1, 2)
    told = {(each["line"], each["column"], each["reason"]) for each in found["errors"]}
    assert told == {
        (2, "Closed", "closed_on is before stages[1].responded_on"),
        (2, "Stage 2", "stages[2].started_on is before received_on"),
        (2, "Answered again", "stages[2].responded_on is in the future"),
        (3, "Received", "received_on is before 1 January 2000"),
        (3, "Answered", "stages[1].responded_on is before 1 January 2000"),
    }


def test_a_line_of_json_is_told_the_same(services: House, admin: Caller) -> None:
    stages = [{"stage": 1, "started_on": "2023-05-02", "target_working_days": 20, "responded_on": "2001-05-30"}]
    job = bring_lines_in(services, admin, ndjson(line(stages=stages, closed_on="2023-05-01")))
    assert (job["added"], job["rejected"]) == (0, 1)
    ((_, reason),) = remarks(admin, job)
    assert set(reason.split("; ")) == {
        "stages.0.responded_on is before received_on",
        "closed_on is before received_on",
    }
    lines = {"content": ndjson(line(stages=stages)), "headers": {"Content-Type": "application/x-ndjson"}}
    found = admin.request("POST", DRY_RUN, **lines).json()
    assert [(each["column"], each["field"]) for each in found["errors"]] == [(None, "stages.0.responded_on")]


def test_a_reason_calls_fields_as_the_mapping_does() -> None:
    sources = {"stages.0.responded_on": Source("Answered", "stages[2].responded_on")}
    raw = RawLine(7, 0, b"", sources)
    assert raw.fault("stages.0.responded_on", "stages.0.responded_on is in the future") == Fault(
        "stages[2].responded_on", "Answered", "stages[2].responded_on is in the future"
    )
