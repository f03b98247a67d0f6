"""A cell that people see filled is never read as not known, and what they do not see is said."""

import io
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from intake.imports.sheets import Sheet, SheetError, Unreadable, is_error
from intake.imports.xlsx_sheet import xlsx_sheet
from tests.support.spreadsheets import EMPTY, SHEET, part, repacked, saved, workbook

SMALL = workbook(["Ref"], [1])
NO_RESULT = "has a formula, and the file has no result"
PROGRAM_ERRORS = [
    "#N/A", "#n/a", "#REF!", "#DIV/0!", "#NAME?", "#SPILL!", "#CALC!", "#GETTING_DATA", "#####", "Err:502",
]  # fmt: skip


def opened(content: bytes, name: str | None = None) -> Sheet:
    return xlsx_sheet(io.BytesIO(content), name)


def unread(sheet: Sheet) -> dict[str, str]:
    """Why cells could not be read, by their places."""
    return {
        f"{get_column_letter(column)}{row}": str(cell)
        for row, cells in sheet.rows
        for column, cell in enumerate(cells, 1)
        if isinstance(cell, Unreadable)
    }


def with_cell(xml: str) -> Sheet:
    """A sheet whose row 2 holds this cell at A2, and a 1 beside it."""
    beside = '<c r="B2"><v>1</v></c>'
    rows = f'<row r="2">{xml}{beside}</row>'.encode()
    sheet = part(SMALL, SHEET)
    start, end = sheet.index(b'<row r="2"'), sheet.index(b"</sheetData>")
    return opened(repacked(SMALL, **{SHEET: sheet[:start] + rows + sheet[end:]}))


def drawn(*rows: Iterable[object]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    return book, sheet


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        pytest.param('<c r="A2"><f>B2+28</f><v/></c>', NO_RESULT, id="empty result"),
        pytest.param('<c r="A2"><f>B2+28</f></c>', NO_RESULT, id="no result"),
        pytest.param('<c r="A2" t="str"><f>"Upheld"</f></c>', NO_RESULT, id="text"),
        pytest.param('<c r="A2"><f t="shared" si="0"/></c>', NO_RESULT, id="shared formula"),
        pytest.param('<c r="A2"><f t="array" ref="A2:A9">B2:B9</f></c>', NO_RESULT, id="array"),
        pytest.param('<c r="A2" t="e"><v>#SPILL</v></c>', "holds the error #SPILL", id="unknown error"),
        pytest.param('<c r="A2" t="e"/>', "holds the error of a formula", id="error without a name"),
        pytest.param('<c r="A2" t="rich"><v>3</v></c>', "of a kind that is not known here, 'rich'", id="kind"),
        pytest.param('<c r="A2" t="d"><v>2024-13-45</v></c>', "'2024-13-45' is damaged", id="no such day"),
        pytest.param('<c r="A2" t="b"><v>perhaps</v></c>', "'perhaps' is damaged", id="neither true nor false"),
        pytest.param('<c r="A2"><v>twelve</v></c>', "'twelve' is damaged", id="no number"),
    ],
)
def test_a_cell_that_has_something_in_it_says_why_it_cannot_be_read(xml: str, why: str) -> None:
    (said,) = unread(with_cell(xml)).items()
    assert said[0] == "A2"
    assert why in said[1]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param('<c r="A2" t="str"><f>IF(B2=1,"","x")</f><v></v></c>', "", id="a formula that gave nothing"),
        pytest.param('<c r="A2" t="str"><f>IF(B2=1,"x","")</f><v>x</v></c>', "x", id="a formula that gave a text"),
        pytest.param('<c r="A2"><f>B2+1</f><v>2</v></c>', "2", id="a formula that gave a number"),
        pytest.param('<c r="A2" s="0"/>', "", id="an empty cell with a format"),
        pytest.param('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A", id="an error that is told with the row's others"),
    ],
)
def test_a_cell_that_can_be_read(xml: str, text: str) -> None:
    ((_, _), (number, cells)) = with_cell(xml).rows
    assert (number, cells[0], type(cells[0])) == (2, text, str)


def test_the_nought_of_a_formula_is_a_result_once_the_workbook_was_worked_out() -> None:
    book = workbook(["=1-1"])
    nought = part(book, SHEET).replace(EMPTY, b"<v>0</v>")
    words = part(book, "xl/workbook.xml")
    assert b'fullCalcOnLoad="1"' in words
    assert "A1" in unread(opened(repacked(book, **{SHEET: nought})))
    saved_by_a_program = words.replace(b'fullCalcOnLoad="1"', b"")
    assert not unread(opened(repacked(book, **{SHEET: nought, "xl/workbook.xml": saved_by_a_program})))


def test_a_day_that_no_calendar_has_is_told_as_such() -> None:
    book, sheet = drawn(["Closed"], [45000])
    sheet["A2"].number_format = "yyyy-mm-dd"
    sheet["A2"].value = 99_999_999
    assert unread(opened(saved(book))) == {
        "A2": "the cell is formatted as a date, and its number 99999999 is none"
    }


@pytest.mark.parametrize(
    "text",
    [
        "#N/A",
        "#n/a",
        "#REF!",
        "#DIV/0!",
        "#NAME?",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#####",
        "Err:502",
        "#ERROR!",
    ],
)
def test_what_a_program_shows_instead_of_a_value(text: str) -> None:
    assert is_error(text)


@pytest.mark.parametrize("text", ["N/A", "#1", "# 12", "Ward #4", "#MeToo", "Error: none", "!", "Err", "##"])
def test_what_people_write_is_no_error(text: str) -> None:
    assert not is_error(text)


@pytest.mark.parametrize(
    ("merged", "told"),
    [
        pytest.param(["B2:B4"], {"B3": "B2:B4", "B4": "B2:B4"}, id="an outcome for three cases"),
        pytest.param(["A3:C3"], {"B3": "A3:C3", "C3": "A3:C3"}, id="a row"),
        pytest.param(["A2:B3"], {"B2": "A2:B3", "A3": "A2:B3", "B3": "A2:B3"}, id="a block"),
        pytest.param(["C1:D1"], {"D1": "C1:D1"}, id="a heading over two columns"),
        pytest.param(["A2:A3", "C3:C4"], {"A3": "A2:A3", "C4": "C3:C4"}, id="two"),
        pytest.param(
            ["A1:XFD1048576"],
            {f"{column}{row}": "A1:XFD1048576" for row in (1, 2, 3, 4) for column in "ABCD"[row == 1 :]},
            id="all of it",
        ),
    ],
)
def test_cells_that_are_merged_into_another_are_not_empty(merged: list[str], told: dict[str, str]) -> None:
    book, _ = drawn(*([f"{column}{row}" for column in "ABCD"] for row in (1, 2, 3, 4)))
    xml = part(saved(book), SHEET)
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    merges = f"</sheetData><mergeCells>{ranges}</mergeCells>".encode()
    found = unread(opened(repacked(saved(book), **{SHEET: xml.replace(b"</sheetData>", merges)})))
    shown = {place: why for place, why in found.items() if place[0] in "ABCD" and len(place) == 2}
    assert shown == {
        place: f"the cell is part of the merged cells {of}: unmerge them, and fill in each"
        for place, of in told.items()
    }


@pytest.mark.in_turn
@given(
    left=st.integers(1, 5), top=st.integers(1, 5), width=st.integers(1, 4), height=st.integers(1, 4)
)  # fmt: skip
def test_of_any_merged_cells_the_first_alone_is_read(left: int, top: int, width: int, height: int) -> None:
    book, sheet = drawn(*([f"{row}/{column}" for column in range(1, 10)] for row in range(1, 10)))
    sheet.merge_cells(start_row=top, start_column=left, end_row=top + height - 1, end_column=left + width - 1)
    inside = {
        f"{get_column_letter(column)}{row}"
        for row in range(top, top + height)
        for column in range(left, left + width)
    }
    assert unread(opened(saved(book))).keys() == inside - {f"{get_column_letter(left)}{top}"}


@pytest.mark.in_turn
@given(st.lists(st.integers(1, 12), unique=True), st.lists(st.integers(1, 9), unique=True))
def test_every_hidden_row_and_column_is_said_and_read(rows: list[int], columns: list[int]) -> None:
    book, sheet = drawn(*([1] * 9 for _ in range(12)))
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    found = opened(saved(book))
    said = " ".join(found.notes)
    for number in range(1, 13):
        assert _says(said, "row", number) == (number in rows), said
    for number in range(1, 10):
        assert _says(said, "column", number) == (number in columns), said
    assert len(list(found.rows)) == 12


def _says(said: str, what: str, number: int) -> bool:
    """Whether a note names this row or column, by itself or within a run."""
    named = said.partition(f"{what} ")[2] or said.partition(f"{what}s ")[2]
    places = named.partition(".")[0]
    order = (lambda text: ord(text) - 64) if what == "column" else int
    runs = [run.split("–") for run in places.split(", ") if run]
    return any(order(run[0]) <= number <= order(run[-1]) for run in runs)


def test_hidden_rows_without_anything_in_them_are_not_worth_a_word() -> None:
    book, sheet = drawn([1], [2])
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    assert opened(saved(book)).notes == []


def test_rows_that_a_filter_leaves_out_are_said_and_read() -> None:
    book, sheet = drawn(["Ref"], [1], [2], [3])
    sheet.auto_filter.ref = "A1:A4"
    assert opened(saved(book)).notes == []
    sheet.auto_filter.add_filter_column(0, ["2"])
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[4].hidden = True
    found = opened(saved(book))
    assert found.notes == [
        "Hidden in the sheet, and read all the same: rows 2, 4.",
        "The sheet is filtered. Rows that the filter hides are read all the same.",
    ]
    assert [number for number, _ in found.rows] == [1, 2, 3, 4]


def with_sheets(**states: str) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, state in states.items():
        sheet = book.create_sheet(name)
        sheet.append([name])
        sheet.sheet_state = state
    return saved(book)


@pytest.mark.parametrize(
    ("states", "name", "read"),
    [
        pytest.param({"Old": "hidden", "Log": "visible"}, None, "Log", id="last year's is hidden"),
        pytest.param({"Old": "veryHidden", "Log": "visible"}, None, "Log", id="hidden from the menu too"),
        pytest.param({"A": "hidden", "B": "veryHidden", "C": "visible", "D": "visible"}, None, "C", id="two are"),
        pytest.param({"Log": "visible", "Old": "hidden"}, None, "Log", id="behind it"),
        pytest.param({"Old": "hidden", "Log": "visible"}, "Old", "Old", id="asked for by name"),
    ],
)
def test_the_first_sheet_that_people_see_is_read(states: dict[str, str], name: str | None, read: str) -> None:
    found = opened(with_sheets(**states), name)
    assert [cells for _, cells in found.rows] == [[read]]
    assert found.hidden == [title for title, state in states.items() if state != "visible"]
    said = f"The sheet {read} is hidden in the workbook."
    assert (said in found.notes) == (read in found.hidden)


def test_hidden_sheets_are_said_to_be_hidden_where_they_are_named() -> None:
    book = with_sheets(Old="hidden", Log="visible")
    with pytest.raises(SheetError, match=r"no sheet called 2022. It has: Old \(hidden\), Log\."):
        opened(book, "2022")
    only = repacked(
        book, **{"xl/workbook.xml": part(book, "xl/workbook.xml").replace(b'"visible" r:', b'"hidden" r:')}
    )
    with pytest.raises(SheetError, match=r"Every sheet of the workbook is hidden: Old \(hidden\), Log \(hidden\)"):
        opened(only)
