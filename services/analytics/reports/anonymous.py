"""What in an example of a case looks as if somebody could be known by it. Pure.

Nothing here knows whom a case is about: what is found has the form of a name, a day, an address or a number. A
name that begins a sentence looks like any other word there.
"""

import re
from collections.abc import Collection, Iterator

from analytics.reports.typed import MONTHS

DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
STREETS = "Road|Street|Avenue|Lane|Close|Drive|Way|Court|Crescent|Gardens|Place|Terrace"
SURE = {
    "a reference": r"\b[A-Z]{2,6}-\d{4}-\d{3,6}\b",
    "an e-mail address": r"\S+@\S+\.\S+",
    "a day": rf"\b{DAY_OF_MONTH}(?: of)? (?:{MONTHS})\b|\b(?:{MONTHS}) {DAY_OF_MONTH}(?!\d)"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})\b|\b\d{4}-\d{2}-\d{2}\b",
    "a postcode": r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    "an address": rf"\b\d+[a-z]? (?:[A-Z][a-z]+ )+(?:{STREETS})\b",
    "a telephone or other long number": r"(?<![\w-])\+?\d(?:[ -]?\d){8,}(?!\w)",
}
"""What is never part of an example, by its form."""
TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lady|Lord|Rev)\b\.?"
NAMED = re.compile(rf"(?:{TITLES} )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
SENTENCE = re.compile(r"(?:^|[.!?:“”\"\n])\s*$")
KNOWN = frozenset(
    [
        "I",
        "I’m",
        "I'm",
        "Council",
        "Ombudsman",
        "Act",
        "Code",
        "Care",
        "Social",
        "Services",
        "Service",
        "Adult",
        "Adults",
        "Children",
        "Health",
        "Commission",
        "Quality",
        "English",
        "Easy",
        "Read",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
) | frozenset(MONTHS.split("|"))
"""Words that have a capital letter and are nobody's name."""


def gives_away(text: str) -> Iterator[tuple[str, str]]:
    """What may not stand in an example, and what it is, in the order of its kinds."""
    for kind, form in SURE.items():
        for found in re.finditer(form, text):
            yield found[0], kind


def names_in(text: str, known: Collection[str]) -> list[str]:
    """What looks like a name, each once: capitals within a sentence, but for words that are known to have them."""
    found: dict[str, None] = {}
    for name in NAMED.finditer(text):
        begins = SENTENCE.search(text[: name.start()]) and not re.match(TITLES, name[0])
        words = name[0].split(" ")[1 if begins else 0 :]
        if not all(_is_known(re.sub(r"['’]s?$", "", word), known) for word in words):
            found[" ".join(words)] = None
    return list(found)


def may_name(text: str) -> bool:
    """Whether somebody may be known by a text, as far as its form tells."""
    return bool(names_in(text, ()) or list(gives_away(text)))


def _is_known(word: str, known: Collection[str]) -> bool:
    return word in KNOWN or word in known or word.isupper()
