"""What a letter may say of a contact: values, put into words by `saying`. Pure."""

from dataclasses import dataclass
from datetime import date

from chassis.letters.correspondent import Correspondent
from intake.letters.rules import Letter
from intake.rules import Facts as MatterFacts
from kernel.procedures import Council


@dataclass(frozen=True)
class Went:
    """To whom something went on, and on which local date."""

    to: str
    on: date


@dataclass(frozen=True)
class Facts:
    """A contact as a letter about it may say it.

    Attributes:
        matter: what is known of the matter that the letter tells of.
        about: what the council counts that matter under, in words.
        provider: whom that matter is about.
        goes_on: another matter of the contact is looked into as a complaint.
        went: where it was sent or passed on.
        shared_with: who was told of what they praised.
    """

    council: Council
    ref: str
    to: Correspondent
    officer: str
    letter: Letter
    matter: MatterFacts
    received_on: date
    about: str | None = None
    provider: str | None = None
    goes_on: bool = False
    went: Went | None = None
    shared_with: str | None = None
    team: str | None = None
