"""What is asked for, and what cases tells of it."""

from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field

from chassis.held import Held
from intake.schemas import Ref
from kernel.values import Body, Line


class HeldAsked(Body):
    """The references of one person, each looked at by whoever asks, and for what they ask.

    `of_several`: they are about different people, and the one who wants to know has to do with each.
    """

    refs: Annotated[list[Ref], Field(min_length=1, max_length=50)]
    because: Line
    of_several: bool = False


class SentInCase(BaseModel):
    """A message of a case as it left, or is to leave."""

    ref: str
    name: str
    content: Base64Bytes


class HeldInCases(BaseModel):
    """`hidden`: references that whoever asks may not see there; nothing is told of any then.

    `officers`: names by subject.
    """

    hidden: list[str]
    held: Held
    sent: list[SentInCase]
    officers: dict[str, str]
