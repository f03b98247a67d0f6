"""What is hidden, what is known of counts, and what a protection says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Key = str
"""Names a count. The same count has the same key wherever it stands."""


@dataclass(frozen=True)
class Sum:
    """`whole` is the sum of `parts`, exactly, and everybody knows it."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Policy:
    """What a publication owes to the people in it.

    Attributes:
        smallest: counts from 1 to one below it are hidden.
        hide_zeros: a nought is hidden too. If not, noughts are shown, and everybody knows that no mark hides one.
        width: how far apart, at least, the ends are between which a hidden count may lie for all one knows.
    """

    smallest: int = 5
    hide_zeros: bool = False
    width: int = 5

    def is_small(self, count: int) -> bool:
        return (0 if self.hide_zeros else 1) <= count < self.smallest

    @property
    def least(self) -> int:
        """The least that a count can be in whose place stands a mark."""
        return 0 if self.hide_zeros else 1


class Interval(NamedTuple):
    """Between which whole numbers a count lies, both included; `high` None: nothing is known above."""

    low: int
    high: int | None


@dataclass(frozen=True)
class Protection:
    """What is hidden, and why.

    Attributes:
        primary: small counts, also those that nobody prints.
        secondary: counts that would give small ones away, each with those that it would give away.
        already_out: small counts that an earlier publication shows. They stay; nothing can call them back.
        unprotected: hidden counts that what must stay visible gives away, whatever else is hidden. What prints
            them, or what they are part of, is left out of the publication.
    """

    primary: frozenset[Key]
    secondary: Mapping[Key, tuple[Key, ...]]
    already_out: frozenset[Key] = frozenset()
    unprotected: frozenset[Key] = frozenset()

    @property
    def hidden(self) -> frozenset[Key]:
        return self.primary | self.secondary.keys()
