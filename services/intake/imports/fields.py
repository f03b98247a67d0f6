"""The fields of the import format as a column can name them: `outcome`, `person.age`, `issues[2].category`.

Read from the format's own models, so that a field added there can be mapped without a change here.
"""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from kernel.imported import CaseLine

STAND_INS = {"target_working_days": ("target", "unit")}
"""Fields that a part cannot be without unless all of these stand in for one."""
PATH = re.compile(r"([a-z_]{1,60})(?:\[([1-9][0-9]{0,2})\])?(?:\.([a-z_]{1,60}))?")


class Kind(StrEnum):
    """How a cell's text is read."""

    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    WHOLE_NUMBER = "whole_number"
    POUNDS = "pounds"
    YES_NO = "yes_no"
    CODE = "code"


@dataclass(frozen=True)
class Field:
    """One field that a line may have.

    Attributes:
        part: the object or the list of objects that holds it; "" for the line itself.
        most: of how many, for what stands in a list of objects; 0: there is one.
        required: a line, or a part that is there, cannot be without it.
    """

    part: str
    name: str
    most: int
    kind: Kind
    codes: tuple[str, ...]
    required: bool
    type: TypeAdapter[Any]

    @property
    def path(self) -> str:
        """Without numbers: `issues[].category`."""
        many = "[]" if self.most else ""
        return f"{self.part}{many}.{self.name}" if self.part else self.name


@dataclass(frozen=True)
class Target:
    """A field, and in which object of its list it stands, from 1; 0 where there is no list."""

    field: Field
    number: int

    @property
    def path(self) -> str:
        """As a mapping names it."""
        return self.field.path.replace("[]", f"[{self.number}]")


def target(path: str) -> Target:
    """The field that a mapping names. Raises ValueError."""
    match = PATH.fullmatch(path)
    number = int(match[2] or 0) if match else 0
    field = FIELDS.get(path.replace(f"[{number}]", "[]")) if match else None
    if field is None or bool(field.most) != bool(number):
        raise ValueError("there is no such field")
    if number > field.most:
        raise ValueError(f"there are at most {field.most} {field.part}")
    return Target(field, number)


def _fields(model: type[BaseModel], part: str = "", most: int = 0) -> Iterator[Field]:
    for name, info in model.model_fields.items():
        kinds, many = _kinds(info.annotation)
        first = kinds[0]
        if isinstance(first, type) and issubclass(first, BaseModel):
            length = next((limit.max_length for limit in info.metadata if isinstance(limit, MaxLen)), 0)
            yield from _fields(first, name, length if many else 0)
        else:
            yield Field(
                part=part,
                name=name,
                most=most,
                kind=Kind.TEXTS if many else _kind(kinds),
                codes=tuple(code.value for code in first) if _is_code(first) else (),
                required=info.is_required() or name in STAND_INS,
                type=TypeAdapter(_whole(info)),
            )


def _whole(info: FieldInfo) -> Any:
    """A field's type with what its model adds to it."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _kinds(annotation: Any) -> tuple[list[Any], bool]:
    """The plain types that a value may have, and whether there is a list of them."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _kinds(arguments[0])
    if origin is list:
        return _kinds(arguments[0])[0], True
    if origin in {Union, types.UnionType}:
        return [kind for each in arguments if each is not type(None) for kind in _kinds(each)[0]], False
    return [annotation], False


def _is_code(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _kind(kinds: list[Any]) -> Kind:
    if set(kinds) == {int, float}:
        return Kind.POUNDS
    (only,) = kinds
    if _is_code(only):
        return Kind.CODE
    return {str: Kind.TEXT, date: Kind.DATE, int: Kind.WHOLE_NUMBER, bool: Kind.YES_NO}[only]


FIELDS: Mapping[str, Field] = {field.path: field for field in _fields(CaseLine) if field.path != "authority"}
"""Every field that a column may give, by its path without numbers. Whose a line is, the importer's token says."""
