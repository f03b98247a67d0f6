"""What is still known about each hidden count, for somebody who has everything that was published. Pure."""

from collections.abc import Collection, Mapping, Sequence
from math import ceil, floor, isinf

from analytics.disclosure.linked import ALMOST, UNBOUNDED, Linked, components
from analytics.disclosure.policy import Interval, Key, Policy, Sum


def audit(
    counts: Mapping[Key, int],
    sums: Sequence[Sum],
    hidden: Collection[Key],
    policy: Policy,
    known: Collection[Key] = (),
    printed: Collection[Key] | None = None,
) -> dict[Key, Interval]:
    """The interval of each hidden count, and of each small one that nobody prints.

    Known are all sums, whatever is printed and not hidden, what `known` shows, that counts are whole and not
    negative, and what a mark says: not none, where noughts are shown.
    """
    stands = frozenset(counts if printed is None else printed)
    shown = frozenset(known) | (stands - frozenset(hidden))
    asked = {
        key for key, count in counts.items() if key not in shown and (key in hidden or policy.is_small(count))
    }
    found = {}
    for keys, within in components(counts.keys() - shown, sums):
        if asked.intersection(keys):
            least = [policy.least if key in stands else 0 for key in keys]
            room = [max(counts[key] - low, 0) for key, low in zip(keys, least, strict=True)]
            found.update(_intervals(counts, keys, Linked(keys, within), room, asked))
    return found


def _intervals(
    counts: Mapping[Key, int], keys: Sequence[Key], linked: Linked, room: Sequence[int], asked: Collection[Key]
) -> dict[Key, Interval]:
    import numpy as np

    bounds = np.array([UNBOUNDED] * len(keys) + [float(steps) for steps in room])
    found = {}
    for place, key in enumerate(keys):
        if key in asked:
            down, up = linked.farthest(place, -1, bounds), linked.farthest(place, 1, bounds)
            low = ceil(counts[key] - down - ALMOST)
            found[key] = Interval(low, None if isinf(up) else floor(counts[key] + up + ALMOST))
    return found
