"""What a remedy can be. Pure: values in, what is wrong with them out."""

from collections.abc import Collection

from kernel.vocabulary import RemedyKind

SUMS = frozenset({RemedyKind.PAYMENT, RemedyKind.REFUND})
"""Kinds that are a sum of money."""
WITHOUT_SUM = frozenset(RemedyKind) - SUMS - {RemedyKind.OTHER}


def sum_mistake(kind: RemedyKind, pence: int | None) -> str | None:
    """What is wrong with the sum of a remedy, in pence: a payment and a refund have one, most others have none."""
    if kind in SUMS and pence is None:
        return "Say how much it is."
    if kind in WITHOUT_SUM and pence is not None:
        return "Only a payment, a refund or something else has a sum."
    return None


def part_mistake(agreed: int | None, paid: int, part: int) -> str | None:
    """What is wrong with paying a further part of what was agreed; all in pence."""
    if agreed is None:
        return "This remedy is no sum of money."
    if part > agreed - paid:
        return f"{pounds(agreed - paid)} of {pounds(agreed)} is left to pay."
    return None


def agreement_mistake(to_be_agreed: bool, not_by: Collection[str | None], subject: str) -> str | None:
    """What is wrong with agreeing to a remedy: none is waited for, or it is for somebody else to agree.

    Args:
        not_by: subjects of who said what it is.
    """
    if not to_be_agreed:
        return "Nobody has to agree to this remedy."
    if subject in not_by:
        return "Somebody else than who recorded it, or its sum, has to agree."
    return None


def pounds(pence: int) -> str:
    """Pence as people read them: £1,250.00."""
    return f"£{pence / 100:,.2f}"
