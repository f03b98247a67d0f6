"""A text as words with their places, sentences and what is negated. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 20_000
"""Characters that are read: as many as a narrative may have."""
LONGEST_WORD = 40
MOST_WORDS = 4_000
LONGEST_SENTENCE = 40


def among(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


NEGATORS = among(
    "not no never nobody none nothing without hardly neither nor cannot cant dont doesnt didnt wont "
    "wouldnt isnt arent wasnt werent hasnt havent hadnt couldnt shouldnt aint noone nowt barely"
)
REACH = 3
"""How many words a negation reaches, within its clause."""

_WORD = re.compile(r"£?[^\W_]+(?:'[^\W_]+)*|[.!?;:,\n()]", re.UNICODE)
_CLITICS = ("'s", "'ll", "'re", "'ve", "'d")
_ENDS = frozenset(".!?\n")
_BREAKS = frozenset(".!?\n;:,()") | {"but", "although", "though", "however"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands: offsets of the text, half open."""

    text: str
    start: int
    end: int
    sentence: int
    negated: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text, in order; `sentences`: how many there are."""

    words: Sequence[Word]
    sentences: int

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Each two sentences that follow each other, as characters from and up to; all where there is but one.

        Where no stop is written for LONGEST_SENTENCE words, one is taken to be there.
        """
        firsts = [0]
        for at in range(1, len(self.words)):
            if self.words[at].sentence != self.words[at - 1].sentence or at - firsts[-1] == LONGEST_SENTENCE:
                firsts.append(at)
        ends = [*firsts[1:], len(self.words)]
        for first, end in zip(firsts, ends[1:] or ends, strict=False):
            yield self.words[first].start, self.words[end - 1].end


def read(text: str, begin: int = 0, end: int = LONGEST) -> Reading:
    """The words of a text from one character up to another, LONGEST at most; MOST_WORDS at most."""
    words: list[Word] = []
    sentence, reach, open_sentence = 0, 0, False
    for found in _WORD.finditer(text, begin, min(end, LONGEST)):
        if len(words) >= MOST_WORDS:
            break
        raw = found.group()
        if len(raw) == 1 and raw in _BREAKS:
            reach = 0
            if raw in _ENDS and open_sentence:
                sentence, open_sentence = sentence + 1, False
            continue
        for word in _compared(raw):
            if word in _BREAKS:
                reach = 0
            words.append(Word(word, found.start(), found.end(), sentence, reach > 0))
            reach = REACH if word in NEGATORS else max(0, reach - 1)
            open_sentence = True
    return Reading(words, sentence + open_sentence)


def plain(text: str) -> str:
    """The same characters in the same places, in lower case and with straight apostrophes."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.replace("\u2019", "'").replace("\u2018", "'").replace("`", "'")


def _compared(raw: str) -> Iterator[str]:
    """A word as phrases spell it: n't stays, what is short for a verb goes; "o'clock" is one word."""
    word = raw[:LONGEST_WORD]
    for clitic in _CLITICS:
        if word.endswith(clitic) and len(word) > len(clitic):
            word = word[: -len(clitic)]
            break
    yield word.replace("'", "")
