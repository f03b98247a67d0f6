"""What stands in front of the first row is no part of it, and a file of another kind is named as what it is."""

import codecs
import gzip
import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.imports.csv_sheet import csv_sheet
from intake.imports.foreign import refuse_foreign
from intake.imports.sheets import FileKind, Row, SheetError
from intake.imports.xlsx_sheet import xlsx_sheet
from tests.imports.test_spreadsheets import HEADINGS, IMPORTS, LOG, csv_of, save, send, tried
from tests.imports.test_spreadsheets import row as row_of
from tests.support.house import Caller, House
from tests.support.imports import line, ndjson
from tests.support.spreadsheets import XLSX, workbook

ROWS = [(1, ["Ref", "Note"]), (2, ["1", "Zoë"])]


def rows_of(content: bytes) -> list[Row]:
    return [(number, list(cells)) for number, cells in csv_sheet(io.BytesIO(content)).rows]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"sep=;\r\nRef;Note\r\n1;Zo\xc3\xab\r\n", id="sep="),
        pytest.param(b"SEP=,\nRef,Note\n1,Zo\xc3\xab\n", id="in capitals"),
        pytest.param(b'"sep=;"\nRef;Note\n1;Zo\xc3\xab\n', id="quoted"),
        pytest.param(b"sep=|\nRef|Note\n1|Zo\xc3\xab\n", id="by what is not looked for otherwise"),
        pytest.param(b"sep=\t\nRef\tNote\n1\tZo\xc3\xab\n", id="by a tab"),
        pytest.param(b"sep=;;\nRef;Note\n1;Zo\xc3\xab\n", id="saved again by a program that filled it up"),
        pytest.param("\ufeffsep=;\nRef;Note\n1;Zoë\n".encode(), id="behind a mark"),
        pytest.param("\ufeffsep=;\nRef;Note\n1;Zoë\n".encode("utf-16-le"), id="in UTF-16"),
        pytest.param("Ref,Note\n1,Zoë\n".encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param("Ref,Note\n1,Zoë\n".encode("utf-16-be"), id="UTF-16 the other way round, without a mark"),
        pytest.param("\ufeffRef,Note\n1,Zoë\n".encode("utf-32"), id="UTF-32"),
        pytest.param(3 * codecs.BOM_UTF8 + "Ref,Note\n1,Zoë\n".encode(), id="several marks"),
    ],
)
def test_what_stands_in_front_is_no_part_of_the_first_row(content: bytes) -> None:
    assert rows_of(content) == ROWS


@pytest.mark.parametrize("first", ["sep", "sep=x", "sep=", "Separator=;", "x sep=;"])
def test_a_first_row_that_only_looks_like_it_is_one(first: str) -> None:
    assert [number for number, _ in rows_of(f"{first}\n1\n".encode())] == [1, 2]


@given(
    st.lists(st.text("abcé£ \"'", min_size=1).filter(str.strip), min_size=2, max_size=4),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_the_same_cells_are_read_however_a_file_was_written(
    cells: list[str], encoding: str, delimiter: str, end: str
) -> None:
    quoted = delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells)
    content = f"sep={delimiter}{end}{quoted}{end}".encode(encoding)
    assert rows_of(content) == [(1, cells)]


def compound(name: str) -> bytes:
    """A compound file (MS-CFB) whose directory, in sector 1 of 512 bytes, has this stream."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    return (
        bytes(header) + bytes(512) + "Root Entry".encode("utf-16-le").ljust(128, b"\0") + name.encode("utf-16-le")
    )


def packed(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
TYPES = {"[Content_Types].xml": "<Types/>"}
FOREIGN = {
    "a PDF": (b"%PDF-1.7", "a PDF document"),
    "gzip": (gzip.compress(b"Ref\n1\n"), "an archive"),
    "files in a zip": (packed(**{"2023.csv": "Ref", "2024.csv": "Ref"}), "an archive"),
    "xls": (compound("Workbook"), "a workbook in the old XLS format"),
    "older xls": (compound("Book"), "a workbook in the old XLS format"),
    "a password": (compound("EncryptedPackage"), "protected by a password"),
    "doc": (compound("WordDocument"), "a Word document"),
    "an e-mail": (compound("__substg1.0_0037001F"), "an e-mail"),
    "docx": (packed(**TYPES, **{"word/document.xml": ""}), "a Word document"),
    "xlsb": (packed(**TYPES, **{"xl/workbook.bin": ""}), "a binary workbook"),
    "ods": (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "an OpenDocument file"),
    "numbers": (packed(**{"Index/Document.iwa": ""}), "a Numbers document"),
    "html as xls": (b"\xef\xbb\xbf\r\n<HTML><table>", "a web page (HTML)"),
    "html in utf-16": ("\ufeff<table><tr>".encode("utf-16-le"), "a web page (HTML)"),
    "a web archive": (b"MIME-Version: 1.0\r\n", "a web archive"),
    "xml 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "an XML Sp",
    ),
    "xml": (b"<?xml version='1.0'?><cases/>", "an XML file"),
    "a picture": (b"\x89PNG\r\n", "a picture"),
}


@pytest.mark.parametrize("sent_as", FileKind)
@pytest.mark.parametrize(("content", "what"), FOREIGN.values(), ids=FOREIGN)
def test_a_file_of_another_kind_is_named_with_the_way_out(content: bytes, what: str, sent_as: FileKind) -> None:
    with pytest.raises(SheetError) as refused:
        refuse_foreign(io.BytesIO(content), sent_as)
    assert str(refused.value).startswith(f"The file is {what}")
    assert ": " in str(refused.value), "it says what to do"


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"sep=", b"\xff\xfe", b"<"])
)
def test_no_bytes_bring_about_anything_but_a_reason(content: bytes, start: bytes) -> None:
    for read in (csv_sheet, lambda file: xlsx_sheet(file, None)):
        with suppress(SheetError):
            list(read(io.BytesIO(start + content)).rows)


def test_blank_lines_in_front_do_not_hide_the_headings(services: House, admin: Caller) -> None:
    save(admin)
    content = csv_of(HEADINGS, row_of(1), row_of(2, Type="?"))
    for front in (b"\r\n\r\n", b",,,\r\n", b"\xef\xbb\xbf\r\n"):
        found = tried(admin, front + content)
        assert (found["added"], found["errors"][0]["line"]) == (1, 3 + front.count(b"\n")), front
    book = workbook([], [], HEADINGS, row_of(1))
    assert tried(admin, book, XLSX)["added"] == 1
    save(admin, {**LOG, "header_row": 3}, name="titled")
    assert (
        send(admin, f"{IMPORTS}/dry-run", csv_of(["2023-24"], [""], [""]) + content, mapping="titled").status_code
        == 422
    )


def test_lines_of_json_behind_a_mark_and_blank_lines_come_in(services: House, admin: Caller) -> None:
    content = codecs.BOM_UTF8 + b"\r\n\r\n" + ndjson(line())
    assert admin.request("POST", f"{IMPORTS}/dry-run", content=content).json()["added"] == 1
    for foreign in (workbook(["Ref"]), b"%PDF-1.7"):
        assert admin.request("POST", IMPORTS, content=foreign).status_code == 422
    assert admin.get(IMPORTS).json() == {"items": []}
