"""What another version of a council's file changes, and what it may not. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from kernel.procedures.book import Council
from kernel.procedures.procedure import Procedure

Place = tuple[str, ...]
WORDING = frozenset({"name", "summary", "source"})
"""What may be corrected in a version that cases began under; everything else binds them."""
NOT_KEPT = frozenset({"procedures", "outcomes"})
"""Lists whose codes no record loses: procedures have versions, and an outcome left out has the product's name."""


class Change(NamedTuple):
    """One value that is another one now; `before` or `after` is None where there is none."""

    key: str
    before: Any
    after: Any


def changes(before: Council, after: Council) -> list[Change]:
    """Every value that differs, in the order of the file; entries of a list are known by their codes."""
    old, new = _values(before), _values(after)
    return [
        Change(".".join(place), old.get(place), new.get(place))
        for place in dict.fromkeys([*new, *old])
        if old.get(place) != new.get(place)
    ]


def taken_away(before: Council, after: Council, today: date) -> Iterator[str]:
    """What records rest on and would lose: `key: what is wrong`, for each.

    A file that takes nothing away may replace another at any moment: whoever is in the middle of something finds
    every code and every version that they began with.
    """
    if before.prefix != after.prefix:
        yield f"prefix: was {before.prefix}, which references have that were given"
    new = _values(after)
    for place in _values(before):
        if place[-1] == "code" and place[0] not in NOT_KEPT and place not in new:
            yield f"{'.'.join(place[:-1])}: a code stays in the file: give it in_use_until"
    there = {(procedure.id, procedure.version): procedure for procedure in after.procedures}
    for begun in before.procedures:
        if begun.in_force_from > today:
            continue
        key = f"procedures.{begun.id}"
        replaced = there.get((begun.id, begun.version))
        if replaced is None:
            yield f"{key}: version {begun.version} is gone, which cases may have begun under"
        elif (was := _binding(begun)) != (now := _binding(replaced)):
            place = next(place for place in dict.fromkeys([*was, *now]) if was.get(place) != now.get(place))
            yield (
                f"{key}.{'.'.join(place)}: version {begun.version} is in force since {begun.in_force_from}: "
                f"what changes is version {begun.version + 1}"
            )


def _binding(procedure: Procedure) -> dict[Place, Any]:
    """What a case under it goes by. A day of receipt may become its last one."""
    values = _flat(procedure.model_dump(mode="json", exclude={"in_force_until"}), ())
    return {place: value for place, value in values if place[-1] not in WORDING}


def _values(council: Council) -> dict[Place, Any]:
    return dict(_flat(council.model_dump(mode="json"), ()))


def _flat(node: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Every value with the keys that lead to it."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _flat(value, (*place, str(key)))
    elif isinstance(node, list) and node and isinstance(node[0], Mapping):
        for index, entry in enumerate(node):
            yield from _flat(entry, (*place, _name(entry, index)))
    else:
        yield place, node


def _name(entry: Mapping[str, Any], index: int) -> str:
    if "id" in entry:
        return f"{entry['id']} version {entry['version']}"
    return str(entry.get("code", index))
