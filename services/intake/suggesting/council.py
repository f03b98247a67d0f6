"""A council's own words, added to the product's: its categories and teams. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from intake.suggesting.model import the_phrases
from intake.suggesting.phrases import Phrases, own_phrases
from intake.suggesting.reading import plain, read
from kernel.vocabulary import ComplaintTheme

THEME = "theme."


@dataclass(frozen=True)
class Offer:
    """A category or team that may be suggested; `names`: its name and those of its parts."""

    code: str
    words: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class CouncilWords:
    """What a council adds: phrases of its categories and teams, and the categories that a theme fits."""

    categories: Phrases = field(default_factory=Phrases)
    teams: Phrases = field(default_factory=Phrases)
    by_theme: Mapping[ComplaintTheme, Sequence[str]] = field(default_factory=dict)


@lru_cache(maxsize=200)
def council_words(categories: tuple[Offer, ...], teams: tuple[Offer, ...]) -> CouncilWords:
    """The words of a council's file, ready to be looked for; kept, since a file seldom changes."""
    by_theme: dict[ComplaintTheme, list[str]] = {}
    for category in categories:
        for theme in dict.fromkeys(theme for name in category.names for theme in _themes_named(name)):
            by_theme.setdefault(theme, []).append(category.code)
    return CouncilWords(
        own_phrases({offer.code: offer.words for offer in categories}),
        own_phrases({offer.code: offer.words for offer in teams}),
        by_theme,
    )


def _themes_named(name: str) -> list[ComplaintTheme]:
    """Themes whose phrases a category's name bears most of: "Records and privacy" bears two of one."""
    counts: dict[str, int] = {}
    for hit in the_phrases().found_in(read(plain(name)).words):
        if hit.phrase.concept.startswith(THEME):
            theme = hit.phrase.concept.removeprefix(THEME)
            counts[theme] = counts.get(theme, 0) + hit.end - hit.first
    most = max(counts.values(), default=0)
    return [ComplaintTheme(theme) for theme, count in counts.items() if count == most]
