"""Complaints beside the people supported: for each 1,000 of them, and how far chance goes. Pure."""

from collections.abc import Mapping
from math import sqrt

from analytics.reports.document import Column, NumberUnit, Value

LISTS: Mapping[str, str] = {
    "person.age_band": "age_bands",
    "person.ethnicity": "ethnicities",
    "person.primary_support_reason": "support_reasons",
}
"""By the field that a table is grouped by: where the council's file has the same groups."""
FEWEST = 10
"""Complaints of which a rate says something: public health in England gives none of fewer."""
TOO_FEW = "too few to say"
DEVIATE = 1.96
"""Of the normal distribution, for 95 %."""
NOTE = (
    "People supported: {source}. By chance alone the number for each 1,000 would lie between these two in some "
    "95 of 100 years like this one: groups of which these overlap need not differ."
)


def columns() -> list[Column]:
    return [
        Column(id=f"{head} supported", title=head, head=head, measure=measure)
        for head, measure in (
            ("People supported", NumberUnit.COUNT),
            ("For each 1,000", NumberUnit.PER_THOUSAND),
            ("Likely between", NumberUnit.TEXT),
        )
    ]


def beside(count: Value, people: int | None, *, is_known: bool) -> list[Value]:
    """What stands beside a count; `is_known`: it is known what these people are, so that a rate says something."""
    rate, between = None, None
    if people and is_known and isinstance(count.value, int):
        few = count.value < FEWEST
        rate = None if few else round(1_000 * count.value / people, 1)
        low, high = (1_000 * end / people for end in likely(count.value))
        between = TOO_FEW if few else f"{low:,.1f} and {high:,.1f}"
    return [
        Value(value=people),
        Value(value=rate, unit=NumberUnit.PER_THOUSAND, places=1, counts=count.counts),
        Value(value=between, unit=NumberUnit.TEXT, counts=count.counts),
    ]


def likely(count: int) -> tuple[float, float]:
    """Between what the mean of a Poisson count lies, at 95 %: Byar's approximation, as in public health."""
    return _end(count, -DEVIATE) if count else 0.0, _end(count + 1, DEVIATE)


def _end(count: int, deviate: float) -> float:
    return count * (1 - 1 / (9 * count) + deviate / (3 * sqrt(count))) ** 3
