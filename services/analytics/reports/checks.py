"""The self-check: what stops a report from being published, what its readers should know, and what holds. Pure."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analytics.figures.answer import MISSING
from analytics.figures.arithmetic import percent
from analytics.reports.anonymous import names_in
from analytics.reports.build import Draft
from analytics.reports.definition import BINDING, PLAIN
from analytics.reports.document import (
    Bound,
    Chart,
    Clause,
    KeptTo,
    NumberUnit,
    Report,
    SelfAssessment,
    Table,
    Value,
    Words,
    paragraphs_of,
    words_of,
)
from analytics.reports.law import DEMANDS
from analytics.reports.sentences import SENTENCE_ENDS, Said
from analytics.reports.typed import LESS, MORE, SAME, comparisons_in, numbers_in

DIRECTIONS = {MORE: "more", LESS: "fewer", SAME: "the same"}


class Level(StrEnum):
    STOPS = "stops"
    WARNS = "warns"
    HOLDS = "holds"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        section: number of the section that it is about; None: all of them.
        place: id of the table or the place of words.
        typed, nearest: a number or a comparison that was typed and that no figure says, and the figure that is
            nearest to a number with its value.
    """

    level: Level
    says: str
    section: str | None = None
    place: str | None = None
    typed: str | None = None
    nearest: tuple[str, str] | None = None


def checked(draft: Draft, shown: Report, kept: Mapping[str, Mapping[str, str]]) -> list[Check]:
    """Every check of a report, what stops it first.

    Args:
        shown: the report as it may leave: a typed number is not bound to a figure that is hidden, nor is one told.
        kept: what officers typed and keep, with their reasons, by the place of the words.
    """
    report = draft.report
    found = [
        *_law(report),
        *_words(report),
        *_assessed(report),
        *_examples(draft, kept),
        *_unknown(draft),
        *_typed(report, _known_numbers(shown, draft.names), kept),
        *_compared(draft, shown, kept),
        *_short_of_target(draft),
        *_contradictions(draft),
        *_totals(report),
        *_shares(report),
        *_rates(report),
        *_of_nobody(draft),
        *_all_hidden(shown),
        *_charts(report),
        *_missing(report),
        *_gathered(report, draft.gathered),
    ]
    return sorted(found, key=lambda check: list(Level).index(check.level))


def may_be_published(checks: list[Check]) -> bool:
    return not any(check.level is Level.STOPS for check in checks)


def _law(report: Report) -> Iterator[Check]:
    covered = {code for section in report.sections for code in section.law}
    demands = DEMANDS[report.scope]
    for code, demand in demands.items():
        if code not in covered:
            yield Check(Level.STOPS, f"No section says {demand.says} ({demand.source}).")
    if covered >= set(demands):
        yield Check(Level.HOLDS, f"All {len(demands)} things that the law asks for are here.")


def _words(report: Report) -> Iterator[Check]:
    for section in report.sections:
        for block in section.blocks:
            if not isinstance(block, Words):
                continue
            name = block.title or "These words"
            if block.needed and not block.paragraphs:
                yield Check(Level.STOPS, f"{name}: nothing is written yet.", section.number, block.id)
            elif block.sign_off and block.paragraphs and not block.signed_by:
                yield Check(Level.STOPS, f"{name}: not signed by {block.sign_off} yet.", section.number, block.id)


def _assessed(report: Report) -> Iterator[Check]:
    """Clauses of a code: each is answered, with evidence, and with what will be done where it is not kept to."""
    for section in report.sections:
        for block in section.blocks:
            if not isinstance(block, SelfAssessment):
                continue
            answered = [clause for clause in block.clauses if clause.answer]
            for says, clauses in (
                ("not answered yet", [clause for clause in block.clauses if not clause.answer]),
                ("answered without evidence", [clause for clause in answered if not clause.evidence]),
                (
                    "not said what will be done",
                    [clause for clause in answered if clause.answer is not KeptTo.YES and not clause.to_do],
                ),
            ):
                if clauses:
                    named = ", ".join(clause.clause for clause in clauses)
                    yield Check(Level.STOPS, f"{block.title}: {says}: {named}.", section.number, clauses[0].id)


def _examples(draft: Draft, kept: Mapping[str, Mapping[str, str]]) -> Iterator[Check]:
    """Examples of cases: what looks like a name is taken out, or stands with a reason."""
    written = [
        (section.number, block)
        for section in draft.report.sections
        for block in section.blocks
        if isinstance(block, Words) and block.of_case and block.paragraphs
    ]
    for number, block in written:
        text = "\n".join(paragraph.text for paragraph in block.paragraphs)
        for name in names_in(text, draft.proper):
            if name not in kept.get(block.id, {}):
                says = f"{block.title}: “{name}” looks like a name."
                yield Check(Level.STOPS, says, number, block.id, name)
    if written:
        number, block = written[0]
        says = (
            "The examples were looked through for what looks like a name, a day, an address or a number, and not "
            "compared with the people of their cases: read them as a stranger would."
        )
        yield Check(Level.WARNS, says, number, block.id)


def _short_of_target(draft: Draft) -> Iterator[Check]:
    """Clauses that are answered with yes, though a figure beside them misses its target."""
    for section in draft.report.sections:
        for clause in (words for block in section.blocks for words in words_of(block)):
            if not isinstance(clause, Clause) or clause.answer is not KeptTo.YES or not clause.shown_by:
                continue
            for run in clause.shown_by.runs:
                if isinstance(run, Bound) and _misses_target(draft.said[run.figure]):
                    says = f"{clause.clause} is answered with yes, and its figure, {run.text}, misses its target."
                    yield Check(Level.WARNS, says, section.number, clause.id)


def _misses_target(said: Said) -> bool:
    value, target = said.value.value, said.target.value if said.target else None
    numbers = isinstance(value, int | float) and isinstance(target, int | float)
    return numbers and float(value or 0) < float(target or 0)


def _unknown(draft: Draft) -> Iterator[Check]:
    for text in draft.texts:
        for name, _ in BINDING.findall(text.written):
            if name not in draft.said and name not in PLAIN:
                table, _, row = name.partition(".")
                says = f"A sentence names {{{name}}}, and the table {table} has no row {row}: it is left out."
                yield Check(Level.STOPS, says, text.section, text.place)


def _typed(
    report: Report, known: Mapping[str, tuple[float, str]], kept: Mapping[str, Mapping[str, str]]
) -> Iterator[Check]:
    """Numbers that somebody typed: each is bound to a figure, or stands with a reason."""
    for section in report.sections:
        for block in section.blocks:
            for words in words_of(block):
                for typed in _typed_in(words):
                    if typed in kept.get(words.id, {}):
                        continue
                    says = f"The number {typed} is typed and bound to no figure."
                    nearest = _nearest(typed, known)
                    yield Check(Level.STOPS, says, section.number, words.id, typed, nearest)


def _typed_in(words: Words) -> list[str]:
    written = (*words.paragraphs, *(words.to_do if isinstance(words, Clause) else ()))
    plain = [run for paragraph in written for run in paragraph.runs if not isinstance(run, Bound)]
    return list(dict.fromkeys(typed for text in plain for typed in numbers_in(text)))


def _known_numbers(report: Report, names: Collection[str]) -> dict[str, tuple[float, str]]:
    """Values of named numbers and of tables' first columns, by what a sentence would call them.

    Args:
        names: what a sentence can call by name; of other rows it could say nothing.
    """
    known: dict[str, tuple[float, str]] = {}
    for table in report.tables():
        for row in table.rows:
            for at, value in enumerate(row.values):
                name = row.id if table.columns[0].id == "now" else f"{table.id}.{row.id}"
                of_this = table.columns[at].head == table.columns[0].head
                if of_this and name in names and isinstance(value.value, int | float):
                    way = "|share" if value.unit is NumberUnit.PERCENT and name != row.id else ""
                    if at == 0 or way:
                        known.setdefault(name + way, (float(value.value), value.text))
    return known


def _nearest(typed: str, known: Mapping[str, tuple[float, str]]) -> tuple[str, str] | None:
    """The figure of the same kind whose value is nearest to what was typed in digits."""
    digits = re.sub(r"[^\d.]", "", typed)
    alike = {name: said for name, said in known.items() if said[1].endswith("%") == typed.endswith("%")}
    if not alike or not digits:
        return None
    number = float(digits)
    name = min(alike, key=lambda name: (abs(alike[name][0] - number), name))
    return name, alike[name][1]


def _compared(draft: Draft, shown: Report, kept: Mapping[str, Mapping[str, str]]) -> Iterator[Check]:
    """Words that compare: they say what the figures of their sentence say, or stand with a reason."""
    hidden = _hidden_in_sentences(shown)
    for text in draft.texts:
        for sentence in SENTENCE_ENDS.split(text.written):
            named = sorted(_said_with_change(sentence) - hidden)
            ends = {name: both for name in named if (both := _ends(draft.said.get(name)))}
            for word, direction in comparisons_in(sentence):
                if any(_direction(now, before) == direction for now, before in ends.values()):
                    continue
                if ends and direction is not None:
                    yield Check(Level.STOPS, _against(word, ends), text.section, text.place)
                elif text.place and word not in kept.get(text.place, {}):
                    says = f"“{word}” compares, and no figure of its sentence says so: bind one as {{…|compared}}."
                    if direction is None:
                        says = f"“{word}” compares, and no two years tell: keep it with a reason."
                    yield Check(Level.STOPS, says, text.section, text.place, word)


def _said_with_change(sentence: str) -> set[str]:
    """Figures that a sentence says with what they were the year before."""
    named = BINDING.findall(sentence)
    before = {name for name, way in named if way == "before"}
    now = {name for name, way in named if way not in {"before", "target"}}
    return before & now | {name for name, way in named if way == "compared"}


def _ends(said: Said | None) -> tuple[Value, Value] | None:
    """A figure and the one of the year before, where both are numbers."""
    both = (said.value, said.before) if said and said.before else ()
    return both if both and all(isinstance(value.value, int | float) for value in both) else None


def _direction(now: Value, before: Value) -> int:
    change = round(float(now.value or 0) - float(before.value or 0), max(now.places, before.places))
    return MORE if change > 0 else LESS if change < 0 else SAME


def _against(word: str, ends: Mapping[str, tuple[Value, Value]]) -> str:
    said = "; ".join(
        f"{{{name}}} is {now.text} after {before.text}, which is {DIRECTIONS[_direction(now, before)]}"
        for name, (now, before) in ends.items()
    )
    return f"“{word}” contradicts the figures of its sentence: {said}."


def _hidden_in_sentences(shown: Report) -> set[str]:
    paragraphs = [paragraph for block in shown.blocks() for paragraph in paragraphs_of(block)]
    return {run.figure for one in paragraphs for run in one.runs if isinstance(run, Bound) and run.hidden}


def _contradictions(draft: Draft) -> Iterator[Check]:
    for key, one, other in draft.counts.contradictions:
        yield Check(Level.STOPS, f"The same count is {one} in one place and {other} in another: {key}.")


def _totals(report: Report) -> Iterator[Check]:
    tables = [table for table in report.tables() if any(row.is_total for row in table.rows)]
    wrong = [(table, column) for table in tables for column in _columns_that_do_not_add_up(table)]
    for table, column in wrong:
        says = f"Table {table.number} does not add up under {column}."
        yield Check(Level.STOPS, says, _section(table), table.id)
    if tables and not wrong:
        yield Check(Level.HOLDS, f"Totals match in all {len(tables)} tables.")


def _columns_that_do_not_add_up(table: Table) -> Iterator[str]:
    total = next(row for row in table.rows if row.is_total)
    for at, column in enumerate(table.columns):
        parts = [row.values[at].value for row in table.rows if not row.is_total]
        counted = [part for part in parts if isinstance(part, int)]
        all_counted = column.measure is NumberUnit.COUNT and len(counted) == len(parts)
        if all_counted and sum(counted) != total.values[at].value:
            yield column.head


def _shares(report: Report) -> Iterator[Check]:
    """Shares beside a count are worked out from counts, never added up from rounded shares."""
    wrong = []
    for table in report.tables():
        for at, column in enumerate(table.columns):
            before = table.columns[at - 1] if at else None
            if before is None or (before.measure, column.measure) != (NumberUnit.COUNT, NumberUnit.PERCENT):
                continue
            parted = at > 1 and table.columns[at - 2].id.endswith(" count") and before.id.endswith(" matching")
            total = next((row for row in table.rows if row.is_total), None)
            for row in table.rows:
                whole = row.values[at - 2] if parted else total.values[at - 1] if total else None
                part, share = row.values[at - 1].value, row.values[at]
                if whole is None or not isinstance(whole.value, int) or not isinstance(part, int):
                    continue
                if percent(part, whole.value, share.places) != share.value:
                    wrong.append(table)
    for table in dict.fromkeys(wrong):
        yield Check(Level.STOPS, f"A share of table {table.number} is not that of its counts.", _section(table))
    if not wrong:
        yield Check(Level.HOLDS, "Shares are worked out from counts, not from rounded shares.")


def _rates(report: Report) -> Iterator[Check]:
    """A count that is larger than what it is a rate of: mostly a denominator that is wrong."""
    for table in report.tables():
        for row in table.rows:
            value = row.values[0]
            counted = value.unit is NumberUnit.PER_THOUSAND and isinstance(value.value, int | float)
            if counted and float(value.value or 0) > 1_000:
                says = f"{table.title}: {row.label} is {value.text} of every thousand. Is the denominator right?"
                yield Check(Level.WARNS, says, _section(table), table.id)


def _of_nobody(draft: Draft) -> Iterator[Check]:
    """Rates of people whom the file does not count in this year."""
    for name in sorted(draft.names):
        value = draft.said[name].value
        if value.unit is NumberUnit.PER_THOUSAND and value.value is None:
            says = (
                f"{{{name}}} has no denominator for {draft.report.period}: no sentence that names it is printed."
            )
            yield Check(Level.WARNS, says)


def _all_hidden(report: Report) -> Iterator[Check]:
    """Tables of nothing but marks, which tell a reader nothing."""
    for table in report.tables():
        values = [value for row in table.rows for value in row.values]
        if values and all(value.hidden for value in values):
            says = (
                f"{table.title}: every number of it is hidden. Coarser groups, or a longer period, may say more."
            )
            yield Check(Level.WARNS, says, _section(table), table.id)


def _charts(report: Report) -> Iterator[Check]:
    columns = {table.id: {column.id for column in table.columns} for table in report.tables()}
    for chart in report.charts():
        for column in chart.columns:
            if column not in columns[chart.table]:
                says = f"{chart.title}: there is no column {column} to draw."
                yield Check(Level.WARNS, says, _section(chart), chart.id)


def _missing(report: Report) -> Iterator[Check]:
    for table in report.tables():
        for row in table.rows:
            value = row.values[0]
            if row.id in MISSING and isinstance(value.value, int) and value.value and not value.hidden:
                of = "are" if value.value > 1 else "is"
                says = f"{table.title}: {value.text} {of} {row.label.lower()}. The table says so."
                yield Check(Level.WARNS, says, _section(table), table.id)


def _gathered(report: Report, gathered: Mapping[str, int]) -> Iterator[Check]:
    for table in report.tables():
        if number := gathered.get(table.id):
            groups = "1 group" if number == 1 else f"{number} groups"
            says = (
                f"{table.title}: {groups} of words that the council’s file does not name are under Others, "
                "being small or as if they named somebody."
            )
            yield Check(Level.WARNS, says, _section(table), table.id)


def _section(of: Table | Chart) -> str:
    return of.number.split(".")[0]
