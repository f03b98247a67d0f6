"""Cursors of lists: the sort key of the last row, opaque to the caller."""

import base64
import binascii
import json
from datetime import date, datetime
from typing import Any

from kernel.errors import wrong_field

LARGEST_NUMBER = 2**31 - 1
"""Of an integer column."""


def encode_cursor(*key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, parts: int) -> list[str]:
    """The sort key behind a cursor. Raises Unprocessable for one that no list gave."""
    try:
        key: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as error:
        raise wrong_field("/query/cursor", "This is not a cursor of this list.") from error
    if not (isinstance(key, list) and len(key) == parts and all(map(_is_key, key))):
        raise wrong_field("/query/cursor", "This is not a cursor of this list.")
    return key


def decode_instant_cursor(cursor: str | None) -> tuple[datetime, str] | None:
    """The instant and the reference behind a cursor; None at the beginning. Raises Unprocessable."""
    if cursor is None:
        return None
    at, ref = decode_cursor(cursor, 2)
    try:
        return datetime.fromisoformat(at), ref
    except ValueError as error:
        raise wrong_field("/query/cursor", "This is not a cursor of this list.") from error


def decode_day_cursor(cursor: str | None) -> tuple[date, str, int] | None:
    """The local date, the reference and the number in it behind a cursor; None at the beginning.

    Raises Unprocessable, also for a number that no database column holds.
    """
    if cursor is None:
        return None
    on, ref, number = decode_cursor(cursor, 3)
    try:
        if not 0 <= int(number) <= LARGEST_NUMBER:
            raise ValueError
        return date.fromisoformat(on), ref, int(number)
    except ValueError as error:
        raise wrong_field("/query/cursor", "This is not a cursor of this list.") from error


def _is_key(part: Any) -> bool:
    """What a list sorts by is printed; a NUL or half a character would only break the database."""
    return isinstance(part, str) and part.isprintable()
