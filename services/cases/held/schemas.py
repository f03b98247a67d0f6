"""What is asked, and told."""

from typing import Annotated

from pydantic import Base64Bytes, BaseModel, Field, StringConstraints

from chassis.held import Held
from kernel.values import REFERENCE_PATTERN, Body, Code
from kernel.vocabulary import Role

Ref = Annotated[str, StringConstraints(pattern=REFERENCE_PATTERN)]


class HeldWanted(Body):
    """Of which references, and who asks: `subject` in these `roles`."""

    authority: Code
    subject: str
    roles: list[Role]
    refs: Annotated[list[Ref], Field(min_length=1, max_length=50)]


class Sent(BaseModel):
    """A message as it left, or is to leave: an e-mail (RFC 5322), or the PDF of a letter."""

    ref: str
    name: str
    content: Base64Bytes


class HeldInCases(BaseModel):
    """`hidden`: those of the references that whoever asks may not see; nothing is told of any then.

    `officers`: names by subject.
    """

    hidden: list[str]
    held: Held
    sent: list[Sent]
    officers: dict[str, str]
