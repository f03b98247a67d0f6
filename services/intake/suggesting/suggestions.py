"""What a text suggests, and which of its words say so. Pure.

Nothing is filled in: a person takes a suggestion or leaves it. Harm is looked for widely, since what is missed
costs more than a question too many; a kind that is not likely enough is left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from intake.suggesting.council import CouncilWords
from intake.suggesting.encoder import Encoder, the_encoder
from intake.suggesting.features import SURE, Features, Span, features
from intake.suggesting.model import Label, Model, probability, shares, the_model, the_phrases
from intake.suggesting.phrases import Phrases, own_phrases
from intake.suggesting.reading import LONGEST, Reading, plain, read
from kernel.vocabulary import ComplaintTheme, ComplimentTheme, Function, TextKind, TextSign

OF_ENCODER = 0.4
"""How much of a score is the encoder's; the rest is that of the words."""
HARM: Label = ("harm", "harm")
HARM_LIKELY = 0.1
"""From here a text tells of harm, with or without a word for it."""
LETTER, HARM_LIKELY_IN_LETTER = 100, 0.5
"""Words from which on harm is looked for in each two sentences, and from where on two of so many tell of it."""
MOST_OF_LETTER = 8
"""How many of these the encoder reads: those whose words tell most."""
KIND_LIKELY = 0.45
RIVALS = {"complaint": ("praise", 0.05), "praise": ("complaint", 0.06)}
"""From where on the other is a rival, also to the words alone, and neither is named."""
PRAISED, DISPLEASED = 0.3, 0.3
DISPLEASED_RATHER = 8
"""How many times likelier displeasure has to be than thanks alone: on thanks, a theme of it would offend."""
FUNCTION_LIKELY, THANKS_LIKELY, AGAIN_LIKELY = 0.5, 0.2, 0.25
MOST_FUNCTIONS, MOST_THEMES, MOST_THANKS, MOST_OWN, MOST_PROVIDERS = 3, 3, 2, 3, 5
LATE_YEARS = 2
"""A year so long gone that all of it lies more than twelve months back."""

_YEAR = re.compile(r"\b(?:19[5-9]\d|20\d\d)\b")
_PRIVATE = {"private": Function.PRIVATE_CARE}


@dataclass(frozen=True)
class Said:
    """Words of the text, as they stand there: from `start` up to `end`, in characters (code points)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Suggested:
    """A code that is suggested, and the words that led to it, the strongest first."""

    code: str
    words: tuple[Said, ...]


@dataclass(frozen=True)
class Suggestions:
    """All that is suggested. `harm`: words that may tell of it; None: none do. `kind` None: not clear enough."""

    harm: tuple[Said, ...] | None = None
    kind: Suggested | None = None
    functions: tuple[Suggested, ...] = ()
    themes: tuple[Suggested, ...] = ()
    compliment_themes: tuple[Suggested, ...] = ()
    signs: tuple[Suggested, ...] = ()
    providers: tuple[Suggested, ...] = ()
    categories: tuple[Suggested, ...] = ()
    teams: tuple[Suggested, ...] = ()


NOTHING = CouncilWords()


@dataclass(frozen=True)
class Learned:
    """What suggestions are made by: what each word weighs, and what the encoder makes of their order."""

    words: Model
    encoder: Encoder


@dataclass(frozen=True)
class _Text:
    """A text, or a part of it, that was read, with what it shows and how it scores."""

    text: str
    part: str
    reading: Reading
    seen: Features
    learned: Learned

    @classmethod
    def read(cls, text: str, words: str, learned: Learned, begin: int = 0, end: int = LONGEST) -> "_Text":
        """What the words of a text from one character up to another show."""
        reading = read(words, begin, end)
        seen = features(reading, the_phrases(), words.count("?", begin, end))
        return cls(text, text[begin:end], reading, seen, learned)

    @cached_property
    def of_words(self) -> Mapping[Label, float]:
        return self.learned.words.scores(self.seen)

    @cached_property
    def scores(self) -> Mapping[Label, float]:
        of_encoder = self.learned.encoder.scores(self.part)
        return {label: score + OF_ENCODER * (of_encoder[label] - score) for label, score in self.of_words.items()}

    @property
    def harm(self) -> float:
        return probability(self.scores[HARM])

    @property
    def harm_of_words(self) -> float:
        """What the words alone say, at a fraction of the cost."""
        return self.learned.words.score(self.seen, HARM)

    def said(self, spans: Sequence[Span]) -> tuple[Said, ...]:
        words = self.reading.words
        places = [(words[first].start, words[end - 1].end) for first, end in spans]
        return tuple(Said(self.text[start:end], start, end) for start, end in places)

    def suggested(self, code: str, head: str, label: str) -> Suggested:
        return Suggested(code, self.said(self.learned.words.reasons(self.seen, (head, label))))

    def best(self, head: str, most: int) -> list[tuple[str, float]]:
        found = sorted(_of(head, self.scores).items(), key=lambda one: (-one[1], one[0]))
        return [(label, probability(score)) for label, score in found[:most]]


def suggest(
    text: str,
    today: date,
    council: CouncilWords = NOTHING,
    providers: Sequence[str] = (),
    learned: Learned | None = None,
) -> Suggestions:
    """What the words of a text suggest.

    Args:
        text: as it came; its first 20,000 characters are read.
        today: local date, to tell what is long ago.
        council: the council's own words for its categories and teams.
        providers: names of providers that are known, to be found as they are written.
        learned: otherwise than the product's own, to measure it.
    """
    words = plain(text)
    read_text = _Text.read(text, words, learned or Learned(the_model(), the_encoder()))
    if not read_text.reading.words:
        return Suggestions()
    kinds = shares(_of("kind", read_text.scores))
    themes = _themes(read_text, kinds)
    return Suggestions(
        harm=_harm(read_text, words),
        kind=_kind(read_text, kinds),
        functions=_functions(read_text),
        themes=themes,
        compliment_themes=_thanks(read_text, kinds),
        signs=_signs(read_text, today),
        providers=_found(read_text, own_phrases({name: [name] for name in providers}), MOST_PROVIDERS),
        categories=_categories(read_text, themes, council),
        teams=_found(read_text, council.teams, MOST_OWN),
    )


def _harm(text: _Text, words: str) -> tuple[Said, ...] | None:
    """Words of harm; in a letter those of the two sentences that tell most: one among many courteous ones may."""
    least = HARM_LIKELY
    if len(text.reading.words) >= LETTER:
        least = HARM_LIKELY_IN_LETTER
        pairs = [_Text.read(text.text, words, text.learned, *pair) for pair in text.reading.pairs()]
        telling = sorted(pairs, key=lambda pair: -pair.harm_of_words)[:MOST_OF_LETTER]
        text = max(telling, key=lambda pair: pair.harm)
    if text.harm < least:
        return None
    sure = [hit for hit in text.seen.hits if hit.phrase.concept == SURE and not hit.negated]
    spans = _apart([(hit.first, hit.end) for hit in sure]) or text.learned.words.reasons(text.seen, HARM)
    return text.said(spans[:3] or [(0, len(text.reading.words))])


def _of(head: str, scores: Mapping[Label, float]) -> dict[str, float]:
    return {label: score for (its_head, label), score in scores.items() if its_head == head}


def _kind(text: _Text, kinds: Mapping[str, float]) -> Suggested | None:
    best = max(kinds, key=lambda kind: kinds[kind])
    if kinds[best] < KIND_LIKELY:
        return None
    if best in RIVALS:
        rival, likely = RIVALS[best]
        if max(kinds[rival], shares(_of("kind", text.of_words))[rival]) >= likely:
            return None
    return text.suggested(TextKind(best), "kind", best)


def _functions(text: _Text) -> tuple[Suggested, ...]:
    found = text.best("function", MOST_FUNCTIONS)
    likely = [label for at, (label, share) in enumerate(found) if share >= (FUNCTION_LIKELY if at else 0.3)]
    return tuple(text.suggested(_PRIVATE.get(label) or Function(label), "function", label) for label in likely)


def _themes(text: _Text, kinds: Mapping[str, float]) -> tuple[Suggested, ...]:
    """Themes of displeasure; none where the text is thanks alone, a request or an idea."""
    displeased = kinds["complaint"] + kinds["both"]
    if displeased < max(DISPLEASED, DISPLEASED_RATHER * kinds["praise"]):
        return ()
    best = text.best("theme", MOST_THEMES)
    return tuple(text.suggested(ComplaintTheme(label), "theme", label) for label, _ in best)


def _thanks(text: _Text, kinds: Mapping[str, float]) -> tuple[Suggested, ...]:
    if kinds["praise"] + kinds["both"] < PRAISED:
        return ()
    best = text.best("thanks", MOST_THANKS)
    likely = [label for at, (label, share) in enumerate(best) if share >= THANKS_LIKELY or at == 0]
    return tuple(text.suggested(ComplimentTheme(label), "thanks", label) for label in likely)


def _signs(text: _Text, today: date) -> tuple[Suggested, ...]:
    found = []
    for sign, concept, likely in (
        (TextSign.NOT_FIRST_TIME, "sign.again", AGAIN_LIKELY),
        (TextSign.LATE, "sign.long_ago", 1),
        (TextSign.MP, "sign.member", 1),
    ):
        spans = [(hit.first, hit.end) for hit in text.seen.hits if hit.phrase.concept == concept]
        if sign is TextSign.LATE:
            spans += [
                (at, at + 1)
                for at, word in enumerate(text.reading.words)
                if _YEAR.fullmatch(word.text) and int(word.text) <= today.year - LATE_YEARS
            ]
        if spans:
            found.append(Suggested(sign, text.said(_apart(spans)[:3])))
        elif probability(text.scores["flag", sign]) >= likely:
            found.append(text.suggested(sign, "flag", sign))
    return tuple(found)


def _categories(text: _Text, themes: Sequence[Suggested], council: CouncilWords) -> tuple[Suggested, ...]:
    """Categories of the council whose own words stand in the text, then those that a theme fits."""
    found = {one.code: one for one in _found(text, council.categories, MOST_OWN)}
    for theme in themes:
        for code in council.by_theme.get(ComplaintTheme(theme.code), ()):
            found.setdefault(code, Suggested(code, theme.words))
    return tuple(found.values())[:MOST_OWN]


def _found(text: _Text, phrases: Phrases, most: int) -> tuple[Suggested, ...]:
    """Codes whose own words stand in the text: those with the longest words first, then with most, then as met."""
    spans: dict[str, list[Span]] = {}
    for hit in phrases.found_in(text.reading.words):
        spans.setdefault(hit.phrase.concept, []).append((hit.first, hit.end))

    def telling(code: str) -> tuple[int, int]:
        return -max(end - first for first, end in spans[code]), -len(spans[code])

    return tuple(Suggested(code, text.said(_apart(spans[code])[:3])) for code in sorted(spans, key=telling)[:most])


def _apart(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, the longer one where two overlap."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0] - one[1], one)):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)
