"""Which field a column seems to be, by its name and what stands in it. A person confirms it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from intake.imports.cells import CellError, DateOrder, day, read, slug
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
from intake.imports.own_words import OwnWords
from intake.imports.schemas import MappingSuggestion, SheetColumn
from intake.imports.sheets import MOST_COLUMNS, Row, Sheet, Unreadable, is_error
from kernel.normal_forms import seen
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


def suggest(sheet: Sheet, name: str | None, header_row: int | None, own: OwnWords) -> MappingSuggestion:
    """A mapping to look through, from a sheet's first rows.

    Args:
        own: what the council's words stand for; it goes before what councils mostly mean.
        name: of the sheet, where one was asked for.
        header_row: the row with the columns' names; None: the one whose cells look most like names of fields.
    """
    first = list(islice(sheet.rows, HEADER_WITHIN + ROWS_READ))
    number = header_row or _header_row(first[:HEADER_WITHIN])
    header = next((cells[:MOST_COLUMNS] for found, cells in first if found == number), [])
    below = [cells for found, cells in first if found > number]
    names = ["" if isinstance(heading, Unreadable) else " ".join(seen(heading).split()) for heading in header]
    keys = [normal(heading) for heading in names]
    columns = [
        SheetColumn(column=heading, repeated=keys.count(keys[index]) > 1, values=_values(below, index))
        for index, heading in enumerate(names)
        if heading and heading.isprintable() and len(heading) <= LONGEST_NAME and keys.index(keys[index]) == index
    ]
    mapped = _mapped([each for each in columns if not each.repeated], own)
    values = {each.column: each.values for each in columns}
    mapping = ImportMapping(
        columns=mapped,
        constants={path: own.constants.get(path, "") for path in _lacking({each.field for each in mapped})},
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
    texts = (seen(cell).strip()[:LONGEST_VALUE] for cell in filled)
    return list(islice(dict.fromkeys(text for text in texts if text and text.isprintable()), MOST_VALUES))


def _mapped(columns: Sequence[SheetColumn], own: OwnWords) -> list[MappedColumn]:
    """Each field from one column: as the council had it before, by a known name, or by one that resembles it."""
    found: dict[str, SheetColumn] = {}

    def take(path: str, column: SheetColumn) -> None:
        if path not in found and _fits(target(path).field, column.values, own):
            found[path] = column

    for column in columns:
        for path in own.columns.get(normal(column.column), ()):
            take(path, column)
    for alike in (False, True):
        for column in columns:
            guess = None if column in found.values() else _path(_bare(column.column), alike)
            if guess:
                take(guess, column)
    # A stage begins on the day of receipt where no column says otherwise.
    if "received_on" in found and any(path.startswith("stages[1].") for path in found):
        found.setdefault("stages[1].started_on", found["received_on"])
    return [
        MappedColumn(
            column=column.column, field=path, values=_translations(target(path).field, column.values, own)
        )
        for path, column in found.items()
    ]


def _fits(field: Field, values: Sequence[str], own: OwnWords) -> bool:
    """Whether most of what stands in a column may be what the field holds.

    A column of dates called Target is no number of days, and names of people are no roles. The class is what a
    line cannot be without: words that nobody knows yet are still its words.
    """
    if field.kind is Kind.CODE and field.required:
        return True
    translated = _translations(field, values, own)
    return 2 * sum(value in translated or _reads(field, value) for value in values) >= len(values)


def _reads(field: Field, text: str) -> bool:
    for order in DateOrder:
        try:
            read(field, text, order)
            return True
        except CellError:
            pass
    return False


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


def _translations(field: Field, values: Iterable[str], own: OwnWords) -> dict[Cell, Cell | None]:
    """What values that the field cannot take as they are seem to stand for; None: not known."""
    found: dict[Cell, Cell | None] = {}
    said = own.values.get(field.path, {})
    for value in values:
        word = normal(value)
        if is_error(value):
            continue
        if word in said:
            found[value] = said[word]
        elif field.kind is Kind.CODE:
            found |= _coded(field, value)
        elif field.path in own.lists:
            known = own.lists[field.path]
            code = known.get(_closest(word, known, ALIKE) or "", value)
            found |= {value: code} if code != value else {}
        elif field.kind not in {Kind.TEXT, Kind.TEXTS} and _says_nothing(value):
            found[value] = None
    return found


def _coded(field: Field, value: str) -> dict[Cell, Cell | None]:
    meanings = {word: code for word, code in MEANINGS.get(field.name, {}).items() if code in field.codes}
    code = slug(value)
    word = code.replace("_", " ")
    if code in field.codes:
        return {}
    if word in meanings:
        return {value: meanings[word]}
    if _says_nothing(value):
        return {value: None}
    known = _closest(code, field.codes, ALIKE_CODE)
    return {value: known} if known else {}


def _says_nothing(value: str) -> bool:
    """N/A, not known, a dash."""
    return slug(value).replace("_", " ") in NOT_KNOWN or not any(map(str.isalnum, value))


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
