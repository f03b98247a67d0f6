"""What the text of a cell says: a date, a number, a code. Pure. What cannot be read is told, never guessed."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from time import strptime
from typing import Any

from intake.imports.fields import Field, Kind
from intake.imports.sheets import quoted

BETWEEN_TEXTS = ";"
"""What stands between the texts of a list in one cell."""
POWERS = re.compile(r"[+-]?\d+([.,]\d+)?e[+-]\d+|[+-]?\d+[.,]\d+e\d+", re.ASCII | re.IGNORECASE)
"""What a spreadsheet makes of a long number: 1.23E+11."""
FRACTION = re.compile(r"[+-]?£?(\d*[.,]\d+|\d{1,3}(,\d{3})+)", re.ASCII)
TIME_OF_DAY = re.compile(r"\d+:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
DATE_LIKE = re.compile(r"\d{1,4}[ ./-](\d{1,2}|[a-z]{3,9})[ ./-]\d{1,4}.*", re.ASCII | re.IGNORECASE)
MONTH = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ ./-](\d{2}|\d{4})", re.ASCII | re.IGNORECASE
)
"""What a spreadsheet shows of a day that it made of 4/23."""
LONGEST_NUMBER = 6
"""Digits at the end of a reference."""
YES_NO = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}


class CellError(ValueError):
    """Why a cell cannot be read, for the person who made the file."""


class DateOrder(StrEnum):
    """What 03/04/2023 is. 2023-04-03, 3 April 2023 and a spreadsheet's own dates are always read."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_NAMED = ("%Y %m %d", "%d %B %Y", "%d %b %Y", "%d %B %y", "%d %b %y")
FORMATS: Mapping[DateOrder, tuple[str, ...]] = {
    DateOrder.DAY_FIRST: ("%d %m %Y", "%d %m %y", *_NAMED),
    DateOrder.MONTH_FIRST: ("%m %d %Y", "%m %d %y", *_NAMED),
}
LOOKS = {DateOrder.DAY_FIRST: "28/02/2024", DateOrder.MONTH_FIRST: "02/28/2024"}
TIME = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?$", re.ASCII | re.IGNORECASE)
"""A time of day behind a date is no part of it; one with a zone stays, for it might be another day here."""
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
MARKS = re.compile(r"[\s,./\-]+")


def read(field: Field, text: str, order: DateOrder) -> Any:
    """The value of a cell that is not empty, as the import format writes it. Raises CellError."""
    match field.kind:
        case Kind.TEXT:
            return _text(text)
        case Kind.TEXTS:
            return _texts(text)
        case Kind.DATE:
            return day(text, order).isoformat()
        case Kind.WHOLE_NUMBER:
            return _whole_number(text)
        case Kind.POUNDS:
            return _pounds(text)
        case Kind.YES_NO:
            return _yes_no(text)
        case Kind.CODE:
            return _code(text, field.codes)


def running_number(text: str, order: DateOrder) -> str:
    """The digits that a council's own number ends with, as far as they count: 451 of CMP/0451.

    Raises CellError, also for what a spreadsheet has made of a number: two of them may look alike then.
    """
    if mangled := _mangled(text, order):
        raise CellError(f"{quoted(text)} is {mangled} that a spreadsheet has made of a number: write it as text")
    digits = re.search(r"[0-9]+$", text)
    number = digits[0].lstrip("0") if digits else ""
    if not 0 < len(number) <= LONGEST_NUMBER:
        raise CellError(f"{quoted(text)} does not end with a number of at most six digits")
    return number


def _mangled(text: str, order: DateOrder) -> str | None:
    if POWERS.fullmatch(text):
        return "a power of ten"
    if FRACTION.fullmatch(text):
        return "a number with a point or a comma"
    if TIME_OF_DAY.fullmatch(text):
        return "a time"
    return "a date" if _is_date(text, order) else None


def _is_date(text: str, order: DateOrder) -> bool:
    if MONTH.fullmatch(text):
        return True
    if not DATE_LIKE.fullmatch(text):
        return False
    try:
        day(text, order)
    except CellError:
        return False
    return True


@lru_cache(maxsize=4096)
def day(text: str, order: DateOrder) -> date:
    """The day that a text names. Raises CellError."""
    words = MARKS.sub(" ", ORDINAL.sub("", TIME.sub("", text))).replace("Sept ", "Sep ")
    for form in FORMATS[order]:
        try:
            return date(*strptime(words, form)[:3])
        except ValueError:
            pass
    raise CellError(f"{quoted(text)} is not a date such as {LOOKS[order]}, 28 February 2024 or 2024-02-28")


def slug(text: str) -> str:
    """A text in the form of a code: `Partially upheld` is `partially_upheld`."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


def _text(text: str) -> str:
    if POWERS.fullmatch(text):
        raise CellError(f"{quoted(text)} is what a spreadsheet has made of a long number: write it as text")
    return text


def _texts(text: str) -> list[str]:
    found = [bare for each in text.split(BETWEEN_TEXTS) if (bare := each.strip())]
    if not found:
        raise CellError(f"{quoted(text)} has no text in it")
    return found


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise CellError(f"{quoted(text)} is not a whole number")
    return int(text)


def _pounds(text: str) -> int | float:
    bare = re.sub(r"[£, ]", "", text)
    if not re.fullmatch(r"\d{1,12}(\.\d{1,15})?", bare, re.ASCII):
        raise CellError(f"{quoted(text)} is not an amount in pounds")
    amount = Decimal(bare)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _yes_no(text: str) -> bool:
    word = text.casefold()
    if word not in YES_NO:
        raise CellError(f"{quoted(text)} is neither yes nor no")
    return YES_NO[word]


def _code(text: str, codes: tuple[str, ...]) -> str:
    code = slug(text)
    if code not in codes:
        raise CellError(f"{quoted(text)} is none of {', '.join(codes)}")
    return code
