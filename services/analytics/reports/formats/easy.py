"""The year on a page or two in easy read: large type, short sentences, a picture beside each.

It says what key facts of the report say, where they are not hidden. A fact that a council's report does not have
is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from analytics.reports.document import Report, ReportScope, Row, Table, Value
from analytics.reports.formats.wording import name, standing
from analytics.reports.sentences import plural

STYLE = Path(__file__).with_name("easy.css")
ABOUT: Mapping[ReportScope, str] = {
    ReportScope.ADULTS: "care and support for adults",
    ReportScope.CHILDREN: "help for children, young people and families",
    ReportScope.CORPORATE: "council services",
    ReportScope.ALL: "care and support",
}


@dataclass(frozen=True)
class Fact:
    """One thing to say.

    Attributes:
        rows: what the row of a table of facts may be called that has it; the first that is there counts.
        says: a sentence with the number in it.
        noun: what is counted, in the singular; None: the sentence says “26 of 57” of complaints.
        explains: what it means, in a sentence that is always true.
    """

    picture: str
    rows: tuple[str, ...]
    says: str
    noun: str | None
    explains: str


FACTS = (
    Fact(
        "people",
        ("received", "complaints", "representations"),
        "People made {}.",
        "complaint",
        "A complaint is when someone tells us they are not happy with us.",
    ),
    Fact(
        "tick",
        ("well_founded",),
        "In {} complaints, something had gone wrong.",
        None,
        "We looked at what happened, and said what we found.",
    ),
    Fact(
        "clock",
        ("on_time", "within_20", "within_65"),
        "We answered {} complaints on time.",
        None,
        "We want everyone to get an answer on time.",
    ),
    Fact(
        "bulb",
        ("with_learning", "well_founded_with_learning"),
        "We wrote down what we learned from {} complaints.",
        None,
        "This helps us to do better.",
    ),
    Fact(
        "star",
        ("compliments", "commendations"),
        "People said thank you {}.",
        "time",
        "It is good to hear what went well.",
    ),
)
PICTURES: Mapping[str, str] = {
    "house": '<path d="M12 46 48 14l36 32"/><path d="M22 40v42h52V40"/><path d="M40 82V58h16v24"/>',
    "people": '<circle cx="32" cy="32" r="13"/><path d="M10 82c0-24 44-24 44 0z"/>'
    '<circle cx="66" cy="38" r="11"/><path d="M60 58c14-4 28 4 28 24H64"/>',
    "tick": '<circle cx="48" cy="48" r="36"/><path d="m30 49 13 13 24-28"/>',
    "clock": '<circle cx="48" cy="48" r="36"/><path d="M48 26v22l16 10"/>',
    "bulb": '<path d="M36 66c0-10-12-14-12-30a24 24 0 0 1 48 0c0 16-12 20-12 30z"/><path d="M38 76h20M42 86h12"/>',
    "star": '<path d="m48 12 11 24 26 3-19 18 5 26-23-13-23 13 5-26-19-18 26-3z"/>',
    "page": '<path d="M24 10h34l16 16v60H24z"/><path d="M58 10v16h16M34 42h30M34 56h30M34 70h20"/>',
}


def page(report: Report) -> str:
    """The whole page: nothing in it runs, and nothing is fetched."""
    facts = [line for fact in FACTS for line in _said(report, fact)]
    no_facts = _line("people", "We can show no numbers here.", "They are so small that people may be known.")
    may_change = _line("clock", "These numbers may change.", "The year is not over yet.")
    about = _line("page", "The numbers are rounded.", "This is so that no one can be known by them.")
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en-GB">\n<head>',
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Easy read: {escape(name(report))}, {escape(report.council)}</title>",
            f"<style>\n{STYLE.read_text()}</style>",
            "</head>\n<body>\n<main>",
            f"<h1>Complaints in {escape(report.period)} <span>Easy read</span></h1>",
            *_line(
                "house",
                f"This is from {report.council}.",
                f"It says what people told us about {ABOUT[report.scope]}.",
            ),
            *(facts or no_facts),
            *(about if facts and report.is_rounded else ()),
            *(may_change if report.provisional else ()),
            *_line("page", "There is a longer report.", "You can ask us for it. It is free."),
            f"</main>\n<footer>{escape(report.council)}. {escape(standing(report))}</footer>\n</body>\n</html>\n",
        ]
    )


def _said(report: Report, fact: Fact) -> Iterator[str]:
    rows = _facts(report)
    row = next((rows[one] for one in fact.rows if one in rows), None)
    number = row and (_number(row["now"], fact.noun) if fact.noun else _part(row.get("counted")))
    if number and not (report.is_rounded and _is_of_few(number)):
        yield from _line(fact.picture, fact.says.format(number), fact.explains)


def _facts(report: Report) -> dict[str, dict[str, Value]]:
    """What tables of facts say, by row and column; the first table that has a row counts."""
    tables = [table for table in report.tables() if table.columns[0].id == "now"]
    return {row.id: _by_column(table, row) for table in reversed(tables) for row in table.rows}


def _by_column(table: Table, row: Row) -> dict[str, Value]:
    return {column.id: value for column, value in zip(table.columns, row.values, strict=True)}


def _number(now: Value, noun: str) -> str | None:
    """“57 complaints”; None: hidden, or not there."""
    if not isinstance(now.value, int):
        return None
    return f"{now.text if now.value else 'no'} {noun if now.value == 1 else plural(noun)}"


def _part(counted: Value | None) -> str | None:
    """“26 of 57”; None: hidden, or of nothing."""
    if counted is None or not isinstance(counted.value, str) or counted.value.endswith(" of 0"):
        return None
    return counted.value if " of " in counted.value else None


def _is_of_few(number: str) -> bool:
    """Whether it says of some that there are none: a rounded 0 may be a few."""
    return number.startswith(("no ", "0 of "))


def _line(picture: str, says: str, explains: str) -> Iterator[str]:
    yield f'<section><svg viewBox="0 0 96 96" aria-hidden="true">{PICTURES[picture]}</svg>'
    yield f"<div><h2>{escape(says)}</h2><p>{escape(explains)}</p></div></section>"
