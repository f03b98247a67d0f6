"""The figures of a report, whatever file they came from, and what a printed number can stand for. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analytics.figures.arithmetic import rounded

Number = int | Decimal
"""As printed: a Decimal keeps its decimals, so that 7 and 7.0 differ in what they may be rounded from."""
Path = tuple[str, ...]
Tree = Number | str | bool | Sequence["Tree"] | Mapping[str, "Tree"] | None


@dataclass(frozen=True)
class Entry:
    """One thing that a report counts: what, of whom, along which dimensions, and its values by name."""

    id: str
    counts: str
    population: str
    dimensions: tuple[str, ...]
    values: Tree


@dataclass(frozen=True)
class Report:
    """The entries of one year's report; `year` as in 2023-24."""

    year: str
    entries: tuple[Entry, ...]


def is_number(value: Tree) -> bool:
    """Whether it is one; True and False are words."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def numbers(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Number]]:
    """Every number with the names that lead to it. Those in lists have none, and are left out."""
    if isinstance(tree, int | Decimal) and not isinstance(tree, bool):
        yield path, tree
    elif isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from numbers(value, (*path, key))


def places(printed: Number) -> int:
    """Its decimals."""
    return -int(printed.as_tuple().exponent) if isinstance(printed, Decimal) else 0


def half(printed: Number) -> Fraction:
    """How far the exact value may be from what is printed."""
    return Fraction(1, 2 * 10 ** places(printed))


def rounds_to(exact: Fraction, printed: Number) -> bool:
    """Whether `exact` is printed so, by rounding half up or half to even."""
    away = abs(exact - Fraction(printed))
    if away != half(printed):
        return away < half(printed)
    last_digit = abs(int(Fraction(printed) * 10 ** places(printed))) % 10
    return abs(Fraction(printed)) > abs(exact) or last_digit % 2 == 0


def percent(part: Number | Fraction, whole: Number | Fraction) -> Fraction:
    """`part` of `whole`, which is not 0, in percent."""
    return Fraction(part) * 100 / Fraction(whole)


def can_be_share_of(printed: Number, whole: int) -> bool:
    """Whether some whole number of `whole` is this percentage."""
    if whole == 0:
        return False
    nearest = int(Fraction(printed) * whole / 100)
    return any(
        rounds_to(percent(part, whole), printed) for part in range(nearest - 1, nearest + 3) if 0 <= part <= whole
    )


def said(number: Number | Fraction) -> str:
    """A number in a sentence, with two decimals where it has more."""
    if isinstance(number, Fraction):
        if number.denominator == 1:
            return f"{number.numerator:,}"
        return f"{rounded(number, 2):,.2f}"
    return f"{number:,}"
