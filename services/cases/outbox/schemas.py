"""Bodies of messages that leave."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from kernel.values import Body, LocalDate, LongText
from kernel.vocabulary import SendingState, SendingWay


class Posted(Body):
    """That a message left by somebody's own hand, on a day between its writing and today."""

    posted_on: LocalDate


class Again(Body):
    """That it is sent again.

    `reason`: needed for what may have left. `to_address`: another e-mail address, or postal lines divided by
    commas or newlines, to which the letter goes that an e-mail had with it; none: the same.
    """

    reason: LongText | None = None
    to_address: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None


class MessageRead(BaseModel):
    """A message without its content. Whom it is for, and its words, are shown to who keeps cases; null to others.

    `act`: what it is sent for; of a letter its reference, "letter" and its number, with slashes between.
    `late`: it waits for longer than a day; `sent_on`: the day on which it left; `why`: of its state.
    `replaces`, `replaced_by`: numbers, within the case, of what was sent again, and of what was sent instead.
    """

    ref: str
    number: int
    act: str
    way: SendingWay
    state: SendingState
    to_name: str | None
    to_address: str | None
    subject: str | None
    why: str | None
    at: datetime
    sent_on: date | None
    late: bool
    replaces: int | None
    replaced_by: int | None
    may_be_said_sent: bool
    may_go_again: bool
    may_be_withdrawn: bool


class Messages(BaseModel):
    """All messages of a case, in the order in which they were written."""

    items: list[MessageRead]


class StateCount(BaseModel):
    state: SendingState
    messages: int


class Outbox(BaseModel):
    """Messages of all cases, the newest first; `counts`: of every state that any is in.

    What was sent again is left out: what was sent in its place is there."""

    items: list[MessageRead]
    next_cursor: str | None
    counts: list[StateCount]
