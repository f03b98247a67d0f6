"""A mapping that is suggested from a council's own spreadsheet; a person confirms it."""

from typing import Any

from kernel.vocabulary import Role
from tests.support.house import Caller, House
from tests.support.spreadsheets import CSV, OLD_WORKBOOK, XLSX, workbook

SUGGESTION = "/api/intake/v1/imports/suggested-mapping"

COUNCILS_LOG = b"""Adult social care complaints 2023-24,,,,,,,,,,
,,,,,,,,,,
Complaint Ref.,Date of Receipt,Complaint Type,Method of Contact,Finding,Nature of complaint,Nature of complaint 2,\
Response Sent,Recieved by,Clients Age,Clients Age
451,02/05/2023,Statutory,Telephone,Partly upheld,Delay,Staff,30/05/2023,AB,84,84
452,13/05/2023,Compliment,E-mail,N/A,,,,CD,71,71
453,14/05/2023,statutory complaint,Carrier pigeon,Part Upheld,Charges,,,AB,,
"""


def suggested(admin: Caller, content: bytes, kind: str = CSV, **params: Any) -> dict[str, Any]:
    answer = admin.request("POST", SUGGESTION, content=content, headers={"Content-Type": kind}, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_councils_log_is_recognised_by_its_own_words(services: House, admin: Caller) -> None:
    found = suggested(admin, COUNCILS_LOG)
    mapping = found["mapping"]
    assert (mapping["header_row"], mapping["dates"], mapping["reference"]) == (3, "day_first", "number")
    assert {each["field"]: each["column"] for each in mapping["columns"]} == {
        "ref": "Complaint Ref.",
        "received_on": "Date of Receipt",
        "stages[1].started_on": "Date of Receipt",
        "classification": "Complaint Type",
        "channel": "Method of Contact",
        "outcome": "Finding",
        "issues[1].category": "Nature of complaint",
        "issues[2].category": "Nature of complaint 2",
        "stages[1].responded_on": "Response Sent",
    }
    assert mapping["constants"] == {"stages[1].target_working_days": ""}, "for the officer to fill in"
    values = {each["field"]: each["values"] for each in mapping["columns"]}
    assert values["classification"] == {"Statutory": "statutory_complaint"}
    assert values["outcome"] == {
        "Partly upheld": "partially_upheld",
        "Part Upheld": "partially_upheld",
        "N/A": None,
    }
    assert values["channel"] == {"Telephone": "phone", "E-mail": "email"}
    columns = {each["column"]: each for each in found["columns"]}
    assert columns["Method of Contact"]["values"] == ["Telephone", "E-mail", "Carrier pigeon"]
    assert columns["Clients Age"]["repeated"]


def test_a_workbook_shows_its_sheets(services: House, admin: Caller) -> None:
    book = workbook(["Reference", "Received on"], ["EAS-2324-0001", "04/13/2023"], name="Log", others=["Lookups"])
    found = suggested(admin, book, XLSX)
    assert found["sheets"] == ["Log", "Lookups"]
    assert (found["mapping"]["reference"], found["mapping"]["dates"]) == ("as_written", "month_first")
    other = suggested(admin, book, XLSX, sheet="Lookups")
    assert (other["mapping"]["sheet"], other["mapping"]["columns"]) == ("Lookups", [])
    assert [each["column"] for each in other["columns"]] == ["nothing here"]


def test_an_officer_may_say_which_row_has_the_headings(services: House, admin: Caller) -> None:
    content = b"Reference,Date\nMy ref,My date\n1,02/05/2023\n"
    assert suggested(admin, content)["mapping"]["header_row"] == 1
    found = suggested(admin, content, header_row=2)
    assert [each["column"] for each in found["columns"]] == ["My ref", "My date"]
    assert found["columns"][0]["values"] == ["1"]


def test_what_no_field_resembles_is_left_to_the_officer(services: House, admin: Caller) -> None:
    found = suggested(admin, b"Wobble,,\x07\nx,y,z\n")
    assert found["columns"] == [{"column": "Wobble", "repeated": False, "values": ["x"]}]
    assert (found["mapping"]["columns"], found["mapping"]["constants"]) == ([], {"classification": ""})
    assert suggested(admin, b"\n")["columns"] == []


def test_a_file_that_is_no_spreadsheet_is_refused(services: House, admin: Caller) -> None:
    for content, kind, why in (
        (b"{}", "application/x-ndjson", "Send a CSV file or an XLSX workbook."),
        (OLD_WORKBOOK, XLSX, "old XLS format"),
        (b"", CSV, "The file is empty."),
    ):
        answer = admin.request("POST", SUGGESTION, content=content, headers={"Content-Type": kind})
        assert answer.status_code == 422
        assert why in answer.json()["detail"]


def test_only_those_who_import_may_ask(services: House) -> None:
    clerk = services.caller(Role.CONTACT_CENTRE)
    assert clerk.request("POST", SUGGESTION, content=b"a", headers={"Content-Type": CSV}).status_code == 403
