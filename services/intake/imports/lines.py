"""From the bytes of a file to its lines, and from a line to a recorded case. Pure; memory does not grow."""

import codecs
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any, NamedTuple

from pydantic import ValidationError

from kernel.imported import CaseLine
from kernel.imported_days import impossible_days
from kernel.procedures import Council

LONGEST_LINE = 1_000_000
"""Bytes; no case is longer, and a longer line is not read into memory."""
LONGEST_REASON = 500
MOST_REASONS = 5


class Fault(NamedTuple):
    """One thing that is wrong with a line.

    Attributes:
        field: where in the line, such as issues.0.category, or as a mapping names it; "" for the whole line.
        column: of a spreadsheet, the one that gives the field.
    """

    field: str
    column: str | None
    detail: str

    def __str__(self) -> str:
        where = f"{self.column} ({self.field})" if self.column else self.field
        says_where = not where or self.detail.startswith(f"{where} ")
        return self.detail if says_where else f"{where}: {self.detail}"


class Source(NamedTuple):
    """Where a field of a spreadsheet's row comes from, and how the mapping names it."""

    column: str
    path: str


class LineError(Exception):
    """Why a line cannot come in, for the person who made the file."""

    def __init__(self, *faults: Fault) -> None:
        # A column may give several fields, and is wrong once.
        once: dict[str, Fault] = {}
        for fault in faults:
            once.setdefault(fault.column or str(fault), fault)
        self.faults = tuple(once.values())
        super().__init__(readable("; ".join(map(str, self.faults[:MOST_REASONS]))))


@dataclass(frozen=True)
class RawLine:
    """One line as it stands in the file, or a spreadsheet's row as a line.

    Attributes:
        number: counted from 1, empty lines included.
        end: bytes of the file read up to and including this line.
        content: None when the line is too long, or the file too broken, to be read.
        sources: of a row, where each field that it may have comes from.
        faults: of a row, why cells could not be read, by field; "" says what is wrong with the file from here on.
    """

    number: int
    end: int
    content: bytes | None
    sources: Mapping[str, Source] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def fault(self, where: str, detail: str) -> Fault:
        """Something wrong with a field; what a mapping gives is called in the reason as the mapping calls it."""
        source = self.sources.get(where)
        for place, given in self.sources.items():
            detail = detail.replace(place, given.path)
        return Fault(source.path, source.column, detail) if source else Fault(where, None, detail)


class Kept(NamedTuple):
    """What is known of a line that came in; a contact that was recorded here has no digest.

    Attributes:
        is_leaving: its import is being undone.
        is_destroyed: nothing of it is there any more, and its certificate says so.
    """

    digest: str | None
    own_number: str | None
    is_leaving: bool = False
    is_destroyed: bool = False


@dataclass(frozen=True)
class ReadLine:
    """A line that can come in.

    Attributes:
        given: the line's own keys and values, as an export gives them back.
        digest: the same content gives the same digest, in whatever order its keys stand.
    """

    case: CaseLine
    given: Mapping[str, Any]
    digest: str

    @property
    def kept(self) -> Kept:
        return Kept(self.digest, self.case.own_number)

    def of_person(self, ref: str) -> "ReadLine":
        """The line with what stands for the person's number in its place (ADR 34): the number is kept nowhere."""
        assert self.case.person is not None, "whoever has a number is there"
        person = self.case.person.model_copy(update={"person_ref": ref, "care_number": None})
        said = {name: value for name, value in self.given["person"].items() if name != "care_number"}
        given = {**self.given, "person": {**said, "person_ref": ref}}
        return ReadLine(self.case.model_copy(update={"person": person}), given, digest_of(given))

    def is_kept_without_number(self, kept: Kept) -> bool:
        """Whether this line came in when lines did not say yet from which number a reference was made."""
        unnumbered = {name: value for name, value in self.given.items() if name != "own_number"}
        return kept.own_number is None and kept.digest == digest_of(unnumbered)


def raw_lines(file: IO[bytes]) -> Iterator[RawLine]:
    """The lines of a file, without their ends; a byte-order mark at its beginning is no part of the first."""
    number = end = 0
    while first := file.readline(LONGEST_LINE + 1):
        number += 1
        end += len(first)
        whole = first.endswith(b"\n") or len(first) <= LONGEST_LINE
        part = first
        while not part.endswith(b"\n") and (part := file.readline(LONGEST_LINE)):
            end += len(part)
        content = first.removeprefix(codecs.BOM_UTF8) if number == 1 else first
        yield RawLine(number, end, content.rstrip(b"\r\n") if whole else None)


def read_line(raw: RawLine, authority: str, today: date) -> ReadLine:
    """Validate one line. Raises LineError."""
    if raw.content is None:
        raise LineError(raw.fault("", raw.faults.get("", f"The line is longer than {LONGEST_LINE:,} bytes.")))
    faults = [raw.fault(where, detail) for where, detail in raw.faults.items()]
    try:
        case = CaseLine.model_validate_json(raw.content)
    except ValidationError as error:
        told = [_mistake(mistake) for mistake in error.errors(include_url=False)]
        faults += [raw.fault(where, detail) for where, detail in told if where not in raw.faults]
        raise LineError(*faults) from error
    if faults:
        raise LineError(*faults)
    json.loads(raw.content, object_pairs_hook=_each_once)
    if case.authority != authority:
        detail = f"the line belongs to {case.authority!r}, this import to {authority!r}"
        raise LineError(raw.fault("authority", detail))
    if wrong := impossible_days(case, today):
        raise LineError(*(raw.fault(field, f"{field} {why}") for field, why in wrong.items()))
    given = case.model_dump(mode="json", exclude_unset=True)
    return ReadLine(case, given, digest_of(given))


def digest_of(given: Mapping[str, Any]) -> str:
    """What identifies a line's content."""
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def unknown_codes(case: CaseLine, council: Council) -> Iterator[tuple[str, str]]:
    """Codes that the council's file does not know, as (field, code): kept as they are, and told."""
    teams, areas = _known(council.teams), _known(council.service_areas)
    for name, code, known in (("team", case.team, teams), ("service_area", case.service_area, teams | areas)):
        if code and code.casefold() not in known:
            yield name, code
    categories = _known(council.categories)
    for issue in case.issues:
        if issue.category.casefold() not in categories:
            yield "issues.category", issue.category
    procedures = {procedure.id: procedure for procedure in council.procedures}
    if case.procedure and case.procedure not in procedures:
        yield "procedure", case.procedure.value
    grades = {grade.code for procedure in council.procedures for grade in procedure.grades}
    if case.grade and case.grade not in grades:
        yield "grade", case.grade


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises LineError for an object that gives a field twice: readers of JSON differ about which one stands."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise LineError(Fault(name, None, "given twice"))
        found[name] = value
    return found


def readable(reason: str) -> str:
    """Without control characters, which a file's own words may bring in, and not longer than a page takes."""
    cleaned = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in reason)
    return cleaned if len(cleaned) <= LONGEST_REASON else cleaned[: LONGEST_REASON - 1] + "…"


def _known(entries: Any) -> set[str]:
    return {word.casefold() for entry in entries for word in (entry.code, entry.name)}


def _mistake(mistake: Any) -> tuple[str, str]:
    """Where in the line it is, and what."""
    where = ".".join(str(part) for part in mistake["loc"])
    match mistake["type"]:
        case "json_invalid":
            return "", f"not JSON: {mistake['ctx']['error']}"
        case "missing":
            return where, "missing"
        case "extra_forbidden":
            return where, "no such field"
        case "value_error":
            return where, str(mistake["msg"]).removeprefix("Value error, ")
        case _:
            return where, str(mistake["msg"])
