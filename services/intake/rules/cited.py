"""By which law a row is cited: public health meets the adults' rows by Regulations of its own. Pure."""

import re

from kernel.vocabulary import Function

TWINS = {"2": "19", "5": "23", "6": "24", "8": "25", "9": "26", "12": "27", "13": "28", "14": "29"}
"""Regulations of SI 2009/309, and those of SI 2012/3094, Part 5, that say the same of public health.

Which paragraph of one is which of the other is not kept: a regulation is cited as a whole.
"""

_REGULATION = re.compile(r"(\d+)(?:\(\w+\))*(?:,? (?:and |to )?\(\w+\))*")


def cited(source: str, function: Function | None) -> str:
    """A row's or duty's source, as it reads for a matter of a function."""
    if function is not Function.PUBLIC_HEALTH:
        return source
    return "; ".join(map(_of_public_health, source.split("; ")))


def _of_public_health(source: str) -> str:
    """The twin of a regulation of the adults'; what has none, and what is no regulation of theirs, stays."""
    if not source.startswith(("SI 2009/309, reg", "reg")):
        return source
    regulations = source.partition("reg")[2]
    if not all(found[1] in TWINS for found in _REGULATION.finditer(regulations)):
        return source
    return "SI 2012/3094, reg" + _REGULATION.sub(lambda found: TWINS[found[1]], regulations)
