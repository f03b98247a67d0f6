"""What may be done with a message that is to leave, and when it is tried again."""

from datetime import datetime, timedelta

from kernel.errors import Conflict
from kernel.vocabulary import SendingState
from kernel.words import SENDING_STATES

LEASE = timedelta(minutes=15)
"""Longer than any attempt takes: whoever began one and has not ended it by then is gone."""
LONGEST_WAIT = timedelta(hours=1)
LATE_AFTER = timedelta(days=1)

ASKED_FOR = timedelta(days=7)
"""As long as GOV.UK Notify keeps what became of a message."""
ASKED_FIRST = timedelta(minutes=5)

MAY_BE_SAID_SENT = {SendingState.KEPT, SendingState.WAITING, SendingState.REFUSED, SendingState.UNSURE}
MAY_GO_AGAIN = {SendingState.REFUSED, SendingState.UNSURE, SendingState.BOUNCED}
MAY_BE_WITHDRAWN = {SendingState.KEPT, SendingState.WAITING, SendingState.REFUSED}
MAY_COME_BACK = {SendingState.SENT, SendingState.DELIVERED, SendingState.UNSURE}
HAS_NOT_LEFT = {SendingState.KEPT, SendingState.WAITING}
NOT_ENDED = set(SendingState) - {SendingState.SENT, SendingState.DELIVERED, SendingState.WITHDRAWN}

REACHED_ELSEWHERE = (
    "Where they are written to has changed since. Withdraw it and fill the letter again, or send it as it is."
)


def back_off(tries: int) -> timedelta:
    """How long to wait after so many attempts, at least one: 1, 2, 4 … minutes, at most an hour."""
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_WAIT)


def ask_in(put_at: datetime, now: datetime) -> timedelta:
    """How long until it is asked again what became of a message: the older it is, the longer."""
    return max(ASKED_FIRST, (now - put_at) / 4)


def is_late(state: SendingState, put_at: datetime, now: datetime) -> bool:
    """Whether it waits for longer than a day."""
    return state is SendingState.WAITING and now - put_at > LATE_AFTER


def require_state(state: SendingState, possible: set[SendingState], replaced_by: int | None) -> None:
    """Raises Conflict for what cannot be done with a message as it stands."""
    if replaced_by is not None:
        raise Conflict(f"Message {replaced_by} was sent in its place.")
    if state not in possible:
        raise Conflict(f"This is not possible: the message reads “{SENDING_STATES[state]}”.")


def next_act(act: str) -> str:
    """What sending something again is called: "x", "x/again/2", "x/again/3"."""
    first, again, count = act.rpartition("/again/")
    return f"{first}/again/{int(count) + 1}" if again else f"{act}/again/2"
