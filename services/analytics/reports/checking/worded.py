"""Shares and changes that sentences say in words: “more than half”, “one in five”, “nearly doubled”. Pure."""

import re
from collections.abc import Mapping
from fractions import Fraction

from analytics.figures.arithmetic import SHARES

SHARES_BY_NAME: Mapping[str, Fraction] = {
    **{name: share for share, name in SHARES.items()},
    **{name.replace("a ", "one ", 1): share for share, name in SHARES.items() if name.startswith("a ")},
    "a half": Fraction(1, 2),
    "all": Fraction(1),
    "none": Fraction(0),
}
MULTIPLES: Mapping[str, Fraction] = {
    "halved": Fraction(1, 2),
    "doubled": Fraction(2),
    "tripled": Fraction(3),
    "trebled": Fraction(3),
    "quadrupled": Fraction(4),
}
"""What became of a number, as a multiple of what it was."""
MOST, FEWEST = {"most", "a majority", "the majority"}, {"a minority", "the minority"}
NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {name: number for number, name in enumerate(NAMES, 1)}
SO_MANY_IN = re.compile(r"(\w+) (?:in|out of) (?:every )?(\w+)")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
BY = re.compile(r"(rose|grew|increased|up|fell|decreased|dropped|down) by (.+)")
ROSE = {"rose", "grew", "increased", "up"}
ANY = Fraction(1_000)
PLAINLY, LOOSELY = Fraction(1, 40), Fraction(1, 20)
"""How far something may be from what it is called: 48 % are half, 45 % about half."""
AROUND: Mapping[str, tuple[Fraction, Fraction]] = {
    "just over|slightly more than|a little over": (Fraction(), LOOSELY),
    "just under|nearly|almost|close to": (-LOOSELY, Fraction()),
    "more than|over|above": (Fraction(), ANY),
    "less than|fewer than|under|below": (-ANY, Fraction()),
    "about|around|roughly|approximately|some": (-LOOSELY, LOOSELY),
}
"""Words before a share or a multiple, with how far below and above it they reach; 0 leaves itself out."""


class Unclear(Exception):
    """Words that say nothing that can be checked."""


def is_share(words: str, share: Fraction) -> bool:
    """Whether a share, 1 for all, may be called so. Raises Unclear for words that say no share."""
    plain = words.strip().lower()
    if plain in MOST | FEWEST:
        return share > Fraction(1, 2) if plain in MOST else share < Fraction(1, 2)
    name, below, above = _around(plain)
    called = SHARES_BY_NAME.get(name)
    if found := SO_MANY_IN.fullmatch(name):
        some, of = (NUMBERS.get(said) or (int(said) if said.isdecimal() else 0) for said in found.groups())
        called = Fraction(some, of) if some and of else None
    if called is None:
        raise Unclear(f"{words!r} is no share, such as 'more than half' or 'one in five'")
    if name == plain and called in (0, 1):
        return share == called
    return _is_within(share - called, below, above)


def is_change(words: str, earlier: Fraction, later: Fraction) -> bool:
    """Whether a change, of what was not 0, may be called so. Raises Unclear for words that say no change."""
    plain = words.strip().lower()
    if found := BY.search(plain):
        change = (later - earlier) / earlier
        return is_share(f"{plain[: found.start()]}{found[2]}", change if found[1] in ROSE else -change)
    name, below, above = _around(plain)
    if name not in MULTIPLES:
        raise Unclear(f"{words!r} is no change, such as 'nearly doubled' or 'fell by a third'")
    return _is_within(later / earlier / MULTIPLES[name] - 1, below, above)


def is_number(words: str, number: Fraction) -> bool:
    """Whether a number may be called so, such as `nearly 6,500`. Raises Unclear for words that say no number."""
    plain = words.strip().lower()
    name, below, above = _around(plain)
    if not NUMBER.fullmatch(name) or not (called := int(name.replace(",", ""))):
        raise Unclear(f"{words!r} is no number, such as 'nearly 6,500' or 'over 100'")
    return number == called if name == plain else _is_within(number / called - 1, below, above)


def _around(plain: str) -> tuple[str, Fraction, Fraction]:
    """What is named, and how far below and above it is meant."""
    for before, (below, above) in AROUND.items():
        if found := re.match(rf"(?:{before})\s+", plain):
            return plain[found.end() :], below, above
    return plain, -PLAINLY, PLAINLY


def _is_within(away: Fraction, below: Fraction, above: Fraction) -> bool:
    return below <= away <= above and (away != 0 or below < 0 < above)
