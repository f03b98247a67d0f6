"""The law that a letter rests on, as people read it. Pure."""

from collections.abc import Iterator

from chassis.letters.phrases import listed
from kernel.vocabulary import Function

ADULTS = "SI 2009/309"
REGULATIONS = {
    ADULTS: "Local Authority Social Services and National Health Service Complaints (England) Regulations 2009",
    "SI 2012/3094": "NHS Bodies and Local Authorities (Partnership Arrangements, Care Trusts, Public Health and "
    "Local Healthwatch) Regulations 2012",
    "SI 2006/1738": "Children Act 1989 Representations Procedure (England) Regulations 2006",
}
NOT_OF_ADULTS = frozenset({Function.CHILDRENS_SOCIAL_CARE, Function.OTHER_COUNCIL_SERVICE})
"""Functions whose complaints go by other rules than those of 2009, whichever row of the table decided."""
CODE = "LGSCO Complaint Handling Code "
OTHERS = {
    "Children Act 1989, s.26(3)": "section 26(3) of the Children Act 1989",
    "Getting the Best from Complaints (statutory guidance, 2006)": "the statutory guidance “Getting the Best from "
    "Complaints”",
    "Public Interest Disclosure Act 1998": "the Public Interest Disclosure Act 1998",
    "Local Government Act 1974, Part 3A": "Part 3A of the Local Government Act 1974",
    "UK GDPR, arts. 15 to 21": "articles 15 to 21 of the UK General Data Protection Regulation",
}


def law_in_words(source: str, function: Function | None) -> str:
    """A source of the table without what is no law, such as another council's practice; empty: it names none.

    Args:
        function: whose work the matter is about.
    """
    return listed([*_laws(source, function)])


def _laws(source: str, function: Function | None) -> Iterator[str]:
    for part in source.split("; "):
        instrument, _, where = part.partition(", ")
        if instrument == ADULTS and function in NOT_OF_ADULTS:
            continue
        if instrument in REGULATIONS:
            word, _, numbers = where.partition(" ")
            yield f"{word.replace('reg', 'regulation')} {numbers} of the {REGULATIONS[instrument]}"
        elif part.startswith(CODE):
            yield f"section {part.removeprefix(CODE)} of the Ombudsman's Complaint Handling Code"
        elif part in OTHERS:
            yield OTHERS[part]
