"""A council's own words: the lists of its file, and what its saved mappings made of columns and cells. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from intake.imports.fields import target
from intake.imports.mapping import ImportMapping, normal
from kernel.procedures import Coded, Council


@dataclass(frozen=True)
class OwnWords:
    """What a council's words stand for, as far as it has said so.

    Attributes:
        lists: by field without numbers, the code of each name.
        columns: by heading, the fields that came from such a column.
        values: by field without numbers, what a cell was translated to; None: not known.
        constants: by field, what was the same in every row.
    """

    lists: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, Sequence[str]]
    values: Mapping[str, Mapping[str, str | None]]
    constants: Mapping[str, str]


def lists_of(council: Council) -> Mapping[str, Sequence[Coded]]:
    """Fields that are no codes of the import format, and the council's file has a list for them."""
    return {
        "division": council.divisions,
        "service_area": council.service_areas,
        "team": council.teams,
        "issues[].category": council.categories,
    }


def own_words(council: Council, saved: Iterable[ImportMapping]) -> OwnWords:
    """What a council said so far.

    Args:
        saved: its mappings, the one that was changed last at the end: that one's word stands.
    """
    columns: dict[str, list[str]] = {}
    values: dict[str, dict[str, str | None]] = {}
    constants: dict[str, str] = {}
    for mapping in saved:
        here: dict[str, list[str]] = {}
        for each in mapping.columns:
            path = _without_number(each.field)
            if path:
                here.setdefault(normal(each.column), []).append(each.field)
                meanings = {normal(text): meaning for text, meaning in each.values.items()}
                values.setdefault(path, {}).update(meanings)
        columns |= here
        constants |= mapping.constants
    lists = {
        path: {normal(word): entry.code for entry in entries for word in (entry.name, entry.code)}
        for path, entries in lists_of(council).items()
    }
    return OwnWords(lists, columns, values, constants)


def _without_number(field: str) -> str | None:
    """None: a mapping from before the format changed has a field that is there no more."""
    try:
        return target(field).field.path
    except ValueError:
        return None
