"""Exact shares, means and percentiles, rounded once, half away from zero."""

from collections.abc import Mapping
from fractions import Fraction

SHARES = {
    Fraction(1, 10): "a tenth",
    Fraction(1, 5): "a fifth",
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(2, 5): "two fifths",
    Fraction(1, 2): "half",
    Fraction(3, 5): "three fifths",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(4, 5): "four fifths",
    Fraction(9, 10): "nine tenths",
}
"""What shares are called."""


def rounded(exact: Fraction, places: int) -> int | float:
    """Half away from zero: 32.5 becomes 33, -77.77… becomes -77.8; an integer for 0 places.

    Binary floating point, and the `round` of Python and of both databases, do not do this.
    """
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    signed = -whole if exact < 0 else whole
    return signed if places == 0 else float(Fraction(signed, 10**places))


def percent(part: int, whole: int, places: int) -> int | float | None:
    """`part` of `whole` in percent; None of nothing."""
    return None if whole == 0 else rounded(Fraction(100 * part, whole), places)


def percentile(spread: Mapping[int, int], percent: int) -> Fraction:
    """What at least so many percent have no more of, and at least the rest no less: of two values, the middle.

    So the median of an even number lies between the two in the middle.

    Args:
        spread: how many there are of each value; one at least.
    """
    wanted = Fraction(percent * sum(spread.values()), 100)
    below, lowest = 0, None
    for value in sorted(value for value, n in spread.items() if n):
        below += spread[value]
        if lowest is None and below >= wanted:
            lowest = value
        if lowest is not None and below > wanted:
            return Fraction(lowest + value, 2)
    raise ValueError("a percentile is of one value at least")
