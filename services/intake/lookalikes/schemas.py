"""Request and response bodies of look-alikes and links."""

from pydantic import BaseModel

from intake.lookalikes.rules import Strength
from intake.schemas import ContactBrief, LinkRead, Ref
from kernel.values import Body


class Lookalike(ContactBrief):
    """A contact that may be the same matter or the same person again, and why."""

    strength: Strength
    reasons: list[str]


class Lookalikes(BaseModel):
    items: list[Lookalike]


class NewLink(Body):
    """The contact to link to."""

    to: Ref


class Links(BaseModel):
    items: list[LinkRead]
