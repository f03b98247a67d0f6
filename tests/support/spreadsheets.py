"""Spreadsheets as councils have them, and as they should not be."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET, STRINGS, TYPES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
EMPTY = b"<v></v>"
"""The result of a formula that nothing has worked out yet."""
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def workbook(*rows: Sequence[Any], name: str = "Complaints", others: Iterable[str] = ()) -> bytes:
    """A workbook whose first sheet has these rows."""
    book = Workbook()
    assert book.active is not None
    book.active.title = name
    for row in rows:
        book.active.append(list(row))
    for other in others:
        book.create_sheet(other).append(["nothing here"])
    return with_shared_texts(saved(book))


def with_shared_texts(content: bytes) -> bytes:
    """A workbook whose texts stand in a list of their own, as Excel writes it and openpyxl does not."""
    texts: list[bytes] = []

    def shared(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    sheet = re.sub(rb't="inlineStr"><is>(.*?)</is>', shared, part(content, SHEET), flags=re.DOTALL)
    strings = b"".join(b"<si>%s</si>" % text for text in texts)
    types = part(content, TYPES).replace(b"</Types>", SHARED_TYPE + b"</Types>")
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>' % strings
    return repacked(content, **{SHEET: sheet, STRINGS: table, TYPES: types})


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """A workbook with other parts: `repacked(book, **{SHEET: b"<"})`. None leaves a part out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, part in (kept | parts).items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)
