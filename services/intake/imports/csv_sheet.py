"""CSV as councils have it: any of three delimiters, UTF-8 or what Windows wrote, line ends of any kind."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO

from intake.imports.sheets import Row, Sheet, SheetError, within_limits

DELIMITERS = ",;\t"
SAMPLE = 20_000
"""Characters from which the delimiter is found."""
PIECE = 1 << 20
LONGEST_LINE = 1_000_000
"""Characters."""
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WINDOWS = "cp1252"
NOT_UTF_8 = "The file is not UTF-8. It was read as Windows text (code page 1252): look at £ and é."


def csv_sheet(file: IO[bytes]) -> Sheet:
    """Raises SheetError for a file that is no text."""
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    delimiter = _delimiter(text)
    text.seek(0)
    notes = [NOT_UTF_8] if encoding == WINDOWS else []
    return Sheet(within_limits(_rows(text, delimiter)), notes=notes)


def _encoding(file: IO[bytes]) -> str:
    file.seek(0)
    start = file.read(4)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetError("This is a workbook, not a CSV file. Send it as XLSX.")
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", WINDOWS]:
        if _is_in(file, encoding):
            return encoding
    raise SheetError("The file is no text in UTF-8, UTF-16 with a mark, or code page 1252.")


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


def _delimiter(text: io.TextIOWrapper) -> str:
    """What divides most rows into equally many cells: prose has commas too, but not the same number everywhere."""
    sample = text.read(SAMPLE)

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=fit)


def _rows(text: io.TextIOWrapper, delimiter: str) -> Iterator[Row]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter, strict=True), 1):
            yield number, cells
    except csv.Error as error:
        # A quotation mark that is not closed takes the next rows with it: their numbers would be wrong.
        reason = f"Row {number + 1} cannot be read ({error}); nothing after it was read."
        raise SheetError(reason) from error


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise SheetError(f"A line is longer than {LONGEST_LINE:,} characters: is this a CSV file?")
        yield line
