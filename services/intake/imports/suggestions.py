"""Which field a column seems to be, by its name and what stands in it. A person confirms it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from intake.imports.cells import CellError, DateOrder, day, is_error, slug
from intake.imports.council_words import MEANINGS, NAMES, NOT_KNOWN
from intake.imports.fields import FIELDS, Field, Kind, target
from intake.imports.mapping import (
    LINE,
    Cell,
    ImportMapping,
    MappedColumn,
    ReferenceForm,
    lacking,
    normal,
    part_of,
)
from intake.imports.schemas import MappingSuggestion, SheetColumn
from intake.imports.sheets import MOST_COLUMNS, Row, Sheet, Unreadable
from kernel.values import REFERENCE_PATTERN

HEADER_WITHIN = 20
"""Rows among which the one with the columns' names is looked for."""
ROWS_READ = 500
MOST_VALUES = 50
"""Different values of a column that are looked at."""
LONGEST_NAME, LONGEST_VALUE = 200, 500
ALIKE, ALIKE_CODE = 0.86, 0.8
"""How much of two words must be the same, from 0 to 1."""
MARKS = re.compile(r"\(.*?\)|[*?:#._/\-\[\]]")
NUMBER = re.compile(r"\b([1-9])\b")


def suggest(sheet: Sheet, name: str | None, header_row: int | None) -> MappingSuggestion:
    """A mapping to look through, from a sheet's first rows.

    Args:
        name: of the sheet, where one was asked for.
        header_row: the row with the columns' names; None: the one whose cells look most like names of fields.
    """
    first = list(islice(sheet.rows, HEADER_WITHIN + ROWS_READ))
    number = header_row or _header_row(first[:HEADER_WITHIN])
    header = next((cells[:MOST_COLUMNS] for found, cells in first if found == number), [])
    below = [cells for found, cells in first if found > number]
    names = ["" if isinstance(heading, Unreadable) else " ".join(heading.split()) for heading in header]
    keys = [normal(heading) for heading in names]
    columns = [
        SheetColumn(column=heading, repeated=keys.count(keys[index]) > 1, values=_values(below, index))
        for index, heading in enumerate(names)
        if heading and heading.isprintable() and len(heading) <= LONGEST_NAME and keys.index(keys[index]) == index
    ]
    mapped = _mapped([each for each in columns if not each.repeated])
    values = {each.column: each.values for each in columns}
    mapping = ImportMapping(
        columns=mapped,
        constants=dict.fromkeys(_lacking({each.field for each in mapped}), ""),
        dates=_order([text for each in mapped if _field(each).kind is Kind.DATE for text in values[each.column]]),
        reference=_form([text for each in mapped if each.field == "ref" for text in values[each.column]]),
        sheet=name,
        header_row=number,
    )
    return MappingSuggestion(
        sheets=list(sheet.names),
        hidden_sheets=list(sheet.hidden),
        notes=list(sheet.notes),
        columns=columns,
        mapping=mapping,
    )


def _header_row(rows: Sequence[Row]) -> int:
    """The row that looks most like names of columns, or the first."""
    best = max(rows, key=lambda row: sum(_key(_bare(cell)) in PATHS for cell in set(row[1])), default=(1, []))
    return min(best[0], 100)


def _values(rows: Iterable[Sequence[str]], index: int) -> list[str]:
    """What stands in a column, each value once."""
    filled = (row[index] for row in rows if index < len(row) and not isinstance(row[index], Unreadable))
    texts = (cell.strip()[:LONGEST_VALUE] for cell in filled)
    return list(islice(dict.fromkeys(text for text in texts if text and text.isprintable()), MOST_VALUES))


def _mapped(columns: Sequence[SheetColumn]) -> list[MappedColumn]:
    """Each field from one column; names that are known go before those that only resemble one."""
    found: dict[str, SheetColumn] = {}
    for alike in (False, True):
        for column in columns:
            path = None if column in found.values() else _path(_bare(column.column), alike)
            if path:
                found.setdefault(path, column)
    # A stage begins on the day of receipt where no column says otherwise.
    if "received_on" in found and any(path.startswith("stages[1].") for path in found):
        found.setdefault("stages[1].started_on", found["received_on"])
    return [
        MappedColumn(column=column.column, field=path, values=_translations(target(path).field, column.values))
        for path, column in found.items()
    ]


def _lacking(given: set[str]) -> list[str]:
    """What no column gives and no line can do without; an officer fills it in, the same for every row."""
    parts = dict.fromkeys(part_of(target(path)) for path in sorted(given))
    paths = [path for part in parts if part != LINE for path in lacking(part, given)]
    return paths if "classification" in given else ["classification", *paths]


def _path(name: str, alike: bool) -> str | None:
    """The field that a column's name stands for; `Category 2` is the second issue's."""
    if path := _named(name, alike):
        return path
    number = NUMBER.search(name)
    path = _named(NUMBER.sub(" ", name), alike) if number else None
    return path.replace("[1]", f"[{number[1]}]") if number and path and "[1]" in path else None


def _named(name: str, alike: bool) -> str | None:
    key = _key(name)
    known = _closest(key, PATHS, ALIKE) if alike and key else key
    return PATHS.get(known) if known else None


def _bare(name: str) -> str:
    """A column's name without what forms put round it."""
    return MARKS.sub(" ", name[:LONGEST_NAME].replace("'", "").replace("’", "")).casefold()


def _key(words: str) -> str:
    """The order of words does not matter: date of receipt, receipt date."""
    return " ".join(sorted(set(words.split()) - {"of", "the"}))


def _field(column: MappedColumn) -> Field:
    return target(column.field).field


def _translations(field: Field, values: Iterable[str]) -> dict[Cell, Cell | None]:
    """What values that are no codes seem to stand for."""
    found: dict[Cell, Cell | None] = {}
    meanings = {word: code for word, code in MEANINGS.get(field.name, {}).items() if code in field.codes}
    for value in values if field.kind is Kind.CODE else ():
        if is_error(value):
            continue
        code = slug(value)
        word = code.replace("_", " ")
        if code in field.codes:
            continue
        if word in meanings:
            found[value] = meanings[word]
        elif word in NOT_KNOWN:
            found[value] = None
        elif known := _closest(code, field.codes, ALIKE_CODE):
            found[value] = known
    return found


def _closest(word: str, known: Iterable[str], alike: float) -> str | None:
    """The known word that a word resembles most, if enough of the two is the same (0 to 1)."""
    match = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=100 * alike)
    return match[0] if match else None


def _form(refs: Iterable[str]) -> ReferenceForm:
    whole = all(re.fullmatch(REFERENCE_PATTERN, ref) for ref in refs)
    return ReferenceForm.AS_WRITTEN if whole else ReferenceForm.NUMBER


def _order(texts: Iterable[str]) -> DateOrder:
    """The one that reads more of the texts; the day first where both read all."""
    unread = {order: [text for text in texts if not _is_day(text, order)] for order in DateOrder}
    month_first = len(unread[DateOrder.MONTH_FIRST]) < len(unread[DateOrder.DAY_FIRST])
    return DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST


def _is_day(text: str, order: DateOrder) -> bool:
    try:
        day(text, order)
    except CellError:
        return False
    return True


PATHS: Mapping[str, str] = {
    **{_key(_bare(path)): path for path, field in FIELDS.items() if not field.most},
    **{_key(_bare(name)): path for path, names in NAMES.items() for name in names.split("|")},
}
"""The field that each known name of a column stands for."""
