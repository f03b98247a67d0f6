"""Made-up years of complaints, and everything that a report could print of them."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from analytics.disclosure import Sum

SIZES = {"team": 4, "about": 5, "channel": 3, "stage": 3, "age": 3}
GROUPS = {"about": ((0, 1), (2, 3, 4))}
"""A hierarchy: values of an attribute, put together."""
UPHELD = ("upheld", "yes")
NOT_UPHELD = ("upheld", "no")

Complaint = dict[str, str]
Conditions = frozenset[tuple[str, str]]


@dataclass
class Publication:
    """Tables with their numbers: every count that is printed, and what everybody knows to add up."""

    counts: dict[str, int] = field(default_factory=dict)
    sums: set[Sum] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    tables: list[tuple[str, ...]] = field(default_factory=list)

    def __or__(self, other: "Publication") -> "Publication":
        return Publication(
            self.counts | other.counts,
            self.sums | other.sums,
            self.printed | other.printed,
            [*self.tables, *other.tables],
        )


def complaints(draw: random.Random, number: int) -> list[Complaint]:
    """Skewed, as life is: the first value of each attribute is common and the last is rare."""
    skew = {name: draw.uniform(0.5, 2.0) for name in SIZES}
    return [
        {
            **{
                name: str(draw.choices(range(size), [(1 + value) ** -skew[name] for value in range(size)])[0])
                for name, size in SIZES.items()
            },
            **{f"{name} group": "" for name in GROUPS},
            "upheld": draw.choice(["yes", "no", "no"]),
        }
        for _ in range(number)
    ]


class Tables:
    """What is counted of one year's complaints."""

    def __init__(self, year: str, of: list[Complaint]) -> None:
        self.year = year
        self.of = of
        self.made = Publication()
        for complaint in of:
            for name, groups in GROUPS.items():
                complaint[f"{name} group"] = next(
                    str(at) for at, group in enumerate(groups) if int(complaint[name]) in group
                )

    def count(self, conditions: Iterable[tuple[str, str]], *, printed: bool = True) -> str:
        wanted = dict(conditions)
        key = " ".join([self.year, *(f"{name}={value}" for name, value in sorted(wanted.items()))])
        self.made.counts[key] = sum(wanted.items() <= complaint.items() for complaint in self.of)
        if printed:
            self.made.printed.add(key)
        return key

    def split(self, conditions: Conditions, name: str, *, printed: bool = True) -> list[str]:
        """Those that satisfy conditions by the values of an attribute, which add up to them."""
        values = ("yes", "no") if name == "upheld" else map(str, range(SIZES[name]))
        parts = [self.count({*conditions, (name, value)}, printed=printed) for value in values]
        self.made.sums.add(Sum(self.count(conditions, printed=printed), tuple(sorted(parts))))
        return parts

    def one_way(self, conditions: Conditions, name: str) -> None:
        cells = self.split(conditions, name)
        for at, group in enumerate(GROUPS.get(name, ())):
            together = self.count({*conditions, (f"{name} group", str(at))})
            self.made.sums.add(Sum(together, tuple(sorted(cells[value] for value in group))))
            cells.append(together)
        if groups := [
            self.count({*conditions, (f"{name} group", str(at))}) for at in range(len(GROUPS.get(name, ())))
        ]:
            self.made.sums.add(Sum(self.count(conditions), tuple(sorted(groups))))
        self.made.tables.append((self.count(conditions), *cells))

    def two_way(self, conditions: Conditions, one: str, other: str) -> None:
        cells = []
        for name, across in ((one, other), (other, one)):
            cells += self.split(conditions, name)
            for value in range(SIZES[name]):
                cells += self.split(conditions | {(name, str(value))}, across)
        self.made.tables.append(tuple(sorted({self.count(conditions), *cells})))

    def shares_upheld(self, name: str) -> None:
        """Of each value the share that was upheld: numerator and denominator are printed, the rest is not."""
        cells = []
        for conditions in (frozenset(), *(frozenset({(name, str(value))}) for value in range(SIZES[name]))):
            upheld, rest = self.count({*conditions, UPHELD}), self.count({*conditions, NOT_UPHELD}, printed=False)
            whole = self.count(conditions)
            self.made.sums.add(Sum(whole, tuple(sorted((upheld, rest)))))
            cells += [whole, upheld]
        for which in (UPHELD, NOT_UPHELD):
            parts = tuple(self.count({(name, str(v)), which}, printed=False) for v in range(SIZES[name]))
            self.made.sums.add(Sum(self.count({which}, printed=False), tuple(sorted(parts))))
        self.made.tables.append(tuple(cells))


def report(year: str, of: list[Complaint], draw: random.Random, *, pairs: int) -> Publication:
    """All one-way tables, some two-way ones, the upheld alone, shares, a hierarchy, totals."""
    tables = Tables(year, of)
    everything: Conditions = frozenset()
    upheld = frozenset({UPHELD})
    for name in SIZES:
        tables.one_way(everything, name)
    for one, other in draw.sample([*combinations(SIZES, 2)], pairs):
        tables.two_way(everything, one, other)
    for name in draw.sample([*SIZES], 2):
        tables.one_way(upheld, name)
        tables.shares_upheld(name)
    return tables.made
