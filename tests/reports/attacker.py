"""Somebody who has all that was published and wants to know what was hidden. Shares no code with what hides."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import highspy

from analytics.disclosure import Sum

MANY = 5_000
"""No council has more complaints in a year."""


def attack(
    shown: Mapping[str, int],
    marked: Collection[str],
    unprinted: Collection[str],
    sums: Sequence[Sum],
    wanted: Collection[str],
    within: Mapping[str, tuple[int, int]] | None = None,
) -> dict[str, tuple[int, int]]:
    """The least and the most that each wanted count can be; of those 5 or more apart, some that are so far apart.

    Knows every sum, every number that is shown, and that what is marked as hidden is not nought. Each answer of
    the programme is a year that would have been published alike, and is remembered for all counts.

    `within`: between what a rounded count lies, by what is said of the rounding.
    """
    program = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1}.items():
        program.setOptionValue(option, value)
    unknown = {
        key: program.addVariable(lb=int(key in marked), ub=MANY, name=key) for key in sorted({*marked, *unprinted})
    }
    unknown |= {
        key: program.addVariable(lb=low, ub=high, name=key) for key, (low, high) in sorted((within or {}).items())
    }
    for one in sums:
        signs = [(one.whole, 1), *((part, -1) for part in one.parts)]
        known = sum(sign * shown[key] for key, sign in signs if key not in unknown)
        terms = [sign * unknown[key] for key, sign in signs if key in unknown]
        if terms:
            program.addConstr(sum(terms[1:], terms[0]) == -known)
        else:
            assert known == 0, one
    seen: dict[str, tuple[int, int]] = {}
    for key in sorted(wanted):
        for year in _years(program, unknown, key, seen):
            for other, count in year.items():
                low, high = seen.get(other, (count, count))
                seen[other] = min(low, count), max(high, count)
    return {key: seen[key] for key in wanted}


def _years(
    program: highspy.Highs,
    unknown: Mapping[str, highspy.highs.highs_var],
    key: str,
    seen: Mapping[str, tuple[int, int]],
) -> Iterator[dict[str, int]]:
    """Years in which a count is at its ends, unless it was seen far enough apart."""
    for optimise in (program.maximize, program.minimize):
        if key in seen and seen[key][1] - seen[key][0] >= 5:
            return
        optimise(unknown[key])
        found = program.allVariableValues()
        if any(abs(count - round(count)) > 1e-6 for count in found):
            for variable in unknown.values():
                program.setInteger(variable)
            optimise(unknown[key])
            found = program.allVariableValues()
            for variable in unknown.values():
                program.setContinuous(variable)
        yield dict(zip(unknown, map(round, found), strict=True))
