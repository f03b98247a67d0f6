"""By which law a row is cited: public health meets the adults' rows by Regulations of its own. Pure."""

import re

from kernel.vocabulary import Classification, Function, RefusalReason

CHILDRENS = "children_statutory"
PUBLIC_HEALTH = "public_health"
TWINS = {"2": "19", "5": "23", "6": "24", "8": "25", "9": "26", "12": "27", "13": "28", "14": "29"}
"""Regulations of SI 2009/309, and those of SI 2012/3094, Part 5, that say the same of public health.

Which paragraph of one is which of the other is not kept: a regulation is cited as a whole.
"""

CODE = "LGSCO Complaint Handling Code 2"
OF_ADULTS = {
    RefusalReason.OUT_OF_TIME: "SI 2009/309, reg 12",
    RefusalReason.REPRESENTATIVE: "SI 2009/309, reg 5(2) to (5)",
}
OF_CHILDREN = {
    RefusalReason.OUT_OF_TIME: "SI 2006/1738, reg 9",
    RefusalReason.REPRESENTATIVE: "SI 2006/1738, regs 3 to 5; Children Act 1989, s.26(3)",
}
"""What lets a complaint be refused, by whose Regulations its procedure is."""

_REGULATION = re.compile(r"(\d+)(?:\(\w+\))*(?:,? (?:and |to )?\(\w+\))*")


def cited(source: str, function: Function | None) -> str:
    """A row's or duty's source, as it reads for a matter of a function."""
    if function is not Function.PUBLIC_HEALTH:
        return source
    return "; ".join(map(_of_public_health, source.split("; ")))


def statutes(procedure: str | None) -> str:
    """The Regulations that a statutory procedure is of, or the Code of the corporate one."""
    of = {
        CHILDRENS: "SI 2006/1738",
        PUBLIC_HEALTH: "SI 2012/3094, Part 5",
        "corporate": "LGSCO Complaint Handling Code",
    }
    return of.get(procedure or "", "SI 2009/309")


def refused_by(classification: Classification, procedure: str | None, why: RefusalReason) -> str:
    """By which law a complaint under a procedure is refused: each has exclusions of its own (domain rules, P2).

    Raises KeyError for a statutory complaint that the Code is to keep out.
    """
    if classification is Classification.CORPORATE_COMPLAINT:
        return CODE
    if procedure == CHILDRENS:
        return OF_CHILDREN[why]
    return cited(OF_ADULTS[why], Function.PUBLIC_HEALTH if procedure == PUBLIC_HEALTH else None)


def _of_public_health(source: str) -> str:
    """The twin of a regulation of the adults'; what has none, and what is no regulation of theirs, stays."""
    if not source.startswith(("SI 2009/309, reg", "reg")):
        return source
    regulations = source.partition("reg")[2]
    if not all(found[1] in TWINS for found in _REGULATION.finditer(regulations)):
        return source
    return "SI 2012/3094, reg" + _REGULATION.sub(lambda found: TWINS[found[1]], regulations)
