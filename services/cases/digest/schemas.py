"""The answer to what somebody's day brings."""

from datetime import date

from pydantic import BaseModel, Field, StrictBool

from cases.tasks.schemas import TaskRead
from cases.watching.schemas import WatchedCase
from kernel.values import Body


class OwedCase(BaseModel):
    """A case, and what is owed in it next."""

    ref: str
    due_on: date
    what: str = Field(description="what is owed, in words: Acknowledge")


class OwedCases(BaseModel):
    """Cases with the same to say of them, the earliest day first; `total`: how many there are in all."""

    total: int
    items: list[OwedCase]


class Digest(BaseModel):
    """What the signed-in officer's day brings.

    Attributes:
        late, due: their own open cases whose next date has passed, and those whose next date is today.
        tasks: open ones of theirs and of their team, due by today.
        watched: those of the cases that they watch in which others did something since they looked.
    """

    on: date
    late: OwedCases
    due: OwedCases
    tasks: list[TaskRead]
    watched: list[WatchedCase]
    withheld: list[str]


class DigestMail(BaseModel):
    """Whether one has it by e-mail too, each working day as it begins.

    `to`: the address that the identity provider names; null: it names none, or no e-mail leaves here.
    """

    to: str | None
    is_wanted: bool


class DigestMailWanted(Body):
    """Whether one wants it by e-mail; where that goes is the identity provider's to say."""

    is_wanted: StrictBool
