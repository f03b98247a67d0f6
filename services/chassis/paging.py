"""Cursors of lists: the sort key of the last row, opaque to the caller."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, TypeVar, overload

from kernel.errors import wrong_field

LARGEST_NUMBER = 2**31 - 1
"""Of an integer column."""
LARGEST_SEQUENCE = 2**63 - 1
"""Of one that counts everything."""

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
Kind: TypeAlias = Callable[[str], A]
"""Reads one part of a key. Raises ValueError for what no row has."""


def encode_cursor(*key: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


@overload
def decode_cursor(cursor: str | None, kind: Kind[A], /) -> tuple[A] | None: ...
@overload
def decode_cursor(cursor: str | None, one: Kind[A], two: Kind[B], /) -> tuple[A, B] | None: ...
@overload
def decode_cursor(cursor: str | None, one: Kind[A], two: Kind[B], three: Kind[C], /) -> tuple[A, B, C] | None: ...
@overload
def decode_cursor(cursor: str | None, /, *kinds: Kind[Any]) -> tuple[Any, ...] | None: ...
def decode_cursor(cursor: str | None, /, *kinds: Kind[Any]) -> tuple[Any, ...] | None:
    """The sort key behind a cursor, each part read by its kind; None at the beginning.

    Raises Unprocessable for one that no list gave.
    """
    if cursor is None:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not (isinstance(key, list) and all(map(_is_key, key))):
            raise ValueError
        return tuple(kind(part) for kind, part in zip(kinds, key, strict=True))
    except ValueError as error:
        raise wrong_field("/query/cursor", "This is not a cursor of this list.") from error


text = str
day = date.fromisoformat


def instant(part: str) -> datetime:
    """Raises ValueError also for one without an offset, and for one beyond the years that there are in UTC."""
    try:
        at = datetime.fromisoformat(part)
        if at.tzinfo is None:
            raise ValueError
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError from error


def number(part: str) -> int:
    return _up_to(LARGEST_NUMBER, part)


def sequence(part: str) -> int:
    return _up_to(LARGEST_SEQUENCE, part)


def _up_to(largest: int, part: str) -> int:
    if not 0 <= int(part) <= largest:
        raise ValueError
    return int(part)


def _is_key(part: Any) -> bool:
    """What a list sorts by is printed; a NUL or half a character would only break the database."""
    return isinstance(part, str) and part.isprintable()
