"""Whom the council writes to."""

from pydantic import BaseModel

from kernel.vocabulary import Adjustment, ReplyBy


class CorrespondentRead(BaseModel):
    """The complainant of a contact, and what a letter to them has to heed. Everything may be unknown.

    `person`: whose care it is about, where that is not the complainant. `provider_email`: where the register says
    that complaints go. `matters`: what was said of each matter.
    """

    name: str | None
    email: str | None
    address: str | None
    anonymous: bool
    reply_by: ReplyBy | None
    language: str | None
    adjustments: list[Adjustment]
    adjustment_note: str | None
    person: str | None
    has_advocate: bool
    provider: str | None
    provider_email: str | None
    narrative: str | None
    matters: list[str | None]
