"""The letters that a contact may be written."""

from pydantic import BaseModel

from intake.letters.rules import ContactLetterKind


class ContactLetterRead(BaseModel):
    """A letter to whoever contacted the council.

    `key`: names it in the contact. `duties`: keys of the duties that are done once it is sent; none: its class
    calls for it, and no duty does. `missing`: what keeps it from being taken; nothing: it is ready.
    """

    key: str
    kind: ContactLetterKind
    subject: str
    duties: list[str]
    missing: list[str]


class ContactLetters(BaseModel):
    items: list[ContactLetterRead]
