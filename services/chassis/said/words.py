"""What somebody types who looks for words, as each database asks for it. Pure.

Words stand in any order, with their endings in any form; those between quotation marks stand together. The last
one may be unfinished. Nothing that is typed is syntax: what reaches a database is letters and digits alone.
"""

import re
from dataclasses import dataclass

from kernel.errors import wrong_field
from kernel.normal_forms import APOSTROPHES_AND_HYPHENS, plain

LONGEST = 200
SHORTEST_UNFINISHED = 3
"""Letters: fewer begin too many words."""
QUOTES = '"“”„«»'
_PHRASE = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
_DIVIDED = dict.fromkeys(APOSTROPHES_AND_HYPHENS, " ")
_DIVIDERS = "".join(map(re.escape, map(chr, APOSTROPHES_AND_HYPHENS)))
_WORD = re.compile(rf"\w+(?:[{_DIVIDERS}]\w+)*")
EVERYWHERE = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has"),
        *("have", "he", "her", "him", "his", "i", "if", "in", "into", "is", "it", "its", "me", "my"),
        *("no", "not", "of", "on", "or", "our", "she", "so", "that", "the", "their", "them", "then"),
        *("there", "they", "this", "to", "was", "we", "were", "what", "when", "which", "who", "will"),
        *("with", "you", "your"),
    }
)
"""Words that stand in every text, and find nothing by themselves."""


@dataclass(frozen=True)
class Term:
    """One thing that has to be said: in one of these ways, each of them words that stand together."""

    ways: tuple[tuple[str, ...], ...]
    unfinished: bool = False


def looked_for(typed: str) -> list[Term]:
    """What is looked for. Raises Unprocessable where no word is left that finds anything."""
    phrases = [words for found in _PHRASE.findall(typed) if (words := tuple(_apart(found).split()))]
    single = _WORD.findall(_PHRASE.sub(" ", typed))
    terms = [_term(word) for word in single if plain(word) and plain(word) not in EVERYWHERE]
    if terms and single and _is_unfinished(typed, single[-1]):
        terms[-1] = Term(terms[-1].ways, unfinished=True)
    terms += [Term((words,)) for words in phrases if not EVERYWHERE.issuperset(words)]
    if not terms:
        raise wrong_field("/body/q", "Enter a word that does not stand in every text.")
    return terms


def told_of(typed: str) -> str:
    """What was searched for, for a record of it: the form that all ways to type it have."""
    return "words " + " ".join(sorted(plain(typed).split()))


def in_fts5(terms: list[Term]) -> str:
    """For SQLite. Every word stands in quotation marks, where nothing is an operator."""
    return " AND ".join(f"({' OR '.join(_fts5(way, term.unfinished) for way in term.ways)})" for term in terms)


def in_tsquery(terms: list[Term]) -> str:
    """For PostgreSQL's to_tsquery."""
    return " & ".join(f"({' | '.join(_tsquery(way, term.unfinished) for way in term.ways)})" for term in terms)


def other_ways(text: str) -> str:
    """The words of a text that may be typed otherwise: without accents, in one where something divides them."""
    others = (plain(word) for word in _WORD.findall(text) if not (word.isascii() and word.isalnum()))
    return " ".join(dict.fromkeys(others))


def _term(word: str) -> Term:
    return Term(tuple(dict.fromkeys([(plain(word),), tuple(_apart(word).split())])))


def _apart(text: str) -> str:
    return plain(text.translate(_DIVIDED))


def _is_unfinished(typed: str, last: str) -> bool:
    return typed.endswith(last) and len(plain(last)) >= SHORTEST_UNFINISHED and plain(last) not in EVERYWHERE


def _fts5(way: tuple[str, ...], unfinished: bool) -> str:
    return f'"{" ".join(way)}"' + (" *" if unfinished else "")


def _tsquery(way: tuple[str, ...], unfinished: bool) -> str:
    return " <-> ".join(f"'{word}'" for word in way) + (":*" if unfinished else "")
