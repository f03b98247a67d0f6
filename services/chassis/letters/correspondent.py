"""Whom the council writes to about a contact: intake keeps it, and tells whichever service writes. Pure."""

from pydantic import BaseModel

from chassis.letters.sheet import Print
from kernel.vocabulary import Adjustment, ReplyBy


class Correspondent(BaseModel):
    """Whom the council writes to about a contact, as intake keeps it. Everything may be unknown.

    `person`: whose care it is about, where that is not the complainant. `provider_email`: where the provider has
    complaints sent. `matters`: what was said of each one, by its number less one.
    """

    name: str | None = None
    email: str | None = None
    address: str | None = None
    anonymous: bool = False
    reply_by: ReplyBy | None = None
    language: str | None = None
    adjustments: list[Adjustment] = []
    adjustment_note: str | None = None
    person: str | None = None
    has_advocate: bool = False
    provider: str | None = None
    provider_email: str | None = None
    narrative: str | None = None
    matters: list[str | None] = []


def printed(to: Correspondent) -> Print:
    """How letters to somebody are set, by what they need (Equality Act 2010, s.20)."""
    if Adjustment.EASY_READ in to.adjustments:
        return Print.EASY_READ
    return Print.LARGE if Adjustment.LARGE_PRINT in to.adjustments else Print.STANDARD


def address(to: Correspondent) -> str | None:
    """Where a letter goes: as they asked for, else where they can be reached."""
    by_email = to.reply_by is ReplyBy.EMAIL or to.address is None
    return to.email if by_email and to.email else to.address
