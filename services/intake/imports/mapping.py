"""Which column of a council's spreadsheet gives which field, checked against the import format itself."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from intake.imports import cells
from intake.imports.cells import CellError, DateOrder
from intake.imports.fields import FIELDS, STAND_INS, Kind, Target, target
from intake.imports.sheets import MOST_COLUMNS, is_error, quoted
from kernel.errors import FieldError, Unprocessable
from kernel.normal_forms import seen
from kernel.procedures import Council
from kernel.values import as_seen, no_control_characters

Heading = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    BeforeValidator(as_seen),
    AfterValidator(no_control_characters),
]
FieldPath = Annotated[str, StringConstraints(min_length=1, max_length=130), AfterValidator(no_control_characters)]
Cell = Annotated[
    str, StringConstraints(max_length=500), BeforeValidator(as_seen), AfterValidator(no_control_characters)
]


class ReferenceForm(StrEnum):
    """Whether the reference column holds references, or the council's own numbers to make them from."""

    AS_WRITTEN = "as_written"
    NUMBER = "number"


class MappedColumn(BaseModel):
    """One field and the column that gives it; a column may give several fields, a field comes from one."""

    model_config = ConfigDict(extra="forbid")

    column: Heading
    field: FieldPath = Field(description="such as outcome, person.age, issues[2].category")
    values: dict[Cell, Cell | None] = Field(
        default={},
        max_length=500,
        description="what the council writes, and the code or text that it stands for; null: not known",
    )


class ImportMapping(BaseModel):
    """How a spreadsheet is read. A cell that is empty is not known; a column that is not named is not read."""

    model_config = ConfigDict(extra="forbid")

    columns: Annotated[list[MappedColumn], Field(max_length=MOST_COLUMNS)]
    constants: dict[FieldPath, Cell] = Field(
        default={}, max_length=30, description="fields that are the same in every row"
    )
    dates: DateOrder = Field(default=DateOrder.DAY_FIRST, description="what 03/04/2023 is")
    reference: ReferenceForm = Field(
        default=ReferenceForm.AS_WRITTEN,
        description="number: the council's own number, from which EAS-2324-0451 is made for a 451 of 2023-24",
    )
    sheet: Heading | None = Field(default=None, description="of a workbook; without it, the first not hidden")
    header_row: int = Field(default=1, ge=1, le=100, description="the row with the columns' names")


Part = tuple[str, int]
"""Name of an object or list within a line, and which one of the list; ("", 0) is the line itself."""
LINE: Part = ("", 0)


@dataclass(frozen=True)
class Rule:
    """One field of a mapping.

    Attributes:
        column: its name as names are compared.
        makes_part: whether a filled cell is enough for the part of the line that it stands in to be there.
    """

    column: str
    target: Target
    values: Mapping[str, Any]
    makes_part: bool


class Plan:
    """A mapping that has been checked. Making one raises Unprocessable with every mistake and where it is."""

    def __init__(self, mapping: ImportMapping, council: Council) -> None:
        self.mapping = mapping
        self.council = council
        self._mistakes: list[FieldError] = []
        self.rules = list(self._rules())
        self.constants = list(self._constants())
        self._check_line()
        self._check_parts()
        if self._mistakes:
            raise Unprocessable("The mapping does not fit the import format.", self._mistakes)

    def read(self, rule: Rule, text: str) -> Any:
        """A cell's value; None: not known. Raises CellError."""
        if is_error(text):
            raise CellError(f"the cell holds the error {text}")
        word = normal(text)
        if word in rule.values:
            return rule.values[word]
        try:
            return cells.read(rule.target.field, text, self.mapping.dates)
        except CellError as error:
            if rule.target.field.kind is not Kind.CODE:
                raise
            raise CellError(f"{quoted(text)} is not translated: say in the mapping what it stands for") from error

    def _rules(self) -> Iterator[Rule]:
        columns = self.mapping.columns
        on_line = {normal(each.column) for each in columns if "." not in each.field}
        seen = set()
        for number, each in enumerate(columns):
            pointer = f"/columns/{number}/field"
            known = self._target(pointer, each.field)
            if known is None:
                continue
            if each.field in seen:
                self._wrong(pointer, f"another column gives {each.field} already")
            seen.add(each.field)
            column = normal(each.column)
            # Every row has a day of receipt: as the start of a stage it does not say that there was one.
            shared = known.field.kind in {Kind.DATE, Kind.CODE} and column in on_line
            yield Rule(column, known, self._values(number, each, known), not shared)

    def _values(self, number: int, column: MappedColumn, known: Target) -> dict[str, Any]:
        return {
            normal(text): self._value(f"/columns/{number}/values/{escaped(text)}", known, meaning)
            if meaning
            else None
            for text, meaning in column.values.items()
        }

    def _constants(self) -> Iterator[tuple[Target, Any]]:
        given = {rule.target.path for rule in self.rules}
        for path, value in self.mapping.constants.items():
            pointer = f"/constants/{escaped(path)}"
            known = self._target(pointer, path)
            if known and path in given:
                self._wrong(pointer, f"a column gives {path} already")
            if known and not value:
                self._wrong(pointer, f"{path} needs a value")
            if known:
                yield known, self._value(pointer, known, value) if value else None

    def _target(self, pointer: str, path: str) -> Target | None:
        try:
            return target(path)
        except ValueError as error:
            self._wrong(pointer, f"{quoted(path)}: {error}")
            return None

    def _value(self, pointer: str, known: Target, text: str) -> Any:
        """A constant or a translation in the format's own form."""
        kind = known.field.type
        try:
            value = cells.read(known.field, text, self.mapping.dates)
            return kind.dump_python(kind.validate_python(value), mode="json")
        except CellError as error:
            self._wrong(pointer, str(error))
        except ValidationError as error:
            self._wrong(pointer, str(error.errors()[0]["msg"]).removeprefix("Value error, "))
        return None

    def _check_line(self) -> None:
        """What no line can be without must come from somewhere."""
        given = {rule.target.path for rule in self.rules}
        if (
            self.mapping.reference is ReferenceForm.NUMBER
            and "own_number" in given | self.mapping.constants.keys()
        ):
            self._wrong("/reference", "references are made from own_number: leave the field to the column of ref")
        for path in ("ref", "received_on"):
            if path not in given:
                self._wrong("/columns", f"no column gives {path}")
        if "classification" not in given and "classification" not in self.mapping.constants:
            self._wrong("/columns", "no column gives classification, and it is not the same in every row")

    def _check_parts(self) -> None:
        """Every part of a line must be able to be whole, and to be left out."""
        parts: dict[Part, list[str]] = defaultdict(list)
        for known in [*(rule.target for rule in self.rules), *(known for known, _ in self.constants)]:
            parts[part_of(known)].append(known.path)
        made = {LINE} | {part_of(rule.target) for rule in self.rules if rule.makes_part}
        for part, given in parts.items():
            for other in lacking(part, given) if part != LINE else ():
                self._wrong("/columns", f"{given[0]} needs {other} beside it: a column, or the same in every row")
            if part not in made:
                self._wrong("/columns", f"no column of its own says which rows have {given[0]}")

    def _wrong(self, pointer: str, detail: str) -> None:
        self._mistakes.append(FieldError(pointer, detail))


def normal(text: str) -> str:
    """How names and values are compared: as people see them, whatever their case and the blanks between words."""
    return " ".join(seen(text).split()).casefold()


def escaped(key: str) -> str:
    """A key as a part of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def part_of(known: Target) -> Part:
    """Where in a line a field stands."""
    return (known.field.part, known.number) if known.field.part else LINE


def lacking(part: Part, given: Collection[str]) -> Iterator[str]:
    """What a part cannot be without, and does not have. stages[2] is stage 2 unless the sheet says otherwise."""
    for each in FIELDS.values():
        path = Target(each, part[1]).path
        if each.part == part[0] and each.required and each.path != "stages[].stage" and path not in given:
            stand_ins = [path.replace(each.name, name) for name in STAND_INS.get(each.name, ())]
            if not stand_ins or not set(stand_ins) <= set(given):
                yield path
