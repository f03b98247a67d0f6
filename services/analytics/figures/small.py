"""What of a figure is shown to whoever may not count people by what they are: no group of fewer than five. Pure.

A personal characteristic may then be grouped by, and not be filtered by: two filters may differ by one person.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from analytics.figures.answer import Answer, Keys, Sum, Tally, sums
from analytics.figures.question import RATES, Measure, Understood
from kernel.errors import NotPermitted

SMALLEST = 5
REFERENCES = frozenset({"ref", "person.person_ref"})
"""Fields that name one case, or one person's."""
SMALL_GROUPS = "small_groups"


def _is_personal(path: str) -> bool:
    return path.startswith("person.")


def _named(asked: Understood) -> Iterator[str]:
    for condition in [*asked.filters, *asked.numerator, *asked.versus]:
        if condition.field:
            yield condition.field.path
    yield from (grouping.field.path for grouping in asked.groups)
    if asked.field:
        yield asked.field.path


def leads_to_cases(asked: Understood) -> bool:
    """Whether a question names single cases or people."""
    return bool(REFERENCES & set(_named(asked)))


def require_no_reference(asked: Understood) -> None:
    """Raises NotPermitted for a question that leads to single cases or people."""
    if leads_to_cases(asked):
        raise NotPermitted("Your role sees figures, not the cases or people behind them.")


def require_groups_alone(asked: Understood) -> None:
    """Raises NotPermitted for a question that filters or adds up by what people are."""
    grouped = {grouping.field.path for grouping in asked.groups}
    if any(_is_personal(path) for path in _named(asked) if path not in grouped) or any(
        condition.field and _is_personal(condition.field.path)
        for condition in [*asked.filters, *asked.numerator, *asked.versus]
    ):
        raise NotPermitted("Your role may group by what people are, and not pick them out by it.")


def without_small(asked: Understood, found: Answer, tallies: Sequence[Tally], versus: Sequence[Tally]) -> Answer:
    """The answer without groups of fewer than five people, nor whatever else would give these away.

    In their place stands null. An answer that is not grouped by what people are stays as it is.
    """
    if not any(_is_personal(grouping.field.path) for grouping in asked.groups):
        return found
    hidden = _hidden(asked, sums(asked, tallies)) | _hidden(asked, sums(asked, versus))
    if asked.asked.measure is Measure.RANKING:
        names = {keys[0] for keys in hidden}
        levels = [[name for name in level if name not in names] for level in found.values]
        return Answer([level for level in levels if level], _blank(found.numerator, hidden), found.denominator)
    return Answer(*(_blank(part, hidden) for part in (found.values, found.numerator, found.denominator)))


def _hidden(asked: Understood, groups: Mapping[Keys, Sum]) -> set[Keys]:
    in_rates = asked.asked.measure in RATES

    def is_small(group: Sum) -> bool:
        counts = [group.units, group.matching, group.units - group.matching] if in_rates else [group.units]
        return any(0 < count < SMALLEST for count in counts)

    hidden = {keys for keys, group in groups.items() if is_small(group)}
    # One that is hidden alone in its row or column is the total less the others.
    while alone := _given_away(groups, hidden):
        hidden.add(min(alone, key=lambda keys: (groups[keys].units, keys)))
    return hidden


def _given_away(groups: Mapping[Keys, Sum], hidden: Collection[Keys]) -> list[Keys]:
    """The groups of the first line in which one alone is hidden, but for that one."""
    places = range(len(next(iter(groups), ())))
    for place in places:
        for line in sorted({keys[:place] + keys[place + 1 :] for keys in groups}):
            here = [keys for keys in groups if keys[:place] + keys[place + 1 :] == line]
            open_ones = [keys for keys in here if keys not in hidden and groups[keys].units]
            if sum(keys in hidden for keys in here) == 1 and open_ones:
                return open_ones
    return []


def _blank(part: Any, hidden: Collection[Keys], above: Keys = ()) -> Any:
    """A value, or an object of them by group, with null for hidden groups."""
    if not isinstance(part, dict):
        return None if above in hidden else part
    return {key: _blank(value, hidden, (*above, key)) for key, value in part.items()}
