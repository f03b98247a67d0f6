"""Whatever a cursor holds, its parts are what a row could have, or it is refused."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chassis import paging
from chassis.paging import LARGEST_NUMBER, LARGEST_SEQUENCE, decode_cursor, encode_cursor
from kernel.errors import Unprocessable

KEYS = st.lists(st.text() | st.integers().map(str) | st.dates().map(str) | st.datetimes().map(str), max_size=4)


def refused(cursor: str, *kinds: Any) -> bool:
    try:
        decode_cursor(cursor, *kinds)
    except Unprocessable:
        return True
    return False


@given(st.dates(), st.integers(0, LARGEST_NUMBER), st.integers(0, LARGEST_SEQUENCE))
def test_a_lists_own_comes_back(day: date, number: int, sequence: int) -> None:
    cursor = encode_cursor(day.isoformat(), str(number), str(sequence))
    assert decode_cursor(cursor, paging.day, paging.number, paging.sequence) == (day, number, sequence)
    assert refused(cursor, paging.day, paging.number), "it is of another list"


@given(st.datetimes(), st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))
@example(datetime.min, timedelta(hours=14))
@example(datetime.max, timedelta(hours=-14))
def test_an_instant_is_one_that_there_is_in_utc(at: datetime, offset: timedelta) -> None:
    minutes = round(offset.total_seconds() / 60)
    written = f"{at.isoformat()}{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    cursor = encode_cursor(written)
    try:
        utc = (at - timedelta(minutes=minutes)).replace(tzinfo=UTC)
    except OverflowError:
        assert refused(cursor, paging.instant)
    else:
        assert decode_cursor(cursor, paging.instant) == (utc,)


@given(KEYS)
def test_numbers_are_what_a_column_holds(key: list[str]) -> None:
    cursor = encode_cursor(*key)
    if refused(cursor, paging.number):
        return
    (number,) = decode_cursor(cursor, paging.number) or (-1,)
    assert 0 <= number <= LARGEST_NUMBER


@given(st.text(max_size=200))
@example("é")
@example(encode_cursor("\0"))
@example(encode_cursor("\ud800"))
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    assert refused(cursor, paging.text)


@pytest.mark.parametrize("content", [[1], {"a": 1}, None, "a", [["a"]], []])
def test_what_is_no_key_is_refused(content: Any) -> None:
    assert refused(base64.urlsafe_b64encode(json.dumps(content).encode()).decode(), paging.text)


def test_no_cursor_is_the_beginning() -> None:
    assert decode_cursor(None, paging.text) is None
