"""What may be done with a message, and when it is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.outbox.rules import back_off, is_late, next_act, require_state
from kernel.errors import Conflict
from kernel.vocabulary import SendingState

NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)


def test_it_waits_longer_each_time_and_at_most_an_hour() -> None:
    assert [back_off(tries).seconds // 60 for tries in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


@given(st.integers(1, 10**6))
def test_it_is_tried_for_ever(tries: int) -> None:
    assert timedelta(minutes=1) <= back_off(tries) <= back_off(tries + 1) <= timedelta(hours=1)


def test_it_is_late_after_a_day_of_waiting() -> None:
    day = timedelta(days=1)
    assert not is_late(SendingState.WAITING, NOW - day, NOW)
    assert is_late(SendingState.WAITING, NOW - day - timedelta(seconds=1), NOW)
    assert not is_late(SendingState.KEPT, NOW - 9 * day, NOW)


def test_each_time_is_an_act_of_its_own() -> None:
    assert [next_act("a/b"), next_act("a/b/again/2"), next_act("a/b/again/9")] == [
        *("a/b/again/2", "a/b/again/3", "a/b/again/10")
    ]


def test_what_is_not_possible_is_said_in_words() -> None:
    require_state(SendingState.KEPT, {SendingState.KEPT}, None)
    with pytest.raises(Conflict, match="the message reads “Sent”"):
        require_state(SendingState.SENT, {SendingState.KEPT}, None)
    with pytest.raises(Conflict, match="Message 3 was sent in its place"):
        require_state(SendingState.KEPT, {SendingState.KEPT}, 3)
