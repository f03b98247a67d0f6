"""A report definition as it stands in a council's file: sections, questions, captions, targets, notes. Pure.

A question is one of the figures language without council and period, which the report has. Days in it may be
`{since}` and `{to}`; the groups of a month may be `quarters`. `of` names a population of the file, whose filters
come first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from analytics.figures.fields import CountedUnit
from analytics.figures.question import PERCENTILES, Band, Cohort, Measure, Order, Question, understand
from analytics.reports.document import ChartKind, NumberUnit, PartOfWords, ReportScope
from analytics.reports.law import EVERY_CODE
from analytics.reports.periods import FinancialYear, Period
from analytics.reports.supported import LISTS
from kernel.errors import Unprocessable
from kernel.procedures.entries import Code, Entry, Mistake, Words

QUARTERS = "quarters"
FiniteNumber = Annotated[float, Field(allow_inf_nan=False)]
SOME_PERIOD = Period(2000)
"""For reading a question through when no year is asked for yet."""
BINDING = re.compile(r"\{([a-z0-9_.]+)(?:\|([^{}|]*))?\}")
PEOPLE = "person."
"""How the fields that say what somebody is begin."""
PLAIN = frozenset({"council", "period", "last_year", "since", "to"})
"""What a sentence may say besides figures."""
WAYS = frozenset({"", "of", "share", "compared", "about", "before", "target"})
"""How a sentence may say a figure; else the noun that is counted, in the singular."""
NOUN = re.compile(r"[a-z]+(?: [a-z]+)*")


class Population(Entry):
    of: Code | None = None
    filters: dict[str, Any] = Field(default={})


class Ask(Entry):
    """A question but for its council and period."""

    of: Code | None = None
    measure: Measure = Measure.COUNT
    unit: CountedUnit = CountedUnit.CASE
    cohort: Cohort = Cohort.RECEIVED
    filters: dict[str, Any] = Field(default={})
    numerator: dict[str, Any] | None = None
    versus: dict[str, Any] | None = None
    group_by: list[str] = Field(default=[], max_length=2)
    value_groups: dict[str, Any] = Field(default={})
    bands: dict[str, list[list[Any]]] = Field(default={})
    exclude_missing: bool = False
    field: str | None = None
    depth: Annotated[int, Field(ge=1, le=50)] = 1
    order: Order = Order.DESCENDING
    rounding: Annotated[int, Field(ge=0, le=3)] = 0


class Number(Entry):
    """A figure with a name, for facts and sentences.

    `per_1000`: of which denominator of the file; `better`: whether more or fewer of it is what the council wants.
    `council_target`: its target is the share of answers on time of the council's own file, if that has one.
    """

    title: Words
    ask: Ask
    target: FiniteNumber | None = None
    council_target: bool = False
    better: Annotated[str, Field(pattern="^(more|fewer)$")] | None = None
    per_1000: Code | None = None

    def mistakes(self) -> Iterator[Mistake]:
        if self.council_target and self.target is not None:
            yield ("target",), "is given, and the council's own too"

    @property
    def has_target(self) -> bool:
        return self.council_target or self.target is not None


class TableBlock(Entry):
    """A table of one question's groups.

    `rows`: labels of groups in their order, by code; others follow. `years`: how many stand beside each other.
    `open_because`: why its small counts may be shown, such as that the Ombudsman publishes them.
    `supported`: beside this year's counts stand the people supported, where the council's file has them, and
    complaints for each 1,000 of them.
    """

    table: Code
    title: Words
    ask: Ask
    row_title: Words | None = None
    rows: dict[str, Words] = Field(default={})
    columns: dict[str, Words] = Field(default={})
    share: bool = False
    change: bool = False
    years: Annotated[int, Field(ge=1, le=5)] = 2
    supported: bool = False
    note: Words | None = None
    open_because: Words | None = None

    @property
    def says_rows(self) -> bool:
        """Whether a sentence can name its rows: each counts one group."""
        return len(self.ask.group_by) == 1 and self.ask.measure not in {
            Measure.RANKING,
            Measure.PERCENT_DIFFERENCE,
        }


class FactsBlock(Entry):
    """A table of named numbers: this year, the year before, the target."""

    facts: Code
    title: Words
    numbers: Annotated[list[Code], Field(min_length=1)]
    note: Words | None = None
    open_because: Words | None = None


class GivenRow(Entry):
    label: Words
    values: list[FiniteNumber | None]


class GivenBlock(Entry):
    """A table from elsewhere, such as people supported or the Ombudsman's rates; it says where it is from.

    `periods`: the reports that print it, such as [2023-24]; none: every one.
    """

    given: Code
    title: Words
    row_title: Words
    source: Words
    columns: Annotated[list[Words], Field(min_length=1)]
    unit: NumberUnit = NumberUnit.COUNT
    places: Annotated[int, Field(ge=0, le=3)] = 0
    rows: Annotated[list[GivenRow], Field(min_length=1)]
    periods: list[FinancialYear] = Field(default=[])

    def mistakes(self) -> Iterator[Mistake]:
        for index, row in enumerate(self.rows):
            if len(row.values) != len(self.columns):
                yield ("rows", index, "values"), f"{len(row.values)} values for {len(self.columns)} columns"


class ChartBlock(Entry):
    chart: Code
    title: Words
    of: Code
    drawn_as: ChartKind = ChartKind.BARS
    columns: list[str] = Field(default=[])


class SayBlock(Entry):
    """A paragraph whose numbers are figures: {id}, or a way to say it after a bar, or a noun that it counts."""

    say: Annotated[str, Field(min_length=1, max_length=2_000)]


class WordsBlock(Entry):
    """A place for an officer's own words. `sign_off`: who answers for them.

    `about`: the number of what they explain; where that is nought, they are not needed.
    """

    words: Code
    asked_for: Words
    title: Words | None = None
    needed: bool = False
    about: Code | None = None
    sign_off: Words | None = None

    @property
    def asks(self) -> tuple[PartOfWords, ...]:
        return ()


class ClauseOfFile(Entry):
    """One clause of a code: its number, what it asks for. `shown_by`: a sentence of figures, if records tell."""

    clause: Words
    says: Words
    shown_by: Annotated[str, Field(min_length=1, max_length=2_000)] | None = None

    @property
    def asks(self) -> tuple[PartOfWords, ...]:
        return (PartOfWords.TO_DO,)

    @property
    def sign_off(self) -> None:
        """Nobody signs a clause; who answers for all of them signs the words about them."""


class AssessBlock(Entry):
    """A part of a code that officers say of, clause by clause, how the council keeps to it; by place for words."""

    assess: Code
    title: Words
    clauses: Annotated[dict[Code, ClauseOfFile], Field(min_length=1)]


class ExamplesBlock(Entry):
    """Places for examples of cases that officers choose, as many as are written and one more, up to `most`.

    `title`: of each; its number follows.
    """

    examples: Code
    title: Words
    most: Annotated[int, Field(ge=1, le=10)] = 5

    @property
    def places(self) -> list[str]:
        return [f"{self.examples}_{at}" for at in range(1, self.most + 1)]

    @property
    def asks(self) -> tuple[PartOfWords, ...]:
        return PartOfWords.PUT_RIGHT, PartOfWords.LEARNED

    @property
    def sign_off(self) -> str:
        return "a second person"


PlaceOfFile = WordsBlock | ClauseOfFile | ExamplesBlock


class SurveyBlock(Entry):
    """A table of what people said of how they were dealt with; a section that has one needs answers of the year.

    `overall`: of the number that they gave for all of it, else of each question.
    """

    survey: Code
    title: Words
    overall: bool = False


KINDS = ("table", "facts", "given", "chart", "say", "words", "survey", "assess", "examples")
"""A block is what its own key says."""


def _kind_of(block: Any) -> str | None:
    if isinstance(block, Mapping):
        return next((kind for kind in KINDS if kind in block), None)
    return next((kind for kind in KINDS if hasattr(block, kind)), None)


BlockOfFile = Annotated[
    Annotated[TableBlock, Tag("table")]
    | Annotated[FactsBlock, Tag("facts")]
    | Annotated[GivenBlock, Tag("given")]
    | Annotated[ChartBlock, Tag("chart")]
    | Annotated[SayBlock, Tag("say")]
    | Annotated[WordsBlock, Tag("words")]
    | Annotated[SurveyBlock, Tag("survey")]
    | Annotated[AssessBlock, Tag("assess")]
    | Annotated[ExamplesBlock, Tag("examples")],
    Discriminator(
        _kind_of,
        custom_error_type="block",
        custom_error_message=f"is none of {', '.join(KINDS)}",
    ),
]


class SectionOfFile(Entry):
    section: Code
    title: Words
    law: list[str] = Field(default=[])
    blocks: Annotated[list[BlockOfFile], Field(min_length=1)]

    def mistakes(self) -> Iterator[Mistake]:
        for index, code in enumerate(self.law):
            if code not in EVERY_CODE:
                yield ("law", index), f"{code} is nothing that the law asks for"

    @property
    def needs_answers(self) -> bool:
        """Whether it is left out where nobody said how they were dealt with."""
        return any(isinstance(block, SurveyBlock) for block in self.blocks)

    def printed_in(self, period: Period) -> list[BlockOfFile]:
        """Its blocks but for tables from elsewhere that other years' reports print."""
        return [
            block
            for block in self.blocks
            if not isinstance(block, GivenBlock) or not block.periods or period.year in block.periods
        ]


class Definition(Entry):
    """A whole file.

    `denominators`: by name and financial year, such as people supported. `labels`: what values are called, by
    field; a small group of free text that has no name there, nor in the council's file, is gathered with others.
    `hide_zeros`: noughts are hidden like counts under five. `round_counts`: all counts are rounded, none hidden.
    """

    scope: ReportScope
    title: Words
    source: Words
    populations: dict[Code, Population] = Field(default={})
    hide_zeros: bool = False
    round_counts: bool = False
    denominators: dict[Code, dict[FinancialYear, Annotated[int, Field(gt=0)]]] = Field(default={})
    numbers: dict[Code, Number] = Field(default={})
    labels: dict[str, dict[str, Words]] = Field(default={})
    sections: Annotated[list[SectionOfFile], Field(min_length=1)]

    def question(self, ask: Ask, authority: str, period: Period) -> Question:
        """The question of the figures language. Raises Unprocessable for what it does not know."""
        return Question(
            authority=authority,
            since=period.since,
            to=period.to,
            measure=ask.measure,
            unit=ask.unit,
            cohort=ask.cohort,
            filters={**self.filters_of(ask.of), **_in_period(ask.filters, period)},
            numerator=_in_period(ask.numerator, period),
            versus=_in_period(ask.versus, period),
            group_by=ask.group_by,
            value_groups=_groups(ask.value_groups, period),
            bands=ask.bands,
            exclude_missing=ask.exclude_missing,
            field=ask.field,
            depth=ask.depth,
            order=ask.order,
            rounding=ask.rounding,
        )

    @property
    def has_survey(self) -> bool:
        """Whether it tells what people said of how they were dealt with."""
        return any(section.needs_answers for section in self.sections)

    @property
    def drawn(self) -> frozenset[str]:
        """The tables that charts are drawn from."""
        return frozenset(block.of for _, block in self._blocks() if isinstance(block, ChartBlock))

    def filters_of(self, population: str | None) -> dict[str, Any]:
        if population is None:
            return {}
        entry = self.populations[population]
        return {**self.filters_of(entry.of), **entry.filters}

    def wrong_in(self, sentence: str) -> Iterator[str]:
        """What is wrong with the figures that a sentence names; which rows a table has, the built report tells."""
        rest = BINDING.sub("", sentence)
        if "{" in rest or "}" in rest:
            yield "a brace opens or closes nothing"
        tables = {block.table for _, block in self._blocks() if isinstance(block, TableBlock) and block.says_rows}
        for name, way in BINDING.findall(sentence):
            if name in PLAIN:
                continue
            table, _, row = name.partition(".")
            if name not in self.numbers and not (row and table in tables):
                yield f"{{{name}}} is neither in numbers nor a row of a table"
            elif way == "target" and (name not in self.numbers or not self.numbers[name].has_target):
                yield f"{{{name}}} has no target"
            elif way not in WAYS and not NOUN.fullmatch(way):
                yield f"{{{name}}} cannot be said as {way!r}"

    def mistakes(self) -> Iterator[Mistake]:
        broken = list(self._broken_populations())
        yield from broken
        yield from self._broken_names()
        if not broken:
            yield from self._broken_questions()

    def _broken_populations(self) -> Iterator[Mistake]:
        for name, entry in self.populations.items():
            seen, at = {name}, entry.of
            while at is not None:
                if at not in self.populations:
                    yield ("populations", name, "of"), f"{at} is not in populations"
                    break
                if at in seen:
                    yield ("populations", name, "of"), f"{name} is made of itself"
                    break
                seen.add(at)
                at = self.populations[at].of
        for place, ask in self._asks():
            if ask.of is not None and ask.of not in self.populations:
                yield (*place, "of"), f"{ask.of} is not in populations"

    def _broken_names(self) -> Iterator[Mistake]:
        seen: set[str] = set()
        tables = {block.table for _, block in self._blocks() if isinstance(block, TableBlock)}
        for name, number in self.numbers.items():
            if number.per_1000 is not None and number.per_1000 not in self.denominators:
                yield ("numbers", name, "per_1000"), f"{number.per_1000} is not in denominators"
        for place, block in self._blocks():
            kind = _kind_of(block)
            told = None if isinstance(block, SayBlock) else str(getattr(block, str(kind)))
            if told is not None and told in seen:
                yield (*place, str(kind)), f"{told} is there twice"
            if told is not None:
                seen.add(told)
            if isinstance(block, FactsBlock):
                for index, wanted in enumerate(block.numbers):
                    if wanted not in self.numbers:
                        yield (*place, "numbers", index), f"{wanted} is not in numbers"
            if isinstance(block, WordsBlock) and block.about is not None and block.about not in self.numbers:
                yield (*place, "about"), f"{block.about} is not in numbers"
            if isinstance(block, ChartBlock) and block.of not in tables:
                yield (*place, "of"), f"there is no table {block.of}"
            if isinstance(block, SayBlock):
                yield from self._broken_sentence((*place, "say"), block.say)
            if isinstance(block, ExamplesBlock):
                for name in seen.intersection(block.places):
                    yield (*place, "examples"), f"{name} is there twice"
                seen.update(block.places)
            if isinstance(block, AssessBlock):
                for name, clause in block.clauses.items():
                    if name in seen:
                        yield (*place, "clauses", name), f"{name} is there twice"
                    seen.add(name)
                    yield from self._broken_sentence((*place, "clauses", name, "shown_by"), clause.shown_by or "")

    def _broken_sentence(self, place: tuple[int | str, ...], sentence: str) -> Iterator[Mistake]:
        if any(letter.isnumeric() for letter in BINDING.sub("", sentence)):
            yield place, "has a number that is typed: bind it to a figure"
        for wrong in self.wrong_in(sentence):
            yield place, wrong

    def _broken_questions(self) -> Iterator[Mistake]:
        for place, ask in self._asks():
            if self.round_counts and ask.measure is Measure.RANKING:
                yield (*place, "measure"), "a ranking would tell which of two rounded counts is larger"
            try:
                asked = understand(self.question(ask, "any", SOME_PERIOD))
                for grouping in asked.groups:
                    for says in _broken_bands(grouping.bands):
                        yield (*place, "bands", grouping.field.path), says
            except Unprocessable as error:
                for wrong in error.errors:
                    yield (*place, *wrong.pointer.strip("/").split("/")), wrong.detail
            except ValueError as error:
                yield place, str(error).splitlines()[0]
        for place, block in self._blocks():
            if not isinstance(block, TableBlock):
                continue
            if not block.ask.group_by:
                yield (*place, "ask", "group_by"), "a table needs a field to group by"
            if len(set(block.ask.group_by)) < len(block.ask.group_by):
                yield (*place, "ask", "group_by"), "a field is given twice"
            if block.ask.measure in PERCENTILES and len(block.ask.group_by) > 1:
                yield (*place, "ask", "group_by"), f"a table of a {block.ask.measure.value} is by one field"
            if block.ask.measure in PERCENTILES and block.ask.field in block.ask.group_by:
                yield (*place, "ask", "field"), "is what the table is grouped by"
            is_by_one = len(block.ask.group_by) == 1 and block.ask.group_by[0] in LISTS
            if block.supported and not (is_by_one and block.ask.measure is Measure.COUNT):
                yield (*place, "supported"), f"only counts by {', '.join(LISTS)} stand beside people supported"
            if block.open_because and any(path.startswith(PEOPLE) for path in block.ask.group_by):
                yield (*place, "open_because"), "a table about people is never open"

    def _blocks(self) -> Iterator[tuple[tuple[int | str, ...], Any]]:
        for at, section in enumerate(self.sections):
            for index, block in enumerate(section.blocks):
                yield ("sections", at, "blocks", index), block

    def _asks(self) -> Iterator[tuple[tuple[int | str, ...], Ask]]:
        for name, number in self.numbers.items():
            yield ("numbers", name, "ask"), number.ask
        for place, block in self._blocks():
            if isinstance(block, TableBlock):
                yield (*place, "ask"), block.ask


def _broken_bands(bands: Sequence[Band]) -> Iterator[str]:
    """Bands in which nothing can stand, and two in which one number would: it would be counted in the first."""
    backwards = [band for band in bands if not _is_up_to(band.low, band.high)]
    yield from (f"{band.label} ends before it begins" for band in backwards)
    for one, other in combinations([band for band in bands if band not in backwards], 2):
        if _is_up_to(one.low, other.high) and _is_up_to(other.low, one.high):
            yield f"{other.label} overlaps with {one.label}"


def _is_up_to(low: Any, high: Any) -> bool:
    return low is None or high is None or low <= high


def _in_period(given: Any, period: Period) -> Any:
    """Conditions with the days of the period in their places."""
    if isinstance(given, Mapping):
        return {key: _in_period(value, period) for key, value in given.items()}
    if isinstance(given, list):
        return [_in_period(value, period) for value in given]
    if isinstance(given, date):  # YAML reads a day that is not quoted
        return given.isoformat()
    return {"{since}": period.since.isoformat(), "{to}": period.to.isoformat()}.get(str(given), given)


def _groups(given: Mapping[str, Any], period: Period) -> dict[str, dict[str, list[Any]]]:
    return {
        path: {part.name.split()[0]: part.months() for part in period.quarters()} if groups == QUARTERS else groups
        for path, groups in given.items()
    }
