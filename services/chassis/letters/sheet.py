"""What stands on a letter besides its text. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kernel.procedures import Council


class Print(StrEnum):
    """How a letter is set: `easy_read` in large print, each sentence by itself."""

    STANDARD = "standard"
    LARGE = "large"
    EASY_READ = "easy_read"


@dataclass(frozen=True)
class Sheet:
    """A letter as it leaves the council.

    Attributes:
        dated: the day on which it leaves, or of the draft; local date.
        to: who it goes to and where, line by line.
        text: in the language of `blocks`.
    """

    council: str
    head: Sequence[str]
    reference: str
    dated: date
    to: Sequence[str]
    subject: str
    text: str
    print: Print = Print.STANDARD


def letterhead(council: Council) -> list[str]:
    """How the council is reached, line by line; nothing where its file has no letterhead."""
    head = council.letterhead
    return [*head.address, *filter(None, [head.phone, head.email, head.website])] if head else []


def address_lines(address: str | None) -> list[str]:
    """An address as it stands on an envelope."""
    lines = (address or "").replace(", ", "\n").splitlines()
    return [line.strip() for line in lines if line.strip()]
