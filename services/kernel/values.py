"""Field types of request bodies that more than one service reads."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, StringConstraints

REFERENCE_PATTERN = r"^[A-Z]{3}-[0-9]{4}-[0-9]{4,6}$"
NUMBER = re.compile(r"\s*[+-]?[0-9._]+(e[+-]?[0-9]+)?\s*", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Dates outside these years are slips of the pen; beyond them arithmetic could overflow."""


def no_control_characters(value: str) -> str:
    if any(ord(char) < 32 and char not in "\n\r\t" for char in value):
        raise ValueError("contains control characters")
    return value


def _from_text(value: Any) -> Any:
    """Dates come as text: pydantic alone would read 0, 1.5e9 or "0" as seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and NUMBER.fullmatch(value)):
        raise ValueError("a date is text such as 2026-03-24")
    return value


def _in_range(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(no_control_characters),
]
LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    AfterValidator(no_control_characters),
]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
LocalDate = Annotated[date, BeforeValidator(_from_text), AfterValidator(_in_range)]
Instant = Annotated[AwareDatetime, BeforeValidator(_from_text), AfterValidator(_in_range)]


class Body(BaseModel):
    """A request's body: a field that nobody knows is refused, not ignored."""

    model_config = ConfigDict(extra="forbid")
