"""What a file really is that was sent as another kind, by its first bytes; each with the way out."""

import codecs
import io
import struct
import zipfile
from collections.abc import Sequence
from typing import IO

from intake.imports.sheets import FileKind, SheetError

WORKBOOK = "a workbook"
NAMES = {FileKind.CSV: "a CSV file", FileKind.NDJSON: "lines of JSON"}
START = 4096
"""Bytes that are looked at."""
ARCHIVE = "an archive: unpack it and send the file that is in it"
PICTURE = "a picture: send the spreadsheet that it shows"
SIGNATURES = {
    b"%PDF": "a PDF document: send the spreadsheet that it was made from",
    b"{\\rtf": "a text document (RTF): save its table as XLSX or CSV",
    b"\x1f\x8b": ARCHIVE,
    b"BZh": ARCHIVE,
    b"\xfd7zXZ": ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": ARCHIVE,
    b"Rar!": ARCHIVE,
    b"PK\x05\x06": "an archive with nothing in it",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"SQLite format 3": "a database: export its table as CSV",
}
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ZIP = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
OLD_PARTS = {
    "EncryptedPackage": "protected by a password: save it without one",
    "WordDocument": "a Word document: save its table as XLSX or CSV",
    "PowerPoint": "a presentation: save its table as XLSX or CSV",
    "__substg1.0": "an e-mail: send the spreadsheet that is attached to it",
    "Workbook": "a workbook in the old XLS format: save it as XLSX",
    "Book": "a workbook in the old XLS format: save it as XLSX",
}
"""By names of streams in a compound file (MS-CFB, 2.6.1)."""
ZIP_PARTS = {
    "xl/workbook.bin": "a binary workbook (XLSB): save it as XLSX",
    "word/document.xml": "a Word document: save its table as XLSX or CSV",
    "ppt/presentation.xml": "a presentation: save its table as XLSX or CSV",
    "Index/Document.iwa": "a Numbers document: export it as XLSX or CSV",
}
LARGEST_END = 22 + 65_535
"""Bytes of an archive's last record, with its comment."""
LARGEST_DIRECTORY = 1_000_000
MAIN_PART = "xl/workbook.xml"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml"
MARKS_AND_BLANKS = codecs.BOM_UTF8 + codecs.BOM_UTF16 + b" \t\r\n"
WEB_PAGE = (
    "a web page (HTML) under the name of a spreadsheet: open it in a spreadsheet program and save it as XLSX"
)
MARKUP = {
    "<!doctype html": WEB_PAGE,
    "<html": WEB_PAGE,
    "<head": WEB_PAGE,
    "<meta": WEB_PAGE,
    "<style": WEB_PAGE,
    "<body": WEB_PAGE,
    "<div": WEB_PAGE,
    "<table": WEB_PAGE,
    "mime-version:": "a web archive (MHT): open it in a spreadsheet program and save it as XLSX",
    "<?xml": "an XML file: open it in a spreadsheet program and save it as XLSX",
}


def refuse_foreign(file: IO[bytes], sent_as: FileKind) -> None:
    """Raises SheetError for a file that is of another kind than it was sent as, as far as its bytes tell."""
    file.seek(0)
    start = file.read(START)
    found = _kind(file, start)
    if found == WORKBOOK and sent_as is not FileKind.XLSX:
        raise SheetError(f"This is a workbook, not {NAMES[sent_as]}. Send it as XLSX.")
    if found != WORKBOOK and found is not None:
        raise SheetError(f"The file is {found}.")
    if found is None and sent_as is FileKind.XLSX:
        raise SheetError("This is not an XLSX workbook. If it is a CSV file, send it as CSV: name it .csv.")
    if sent_as is FileKind.NDJSON and (start.startswith(UTF_16) or b"\0" in start[:2]):
        raise SheetError("The file is UTF-16. Save it as UTF-8.")
    file.seek(0)


def _kind(file: IO[bytes], start: bytes) -> str | None:
    if start.startswith(ZIP):
        return _zip(file)
    if start.startswith(OLD):
        return _old(file, start)
    return next((what for mark, what in SIGNATURES.items() if start.startswith(mark)), None) or _markup(start)


def _zip(file: IO[bytes]) -> str:
    if _has_large_directory(file):
        return ARCHIVE
    try:
        with zipfile.ZipFile(file) as package:
            return _packed(package, package.namelist())
    except Exception:  # zipfile raises whatever a damaged file brings about; what reads the workbook tells
        return WORKBOOK


def _has_large_directory(file: IO[bytes]) -> bool:
    """Whether an archive lists more than any workbook (APPNOTE 4.3.16): zipfile would read all of it."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - LARGEST_END))
    end = file.read(LARGEST_END)
    at = end.rfind(b"PK\x05\x06", 0, len(end) - 18)
    if at < 0:
        return False
    (directory,) = struct.unpack_from("<I", end, at + 12)
    return directory > LARGEST_DIRECTORY or end[:at].rfind(b"PK\x06\x07") == at - 20 >= 0


def _packed(package: zipfile.ZipFile, names: Sequence[str]) -> str:
    for name, what in ZIP_PARTS.items():
        if name in names:
            return what
    if "mimetype" in names and _first(package, "mimetype").startswith(b"application/vnd.oasis.opendocument"):
        return "an OpenDocument file (ODS): save it as XLSX"
    if "[Content_Types].xml" not in names:
        return ARCHIVE
    if MAIN_PART in names and STRICT in _first(package, MAIN_PART):
        return "a workbook saved as Strict Open XML Spreadsheet: save it as Excel Workbook (XLSX)"
    return WORKBOOK


def _first(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(START)


def _old(file: IO[bytes], start: bytes) -> str:
    """By what a compound file's directory begins with (MS-CFB, 2.2: the size and number of its first sector)."""
    (shift,) = struct.unpack_from("<H", start.ljust(START), 30)
    (sector,) = struct.unpack_from("<I", start.ljust(START), 48)
    file.seek((sector + 1) << min(shift, 12))
    names = file.read(START)
    for name, what in OLD_PARTS.items():
        if name.encode("utf-16-le") in names:
            return what
    return "a workbook in the old XLS format, or protected by a password: save it as XLSX without one"


def _markup(start: bytes) -> str | None:
    text = start.replace(b"\0", b"").lstrip(MARKS_AND_BLANKS).lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text and text.startswith(b"<?xml"):
        return "an XML Spreadsheet 2003: save it as XLSX"
    return next((what for mark, what in MARKUP.items() if text.startswith(mark.encode())), None)
