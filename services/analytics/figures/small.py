"""What of a figure is shown to whoever may not count people by what they are: no group of fewer than five. Pure.

A personal characteristic may then be grouped by, and only over all that is counted of a whole year: two filters,
two windows or two ways to group may differ by one person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from analytics.disclosure import Policy, Sum, protect
from analytics.figures.answer import Answer, Keys, Tally, sums
from analytics.figures.question import Cohort, Measure, Understood
from kernel.errors import NotPermitted

SMALLEST = 5
REFERENCES = frozenset({"ref", "person.person_ref"})
"""Fields that name one case, or one person's."""
SMALL_GROUPS = "small_groups"
COUNTED = frozenset({Measure.COUNT, Measure.PERCENTAGE, Measure.RANKING})
"""Measures of nothing but how many there are in each group."""
Pattern = tuple[str | None, ...]
"""The keys of a group, or of a total: None stands for all of a field."""


def _is_personal(path: str) -> bool:
    return path.startswith("person.")


def is_of_people(path: str) -> bool:
    """Whether a field names a case or a person, or says what people are."""
    return path in REFERENCES or _is_personal(path)


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
    """Raises NotPermitted for a question that picks people out by what they are, or lets them be told apart."""
    grouped = [grouping.field.path for grouping in asked.groups]
    if not any(map(_is_personal, _named(asked))):
        return
    question = asked.asked
    whole_year = (asked.since, asked.to) == (date(asked.since.year, 4, 1), date(asked.since.year + 1, 3, 31))
    narrowed = question.filters or question.value_groups or question.bands or question.exclude_missing
    if (
        not any(map(_is_personal, grouped))
        or not whole_year
        or narrowed
        or question.measure not in COUNTED
        or question.cohort is not Cohort.RECEIVED
    ):
        raise NotPermitted(
            "Your role may group by what people are, and not pick them out by it: "
            "count all that came in a financial year, without filters or groups of values."
        )


def without_small(asked: Understood, found: Answer, tallies: Sequence[Tally]) -> Answer:
    """The answer without groups of fewer than five people, nor whatever else would give these away.

    In their place stands null. An answer that is not grouped by what people are stays as it is.
    """
    personal = tuple(_is_personal(grouping.field.path) for grouping in asked.groups)
    if not any(personal):
        return found
    hidden = _hidden({keys: group.units for keys, group in sums(asked, tallies).items()}, personal)
    if asked.asked.measure is Measure.RANKING:
        names = {keys[0] for keys in hidden}
        levels = [[name for name in level if name not in names] for level in found.values]
        return Answer([level for level in levels if level], _blank(found.numerator, hidden), found.denominator)
    return Answer(*(_blank(part, hidden) for part in (found.values, found.numerator, found.denominator)))


def _hidden(groups: Mapping[Keys, int], personal: tuple[bool, ...]) -> set[Keys]:
    """What is hidden, so that no small group can be told from the others and from what other questions show.

    Totals by what is not personal are shown to everybody, and those by what is, as their own question shows them.
    """
    counts: defaultdict[Pattern, int] = defaultdict(int)
    for keys, units in groups.items():
        for pattern in product(*((key, None) for key in keys)):
            counts[pattern] += units
    marked: set[Pattern] = set()
    for place in range(len(personal) if len(personal) > 1 else 0):
        if personal[place]:
            alone: dict[Keys, int] = {
                (str(pattern[place]),): n for pattern, n in counts.items() if _is_margin(pattern, place)
            }
            marked |= {_margin(keys, place, len(personal)) for keys in _hidden(alone, (True,))}
    known = counts.keys() - groups.keys() - marked
    protection = protect(
        {repr(pattern): n for pattern, n in counts.items()},
        list(_totals(counts)),
        Policy(),
        known={repr(pattern) for pattern in known},
        printed={repr(pattern) for pattern in known | groups.keys()},
        marked={repr(pattern) for pattern in marked},
    )
    return {keys for keys in groups if repr(keys) in protection.hidden}


def _is_margin(pattern: Pattern, place: int) -> bool:
    return all((key is not None) == (at == place) for at, key in enumerate(pattern))


def _margin(keys: Keys, place: int, width: int) -> Pattern:
    return tuple(keys[0] if at == place else None for at in range(width))


def _totals(counts: Collection[Pattern]) -> Iterator[Sum]:
    """Each total is the sum of what it is of, field by field."""
    parts: defaultdict[tuple[Pattern, int], list[str]] = defaultdict(list)
    for pattern in counts:
        for place, key in enumerate(pattern):
            if key is not None:
                parts[(*pattern[:place], None, *pattern[place + 1 :]), place].append(repr(pattern))
    for (whole, _), found in parts.items():
        yield Sum(repr(whole), tuple(found))


def _blank(part: Any, hidden: Collection[Keys], above: Keys = ()) -> Any:
    """A value, or an object of them by group, with null for hidden groups."""
    if not isinstance(part, dict):
        return None if above in hidden else part
    return {key: _blank(value, hidden, (*above, key)) for key, value in part.items()}
