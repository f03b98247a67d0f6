"""Builds a council's report from its definition: asks every question, and notes what each number counts.

Knows no database: questions are answered by whoever calls.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from analytics.figures.answer import NOT_RECORDED, Answer
from analytics.figures.arithmetic import percent
from analytics.figures.definition import definition as defined
from analytics.figures.question import MEANS, PERCENTILES, RATES, Measure, Question, understand
from analytics.reports import satisfaction
from analytics.reports.alt import described
from analytics.reports.counts import Counts, matching, population
from analytics.reports.definition import (
    BINDING,
    Ask,
    AssessBlock,
    ChartBlock,
    Definition,
    ExamplesBlock,
    FactsBlock,
    GivenBlock,
    Number,
    SayBlock,
    SectionOfFile,
    SurveyBlock,
    TableBlock,
    WordsBlock,
)
from analytics.reports.document import (
    Block,
    Chart,
    Clause,
    Column,
    FigureNote,
    KeptTo,
    NumberUnit,
    Paragraph,
    PartOfWords,
    Report,
    Row,
    Section,
    SelfAssessment,
    Table,
    Value,
    Words,
)
from analytics.reports.labels import Labels, codes_of
from analytics.reports.periods import Period
from analytics.reports.sentences import Said, capital, paragraph
from analytics.reports.supported import LISTS
from analytics.reports.supported import NOTE as ABOUT_SUPPORTED
from analytics.reports.tables import TOTAL, UNIT_OF_MEAN, Asked, Grids, having, unit_of_sum
from analytics.reports.tables import Ask as Answering
from kernel.calendar import in_words
from kernel.errors import Unprocessable
from kernel.localtime import local_date
from kernel.procedures import Council
from kernel.procedures.entries import PeopleSupported

EVIDENCE = "The evidence for the answer: policies, practice, what was looked at."
"""What is asked for of a clause."""
EXAMPLE = "What happened, in words by which nobody can be known: no name, no day, no number."
SAID_OF = {PartOfWords.PUT_RIGHT: "What was put right", PartOfWords.LEARNED: "What was learned"}
"""How parts of an example begin."""
NO_TARGET = Value(value="none set", unit=NumberUnit.TEXT)


@dataclass(frozen=True)
class Written:
    """An officer's own words for one place of a report, and who signed them.

    `answer`: of a clause, how it is kept to. `parts`: what else was asked for.
    """

    text: str
    signed_by: str | None = None
    answer: KeptTo | None = None
    parts: Mapping[PartOfWords, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """A paragraph as it was written, and in which section; `place`: of an officer's words."""

    section: str
    written: str
    place: str | None = None


@dataclass
class Draft:
    """A report with every number in it, what they count, and what was gathered because nobody named it.

    `by_size`: by table, its rows and its columns whose place says how large they are. `said`: what of it sentences
    can name. `texts`: what its sentences are made of.
    """

    report: Report
    counts: Counts
    gathered: dict[str, int] = field(default_factory=dict)
    by_size: Mapping[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    texts: Sequence[Text] = ()
    proper: frozenset[str] = frozenset()
    """Words of the council's own that have a capital letter, such as those of its teams' names."""

    @property
    def names(self) -> frozenset[str]:
        """What of it a sentence can be bound to."""
        return frozenset(name for name in self.said if BINDING.fullmatch(f"{{{name}}}"))


@dataclass
class Builder:
    """One report of one council and period.

    Attributes:
        answer: what `figures` says to a question, whole.
        has_records: whether anything is recorded for a period.
        written: officers' words, by their place.
        gathers: whether small groups of unnamed free text stand together.
        narrowed: what every question is narrowed to besides, such as one team.
        told: what people said of how they were dealt with; None: nobody did, or it is not counted yet.
    """

    definition: Definition
    council: Council
    period: Period
    answer: Answering
    has_records: Mapping[Period, bool]
    written: Mapping[str, Written] = field(default_factory=dict)
    narrowed: Mapping[str, Any] = field(default_factory=dict)
    gathers: bool = True
    told: satisfaction.Said | None = None
    counts: Counts = field(default_factory=Counts)
    said: dict[str, Said] = field(default_factory=dict)
    notes: dict[str, FigureNote] = field(default_factory=dict)
    gathered: dict[str, int] = field(default_factory=dict)
    by_size: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)

    def _prepare(self, today: date) -> None:
        self._is_provisional = self.period.to >= today
        self._before = self.period.before(today)
        self._today = today
        self._labels = Labels(self.definition.labels, codes_of(self.council))
        self._grids = Grids(self.counts, self._labels, self.answer, gathers=self.gathers)
        self._tables: dict[str, Table] = {}

    def build(self, today: date, as_of: datetime, made_by: str) -> Draft:
        """Ask everything. Raises Unprocessable when nothing is recorded for the period."""
        if not self.has_records[self.period]:
            raise Unprocessable(f"Nothing is recorded for {self.council.name} in {self.period.name}.")
        self._prepare(today)
        for name, number in self.definition.numbers.items():
            self.said[name] = self._said(name, number)
        sections = self._sections()
        report = Report(
            authority=self.council.code,
            council=self.council.name,
            title=self.definition.title,
            scope=self.definition.scope,
            period=self.period.name,
            since=self.period.since,
            to=self.period.to,
            provisional=self._is_provisional,
            as_of=as_of,
            made_by=made_by,
            sections=sections,
            notes=tuple(self._notes(as_of)),
            figures=tuple(self.notes.values()),
        )
        proper = frozenset(self._proper())
        return Draft(report, self.counts, self.gathered, self.by_size, self.said, self.texts, proper)

    def _proper(self) -> Iterator[str]:
        for name in (self.council.name, *(team.name for team in self.council.teams)):
            yield from re.findall(r"[\w'’-]+", name)

    def _sections(self) -> tuple[Section, ...]:
        """Tables are made before sentences that may name their rows."""
        printed = self._printed()
        for at, section in enumerate(printed, 1):
            numbers = iter(range(1, 1 + len(section.blocks)))
            for block in section.printed_in(self.period):
                if isinstance(block, TableBlock | FactsBlock | GivenBlock | SurveyBlock):
                    table = self._table(block, f"{at}.{next(numbers)}")
                    self._tables[table.id] = table
                elif isinstance(block, ChartBlock | AssessBlock):
                    next(numbers)
        return tuple(
            Section(
                id=section.section,
                number=str(at),
                title=section.title,
                blocks=tuple(self._blocks(at, section.printed_in(self.period))),
                law=tuple(section.law),
            )
            for at, section in enumerate(printed, 1)
        )

    def _printed(self) -> list[SectionOfFile]:
        return [section for section in self.definition.sections if self.told or not section.needs_answers]

    def _blocks(self, at: int, blocks: Sequence[object]) -> list[Block]:
        numbers = iter(range(1, 1 + len(blocks)))
        made: list[Block] = []
        for block in blocks:
            match block:
                case (
                    TableBlock(table=name)
                    | FactsBlock(facts=name)
                    | GivenBlock(given=name)
                    | SurveyBlock(survey=name)
                ):
                    next(numbers)
                    made.append(self._table_or_line(self._tables[name]))
                case ChartBlock():
                    number = f"{at}.{next(numbers)}"
                    if not self._is_of_none(self._tables[block.of]):
                        made.append(self._chart(block, number))
                case SayBlock():
                    said = self._paragraph(Text(str(at), block.say))
                    made += [said] if said.runs else []
                case WordsBlock():
                    made.append(self._words(str(at), block))
                case ExamplesBlock():
                    made += self._examples(str(at), block)
                case AssessBlock():
                    made.append(self._assessment(str(at), block, f"{at}.{next(numbers)}"))
        return made

    def _table_or_line(self, table: Table) -> Table | Paragraph:
        """A table; or a line, where all that it would say is that there were none, or that nobody recorded it.

        What nobody recorded stays where something is drawn from it.
        """
        if self._is_of_none(table):
            return Paragraph(runs=(f"Table {table.number}, {table.title}: there were none.",))
        is_crossed = table.columns[-1].id == TOTAL
        if is_crossed or table.id in self.definition.drawn or not self._has_alone(table, [NOT_RECORDED]):
            return table
        what = f"{table.row_title[:1].lower()}{table.row_title[1:]}"
        line = f"Table {table.number}, {table.title}, is left out, since {what} is recorded of none."
        return Paragraph(runs=(line,))

    def _is_of_none(self, table: Table) -> bool:
        return self._has_alone(table, [])

    def _has_alone(self, table: Table, groups: list[str]) -> bool:
        """Whether these are all its groups, in a report that tells noughts."""
        tells_noughts = not (self.definition.hide_zeros or self.definition.round_counts)
        return tells_noughts and [row.id for row in table.rows if not row.is_total] == groups

    def _paragraph(self, text: Text) -> Paragraph:
        self.texts.append(text)
        return paragraph(text.written, self.said, self._plain)

    def _notes(self, as_of: datetime) -> Iterator[str]:
        day = local_date(as_of)
        if self._is_provisional:
            yield f"Provisional: {self.period.name} is not over, so that its figures still move."
        yield f"Figures as of {day.day} {day:%B %Y}."
        before = self._before.name
        if not self.has_records.get(self._before):
            yield f"Nothing is recorded for {before}, so that nothing is compared with it."
        elif self._is_provisional:
            yield f"{before} is beside {self.period.name} so far. Its last month is whole, and more of it closed."

    @property
    def _plain(self) -> dict[str, str]:
        return {
            "council": self.council.name,
            "period": self.period.name,
            "last_year": self._before.name,
            "since": f"{self.period.since.day} {self.period.since:%B %Y}",
            "to": f"{self.period.to.day} {self.period.to:%B %Y}",
        }

    def _question(self, ask: Ask, period: Period) -> Question:
        question = self.definition.question(ask, self.council.code, period)
        if not self.narrowed:
            return question
        more = {"filters": {**question.filters, **self.narrowed}}
        if question.versus is not None:
            more["versus"] = {**question.versus, **self.narrowed}
        return question.model_copy(update=more)

    def _note(self, name: str, title: str, question: Question, earlier: Mapping[str, Question]) -> str:
        """Keep what stands behind a number, and behind those of earlier periods. Returns its definition."""
        sentence = defined(understand(question))
        self.notes[name] = FigureNote(
            id=name,
            title=title,
            definition=sentence,
            question=_as_asked(question),
            earlier={head: _as_asked(one) for head, one in earlier.items()},
        )
        return sentence

    def _periods(self, years: int) -> list[Period]:
        """This one, and as many before it as have records without a gap."""
        periods = [self.period]
        for back in range(1, years):
            earlier = self.period.before(self._today, back)
            if not self.has_records.get(earlier):
                break
            periods.append(earlier)
        return periods

    def _table(self, block: TableBlock | FactsBlock | GivenBlock | SurveyBlock, number: str) -> Table:
        if isinstance(block, FactsBlock):
            return self._facts(block, number)
        if isinstance(block, GivenBlock):
            return _given(block, number)
        if isinstance(block, SurveyBlock):
            assert self.told is not None, "its section is printed"
            return satisfaction.table(self.told, block.survey, number, block.title, overall=block.overall)
        two_fields = len(block.ask.group_by) == 2
        periods = self._periods(1 if two_fields else block.years)
        asked = []
        for period in periods:
            question = self._question(block.ask, period)
            asked.append(Asked(period.name, question, self.answer(question)))
        people = self._people(block)
        grid = self._grids.grid(
            asked,
            block.rows,
            block.columns,
            share=block.share,
            change=block.change,
            people=people.of_list(LISTS[block.ask.group_by[0]]) if people else None,
        )
        if grid.gathered:
            self.gathered[block.table] = grid.gathered
        self.by_size[block.table] = grid.by_size
        table = Table(
            id=block.table,
            number=number,
            title=block.title,
            row_title=block.row_title or capital(understand(asked[0].question).groups[0].field.title),
            columns=_of_their_years(grid.columns, asked),
            rows=grid.rows,
            note=" ".join(_notes_on(block, people)) or None,
            definitions=(
                self._note(
                    block.table, block.title, asked[0].question, {one.head: one.question for one in asked[1:]}
                ),
            ),
            open_because=block.open_because,
        )
        if block.says_rows:
            self._say_rows(table, asked[0].question, self._labels.listed(asked[0].question, 0, block.rows))
        return table

    def _people(self, block: TableBlock) -> PeopleSupported | None:
        """The people supported behind a table; None: the council's file has none, or of the whole alone."""
        equality = self.council.equality
        if not block.supported or equality is None or self.narrowed or self.period.quarter:
            return None
        people = equality.supported_in(self.period.year)
        return people if people and people.of_list(LISTS[block.ask.group_by[0]]) else None

    def _say_rows(self, table: Table, question: Question, listed: Collection[str]) -> None:
        """Rows of a table can be named in sentences; one that is listed and does not occur counts nothing."""
        one_year = [column for column in table.columns if column.head == table.columns[0].head]
        before = len(one_year) if len(table.columns) > len(one_year) else None
        whole = next(row for row in table.rows if row.is_total).values[0]
        nothing = (Value(value=0),) * len(table.columns)
        absent = [
            Row(id=key, label=key, values=nothing) for key in listed if all(key != row.id for row in table.rows)
        ]
        for row in [*table.rows, *absent]:
            self.said[f"{table.id}.{row.id}"] = Said(
                value=row.values[0],
                before=row.values[before] if before and table.columns[before].id != "change" else None,
                part=row.values[1] if question.measure in RATES else row.values[0],
                whole=row.values[0] if question.measure in RATES else whole,
            )

    def _facts(self, block: FactsBlock, number: str) -> Table:
        said = [(name, self.definition.numbers[name], self.said[name]) for name in block.numbers]
        has_before = any(one.before for _, _, one in said)
        has_target = any(one.target for _, _, one in said)
        has_parts = any(one.whole for _, _, one in said)
        columns = [Column(id="now", title="", head=self.period.name, measure=NumberUnit.COUNT)]
        if has_parts:
            columns.append(Column(id="counted", title="", head="Counted", measure=NumberUnit.TEXT))
        if has_before:
            before = self._before
            same = f"The same, of {in_words(before.since)} to {in_words(before.to)}."
            columns.append(
                Column(id="before", title="", head=before.name, measure=NumberUnit.COUNT, definition=same)
            )
        if has_target:
            reach = "What the council means to reach."
            columns.append(
                Column(id="target", title="", head="Target", measure=NumberUnit.COUNT, definition=reach)
            )
        nothing = Value(value=None, unit=NumberUnit.TEXT)
        rows = [
            Row(
                id=name,
                label=entry.title,
                values=(
                    one.value,
                    *([_counted(one)] if has_parts else []),
                    *([one.before or nothing] if has_before else []),
                    *([one.target or NO_TARGET] if has_target else []),
                ),
            )
            for name, entry, one in said
        ]
        return Table(
            id=block.facts,
            number=number,
            title=block.title,
            row_title="Measure",
            columns=tuple(columns),
            rows=tuple(rows),
            note=block.note,
            definitions=tuple(self.notes[name].definition for name in block.numbers),
            open_because=block.open_because,
        )

    def _said(self, name: str, number: Number) -> Said:
        """A named number of this period, and of the one before where there are records."""
        question = self._question(number.ask, self.period)
        asked_before = self._question(number.ask, self._before) if self.has_records.get(self._before) else None
        self._note(name, number.title, question, {self._before.name: asked_before} if asked_before else {})
        now = self._figure(number, question)
        target = self.council.on_time_target if number.council_target else number.target
        before = self._figure(number, asked_before) if asked_before else None
        return Said(
            value=now.value,
            before=before.value if before else None,
            part=now.part,
            whole=now.whole,
            target=None if target is None else Value(value=target, unit=now.value.unit, places=_places(target)),
        )

    def _figure(self, number: Number, question: Question) -> Said:
        measure, places = question.measure, question.rounding
        if measure in PERCENTILES:
            value = self._grids.percentile(question)
            present = value.counts[0]
            return Said(value, whole=self._count(present))
        answer = self.answer(question)
        if measure is Measure.RANKING:
            return Said(self._ranked(question, answer))
        if measure in RATES:
            whole = self.counts.add(population(question), int(answer.denominator))
            part = self.counts.add(matching(question), int(answer.numerator))
            self.counts.split(whole, part)
            share = percent(self.counts.printed(part), self.counts.printed(whole), places)
            return Said(
                Value(value=share, unit=NumberUnit.PERCENT, places=places, counts=(whole, part)),
                part=self._count(part),
                whole=self._count(whole),
            )
        if measure in MEANS:
            present = self.counts.add(having(question), int(answer.denominator))
            unit = UNIT_OF_MEAN[measure]
            return Said(
                Value(value=answer.values, unit=unit, places=places, counts=(present,)),
                whole=self._count(present),
            )
        counted = question.model_copy(update={"measure": Measure.COUNT, "field": None})
        n = int(answer.values if measure is Measure.COUNT else self.answer(counted).values)
        count = self.counts.add(population(question), n)
        if measure is Measure.SUM:
            total = Value(value=answer.values, unit=unit_of_sum(question), counts=(count,))
            return Said(total, whole=self._count(count))
        if number.per_1000 is not None:
            people = self.definition.denominators[number.per_1000].get(self._year_of(question))
            rate = None if not people else round(1_000 * self.counts.printed(count) / people, places)
            of_people = Value(value=rate, unit=NumberUnit.PER_THOUSAND, places=places, counts=(count,))
            return Said(of_people, whole=self._count(count))
        return Said(self._count(count))

    def _count(self, key: str) -> Value:
        return Value(value=self.counts.printed(key), counts=(key,))

    def _year_of(self, question: Question) -> str:
        return Period(question.since.year if question.since else self.period.first_year).year

    def _ranked(self, question: Question, answer: Answer) -> Value:
        if not answer.values:
            return Value(value=None, unit=NumberUnit.TEXT)
        names, counts = self._grids.ranked(Asked("", question, answer), 0, {})
        return Value(value=names, unit=NumberUnit.TEXT, counts=counts)

    def _chart(self, block: ChartBlock, number: str) -> Chart:
        table = self._tables[block.of]
        this = table.columns[0].head
        columns = block.columns or [column.id for column in table.columns if column.head == this][:1]
        return Chart(
            id=block.chart,
            number=number,
            title=block.title,
            drawn_as=block.drawn_as,
            table=block.of,
            columns=tuple(columns),
            alt=described(table, columns),
        )

    def _words(self, section: str, block: WordsBlock) -> Words:
        written = self.written.get(block.words)
        return Words(
            id=block.words,
            title=block.title,
            asked_for=block.asked_for,
            paragraphs=self._paragraphs(section, block.words, written.text if written else ""),
            needed=block.needed and not self._is_none(block.about),
            sign_off=block.sign_off,
            signed_by=written.signed_by if written else None,
        )

    def _is_none(self, number: str | None) -> bool:
        """Whether a number is nought as it is printed: what is hidden must not show by what is asked for."""
        return number is not None and not self.definition.hide_zeros and self.said[number].value.value == 0

    def _examples(self, section: str, block: ExamplesBlock) -> Iterator[Words]:
        """Those that are written, and a place for the next one."""
        empty = [place for place in block.places if place not in self.written or not self.written[place].text][:1]
        for number, place in enumerate(block.places, 1):
            written = self.written.get(place, Written(""))
            if not written.text and place not in empty:
                continue
            parts = "\n\n".join(
                f"{SAID_OF[part]}: {written.parts[part]}" for part in block.asks if written.parts.get(part)
            )
            yield Words(
                id=place,
                title=f"{block.title} {number}",
                asked_for=EXAMPLE,
                paragraphs=self._paragraphs(section, place, f"{written.text}\n\n{parts}"),
                sign_off=block.sign_off,
                signed_by=written.signed_by,
                asks=block.asks,
                of_case=True,
            )

    def _assessment(self, section: str, block: AssessBlock, number: str) -> SelfAssessment:
        clauses = []
        for place, clause in block.clauses.items():
            written = self.written.get(place, Written(""))
            shown = self._paragraph(Text(section, clause.shown_by)) if clause.shown_by else None
            clauses.append(
                Clause(
                    id=place,
                    title=f"{clause.clause} {clause.says}",
                    asked_for=EVIDENCE,
                    asks=(PartOfWords.TO_DO,),
                    clause=clause.clause,
                    says=clause.says,
                    answer=written.answer,
                    shown_by=shown if shown and shown.runs else None,
                    paragraphs=self._paragraphs(section, place, written.text),
                    to_do=self._paragraphs(section, place, written.parts.get(PartOfWords.TO_DO, "")),
                )
            )
        return SelfAssessment(id=block.assess, number=number, title=block.title, clauses=tuple(clauses))

    def _paragraphs(self, section: str, place: str, text: str) -> tuple[Paragraph, ...]:
        return tuple(self._paragraph(Text(section, part, place)) for part in text.split("\n\n") if part.strip())


def _as_asked(question: Question) -> dict[str, Any]:
    return question.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _of_their_years(columns: Sequence[Column], asked: Sequence[Asked]) -> tuple[Column, ...]:
    """Columns with what was counted in earlier years; those of the period itself count what the table says."""
    said = {one.head: defined(understand(one.question)) for one in asked[1:]}
    for one in asked[1:2]:
        said["Change"] = f"{asked[0].head} less {one.head}."
    return tuple(column.model_copy(update={"definition": said.get(column.head)}) for column in columns)


def _notes_on(block: TableBlock, people: PeopleSupported | None) -> Iterator[str]:
    if block.note:
        yield block.note
    if people:
        yield ABOUT_SUPPORTED.format(source=people.source)


def _given(block: GivenBlock, number: str) -> Table:
    return Table(
        id=block.given,
        number=number,
        title=block.title,
        row_title=block.row_title,
        columns=tuple(Column(id=head, title="", head=head, measure=block.unit) for head in block.columns),
        rows=tuple(
            Row(
                id=str(at),
                label=row.label,
                values=tuple(Value(value=value, unit=block.unit, places=block.places) for value in row.values),
            )
            for at, row in enumerate(block.rows, 1)
        ),
        note=f"Source: {block.source}.",
    )


def _counted(said: Said) -> Value:
    """What a figure is of, in words; of a number that is of nothing else, the number itself."""
    of = [value for value in (said.part, said.whole) if value]
    counts = tuple(count for value in of or [said.value] for count in value.counts)
    part = f"{said.part.text} " if said.part else ""
    text = f"{part}of {said.whole.text}" if said.whole else said.value.text
    return Value(value=text, unit=NumberUnit.TEXT, counts=counts)


def _places(number: float) -> int:
    return 0 if number == int(number) else 1
