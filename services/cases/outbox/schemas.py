"""Bodies of messages that leave."""

from datetime import date, datetime

from pydantic import BaseModel

from kernel.values import Body, LocalDate, LongText
from kernel.vocabulary import SendingState, SendingWay


class Posted(Body):
    """That a message left by somebody's own hand, on a day between its writing and today."""

    posted_on: LocalDate


class Again(Body):
    """That it is sent again; `reason`: needed for what may have left."""

    reason: LongText | None = None


class MessageRead(BaseModel):
    """A message without its content. Whom it is for, and its words, are shown to who keeps cases; null to others.

    `late`: it waits for longer than a day; `sent_on`: the day on which it left; `why`: of its state.
    `replaces`, `replaced_by`: numbers, within the case, of what was sent again, and of what was sent instead.
    """

    ref: str
    number: int
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
