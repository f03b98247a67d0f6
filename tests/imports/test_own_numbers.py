"""A reference that is made from a council's own number: two numbers give two references, or an error."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.imports.cells import CellError, DateOrder, running_number
from intake.imports.filling import Filling
from intake.imports.lines import Kept, digest_of
from intake.imports.mapping import ImportMapping, Plan
from intake.imports.service import Progress, Sorted, read_lines, sort_out
from kernel.errors import Unprocessable
from tests.imports.test_spreadsheets import MAPPINGS, csv_of, save, tried
from tests.support.books import books
from tests.support.house import Caller, House
from tests.support.spreadsheets import XLSX, workbook

EASTMERE = books().council("eastmere")
HEADER = ["Ref", "Type", "Received"]
MAPPING = ImportMapping.model_validate(
    {
        "columns": [
            {"column": "Ref", "field": "ref"},
            {"column": "Type", "field": "classification"},
            {"column": "Received", "field": "received_on"},
        ],
        "reference": "number",
    }
)
TODAY = date(2026, 11, 27)


def came_in(numbers: Sequence[str], known: dict[str, Kept] | None = None) -> tuple[Sorted, list[str]]:
    """What becomes of rows that are alike but for their numbers, and why some are refused."""
    filling = Filling(Plan(MAPPING, EASTMERE), HEADER)
    rows = [filling.line(row, 0, [own, "Enquiry", "03/04/2024"]) for row, own in enumerate(numbers, 2)]
    read, refused = read_lines(rows, EASTMERE, TODAY)
    found = sort_out(read, known or {}, Progress(), EASTMERE)
    return found, [str(each.why) for each in [*refused, *found.told] if each.is_error]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("ASC/0123", "CSC/0123", id="two teams"),
        pytest.param("0123", "123", id="lost noughts"),
        pytest.param("CMP/0123", "CMP/123", id="lost noughts behind letters"),
        pytest.param("ASC-2024/123", "ASC-2023/123", id="another year in it"),
        pytest.param("cmp/123", "CMP/123", id="another case"),
        pytest.param("CMP 123", "CMP-123", id="another mark"),
    ],
)
def test_two_numbers_never_become_one_case(first: str, second: str) -> None:
    found, why = came_in([first, second])
    assert (len(found.new), found.unchanged, found.rejected) == (1, 0, 1)
    assert why == [
        f"Ref (ref): EAS-2425-0123 was made from {first!r} already; {second!r} gives the same reference"
    ]


@given(st.lists(st.text("0123456789ABC/-. ", min_size=1, max_size=8).map(str.strip), unique=True, max_size=6))
def test_any_two_different_numbers_give_two_references_or_an_error(numbers: list[str]) -> None:
    found, why = came_in(numbers)
    blank = sum(not own for own in numbers)
    assert found.unchanged == 0
    assert len(found.new) + len(why) >= len(numbers) - blank
    assert len({each.line.case.own_number for each in found.new.values()}) == len(found.new)


@given(st.integers(1, 999_999), st.sampled_from(["", "CMP/", "ASC-24-", "No "]), st.integers(0, 6))
def test_a_number_is_itself_however_it_is_filled_up(number: int, before: str, width: int) -> None:
    found, why = came_in([f"{before}{number:0{width}}"] * 2)
    assert (list(found.new), found.unchanged, why) == ([f"EAS-2425-{number:04}"], 1, [])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1.23E+11", "a power of ten"),
        ("1E+05", "a power of ten"),
        ("1,23e11", "a power of ten"),
        ("451.0", "a number with a point or a comma"),
        ("1,234", "a number with a point or a comma"),
        ("-4.5", "a number with a point or a comma"),
        ("2024-04-03", "a date"),
        ("03/04/2024", "a date"),
        ("2024-04-03 00:00:00", "a date"),
        ("Apr-23", "a date"),
        ("sept 2024", "a date"),
        ("10:45:00", "a time"),
    ],
)
def test_what_a_spreadsheet_has_made_of_a_number_is_none(text: str, what: str) -> None:
    with pytest.raises(CellError, match=what):
        running_number(text, DateOrder.DAY_FIRST)


@pytest.mark.parametrize("text", ["", "000", "none", "1234567", "CMP/451a", "４５１", "451)"])
def test_no_number_at_its_end(text: str) -> None:
    with pytest.raises(CellError, match="does not end with a number of at most six digits"):
        running_number(text, DateOrder.DAY_FIRST)


@pytest.mark.parametrize("text", ["451", "CMP/0451", "2023/451", "23-451", "ASC/23-24/451", "MARCH/451", "C.451"])
def test_a_councils_own_number(text: str) -> None:
    assert running_number(text, DateOrder.DAY_FIRST) == "451"


def test_a_line_from_before_numbers_were_kept_is_there_already_once() -> None:
    (new,) = came_in(["ASC/0123"])[0].new.values()
    earlier = {name: value for name, value in new.line.given.items() if name != "own_number"}
    known = {"EAS-2425-0123": Kept(digest_of(earlier), None)}
    found, why = came_in(["ASC/0123", "ASC/0123", "CSC/0123"], known)
    assert (found.unchanged, found.rejected) == (2, 1)
    assert "was made from 'ASC/0123' already" in why[0]


def test_an_own_number_comes_from_the_column_of_the_reference_alone() -> None:
    mapping = MAPPING.model_copy(update={"constants": {"own_number": "1"}})
    with pytest.raises(Unprocessable) as refused:
        Plan(mapping, EASTMERE)
    assert [error.pointer for error in refused.value.errors] == ["/reference"]


def test_numbers_of_a_workbook_that_it_turned_into_something_else(services: House, admin: Caller) -> None:
    save(admin, MAPPING.model_dump(mode="json"))
    made: list[object] = [date(2024, 4, 3), 123_456_789_012.0, 1e20, 4.5, 451]
    found = tried(admin, workbook(HEADER, *([own, "Enquiry", date(2024, 4, 3)] for own in made)), XLSX)
    assert (found["added"], found["rejected"]) == (1, 4)
    assert [each["column"] for each in found["errors"]] == ["Ref"] * 4
    assert admin.get(f"{MAPPINGS}/log").status_code == 200


def test_a_long_number_of_a_person_is_told_when_it_was_mangled(services: House, admin: Caller) -> None:
    columns = [*MAPPING.model_dump(mode="json")["columns"], {"column": "NHS", "field": "person.person_ref"}]
    save(admin, {"columns": columns, "reference": "number"})
    found = tried(admin, csv_of([*HEADER, "NHS"], ["1", "Enquiry", "03/04/2024", "9.43E+09"]))
    assert found["errors"][0]["column"] == "NHS"


def test_ten_thousand_numbers_are_ten_thousand_cases() -> None:
    found, why = came_in([f"CMP/{number}" for number in range(1, 10_001)])
    assert (len(found.new), why) == (10_000, [])
