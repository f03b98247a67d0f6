"""Exact shares and means, rounded once, half away from zero."""

from fractions import Fraction


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
