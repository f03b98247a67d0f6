"""Placeholder of the engine; replaced before anything is merged."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Policy:
    smallest: int = 5
    hide_zeros: bool = False
    width: int = 5


@dataclass(frozen=True)
class Protection:
    primary: frozenset[str]
    secondary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unprotected: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        return self.primary | frozenset(self.secondary)


def protect(
    counts: Mapping[str, int],
    sums: Sequence[Any],
    policy: Policy,
    known: Collection[str] = (),
    may_stay: Collection[str] = (),
    printed: Collection[str] = (),
) -> Protection:
    small = frozenset(
        k for k, n in counts.items() if 0 < n < policy.smallest and k not in may_stay and k not in known
    )
    secondary: dict[str, tuple[str, ...]] = {}
    changed = True
    while changed:
        changed = False
        for one in sums:
            cells = [one.whole, *one.parts]
            hid = [c for c in cells if c in small or c in secondary]
            if len(hid) == 1:
                rest = sorted(
                    (c for c in one.parts if c not in hid and counts[c] and c not in known),
                    key=lambda c: (counts[c], c),
                )
                if rest:
                    secondary[rest[0]] = (hid[0],)
                    changed = True
    return Protection(small, secondary)
