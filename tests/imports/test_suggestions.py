"""A mapping that is suggested from a council's own spreadsheet; a person confirms it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.imports.mapping import ImportMapping
from intake.imports.own_words import OwnWords, own_words
from intake.imports.sheets import Sheet
from intake.imports.suggestions import suggest
from kernel.vocabulary import Role
from tests.support.books import books
from tests.support.house import Caller, House
from tests.support.spreadsheets import CSV, OLD_WORKBOOK, XLSX, workbook

NOTHING_SAID = OwnWords({}, {}, {}, {})
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


COMPLAINTS = b"""\
Ref,Date received,Complainant,Relationship,Service user,Team,Nature of complaint,Stage,Target,Date responded,\
Outcome (U/PU/NU),Date closed
ASC/101,02/05/2023,Olive Caller,Daughter,Test Person,Locality North,Delay,1,31/05/2023,30/05/2023,PU,01/06/2023
ASC/102,03/05/2023,Test Caller,Self,Test Caller,Occupational Therapy,Staff conduct,1,N/A,N/A,U,
ASC/103,24/05/2023,Noor Caller,Wife,Another Person,locality team,Charges,1,22/06/2023,TBC,NU,23/06/2023
"""


def open_choices(found: dict[str, Any]) -> list[str]:
    """What an officer still has to say before the mapping can be saved and every code is read."""
    values = {each["column"]: each["values"] for each in found["columns"]}
    codes = {"classification", "outcome", "channel", "raised_by", "stages[1].outcome"}
    return [path for path, value in found["mapping"]["constants"].items() if not value] + [
        f"{each['field']}: {value}"
        for each in found["mapping"]["columns"]
        if each["field"] in codes
        for value in values[each["column"]]
        if value not in each["values"]
    ]


def test_twelve_columns_as_a_council_has_them_need_few_choices(services: House, admin: Caller) -> None:
    found = suggested(admin, COMPLAINTS)
    given = {each["column"]: each["field"] for each in found["mapping"]["columns"]}
    assert "Target" not in given, "a column of dates is no number of days"
    assert "Complainant" not in given, "names of people are no roles"
    assert given["Relationship"] == "raised_by"
    values = {each["field"]: each["values"] for each in found["mapping"]["columns"]}
    assert values["outcome"] == {"PU": "partially_upheld", "U": "upheld", "NU": "not_upheld"}
    assert values["raised_by"] == {"Daughter": "relative", "Self": "person_themselves", "Wife": "relative"}
    assert values["team"] == {"Occupational Therapy": "occupational_therapy", "locality team": "locality"}
    assert values["stages[1].responded_on"] == {"N/A": None, "TBC": None}
    assert open_choices(found) == ["classification", "stages[1].target_working_days"]


def test_what_a_council_said_once_is_offered_again(services: House, admin: Caller) -> None:
    first = suggested(admin, COMPLAINTS)["mapping"]
    first["constants"] = {"classification": "statutory_complaint", "stages[1].target_working_days": "25"}
    first["columns"].append({"column": "Stage", "field": "local_label"})
    for each in first["columns"]:
        if each["field"] == "team":
            each["values"]["Locality North"] = "locality"
    assert admin.put("/api/intake/v1/import-mappings/log", first).status_code == 200

    found = suggested(admin, COMPLAINTS.replace(b"Locality North", b"LOCALITY  north"))
    again = {each["field"]: each for each in found["mapping"]["columns"]}
    assert again["team"]["values"]["LOCALITY  north"] == "locality"
    assert again["local_label"]["column"] == "Stage"
    assert open_choices(found) == []
    stranger = services.caller(Role.ADMIN, authority="leicester")
    assert len(open_choices(suggested(stranger, COMPLAINTS))) == 2


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        pytest.param("Target", ["31/05/2023", "22/06/2023", "TBC"], None, id="dates are no number of days"),
        pytest.param("Target", ["20", "10", "TBC"], "stages[1].target_working_days", id="days are"),
        pytest.param("Complainant", ["Olive Caller", "Test Caller"], None, id="names are no roles"),
        pytest.param("Complainant", ["Son", "MP", "Olive Caller"], "raised_by", id="roles are"),
        pytest.param("Age", ["65-74", "75-84"], None, id="a band is no age"),
        pytest.param("Closed", ["Yes", "No", "Yes"], None, id="yes is no day"),
        pytest.param("Closed", ["01/06/2023", "-", "not known"], "closed_on", id="days, some not known"),
        pytest.param("Payment", ["Apology", "Waived"], None, id="an apology is no amount"),
        pytest.param("Status", ["Allocated", "With manager"], None, id="where it lies is no outcome"),
        pytest.param("Upheld", ["Y", "N"], "outcome", id="yes and no are findings under such a name"),
        pytest.param("U/PU/NU", ["U", "P/U", "N.U."], "outcome", id="letters with marks"),
        pytest.param("Type", ["Alpha", "Beta"], "classification", id="the class, in words that nobody knows yet"),
    ],
)
def test_a_column_gives_what_stands_in_it_whatever_its_name(
    heading: str, cells: list[str], field: str | None
) -> None:
    sheet = Sheet(iter([(1, [heading]), *((row, [cell]) for row, cell in enumerate(cells, 2))]))
    found = suggest(sheet, None, 1, NOTHING_SAID)
    assert [each.field for each in found.mapping.columns if not each.field.endswith("started_on")] == (
        [field] if field else []
    )


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,9} Caller", fullmatch=True), min_size=1, max_size=9))
def test_no_names_of_people_are_ever_roles(names: list[str]) -> None:
    sheet = Sheet(iter([(1, ["Complainant"]), *((row, [name]) for row, name in enumerate(names, 2))]))
    assert suggest(sheet, None, 1, NOTHING_SAID).mapping.columns == []


@pytest.mark.in_turn
@given(
    st.dictionaries(
        st.from_regex(r"[A-Z][a-z]{3,9}", fullmatch=True), st.sampled_from(["upheld", None]), min_size=1
    )
)
def test_any_word_that_was_translated_once_is_offered_again(said: dict[str, str | None]) -> None:
    mapping = ImportMapping.model_validate({"columns": [{"column": "Won", "field": "outcome", "values": said}]})
    own = own_words(books().council("eastmere"), [mapping])
    words = [word.upper() for word in said]
    sheet = Sheet(iter([(1, [" WON"]), *((row, [f" {word} "]) for row, word in enumerate(words, 2))]))
    (column,) = suggest(sheet, None, 1, own).mapping.columns
    assert (column.field, column.values) == ("outcome", {word.upper(): meaning for word, meaning in said.items()})


def test_an_error_is_never_offered_as_not_known() -> None:
    sheet = Sheet(iter([(1, ["Outcome"]), (2, ["Upheld"]), (3, ["#N/A"]), (4, ["N/A"])]))
    (column,) = suggest(sheet, None, 1, NOTHING_SAID).mapping.columns
    assert column.values == {"N/A": None}


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
