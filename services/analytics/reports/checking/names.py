"""What the names in a report's tables mean: years, shares, totals, ranges, and what nobody knows. Pure."""

import re
from collections.abc import Collection
from typing import NamedTuple

YEAR = re.compile(r"(?<!\d)(20\d\d)[/_-](?:20)?(\d\d)(?!\d)")
PREVIOUS = re.compile(r"_?(?:(?:previous|last|prior)_year|year_before(?!_last))_?")
CURRENT = re.compile(r"(?:^|_)(?:this|current)_year(?=$|_)")
SHARE_WORD = re.compile(r"(?:^|_)(?:per_?cent(?:age)?|pct|rate|share|proportion)(?=$|_)")
SAYS_SHARE = re.compile(r"\b(?:share|percentage|proportion|rate|per cent|percent)\b|%", re.IGNORECASE)
MEASURE = re.compile(
    r"(?:^|_)(?:average|mean|median|pounds|days|months|hours|points|around|approximately|nearly|roughly|target|targets|cost|"
    r"per_(?:thousand|10*,?000))(?=$|_)"
)
LIMIT = re.compile(
    r"^(?:(?:in|within|under|up_to|over|more_than)_)?\d+_(?:working_|calendar_)?(?:days|months|hours)(?=$|_)"
)
"""How long something may take, as the name of those whom it took no longer, or longer: `within_10_days`."""
SAYS_MEASURE = re.compile(r"\b(?:average|mean|median|pounds|cost|allocated)\b|£", re.IGNORECASE)
AVERAGE = re.compile(r"(?:^|[_\W])(?:average|mean|median)(?=$|[_\W])", re.IGNORECASE)
MEDIAN = re.compile(r"(?:^|[_\W])median(?=$|[_\W])", re.IGNORECASE)
LEAST = re.compile(r"^(?:shortest|fastest|quickest|minimum|min|lowest|smallest)(?:$|_)")
MOST = re.compile(r"^(?:longest|slowest|maximum|max|highest|largest)(?:$|_)")
SAYS_MONEY = re.compile(r"(?:^|[_\W])(?:pounds|costs?|spent)(?=$|[_\W])|£", re.IGNORECASE)
POUNDS = re.compile(r"(?:^|_)pounds(?=$|_)")
PER_THOUSAND = re.compile(
    r"(?:^|[_\W])(?:per|for each|for every)[_ ](thousand|10*,?000)(?=$|[_\W])", re.IGNORECASE
)
PER_EACH = re.compile(r"_per_([a-z]{4,})$")
PER_MONTH = re.compile(r"(?:^|[_\W])(?:(?:per|a|each)[_ ]month|monthly)(?=$|[_\W])", re.IGNORECASE)
SEVERAL = re.compile(
    r"\bseveral\b|\bmultiple\b|\bmore than one(?! day)\b|\bmost\b|\btop\b|\bper (?:complaint|case|person)\b|"
    r"\beach as often\b|\btimes (?:raised|an issue)",
    re.IGNORECASE,
)
"""Words of an entry that counts people more than once, or only the largest rows: its rows make up no whole."""
QUALITY = re.compile(
    r"(?:\b(?:partially|partly|not) )?upheld|fault|satisf|withdr[ae]w|\b(?:in|on|out of) time\b|\blate\b|overdue|"
    r"timel|\bwithin\b|answered|responded|closed",
    re.IGNORECASE,
)
"""What became of a case, in the words for what is counted: a share upheld is no share of all."""
CHANGE = re.compile(
    r"(?:^|_)(?P<way>more|higher|up|increase[ds]?|rise|rose|risen|growth|grew|improvement|less|fewer|lower|down|"
    r"decrease[ds]?|decline[ds]?|drop|dropped|reduction|reduced|fall|fallen|fell|change|difference)"
    r"(?:_by|_in)?(?:_(?:per_?cent(?:age)?|pct|number))?(?:_points?)?(?:_(?:on|from|than|since|compared)_[\w/]+)?$"
)
POINTS = re.compile(r"_points?(?=$|_)")
"""In the word for a change: of a percentage, and in what that is in."""
FEWER = {"less", "fewer", "lower", "down", "reduction", "reduced", "fall", "fell", "fallen", "drop", "dropped"} | {
    f"{word}{ending}" for word in ("decrease", "decline") for ending in ("", "d", "s")
}
SAYS_CHANGE = re.compile(
    r"\b(increase|rise|growth|decrease|reduction|fall|drop|decline) (?:in|of|for|on|by|at)\b", re.IGNORECASE
)
"""What an entry counts whose one percentage is of a change."""
REMAINDER = re.compile(
    r"(?:^|_)(?:not_(?:available|known|stated|recorded|specified|disclosed|provided|given)|unknown|other|"
    r"remainder|prefer_not_to_say|no_response|none)(?=$|_)"
)
OF_WHICH = re.compile(r"(?:^|_)(?:of_which|of_these|including|includes)(?=$|_)")
TOTAL = {"total", "totals", "all", "overall", "grand_total"}
DECIDED = {"decided", "concluded", "determined"}
"""A whole that its outcomes make up, each case having one."""
RECEIVED = {"received", "investigated", "recorded", "considered"}
"""A whole that its outcomes may not exceed."""
ANNOUNCED, GIVEN = {"announced", "stated", "promised"}, {"given", "listed", "shown", "described"}
WHOLES = TOTAL | DECIDED | RECEIVED | ANNOUNCED | GIVEN
WHOLES_BESIDE = TOTAL | DECIDED | RECEIVED | {"number", "complaints", "cases"}
"""What percentages may be of that stand beside it."""
OUTCOMES = {"upheld", "partially_upheld", "partly_upheld", "not_upheld", "withdrawn"}
OUTCOME = re.compile(
    r"upheld|withdrawn|closed|open|premature|referred|incomplete|invalid|advice|fault|discontinued|jurisdiction"
)
"""How a case may end, in the name of a row."""
STILL_OPEN = {"open", "still_open", "ongoing", "pending"}
WITHOUT_ANSWER = STILL_OPEN | {"withdrawn"}
"""Cases that a table of outcomes, or a share, may leave out of its whole."""
PLACE = re.compile(
    r"^(?:executive_)?summary$|^(?:section|paragraph|page|table|chart|text|body|introduction|footnote|appendix)(?:_\d.*)?$"
)
"""Where in a report a number stands, for a row's name."""
SHORTEST = 4
"""Letters of a row's name that an entry can be named after."""
AGAIN = {"text", "summary", "described", "statement", "narrative", "conclusion", "headline", "facts", "repeated"}
"""Words of an entry that says once more what another one has."""
OF_SOME = re.compile(
    r"with|about|from|joint|repeat|upheld|late\b|open|made by|closed|informal|per\b(?! month)", re.IGNORECASE
)
"""Words of an entry whose one number is of some of its population."""
OF_ALL = {"of_all", "of_total", "of_complaints", "of_all_complaints"}
OF_IT = AGAIN | {
    "adult",
    "adults",
    "children",
    "childrens",
    "trend",
    "change",
    "complaints",
    "cases",
    "received",
    "total",
    "number",
    "share",
}
"""What an entry that is named after a row may say of it, without being about a part of it."""
MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
QUARTERS = {"q1", "q2", "q3", "q4"}
NO_NAMES = {"number", "numbers", "count", "counts", "total", "percent", "other", "not_known", "not_available"}
"""Names that say nothing of what is counted, so that two of them need not be the same."""


class Part(NamedTuple):
    """One name on the way to a number: what is left of it once the year and the word for a share are read."""

    name: str
    year: str | None
    is_share: bool


def year_in(text: str) -> str | None:
    """The first financial year in a text, as 2023/24."""
    years = (found for found in YEAR.finditer(text) if (int(found[1]) + 1) % 100 == int(found[2]))
    found = next(years, None)
    return f"{found[1]}/{found[2]}" if found else None


def year_before(year: str) -> str:
    """The year before one that is written as 2023/24."""
    first = int(year[:4])
    return f"{first - 1}/{first % 100:02}"


class Held(NamedTuple):
    """A whole, by the words for it, and kinds of parts of it: no case is of two kinds."""

    whole: re.Pattern[str]
    kinds: tuple[re.Pattern[str], ...]

    def kind_of(self, name: str) -> int | None:
        """Which kind of part a name says."""
        return next((at for at, kind in enumerate(self.kinds) if kind.search(name)), None)


def _held(whole: str, *kinds: str) -> Held:
    return Held(re.compile(f"^(?:{whole})$"), tuple(re.compile(f"^(?:{kind})$") for kind in kinds))


IN_TIME_OR_LATE = _held(
    "total|complaints|cases|received|due|agreed|acknowledged|answered|answers|responded|responses|closed|"
    "completed",
    r"(?:(?:answered|responded|closed|completed)_)?(?:in|on)_time|within_\d\w*",
    r"(?:(?:answered|responded|closed|completed)_)?late|overdue|out_of_time|over_\d\w*",
)
"""Each that is told of is one of the two."""
HELD = (
    IN_TIME_OR_LATE,
    _held(
        "total|complaints|cases|received|decided|concluded|investigated|considered|answered",
        "(?:(?:fully|partially|partly|not)_)?upheld|withdrawn",
    ),
    _held("offered|requests|requested", "taken_up|accepted", "declined|refused|rejected"),
    _held("agreed|actions|recommendations", "completed|implemented", "overdue|outstanding|in_progress"),
    _held("sent|issued", "return(?:ed)?|replies|responses?"),
    _held("returned|replies|responses", "satisfied", "neither|neutral", "dissatisfied"),
)
"""What holds what in a row, as far as names tell."""


def wholes_of(part: str, row: Collection[str]) -> list[str]:
    """The names of a row that hold a part of it."""
    return [name for name in row for held in HELD if held.whole.search(name) and held.kind_of(part) is not None]


def in_one_word(name: str) -> str:
    """A name as all are read: `Not upheld` and `not_upheld` are one, and so are `White %` and `white_percent`."""
    return re.sub(r"[\s_]+", "_", name.lower().replace("%", " percent ")).strip("_")


def part_of(name: str, year: str) -> Part:
    """Read one name. `year` is the report's, for what is of the previous one."""
    found = year_in(name)
    rest = YEAR.sub("", name) if found else name
    if PREVIOUS.search(rest) and change_of(name) is None:
        found, rest = year_before(year), PREVIOUS.sub("_", rest)
    elif CURRENT.search(rest) and change_of(name) is None:
        found, rest = year, CURRENT.sub("", rest)
    shareless = SHARE_WORD.sub("", rest)
    called = shareless.strip("_ ").lower()
    return Part("upheld" if called == "uphold" else called, found, shareless != rest)


def change_of(name: str) -> tuple[str, str] | None:
    """Whether a name says how much more or less there were: which row of, and the word for it."""
    found = CHANGE.search(name)
    return (SHARE_WORD.sub("", name[: found.start()]).strip("_"), found["way"]) if found else None


def is_measure(name: str) -> bool:
    """Whether a name says how long, how much or how many on average, and not of how many cases."""
    return MEASURE.search(LIMIT.sub("", name)) is not None


def is_remainder(name: str) -> bool:
    """Whether a row holds what is in no other one, so that the table is whole."""
    return REMAINDER.search(name) is not None


def thousand_in(text: str) -> int | None:
    """Of how many a rate is, as its name says: 1,000 for `complaints_per_thousand`."""
    found = PER_THOUSAND.search(text)
    return (1_000 if found[1].isalpha() else int(found[1].replace(",", ""))) if found else None


def is_calendar(names: set[str]) -> bool:
    """Whether rows are all months, or all quarters, of a year."""
    return {name[:3] for name in names} >= MONTHS or names >= QUARTERS


def is_about(entry: str, row: str, rows: Collection[str]) -> bool:
    """Whether an entry is named after a row whose name is in no other row's, as `upheld` is in `not_upheld`."""
    before, found, after = f"_{entry}_".partition(f"_{row}_")
    after = re.sub(r"^(?:area|team|service)s?_", "", after)
    return (
        found != ""
        and len(row) >= SHORTEST
        and {*before.split("_"), *after.split("_")} - {""} <= OF_IT
        and entry != row
        and sum(row in other for other in rows) == 1
    )


class Band(NamedTuple):
    """Whole numbers from `low` to `high`, both in it; None where it has no end."""

    low: int
    high: int | None


CLOSED = re.compile(r"^(?:[a-z]+_)?(\d+)\s*(?:-|–|_to_|_| to )\s*(\d+)(?:_[a-z_]+)?$")
FROM = re.compile(r"^(?:[a-z]+_)?(\d+)\s*(?:\+|_plus|_and_over|_or_more|_and_above|_or_over| plus| and over)$")
OVER = re.compile(r"^(?:over|more_than|above|more than)[_ ](\d+)(?:_[a-z_]+)?$|^>\s*(\d+)$")


def band(name: str) -> Band | None:
    """The range that a row's name says; one that starts at nothing (`within_20`) is none, for such rows nest."""
    plain = name.strip().lower()
    if found := CLOSED.match(plain):
        low, high = int(found[1]), int(found[2])
        return Band(low, high) if low < high else None
    if found := FROM.match(plain):
        return Band(int(found[1]), None)
    if found := OVER.match(plain):
        return Band(int(found[1] or found[2]) + 1, None)
    return None


def is_open_band(name: str) -> bool:
    """Whether a row's name is a range without an upper end."""
    found = band(name)
    return found is not None and found.high is None


STARTING = re.compile(r"^(?:within|under|up_to|less_than|below)_(\d+)")


def band_from_none(name: str) -> Band | None:
    """The range that a row's name says, those that start at nothing too."""
    found = STARTING.match(name)
    return Band(0, int(found[1])) if found else band(name)


def is_band(name: str) -> bool:
    """Whether a row's name is a range, from the bottom too."""
    return band(name) is not None or STARTING.match(name) is not None
