"""Templates of letters, and how one is filled. Pure.

A `((word))` in a template stands for something of a case or a contact. A line in which one has nothing to say is
left out, and so is a heading that nothing stands under any more. One that is needed and missing stays as it is,
and keeps the letter from leaving.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import Field

from kernel.procedures.entries import Entry, Words

WORD = re.compile(r"\(\(([a-z_]{1,40})\)\)")
LONGEST = 20_000


class Template(Entry):
    """The words of one kind of letter. `easy_read`: the same in easy words; None: it has none."""

    subject: Words
    text: str = Field(min_length=1, max_length=LONGEST)
    easy_read: str | None = Field(default=None, max_length=LONGEST)


@dataclass(frozen=True)
class Nothing:
    """There is nothing to say, and nothing is missing: the line is left out."""


@dataclass(frozen=True)
class Missing:
    """It is needed, and not known; `why` says what to do about it."""

    why: str


Said = str | Nothing | Missing


@dataclass(frozen=True)
class Filled:
    """A template with what is known put in. `missing`: by word, why; `used`: what was put in, by word."""

    text: str
    missing: Mapping[str, str]
    used: Mapping[str, str]


def words_in(text: str) -> list[str]:
    """The words that stand for something, in their order, each once; while a letter has one, it does not leave."""
    return list(dict.fromkeys(WORD.findall(text)))


def fill(text: str, said: Mapping[str, Said]) -> Filled:
    """Put in what is known. What is put in is text: nothing in it is read as a word again."""
    missing: dict[str, str] = {}
    used: dict[str, str] = {}
    lines = [line for line in text.splitlines() if not any(_is_empty(said, word) for word in WORD.findall(line))]

    def put(match: re.Match[str]) -> str:
        word = match[1]
        found = said.get(word, Missing("No letter knows this word."))
        if isinstance(found, str):
            used[word] = found
            return _harmless(found)
        assert isinstance(found, Missing), "lines with nothing to say were left out"
        missing[word] = found.why
        return match[0]

    kept = [WORD.sub(put, line) for line in _with_something_under(lines)]
    return Filled(re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip() + "\n", missing, used)


def _is_empty(said: Mapping[str, Said], word: str) -> bool:
    return isinstance(said.get(word), Nothing)


def _harmless(text: str) -> str:
    """What a person wrote is no word of a template, whatever brackets stand in it."""
    return text.replace("((", "( (").replace("))", ") )")


def _with_something_under(lines: list[str]) -> Iterator[str]:
    """The lines without headings that are followed by the next heading, or by the end."""
    for place, line in enumerate(lines):
        if line.startswith("# "):
            under = next((later for later in lines[place + 1 :] if later.strip()), "# ")
            if under.startswith("# "):
                continue
        yield line
