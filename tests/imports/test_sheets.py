"""What is read of a CSV file and of a workbook: every cell as a person sees it, or a sentence why not."""

import csv
import io
import struct
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from intake.imports import sheets
from intake.imports.csv_sheet import NOT_UTF_8, csv_sheet
from intake.imports.sheets import MOST_COLUMNS, SheetError
from intake.imports.xlsx_sheet import xlsx_sheet
from tests.support.spreadsheets import EMPTY, OLD_WORKBOOK, SHEET, STRINGS, part, repacked, saved, workbook

BOOK = workbook(["Ref", "Note"], [1, "one"], [2, "two"])


def rows_of_csv(content: bytes) -> list[tuple[int, list[str]]]:
    return [(number, list(cells)) for number, cells in csv_sheet(io.BytesIO(content)).rows]


def rows_of(content: bytes, name: str | None = None) -> list[tuple[int, list[str]]]:
    """Each row as far as something stands in it."""
    found = []
    for number, cells in xlsx_sheet(io.BytesIO(content), name).rows:
        width = max(index for index, cell in enumerate(cells, 1) if cell)
        found.append((number, list(cells[:width])))
    return found


def refusal(content: bytes) -> str:
    with pytest.raises(SheetError) as refused:
        rows_of(content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"Ref,Note\n1,Zo\xc3\xab\n", id="utf-8"),
        pytest.param(b"\xef\xbb\xbfRef,Note\r\n1,Zo\xc3\xab\r\n", id="as Excel saves CSV UTF-8"),
        pytest.param("Ref,Note\n1,Zoë\n".encode("utf-16"), id="utf-16 with its mark"),
        pytest.param("Ref;Note\n1;Zoë\n".encode("cp1252"), id="semicolons, Windows"),
        pytest.param(b"Ref\tNote\n1\tZo\xc3\xab\n", id="tabs"),
        pytest.param(b"Ref,Note\r1,Zo\xc3\xab\r", id="line ends of an old Mac"),
        pytest.param(b'"Ref","Note"\n"1","Zo\xc3\xab"', id="quoted, no end of line"),
    ],
)
def test_csv_as_councils_have_it(content: bytes) -> None:
    assert rows_of_csv(content) == [(1, ["Ref", "Note"]), (2, ["1", "Zoë"])]


def test_a_file_in_windows_text_is_told() -> None:
    assert csv_sheet(io.BytesIO("a,£5\n".encode("cp1252"))).notes == [NOT_UTF_8]
    assert csv_sheet(io.BytesIO("a,£5\n".encode())).notes == []


def test_a_title_above_and_prose_within_do_not_hide_what_divides_cells() -> None:
    content = b'Complaints, by year, 2023\n\nRef;Note\n1;"late; rude, and lost"\n2;a, b, c, d\n'
    assert rows_of_csv(content)[1:] == [
        (3, ["Ref", "Note"]), (4, ["1", "late; rude, and lost"]), (5, ["2", "a, b, c, d"]),
    ]  # fmt: skip


def test_rows_are_numbered_as_a_spreadsheet_program_does() -> None:
    assert rows_of_csv(b'Ref,Note\n1,"two\nlines"\n\n,\n5,x\n') == [
        (1, ["Ref", "Note"]), (2, ["1", "two\nlines"]), (5, ["5", "x"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(BOOK, "This is a workbook, not a CSV file. Send it as XLSX.", id="a workbook"),
        pytest.param(OLD_WORKBOOK, "The file is a workbook in the old XLS format", id="an old workbook"),
        pytest.param(b"a,\x81\x8d\n", "The file is no text", id="no text at all"),
        pytest.param(b'a,b\n1,"open\n2,x\n', "Row 2 cannot be read", id="a quotation mark that is not closed"),
        pytest.param(
            b"a," + b"x" * 1_000_001, "A line is longer than 1,000,000 characters", id="one endless line"
        ),
        pytest.param(b"a," + b"x" * 200_000, "Row 1 cannot be read (field larger", id="a huge cell"),
        pytest.param(b"x," * MOST_COLUMNS + b"x\n", "Row 1 has more than 500 columns.", id="too many columns"),
    ],
)
def test_csv_that_cannot_be_read(content: bytes, why: str) -> None:
    with pytest.raises(SheetError) as refused:
        rows_of_csv(content)
    assert str(refused.value).startswith(why)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert len(rows_of_csv(b"a\n\n\nb\n")) == 2
    with pytest.raises(SheetError, match="The sheet has more than 2 rows"):
        rows_of_csv(b"a\nb\nc\n")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param("Zoë\nKaur", "Zoë\nKaur", id="text"),
        pytest.param(451, "451", id="number"),
        pytest.param(0.1 + 0.2, "0.3", id="as it is shown, not as it is stored"),
        pytest.param(1250.5, "1250.5", id="pounds"),
        pytest.param(date(2024, 2, 29), "2024-02-29", id="day"),
        pytest.param(datetime(2024, 2, 29, 14, 30), "2024-02-29 14:30:00", id="day and time"),
        pytest.param(True, "True", id="tick"),
        pytest.param("'=1+1", "'=1+1", id="text that looks like a formula"),
        pytest.param("#N/A", "#N/A", id="error"),
    ],
)
def test_a_cell_of_a_workbook(cell: Any, text: str) -> None:
    assert rows_of(workbook(["x", cell])) == [(1, ["x", text])]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)
    assert book.active is not None
    book.active.append([date(2024, 2, 29)])
    assert rows_of(saved(book)) == [(1, ["2024-02-29"])]


def test_a_formula_gives_what_it_gave_last() -> None:
    made = workbook(["=1+1", "x"])
    assert b"<f>1+1</f>" + EMPTY in part(made, SHEET)
    calculated = part(made, SHEET).replace(EMPTY, b"<v>2</v>")
    assert rows_of(repacked(made, **{SHEET: calculated})) == [(1, ["2", "x"])]


def test_how_a_text_is_formatted_and_spoken_is_no_part_of_it() -> None:
    rich = b"<r><rPr><b/></rPr><t>on</t></r><r><t>e</t></r><rPh sb='0' eb='1'><t>wun</t></rPh>"
    texts = part(BOOK, STRINGS).replace(b"<t>one</t>", rich)
    assert rows_of(repacked(BOOK, **{STRINGS: texts})) == rows_of(BOOK)


def test_a_sheet_is_asked_for_by_its_name() -> None:
    book = workbook(["a"], name="2023-24", others=["Lookups"])
    assert rows_of(book) == rows_of(book, "2023-24") == [(1, ["a"])]
    assert rows_of(book, "Lookups") == [(1, ["nothing here"])]
    assert xlsx_sheet(io.BytesIO(book), None).names == ["2023-24", "Lookups"]
    with pytest.raises(SheetError, match=r"no sheet called 2022. It has: 2023-24, Lookups\."):
        rows_of(book, "2022")


def sheet_with(*changes: tuple[bytes, bytes]) -> bytes:
    """The workbook BOOK with other words in its sheet."""
    xml = part(BOOK, SHEET)
    for old, new in changes:
        assert old in xml, f"{old!r} is not in {xml!r}"
        xml = xml.replace(old, new)
    return repacked(BOOK, **{SHEET: xml})


def test_the_size_that_a_sheet_says_it_has_is_not_believed() -> None:
    assert rows_of(sheet_with((b'ref="A1:B3"', b'ref="A1:A1"'))) == rows_of(BOOK)
    assert rows_of(sheet_with((b'ref="A1:B3"', b'ref="A1:XFD1048576"'))) == rows_of(BOOK)


def test_a_row_that_no_spreadsheet_has_is_not_waited_for() -> None:
    far = sheet_with((b'<row r="3"', b'<row r="999999999999"'))
    assert rows_of(far) == rows_of(BOOK)[:2]


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DAMAGED = "The workbook is damaged"
HALF = len(part(BOOK, SHEET)) // 2


def locked(content: bytes) -> bytes:
    """A workbook whose parts say that they are encrypted, as some packers write it."""
    made = bytearray(content)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", made, at + 8, 1)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(OLD_WORKBOOK, "The file is a workbook in the old XLS format, or protected", id="xls"),
        pytest.param(locked(BOOK), "The workbook is protected by a password. Save it without one.", id="locked"),
        pytest.param(b"Ref,Note\n1,one\n", "This is not an XLSX workbook.", id="csv under another name"),
        pytest.param(b"PK\x03\x04 and nothing", DAMAGED, id="no archive"),
        pytest.param(BOOK[: len(BOOK) // 2], DAMAGED, id="half a file"),
        pytest.param(repacked(BOOK, **{"xl/vbaProject.bin": b"x"}), "The workbook has macros.", id="macros"),
        pytest.param(repacked(BOOK, **{"xl/workbook.xml": None}), DAMAGED, id="no workbook inside"),
        pytest.param(repacked(BOOK, **{"[Content_Types].xml": b"<"}), DAMAGED, id="no XML inside"),
        pytest.param(repacked(BOOK, **{SHEET: None}), "The workbook has no sheet with cells.", id="no sheet"),
        pytest.param(
            repacked(BOOK, **{"xl/media/bomb.bin": bytes(60_000_000)}),
            "The workbook is larger than 50,000,000 bytes when it is unpacked. Save the sheet as CSV.",
            id="zip bomb",
        ),
        pytest.param(
            repacked(BOOK, **{SHEET: part(BOOK, SHEET)[:HALF]}), "The workbook is damaged", id="half a sheet"
        ),
        pytest.param(sheet_with((b"<worksheet", ENTITIES + b"<worksheet")), DAMAGED, id="entities"),
        pytest.param(
            sheet_with((b'<c r="B3" t="s"><v>', b'<c r="B3" t="s"><v>99')),
            "The workbook is damaged after row 2; nothing after it was read.",
            id="a text that is not there",
        ),
    ],
)
def test_workbooks_that_cannot_be_read(content: bytes, why: str) -> None:
    assert refusal(content).startswith(why)


def test_a_part_that_is_larger_than_it_says_is_not_unpacked() -> None:
    """The declared size is what is counted, and no more than that is ever given out."""
    made = bytearray(repacked(BOOK, **{STRINGS: part(BOOK, STRINGS) + bytes(60_000_000)}))
    at = made.rfind(STRINGS.encode())
    struct.pack_into("<I", made, at - 46 + 24, 100)
    assert refusal(bytes(made)).startswith(DAMAGED)


def test_a_large_sheet_is_read_row_by_row() -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows([n, f"Note {n}"] for n in range(5000))
    rows = csv_sheet(io.BytesIO(lines.getvalue().encode())).rows
    assert next(rows) == (1, ["0", "Note 0"])
    assert sum(1 for _ in rows) == 4999
