"""A council's own spreadsheet, by a saved mapping: a dry run that stores nothing, then the import."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from kernel.vocabulary import Role
from tests.support.house import Caller, House
from tests.support.imports import ended, line, ndjson, remarks
from tests.support.spreadsheets import CSV, OLD_WORKBOOK, XLSX, saved, workbook

IMPORTS = "/api/intake/v1/imports"
DRY_RUN = f"{IMPORTS}/dry-run"
MAPPINGS = "/api/intake/v1/import-mappings"

HEADINGS = [
    "Ref No",
    "Date received",
    "Type",
    "How received",
    "Outcome",
    "Subject",
    "Reply sent",
    "Age",
    "Team",
    "Box",
]
LOG = {
    "columns": [
        {"column": "ref no", "field": "ref"},
        {"column": "Date received", "field": "received_on"},
        {"column": "Date received", "field": "stages[1].started_on"},
        {"column": "Type", "field": "classification", "values": {"Stat": "statutory_complaint"}},
        {"column": "How received", "field": "channel", "values": {"Telephone": "phone", "not known": None}},
        {"column": "Outcome", "field": "outcome", "values": {"Part upheld": "partially_upheld"}},
        {"column": "Subject", "field": "issues[1].category"},
        {"column": "Reply sent", "field": "stages[1].responded_on"},
        {"column": "Age", "field": "person.age"},
        {"column": "Team", "field": "team"},
    ],
    "constants": {"procedure": "adult_statutory", "stages[1].target_working_days": "20"},
    "reference": "number",
}
FIRST = [
    "CMP/451",
    "02/05/2023",
    "Stat",
    "Telephone",
    "Part upheld",
    "Delay",
    "30/05/2023",
    "84",
    "=HYPERLINK(1)",
    "7",
]
FIRST_LINE = {
    "ref": "EAS-2324-0451",
    "own_number": "CMP/451",
    "authority": "eastmere",
    "classification": "statutory_complaint",
    "procedure": "adult_statutory",
    "received_on": "2023-05-02",
    "channel": "phone",
    "team": "=HYPERLINK(1)",
    "outcome": "partially_upheld",
    "issues": [{"category": "Delay"}],
    "stages": [{"stage": 1, "started_on": "2023-05-02", "responded_on": "2023-05-30", "target_working_days": 20}],
    "person": {"age": 84},
}
SECOND = ["452", "3 May 2023", " compliment ", "Not  Known", "", "", "", "", "", ""]
SECOND_LINE = {
    "ref": "EAS-2324-0452",
    "own_number": "452",
    "authority": "eastmere",
    "classification": "compliment",
    "procedure": "adult_statutory",
    "received_on": "2023-05-03",
}


def csv_of(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode()


def row(number: int = 453, **cells: str) -> list[str]:
    """A row with no more than it must say, and other cells by their headings."""
    least = {"Ref No": str(number), "Date received": "04/05/2023", "Type": "Enquiry"}
    filled = least | {name.replace("_", " "): cell for name, cell in cells.items()}
    return [filled.get(heading, "") for heading in HEADINGS]


def save(admin: Caller, mapping: Mapping[str, Any] = LOG, name: str = "log") -> None:
    saved = admin.put(f"{MAPPINGS}/{name}", mapping)
    assert saved.status_code == 200, saved.text


def send(caller: Caller, path: str, content: bytes, kind: str = CSV, **params: str) -> Any:
    query = {"mapping": "log", **params}
    return caller.request("POST", path, content=content, headers={"Content-Type": kind}, params=query)


def tried(admin: Caller, content: bytes, kind: str = CSV) -> dict[str, Any]:
    answer = send(admin, DRY_RUN, content, kind)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def bring_in(admin: Caller, content: bytes, kind: str = CSV, **params: str) -> dict[str, Any]:
    started = send(admin, IMPORTS, content, kind, **params)
    assert started.status_code == 202, started.text
    return ended(admin, started.headers["Location"])


def exported(admin: Caller) -> list[dict[str, Any]]:
    return [json.loads(each) for each in admin.get("/api/intake/v1/exports/imported").text.splitlines()]


def test_a_councils_csv_comes_in_as_the_dry_run_said(services: House, admin: Caller, manager: Caller) -> None:
    save(admin)
    content = csv_of(HEADINGS, FIRST, [""] * 10, SECOND, row(0), row(454, Date_received="31/02/2024"))
    found = tried(admin, content)
    assert {name: found[name] for name in ("lines", "added", "unchanged", "rejected")} == {
        "lines": 4, "added": 2, "unchanged": 0, "rejected": 2,
    }  # fmt: skip
    assert found["unused_columns"] == ["Box"]
    assert found["beforehand"] == ["Columns that are not read: Box.", "Refused, by row number: 5–6."]
    assert found["first"] == [{"line": 2, "record": FIRST_LINE}, {"line": 4, "record": SECOND_LINE}]
    assert [(each["line"], each["column"], each["field"], each["reason"]) for each in found["errors"]][:2] == [
        (5, "Ref No", "ref", "'0' does not end with a number of at most six digits"),
        (
            6,
            "Date received",
            "received_on",
            "'31/02/2024' is not a date such as 28/02/2024, 28 February 2024 or 2024-02-28",
        ),
    ]
    assert exported(admin) == []
    assert admin.get(IMPORTS).json() == {"items": []}

    job = bring_in(admin, content, file_name="log.csv")
    assert (job["state"], job["added"], job["rejected"], job["warnings"]) == ("done", 2, 2, found["warnings"])
    assert exported(admin) == [FIRST_LINE, SECOND_LINE]
    assert [number for number, reason in remarks(admin, job) if "Ref No (ref): '0'" in reason] == [5]
    services.settle()
    asked = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
    assert manager.post("/api/analytics/v1/figures", asked).json()["values"] == 2

    assert tried(admin, content)["unchanged"] == 2
    assert bring_in(admin, content)["unchanged"] == 2


def test_a_workbook_says_the_same_as_a_csv_file(services: House, admin: Caller) -> None:
    save(admin, {**LOG, "sheet": "Log", "header_row": 3})
    first = [*FIRST[:1], date(2023, 5, 2), *FIRST[2:6], date(2023, 5, 30), 84, "'=HYPERLINK(1)", 7]
    book = workbook(["Complaints 2023-24"], [], HEADINGS, first, SECOND, name="Log")
    found = tried(admin, book, XLSX)
    assert (found["added"], found["rejected"]) == (2, 0), found
    assert bring_in(admin, book, XLSX)["added"] == 2
    assert exported(admin) == [{**FIRST_LINE, "team": "'=HYPERLINK(1)"}, SECOND_LINE]


BAD_ROWS: list[tuple[list[str], str | None, str]] = [
    (row(Ref_No=""), "Ref No", "missing"),
    (row(Ref_No="none"), "Ref No", "'none' does not end with a number"),
    (row(Date_received=""), "Date received", "missing"),
    (row(Date_received="05/13/2023"), "Date received", "'05/13/2023' is not a date such as 28/02/2024"),
    (row(Date_received="31/02/2024", Reply_sent="01/03/2024"), "Date received", "'31/02/2024' is not a date"),
    (row(Date_received="01/01/1999"), "Date received", "received_on is before 1 January 2000"),
    (row(Date_received="#N/A"), "Date received", "the cell holds the error #N/A"),
    (row(Type="Grievance"), "Type", "'Grievance' is not translated: say in the mapping what it stands for"),
    (row(Type=""), "Type", "missing"),
    (row(Age="200"), "Age", "less than or equal to 125"),
    (row(Age="old"), "Age", "'old' is not a whole number"),
    (row(Team="x" * 5000), "Team", "at most"),
    (row(Reply_sent="soon"), "Reply sent", "'soon' is not a date"),
]


def test_each_row_is_told_what_is_wrong_with_it_and_where(services: House, admin: Caller) -> None:
    save(admin)
    found = tried(admin, csv_of(HEADINGS, *(bad for bad, _, _ in BAD_ROWS)))
    assert (found["added"], found["rejected"]) == (0, len(BAD_ROWS))
    assert len(found["errors"]) == len(BAD_ROWS), "one reason a row"
    for number, (bad, column, why) in enumerate(BAD_ROWS, 2):
        told = [(each["column"], each["reason"]) for each in found["errors"] if each["line"] == number]
        assert any(where == column and why in reason for where, reason in told), f"{bad}: {told}"


def test_only_the_first_errors_are_shown_and_all_are_counted(services: House, admin: Caller) -> None:
    save(admin)
    found = tried(admin, csv_of(HEADINGS, *(row(Type="?") for _ in range(3000))))
    assert (found["rejected"], len(found["errors"])) == (3000, 20)


def test_a_reference_is_taken_once_also_within_the_file(services: House, admin: Caller) -> None:
    save(admin)
    rows = [row(number) for number in range(1, 1500)]
    found = tried(admin, csv_of(HEADINGS, *rows, row(3), row(7, Team="another")))
    assert (found["added"], found["unchanged"], found["rejected"]) == (1499, 1, 1)
    assert found["errors"][0]["reason"] == "EAS-2324-0007 is there already with other content"


def test_a_file_that_breaks_off_keeps_its_good_rows(services: House, admin: Caller) -> None:
    save(admin)
    content = csv_of(HEADINGS, FIRST, SECOND) + b'"open,\r\n'
    assert tried(admin, content)["errors"][-1]["reason"].startswith("Row 4 cannot be read")
    job = bring_in(admin, content)
    assert (job["state"], job["added"], job["rejected"]) == ("done", 2, 1)
    assert "nothing after it was read" in remarks(admin, job)[-1][1]


def test_a_file_in_windows_text_is_read_and_told(services: House, admin: Caller) -> None:
    save(admin)
    content = csv_of(HEADINGS, row(Subject="£50 lost")).decode().encode("cp1252")
    found = tried(admin, content)
    assert "code page 1252" in found["told"][0]["reason"]
    assert found["first"][0]["record"]["issues"] == [{"category": "£50 lost"}]
    assert tried(admin, csv_of(HEADINGS, row(), delimiter=";"))["added"] == 1


BAD_FILES: list[tuple[bytes, str, str]] = [
    (OLD_WORKBOOK, XLSX, "The file is a workbook in the old XLS format, or protected by a password"),
    (OLD_WORKBOOK, CSV, "The file is a workbook in the old XLS format, or protected by a password"),
    (workbook(HEADINGS), CSV, "This is a workbook, not a CSV file."),
    (b"PK\x03\x04", XLSX, "The workbook is damaged"),
    (csv_of(HEADINGS), XLSX, "This is not an XLSX workbook."),
    (workbook(["Ref No"], name="Other"), XLSX, "There is no column 'Date received'."),
    (csv_of(HEADINGS[1:]), CSV, "There is no column 'ref no'."),
    (csv_of([*HEADINGS, "REF  no"]), CSV, "There are 2 columns 'ref no': give each a name of its own."),
    (b"\r\n\r\n", CSV, "Row 1 is empty. The mapping says that it holds the columns' names."),
    (b"a,\x81\n", CSV, "The file is no text"),
    (b"", CSV, "The file is empty."),
]


@pytest.mark.in_turn
def test_a_file_that_cannot_be_read_is_refused_before_there_is_a_job(services: House, admin: Caller) -> None:
    save(admin)
    for content, kind, why in BAD_FILES:
        for path in (DRY_RUN, IMPORTS):
            answer = send(admin, path, content, kind)
            assert answer.status_code == 422, f"{content[:40]!r}: {answer.text}"
            assert why in answer.json()["detail"], answer.text
    assert admin.get(IMPORTS).json() == {"items": []}
    assert list((services.context.settings.data_dir / "imports").iterdir()) == []


def test_what_nobody_sees_in_a_cell_or_a_heading_is_no_part_of_it(services: House, admin: Caller) -> None:
    save(admin)
    hidden = "\u200b\u00ad\ufeff"
    headings = [f"{heading}{hidden}\u00a0" for heading in HEADINGS]
    cells = [cell and f"\u200e{cell}\u00a0{hidden}" for cell in FIRST]
    found = tried(admin, csv_of(headings, cells, row(454, Team=hidden)))
    assert (found["added"], found["first"][0]["record"]) == (2, FIRST_LINE)
    assert "team" not in found["first"][1]["record"], "nobody sees anything there"


def test_what_is_not_read_or_not_seen_is_said_in_one_list(services: House, admin: Caller) -> None:
    save(admin)
    book = Workbook()
    log, _, old = book.worksheets[0], book.create_sheet("Lookups"), book.create_sheet("2022-23")
    old.sheet_state = "veryHidden"
    bad, refused = {"Type": "?"}, [3, 4, 6]
    for number in range(1, 7):
        log.append(row(number, **bad) if number in refused else row(number))
    log.insert_rows(1)
    for column, heading in enumerate(HEADINGS, 1):
        log.cell(1, column, heading)
    log.row_dimensions[3].hidden = log.column_dimensions["J"].hidden = True
    found = tried(admin, saved(book), XLSX)
    assert found["beforehand"] == [
        "Sheets that are not read: Lookups, 2022-23 (hidden).",
        "Columns that are not read: Box.",
        "Hidden in the sheet, and read all the same: row 3.",
        "Hidden in the sheet, and read all the same: column J.",
        "Refused, by row number: 4–5, 7.",
    ]
    job = bring_in(admin, saved(book), XLSX)
    assert (job["warnings"], job["rejected"]) == (found["warnings"], 3)
    assert [why for _, why in remarks(admin, job)][:2] == found["beforehand"][2:4]


def test_of_very_many_refused_rows_the_first_are_named(services: House, admin: Caller) -> None:
    save(admin)
    every_other = [row(number) if number % 2 else row(number, Type="?") for number in range(1, 401)]
    (_, said) = tried(admin, csv_of(HEADINGS, *every_other))["beforehand"]
    assert said.startswith("Refused, by row number: 3, 5, 7, ")
    assert said.endswith(" and 100 more.")


def test_a_sheet_without_rows_brings_nothing(services: House, admin: Caller) -> None:
    save(admin)
    assert tried(admin, csv_of(HEADINGS))["lines"] == 0
    assert bring_in(admin, csv_of(HEADINGS))["lines_done"] == 0


def test_a_spreadsheet_names_its_mapping_and_lines_name_none(services: House, admin: Caller) -> None:
    unnamed = admin.request("POST", DRY_RUN, content=b"a", headers={"Content-Type": CSV})
    assert unnamed.json()["errors"][0]["pointer"] == "/query/mapping"
    assert send(admin, DRY_RUN, b"a").status_code == 404
    lines = send(admin, DRY_RUN, ndjson(line()), "application/x-ndjson")
    assert lines.json()["errors"][0]["detail"] == "This is for a spreadsheet only."
    tried = admin.request(
        "POST", DRY_RUN, content=ndjson(line()), headers={"Content-Type": "application/x-ndjson"}
    )
    assert tried.json()["first"] == [{"line": 1, "record": line()}]


def test_another_councils_mapping_is_not_there(services: House, admin: Caller) -> None:
    save(admin)
    stranger = services.caller(Role.ADMIN, authority="leicester")
    assert send(stranger, DRY_RUN, csv_of(HEADINGS)).status_code == 404


def test_a_stages_target_may_be_in_another_unit(services: House, admin: Caller) -> None:
    units = {"stages[1].target": "28", "stages[1].unit": "Calendar days"}
    save(admin, {**LOG, "constants": {"procedure": "adult_statutory", **units}})
    assert bring_in(admin, csv_of(HEADINGS, FIRST))["added"] == 1
    (record,) = exported(admin)
    assert record["stages"] == [
        {
            "stage": 1, "started_on": "2023-05-02", "responded_on": "2023-05-30",
            "target": 28, "unit": "calendar_days",
        }
    ]  # fmt: skip
