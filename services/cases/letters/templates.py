"""What letters say: templates as data, and how one is filled. Pure but for reading the file of the defaults.

A `((word))` in a template stands for something of the case. A line in which one has nothing to say is left out,
and so is a heading that nothing stands under any more. One that is needed and missing stays as it is, and keeps
the letter from leaving.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from kernel.procedures.entries import Entry, Words
from kernel.vocabulary import LetterKind

WORD = re.compile(r"\(\(([a-z_]{1,40})\)\)")
DEFAULTS = Path(__file__).with_name("templates") / "england.yaml"
LONGEST = 20_000


class Template(Entry):
    """The words of one kind of letter. `easy_read`: the same in easy words; None: it has none."""

    subject: Words
    to: Literal["complainant", "contributor"] = "complainant"
    text: str = Field(min_length=1, max_length=LONGEST)
    easy_read: str | None = Field(default=None, max_length=LONGEST)


class Templates(Entry):
    source: Words
    letters: dict[LetterKind, Template]


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


@cache
def defaults() -> Templates:
    """The templates of every council that has none of its own."""
    return Templates.model_validate(yaml.safe_load(DEFAULTS.read_text(encoding="utf-8")))


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
