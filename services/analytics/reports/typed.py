"""What officers type among their words: numbers, in figures or spelled out, and words that compare. Pure."""

import re

from analytics.reports.definition import BINDING

YEAR = r"(?:19|20)\d\d"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
YEARS = re.compile(
    rf"\b{YEAR}\s?[-/–]\s?(?:{YEAR}|\d\d)\b"
    rf"|\b(?:between|from)\s+{YEAR}\s+(?:and|to)\s+{YEAR}\b"
    rf"|\b(?:in|of|since|from|by|until|before|after|during|for|year|{MONTHS})\s+{YEAR}(?![-/–,.]?\w|\s?%)",
    re.IGNORECASE,
)
"""Years as years are said; any other number of four digits counts something."""
FIGURES = r"(?<!\w)(?<!\w[.,])(?:£\s?)?\d+(?:,\d+)*(?:\.\d+)?(?:\s?%|\w+)?|[²³¹¼-¾⁰-₉⅐-↋①-⓿❶-➓]"
CARDINAL = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|dozen|zero|nil)"
)
FRACTION = r"(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?"
COUNTED = r"(?:complaints?|compliments?|cases|contacts|enquiries|representations|answers|findings)"
NONE = rf"\b(?:no(?= (?:\w+ )?{COUNTED}\b)|none(?= (?:of|was|were|has|have|had)\b))"
SPELLED = (
    rf"\b(?:(?:one|a|two|three|four|five|six|seven|eight|nine)[- ]{FRACTION}\b(?![- ]part)"
    rf"|(?:one[- ])?{CARDINAL}(?:[- ](?:and[- ])?(?:one|{CARDINAL}))*\b"
    r"|one(?= (?:complaint|compliment|case|contact|enquiry|representation|in|per)\b)"
    r"|(?:half|halves|halv(?:ed|ing)|twice|thrice|doubl(?:e|es|ed|ing)|(?:treb|trip|quadrup)l(?:e|es|ed|ing))\b)"
)
NUMBERS = re.compile(f"{FIGURES}|{SPELLED}|{NONE}", re.IGNORECASE)
MORE, LESS, SAME = 1, -1, 0
COMPARING = {
    MORE: r"more|higher|rose|ris(?:e|es|en|ing)|increas\w+|gr[eo]w(?:n|s|th|ing)?|up (?:from|on|by)",
    LESS: r"fewer|less|lower|fell|fall(?:s|en|ing)?|de(?:creas|clin)\w+|drop(?:s|ped)?|reduc\w+"
    r"|down (?:from|on|by)",
    SAME: r"the same as|unchanged|as many",
    None: r"highest|lowest|fewest|(?:best|worst) (?:ever|year|result|since)|(?:better|worse) than"
    r"|improve(?:d|ments?) (?:from|on)",
}
"""Words by what they say became of a figure; None: no two years tell whether it did."""
WITH_ANOTHER_YEAR = re.compile(
    r"\{last_year\}|\|(?:before|compared)\}|\b(?:last|previous|earlier) years?\b"
    r"|\byears? (?:before|ago)\b|\bever\b",
    re.IGNORECASE,
)
BECAME = re.compile(
    rf"\b{COUNTED}\b.*\b(?:rose|fell|grew|dropped|increased|decreased|declined|improved|worsened)\b"
    rf"|\b(?:rise|fall|growth|drop|increase|decrease|decline)s? (?:in|of) .*\b{COUNTED}\b",
    re.IGNORECASE,
)
"""What became of something that is counted is said of an earlier year, whether or not one is named."""


def numbers_in(words: str) -> list[str]:
    """Every number that is typed in plain words, each once, as it was typed. Years are none."""
    without_years = YEARS.sub(" ", words)
    return list(dict.fromkeys(found[0].strip() for found in NUMBERS.finditer(without_years)))


def comparisons_in(sentence: str) -> list[tuple[str, int | None]]:
    """The words by which a sentence compares figures or years, each with what it says; else nothing."""
    if not any(says.search(sentence) for says in (BINDING, WITH_ANOTHER_YEAR, BECAME)):
        return []
    words = BINDING.sub(" ", sentence)
    return [
        (found[0], direction)
        for direction, some in COMPARING.items()
        for found in re.finditer(rf"\b(?:{some})\b", words, re.IGNORECASE)
    ]
