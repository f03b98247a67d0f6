"""What the words of a letter have to be, and which are in force. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from chassis.letters.templates import WORD
from kernel.errors import FieldError


class Version(Protocol):
    version: int
    in_force_from: date


AVersion = TypeVar("AVersion", bound=Version)


def in_force(versions: Iterable[AVersion], on: date) -> AVersion | None:
    """The version that letters of a day are drafted in: the one that came into force last, the newest of a day."""
    begun = [each for each in versions if each.in_force_from <= on]
    return max(begun, key=lambda each: (each.in_force_from, each.version), default=None)


def wrong_in(
    must_say: Sequence[str], known: Iterable[str], *, subject: str, text: str, easy_read: str | None
) -> list[FieldError]:
    """What keeps words from being a template; none: nothing does.

    Args:
        must_say: the words without which it is not the letter that it has to be.
        known: every word that a template may use.
    """
    words = frozenset(known)
    wrong = [FieldError(f"/{name}", why) for name, why in _wrong({"text": text, "easy_read": easy_read}, words)]
    if "((" in subject:
        wrong.append(FieldError("/subject", "A subject stands as it is: no ((word)) is put into it."))
    if missing := [word for word in must_say if word not in WORD.findall(text)]:
        told = " and ".join(f"(({word}))" for word in missing)
        wrong.append(FieldError("/text", f"This letter has to say {told}."))
    return wrong


def _wrong(texts: Mapping[str, str | None], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name, text in texts.items():
        for word in dict.fromkeys(WORD.findall(text or "")):
            if word not in known:
                yield name, f"No letter knows the word (({word}))."
        if "((" in WORD.sub("", text or ""):
            yield name, "A ((word)) has two brackets before and after it, and small letters between them."
