"""A workbook costs the server nothing, whatever is in it: it is read by a process of its own, within bounds."""

import io
import struct
import zipfile
from collections import Counter
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chassis.apart
from intake.imports import dry_run
from intake.imports.foreign import refuse_foreign
from intake.imports.sheets import FileKind, SheetError, Unreadable
from intake.imports.xlsx_apart import sheet_apart
from intake.imports.xlsx_bounds import refuse_boundless
from intake.imports.xlsx_sheet import xlsx_sheet
from tests.imports.test_spreadsheets import HEADINGS, csv_of, row, save, tried
from tests.support import shared
from tests.support.house import Caller, House
from tests.support.spreadsheets import SHEET, STRINGS, XLSX, part, repacked, workbook

BOOK = workbook(["Ref", "Note"], [1, "one"], [2, "two"])
MAIN = "xl/workbook.xml"
SUGGESTED = "/api/intake/v1/imports/suggested-mapping"


def within(root: str, *pieces: str) -> bytes:
    return f"<{root}>{''.join(pieces)}</{root}>".encode()


def in_sheet(content: str) -> bytes:
    return within("worksheet", "<sheetData>", content, "</sheetData>")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("where", "content", "why"),
    [
        pytest.param(SHEET, b"<a>" * 10_000, "nested more than 100 deep", id="depth"),
        pytest.param(SHEET, in_sheet("<row>" + "<c/>" * 16_385 + "</row>"), "more than 16,384 cells", id="a row"),
        pytest.param(SHEET, in_sheet("<row/>" * 300_001), "300,000 rows, filled or empty", id="empty rows"),
        pytest.param(SHEET, in_sheet("<x:row/>" * 300_001), "300,000 rows", id="rows under a prefix"),
        pytest.param(STRINGS, within("sst", "<si><t/></si>" * 500_001), "1,000,000 texts", id="shared texts"),
        pytest.param(STRINGS, within("sst", "<si/>" * 1_000_001), "1,000,000 texts", id="shared texts of nothing"),
        pytest.param("xl/styles.xml", within("styleSheet", "<xf/>" * 100_001), "cell formats", id="formats"),
        pytest.param(MAIN, within("workbook", "<sheet/>" * 301), "more than 300 sheets", id="sheets"),
        pytest.param(MAIN, within("workbook", "<definedName/>" * 5_001), "5,000 defined names", id="names"),
        pytest.param(SHEET, within("worksheet", "<dataValidation/>" * 300_001), "beside its cells", id="rules"),
        pytest.param("xl/comments1.xml", within("comments", "<comment/>" * 300_001), "beside its", id="comments"),
        pytest.param(
            "xl/_rels/workbook.xml.rels", within("Relationships", "<Relationship/>" * 10_001), "parts", id="links"
        ),
        pytest.param("media/image1.png", within("sst", "<definedName/>" * 5_001), "defined names", id="disguised"),
        pytest.param(SHEET, within("worksheet", "x" * 2_100_000), "a piece of it has no end", id="one text"),
        pytest.param(SHEET, b"<a x='" + b"y" * 2_100_000, "a piece of it has no end", id="one attribute"),
        pytest.param(
            SHEET,
            b"<a%s/>" % b"".join(b" a%d=''" % n for n in range(201)),
            "more than 200 attributes",
            id="attributes",
        ),
        pytest.param(SHEET, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "declares entities", id="entities"),
        pytest.param(
            SHEET, f"<a>{'<x/>' * 300_001}</a>".encode("utf-16"), "beside its cells", id="in another encoding"
        ),
    ],
)
def test_more_than_a_reader_could_bear_is_refused_before_it_reads(where: str, content: bytes, why: str) -> None:
    package = zipfile.ZipFile(io.BytesIO(repacked(BOOK, **{where: content})))
    with package, pytest.raises(SheetError, match=why):
        refuse_boundless(package)


def apart(content: bytes, folder: Path, name: str | None = None) -> list[tuple[int, list[str]]]:
    """What the process says of a workbook's rows."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    return [(number, list(cells)) for number, cells in sheet_apart(path, name).rows]


def test_a_process_of_its_own_reads_the_same(tmp_path: Path) -> None:
    wrong = part(BOOK, SHEET).replace(b'<c r="B2" t="s">', b'<c r="B2" t="?">')
    book = repacked(BOOK, **{SHEET: wrong})
    here = [(number, list(cells)) for number, cells in xlsx_sheet(io.BytesIO(book), None).rows]
    there = apart(book, tmp_path)
    assert there == here
    unreadable = [cell for _, cells in there for cell in cells if isinstance(cell, Unreadable)]
    assert unreadable == ["the cell is of a kind that is not known here, '?'"]


def test_what_it_cannot_read_is_told_in_the_same_words(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"no sheet called 2022. It has: Complaints\."):
        apart(BOOK, tmp_path, "2022")
    broken = part(BOOK, SHEET).replace(b'<c r="B3" t="s"><v>', b'<c r="B3" t="s"><v>99')
    with pytest.raises(SheetError, match="damaged after row 2; nothing after it was read"):
        apart(repacked(BOOK, **{SHEET: broken}), tmp_path)


@pytest.mark.in_turn
def test_its_memory_is_bounded(tmp_path: Path) -> None:
    """Few elements, within every bound, that a reader makes much of: one text in pieces, four bytes a letter."""
    piece = "<r><t>" + "x" * 1_900_000 + "\U0001f600</t></r>"
    texts = f"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si>{piece * 25}</si></sst>"
    with pytest.raises(SheetError, match="takes too much memory"):
        apart(repacked(BOOK, **{STRINGS: texts.encode()}), tmp_path)


def test_its_time_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chassis.apart, "LOOK_SECONDS", 0)
    monkeypatch.setattr(chassis.apart, "LONGEST_WAIT_SECONDS", -1)
    with pytest.raises(SheetError, match="takes too long to read"):
        apart(BOOK, tmp_path)


def test_a_text_that_no_cell_holds_is_told_as_such(tmp_path: Path) -> None:
    texts = part(BOOK, STRINGS).replace(b"<t>one<", b"<t>" + b"x" * 32_768 + b"<")
    told = apart(repacked(BOOK, **{STRINGS: texts}), tmp_path)
    assert told[1] == (2, ["1", "the cell's text is longer than 32,767 characters"])


def test_it_ends_when_nobody_reads_on(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(*([n, "x" * 1000] for n in range(2000))))
    sheet = sheet_apart(path, None)
    assert next(iter(sheet.rows)) == (1, ["0", "x" * 1000])
    sheet.close()
    sheet.close()


def test_a_request_that_is_closed_ends_the_work(services: House, officer: Caller) -> None:
    statuses: list[int] = []

    async def sent() -> None:
        messages = iter([{"type": "http.request", "body": BOOK}, {"type": "http.disconnect"}])

        async def receive() -> dict[str, Any]:
            return next(messages)

        async def send(message: MutableMapping[str, Any]) -> None:
            statuses.append(message.get("status", 0))

        await services.asgi(SUGGESTED, {"Content-Type": XLSX, **officer.headers}, receive, send)

    services.run(sent)
    assert statuses[0] == 499
    assert list((services.context.settings.data_dir / "imports").iterdir()) == []


def test_a_dry_run_stops_when_so_many_lines_are_refused(admin: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dry_run, "MOST_REFUSED", 2000)
    save(admin)
    found = tried(admin, csv_of(HEADINGS, *(row(n, Date_received="?") for n in range(5000))))
    assert found["rejected"] == found["lines"] == 2000
    assert found["stopped_at"] == 2001
    assert found["beforehand"][0] == "So many rows are refused that nothing after row 2,001 was looked at."


def test_an_archive_is_told_without_its_list_being_read() -> None:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as package:
        package.writestr("x", "")
    content = bytearray(many.getvalue())
    struct.pack_into("<I", content, len(content) - 10, 2_000_000_000)
    with pytest.raises(SheetError, match="an archive: unpack it"):
        refuse_foreign(io.BytesIO(bytes(content)), FileKind.CSV)


PIECES = st.lists(
    st.sampled_from(
        [b"<a>", b"</a>", b"<row>", b"</row>", b"<c t='s'>", b"<v>1</v>", b"</c>", b"<", b"&x;", b"\xff"]
    ),
    max_size=12,
)


@pytest.mark.in_turn
def test_whatever_a_workbook_is_made_of_is_read_or_refused_in_words() -> None:
    tried: Counter[str] = Counter()

    def read(content: bytes) -> None:
        tried["refused"] += 1
        with suppress(SheetError):
            list(xlsx_sheet(io.BytesIO(content), None).rows)
            tried.update({"refused": -1, "read": 1})

    @given(st.sampled_from([SHEET, STRINGS, MAIN, "xl/styles.xml", "[Content_Types].xml"]), PIECES, st.booleans())
    @settings(max_examples=150, deadline=None)
    def other_parts(name: str, pieces: list[bytes], inside: bool) -> None:
        whole, mixed = part(BOOK, name), b"".join(pieces)
        middle = whole.find(b">", len(whole) // 2) + 1
        read(repacked(BOOK, **{name: whole[:middle] + mixed + whole[middle:] if inside else mixed}))

    @given(st.integers(0, len(BOOK) - 1), st.binary(max_size=4), st.booleans())
    @settings(max_examples=150, deadline=None)
    def other_bytes(at: int, put: bytes, is_cut: bool) -> None:
        read(BOOK[:at] + put + (b"" if is_cut else BOOK[at + len(put) :]))

    other_parts()
    other_bytes()
    (shared.folder() / "made-up-workbooks").write_text(
        f"Workbooks that no program wrote: {tried.total()} tried, {tried['read']} read, "
        f"{tried['refused']} refused, 0 broke the reader"
    )


def saying(content: bytes, name: str, size: int) -> bytes:
    """The same workbook whose list of parts says so many bytes of one, whatever the part holds."""
    at = content.index(name.encode(), content.index(b"PK\x01\x02")) - 46
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


@pytest.mark.parametrize("says", [100, 40_000_000])
def test_no_more_is_unpacked_than_a_workbook_says(says: int) -> None:
    holds = repacked(BOOK, **{SHEET: within("worksheet", "<sheetData>", " " * 60_000_000)})
    with pytest.raises(SheetError, match="damaged"):
        list(xlsx_sheet(io.BytesIO(saying(holds, SHEET, says)), None).rows)


@pytest.mark.in_turn
def test_who_asks_for_a_huge_workbook_is_answered_in_words(officer: Caller) -> None:
    huge = repacked(BOOK, **{STRINGS: within("sst", "<si/>" * 1_000_001)})
    answer = officer.request("POST", SUGGESTED, content=huge, headers={"Content-Type": XLSX})
    assert answer.status_code == 422
    assert "texts and their formats" in answer.json()["errors"][0]["detail"]
