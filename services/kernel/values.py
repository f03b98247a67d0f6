"""Field types of request bodies that more than one service reads."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    model_validator,
)

from kernel.normal_forms import care_number_key, email, phone_key, seen

REFERENCE_PATTERN = r"^[A-Z]{3}-[0-9]{4}-[0-9]{4,6}$"
NUMBER = re.compile(r"\s*[+-]?[0-9._]+(e[+-]?[0-9]+)?\s*", re.IGNORECASE)
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CARE_NUMBER = re.compile(r"[A-Za-z0-9/. \-]+")
FIRST_YEAR, LAST_YEAR = 1900, 2100
LARGEST_FILE = 25_000_000
"""Bytes of one file of a contact."""
"""Dates outside these years are slips of the pen; beyond them arithmetic could overflow."""


def no_control_characters(value: str) -> str:
    if CONTROL_CHARACTER.search(value):
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


def _phone(value: str) -> str:
    if phone_key(no_control_characters(value)) is None:
        raise ValueError("Enter a phone number that can be dialled, with all its digits")
    return value


def _care_number(value: str) -> str:
    if not CARE_NUMBER.fullmatch(value) or care_number_key(value) is None:
        raise ValueError("Enter the number with letters, digits, blanks and / - . alone, at most 40 of them")
    return value


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(no_control_characters)]
ClientId = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_-]+$")]
"""Of a partner's client."""
LongText = Annotated[
    str, StringConstraints(min_length=1, max_length=20_000), AfterValidator(no_control_characters)
]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
LocalDate = Annotated[date, BeforeValidator(_from_text), AfterValidator(_in_range)]
Instant = Annotated[AwareDatetime, BeforeValidator(_from_text), AfterValidator(_in_range)]
Phone = Annotated[str, StringConstraints(min_length=1, max_length=100), AfterValidator(_phone)]
"""A phone number as it was given, with an extension or a word about it; see `normal_forms.phone_key`."""
CareNumber = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_care_number)]
"""A person's number in the council's social-care system as it was given; see `normal_forms.care_number_key`."""
Email = Annotated[str, StringConstraints(min_length=1, max_length=254), AfterValidator(email)]


class Body(BaseModel):
    """A request's body: a field that nobody knows is refused, not ignored; texts are what people see."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _as_seen(cls, given: Any) -> Any:
        # One level: each part of a body does it for itself.
        return {name: as_seen(value) for name, value in given.items()} if isinstance(given, dict) else given


def as_seen(value: Any) -> Any:
    """A text, or a list of them, without what is invisible and blanks at its ends; anything else as it is."""
    if isinstance(value, str):
        return seen(value).strip()
    return [as_seen(each) for each in value] if isinstance(value, list) else value
