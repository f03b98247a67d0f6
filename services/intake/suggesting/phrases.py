"""Phrases that speak for something, and where they stand in a text. Pure.

`phrases.txt` says how they are written. They are found by their first word, so a text costs what it has of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from intake.suggesting.reading import Word, plain, read

GAP = ".."
WIDEST_GAP = 3
STEM = 3
"""Letters by which the beginnings of words are kept apart."""

Step = frozenset[str] | str
"""Words of which one has to stand here, the beginning of one (ending in *), or a gap."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a concept, as steps that follow each other."""

    concept: str
    written: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands in a text: words from `first` up to `end`; `negated`: a word before says no."""

    phrase: Phrase
    first: int
    end: int
    negated: bool


@dataclass
class Phrases:
    """All phrases, by their first two words, by the first alone, or by how it begins."""

    by_pair: dict[tuple[str, str], list[Phrase]] = field(default_factory=dict)
    by_word: dict[str, list[Phrase]] = field(default_factory=dict)
    by_stem: dict[str, list[Phrase]] = field(default_factory=dict)

    def add(self, phrase: Phrase) -> None:
        first, second = phrase.steps[0], phrase.steps[1] if len(phrase.steps) > 1 else GAP
        if isinstance(first, str):
            self.by_stem.setdefault(first[:STEM].rstrip("*"), []).append(phrase)
        elif isinstance(second, str):
            for word in first:
                self.by_word.setdefault(word, []).append(phrase)
        else:
            for pair in product(first, second):
                self.by_pair.setdefault(pair, []).append(phrase)

    def found_in(self, words: Sequence[Word]) -> list[Hit]:
        """Every phrase that begins at every word, in the order of the words."""
        return list(self._found_in(words))

    def _found_in(self, words: Sequence[Word]) -> Iterator[Hit]:
        for at, word in enumerate(words):
            text, following = word.text, words[at + 1].text if at + 1 < len(words) else ""
            begun = [self.by_pair.get((text, following), ()), self.by_word.get(text, ())]
            begun += [self.by_stem.get(text[:length], ()) for length in range(1, min(STEM, len(text)) + 1)]
            for phrase in chain.from_iterable(begun):
                end = _end(phrase.steps, 0, words, at)
                if end is not None:
                    yield Hit(phrase, at, end, word.negated)


def phrases_of(written: str) -> Phrases:
    """What a file of phrases says."""
    found = Phrases()
    for line in written.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        concept, _, told = line.partition(":")
        for phrase in dict.fromkeys(one.strip() for one in told.split(";")):
            if phrase:
                found.add(Phrase(concept, phrase, tuple(_steps(phrase))))
    return found


def own_phrases(words: Mapping[str, Sequence[str]]) -> Phrases:
    """A council's own words, by the code that they speak for; they stand in a text as they are written."""
    found = Phrases()
    for code, told in words.items():
        for phrase in told:
            steps = tuple(frozenset({word.text}) for word in read(plain(phrase)).words)
            if steps:
                found.add(Phrase(code, phrase, steps))
    return found


def _steps(phrase: str) -> Iterator[Step]:
    for token in phrase.split():
        if token.isalpha():
            yield frozenset({token})
        elif token == GAP or token.endswith("*"):
            yield token.replace("'", "")
        else:
            words = [[word.text for word in read(plain(one.replace("-", " "))).words] for one in token.split("/")]
            if all(len(one) == 1 for one in words):
                yield frozenset(one for (one,) in words)
            else:
                yield from (frozenset({word}) for word in words[0])


def _end(steps: tuple[Step, ...], step: int, words: Sequence[Word], at: int) -> int | None:
    while step < len(steps):
        wanted = steps[step]
        if wanted == GAP:
            for skipped in range(WIDEST_GAP + 1):
                end = _end(steps, step + 1, words, at + skipped)
                if end is not None:
                    return end
            return None
        if at >= len(words) or not _is(words[at].text, wanted):
            return None
        step, at = step + 1, at + 1
    return at


def _is(word: str, wanted: Step) -> bool:
    return word.startswith(wanted[:-1]) if isinstance(wanted, str) else word in wanted
