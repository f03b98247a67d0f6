"""A report as data: sections of sentences, tables and charts, the same for every format. Pure.

What is published is a Report without a hidden number in it: `hidden` values have no value. Before that, values
carry their counts, by which disclosure control decides what to hide.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

HIDDEN = "[c]"
"""The mark of a hidden number in all that is published: the Government Analysis Function's for confidential."""
NOT_APPLICABLE = "[z]"
"""The same convention's mark where there is nothing to say: a share of nothing, a year without records."""


class ReportScope(StrEnum):
    """Whose complaints a report is of."""

    ALL = "all"
    ADULTS = "adults"
    CHILDREN = "children"
    CORPORATE = "corporate"


class NumberUnit(StrEnum):
    """What a number is a number of; the `measure` of tidy data."""

    COUNT = "count"
    PERCENT = "percent"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    POUNDS = "pounds"
    PER_THOUSAND = "per_thousand"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    TEXT = "text"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Part):
    """One printed number, or words that a number decides.

    `value` None: nothing to say, or hidden. `places`: decimal places that are printed.
    `counts`: keys of the counts that it is made of; empty once published.
    """

    value: int | float | str | None
    unit: NumberUnit = NumberUnit.COUNT
    places: int = 0
    hidden: bool = False
    counts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it is printed: hidden numbers and what is not there by the same marks everywhere."""
        if self.hidden:
            return HIDDEN
        if self.value is None:
            return NOT_APPLICABLE
        if isinstance(self.value, str):
            return self.value
        number = f"{abs(self.value):,.{self.places}f}"
        sign = "−" if self.value < 0 else "+" if self.unit in SIGNED and self.value > 0 else ""
        before = "£" if self.unit is NumberUnit.POUNDS else ""
        after = "%" if self.unit in PERCENTAGES else ""
        return f"{sign}{before}{number}{after}"


PERCENTAGES = frozenset({NumberUnit.PERCENT, NumberUnit.PERCENT_CHANGE})
SIGNED = frozenset({NumberUnit.CHANGE, NumberUnit.PERCENT_CHANGE})


class Column(Part):
    """One column of numbers: the head that it stands under (a year, a group) and what its numbers are.

    `definition`: what was counted, where it is not what the table says, such as of an earlier year.
    """

    id: str
    title: str
    head: str
    measure: NumberUnit
    definition: str | None = None


class Row(Part):
    """`id` is the group's own code, `total` of a total row."""

    id: str
    label: str
    values: tuple[Value, ...]
    is_total: bool = False


class Table(Part):
    """`number`: as it is referred to, such as 3.2. `definitions`: what was counted, in sentences."""

    kind: Literal["table"] = "table"
    id: str
    number: str
    title: str
    row_title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str | None = None
    definitions: tuple[str, ...] = ()
    open_because: str | None = None


class ChartKind(StrEnum):
    BARS = "bars"
    STACKED = "stacked"
    LINE = "line"


class Chart(Part):
    """Drawn from columns of a table that stands in the report; `alt` says in words what it shows."""

    kind: Literal["chart"] = "chart"
    id: str
    number: str
    title: str
    drawn_as: ChartKind
    table: str
    columns: tuple[str, ...]
    alt: str


class Bound(Part):
    """A number within a sentence: text that was worked out from the figure with this id.

    `instead`: what stands there when the number is hidden.
    """

    figure: str
    text: str
    instead: str = HIDDEN
    hidden: bool = False
    counts: tuple[str, ...] = ()


class Paragraph(Part):
    """A sentence or more: plain text and bound numbers in turn."""

    kind: Literal["paragraph"] = "paragraph"
    runs: tuple[str | Bound, ...]

    @property
    def text(self) -> str:
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)


class PartOfWords(StrEnum):
    """What an officer is asked to say in a place besides its words."""

    TO_DO = "to_do"
    PUT_RIGHT = "put_right"
    LEARNED = "learned"


class Words(Part):
    """What an officer writes; `paragraphs` is empty while nobody has.

    `sign_off`: who has to answer for it, by their office; `signed_by`: who has. `asks`: what else is asked for.
    `of_case`: it is an example of a case, by which nobody may be known.
    """

    kind: Literal["words"] = "words"
    id: str
    title: str | None
    asked_for: str
    paragraphs: tuple[Paragraph, ...] = ()
    needed: bool = False
    sign_off: str | None = None
    signed_by: str | None = None
    asks: tuple[PartOfWords, ...] = ()
    of_case: bool = False


class KeptTo(StrEnum):
    """How far a council keeps to a clause of a code."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


ANSWERS = {KeptTo.YES: "Yes", KeptTo.PARTLY: "In part", KeptTo.NO: "No", None: "Not answered yet"}


class Clause(Words):
    """One clause of a code, and how far the council keeps to it: its words are the evidence for the answer.

    `clause`: its number; `says`: what it asks for. `shown_by`: what the records show. `to_do`: what will be done.
    """

    clause: str
    says: str
    answer: KeptTo | None = None
    shown_by: Paragraph | None = None
    to_do: tuple[Paragraph, ...] = ()

    @property
    def evidence(self) -> tuple[Paragraph, ...]:
        return (*([self.shown_by] if self.shown_by else []), *self.paragraphs)


class SelfAssessment(Part):
    """A council's own view of how it keeps to a part of a code, clause by clause; printed as a table."""

    kind: Literal["assessment"] = "assessment"
    id: str
    number: str
    title: str
    clauses: tuple[Clause, ...]

    @property
    def table(self) -> Table:
        heads = ("Kept to", "Evidence", "What will be done")
        return Table(
            id=self.id,
            number=self.number,
            title=self.title,
            row_title="Clause",
            columns=tuple(Column(id=head, title="", head=head, measure=NumberUnit.TEXT) for head in heads),
            rows=tuple(
                Row(
                    id=clause.id,
                    label=f"{clause.clause} {clause.says}",
                    values=(_text(ANSWERS[clause.answer]), _texts(clause.evidence), _texts(clause.to_do)),
                )
                for clause in self.clauses
            ),
        )


def _texts(paragraphs: tuple[Paragraph, ...]) -> Value:
    return _text(" ".join(paragraph.text for paragraph in paragraphs) or None)


def _text(text: str | None) -> Value:
    return Value(value=text, unit=NumberUnit.TEXT)


AnyWords = TypeVar("AnyWords", bound=Words)
Block = Annotated[Table | Chart | Paragraph | Words | SelfAssessment, Field(discriminator="kind")]


def words_of(block: Block) -> tuple[Words, ...]:
    """Where officers write in a block."""
    match block:
        case Words():
            return (block,)
        case SelfAssessment():
            return block.clauses
        case _:
            return ()


def paragraphs_of(block: Block) -> tuple[Paragraph, ...]:
    """Every paragraph that a block prints."""
    if isinstance(block, Paragraph):
        return (block,)
    return tuple(
        paragraph
        for words in words_of(block)
        for paragraph in ((*words.evidence, *words.to_do) if isinstance(words, Clause) else words.paragraphs)
    )


def with_paragraphs(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    """A block with each of its paragraphs changed."""
    match block:
        case Paragraph():
            return change(block)
        case Words():
            return _changed(block, change)
        case SelfAssessment():
            clauses = tuple(_changed(clause, change) for clause in block.clauses)
            return block.model_copy(update={"clauses": clauses})
        case _:
            return block


def _changed(words: AnyWords, change: Callable[[Paragraph], Paragraph]) -> AnyWords:
    anew: dict[str, object] = {"paragraphs": tuple(map(change, words.paragraphs))}
    if isinstance(words, Clause):
        anew["shown_by"] = change(words.shown_by) if words.shown_by else None
        anew["to_do"] = tuple(map(change, words.to_do))
    return words.model_copy(update=anew)


class Section(Part):
    """`law`: codes of what the law wants said, of `analytics.reports.law`."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    law: tuple[str, ...] = ()

    def tables(self) -> list[Table]:
        """Those of assessments too, in their order."""
        made = (block.table if isinstance(block, SelfAssessment) else block for block in self.blocks)
        return [block for block in made if isinstance(block, Table)]


class FigureNote(Part):
    """What stands behind a number: by its id, the figures language's own question and sentence.

    `earlier`: the same question of each earlier period that stands beside it, by the head of its column.
    """

    id: str
    title: str
    definition: str
    question: dict[str, object]
    earlier: dict[str, dict[str, object]] = {}


class Report(Part):
    """A whole report.

    `since`, `to`: both days included. `as_of`: the last change that is in it. `notes`: what holds for all of it,
    such as that nothing is recorded for the year before. `is_rounded`: its counts are, and a 0 may be a few.
    """

    authority: str
    council: str
    title: str
    scope: ReportScope
    period: str
    since: date
    to: date
    provisional: bool
    as_of: datetime
    made_by: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    is_rounded: bool = False
    figures: tuple[FigureNote, ...] = ()
    version: int | None = None

    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks

    def tables(self) -> list[Table]:
        return [table for section in self.sections for table in section.tables()]

    def charts(self) -> list[Chart]:
        return [block for block in self.blocks() if isinstance(block, Chart)]
