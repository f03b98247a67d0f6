"""CSV as councils have it: any of three delimiters, UTF-8 or what Windows wrote, line ends of any kind."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO

from intake.imports.foreign import refuse_foreign
from intake.imports.sheets import FileKind, Row, Sheet, SheetError, within_limits

DELIMITERS = ",;\t"
SAMPLE = 20_000
"""Characters from which the delimiter is found."""
PIECE = 1 << 20
LONGEST_LINE = 1_000_000
"""Characters."""
MARK = "\ufeff"
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""The longer ones first: that of UTF-32 begins like that of UTF-16."""
DIVIDED_BY = re.compile(r'"?sep=([^\w\r\n"])"?[,;\t]*(\r|\n|$)', re.IGNORECASE)
"""Excel's own first line, which says what divides cells, and is no row."""
WINDOWS = "cp1252"
NOT_UTF_8 = "The file is not UTF-8. It was read as Windows text (code page 1252): look at £ and é."


def csv_sheet(file: IO[bytes]) -> Sheet:
    """Raises SheetError for a file that is no text."""
    refuse_foreign(file, FileKind.CSV)
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    sample = text.read(SAMPLE).lstrip(MARK)
    text.seek(0)
    lines = _lines(text)
    said = DIVIDED_BY.match(sample)
    if said:
        next(lines)
    notes = [NOT_UTF_8] if encoding == WINDOWS else []
    rows = within_limits(_rows(lines, said[1] if said else _delimiter(sample)))
    return Sheet(rows, notes=notes, at=file.tell)


def _encoding(file: IO[bytes]) -> str:
    file.seek(0)
    start = file.read(SAMPLE)
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), None)
    known = marked or _without_mark(start)
    for encoding in [known] if known else ["utf-8", WINDOWS]:
        if _is_in(file, encoding):
            return encoding
    raise SheetError("The file is no text in UTF-8, UTF-16 or code page 1252.")


def _without_mark(start: bytes) -> str | None:
    """UTF-16 that does not say so: of the two bytes of a delimiter or a line end, one is nought."""
    high_last, high_first = b"\0" in start[1::2], b"\0" in start[0::2]
    if high_last == high_first:
        return None
    return "utf-16-le" if high_last else "utf-16-be"


def _is_in(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(sample: str) -> str:
    """What divides most rows into equally many cells: prose has commas too, but not the same number everywhere."""

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=fit)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as error:
        # A quotation mark that is not closed takes the next rows with it: their numbers would be wrong.
        reason = f"Row {number + 1} cannot be read ({error}); nothing after it was read."
        raise SheetError(reason) from error


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """A mark at the beginning, or several where files were joined, is no part of the first."""
    mark = MARK
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise SheetError(f"A line is longer than {LONGEST_LINE:,} characters: is this a CSV file?")
        yield line.lstrip(mark)
        mark = ""
