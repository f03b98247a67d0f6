"""Hides what may not leave: every number, in tables, charts and sentences, that a hidden count is part of.

Pure. The counts of this report and of all earlier publications are protected as one system.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from analytics.disclosure import Policy, Protection, Sum, corrections, protect
from analytics.reports.alt import described
from analytics.reports.build import Draft
from analytics.reports.checks import Check, Level
from analytics.reports.counts import Count, Counts
from analytics.reports.document import (
    Block,
    Bound,
    Chart,
    NumberUnit,
    Paragraph,
    Report,
    Table,
    Value,
    paragraphs_of,
    with_paragraphs,
)
from analytics.reports.published import stripped
from analytics.reports.schemas import HiddenRead
from analytics.reports.sentences import Said
from analytics.reports.tables import TOTAL

Hides = Callable[[NumberUnit, tuple[str, ...]], bool]
"""Whether a number in a unit that is made of some counts is hidden."""


@dataclass(frozen=True)
class Known:
    """An earlier publication: its counts by key, and which of them it hides.

    `rounded`: what it prints instead of them; None: it hides, and does not round.
    """

    values: Mapping[str, int]
    hidden: frozenset[str]
    rounded: Mapping[str, int] | None = None


@dataclass
class Hiding:
    """A report as it may leave.

    Attributes:
        numbers: what is hidden in its tables, and why.
        left_out: tables that could not be protected, and are not in it.
        values, hidden: its counts and those of them that stand nowhere but under a mark, for later publications.
        rounded: what is printed instead of its counts; None: nothing is.
    """

    report: Report
    numbers: list[HiddenRead]
    left_out: list[str]
    values: dict[str, int]
    hidden: frozenset[str]
    checks: list[Check] = field(default_factory=list)
    rounded: Mapping[str, int] | None = None


def hide(draft: Draft, earlier: Sequence[Known], policy: Policy) -> Hiding:
    """Decide what is hidden, over this report and everything that was published before it."""
    system = _system(draft.counts, earlier)
    printed = counts_in(draft.report.blocks())
    protection = protect(
        system.values,
        system.sums,
        policy,
        known=system.shown,
        may_stay=_opened(draft.report, system.sums),
        printed=printed | system.shown,
        marked=system.hidden - system.shown - printed,
    )
    unsafe = [table for table in draft.report.tables() if counts_in([table]) & protection.unprotected]
    report = without(
        draft, lambda _, counts: bool(protection.hidden.intersection(counts)), {table.id for table in unsafe}
    )
    left, seen = counts_in(report.blocks()), counts_in(report.blocks(), only_seen=True)
    names = _names(draft.report)
    names |= {
        difference: f"how little {names[key]} changed since it was published"
        for difference, key in system.differences.items()
        if key in names
    }
    numbers = [hidden for table in report.tables() for hidden in hidden_in(table, protection, names)]
    left_out = [table.title for table in unsafe]
    return Hiding(
        report=stripped(report),
        numbers=numbers,
        left_out=left_out,
        values={key: value for key, value in draft.counts.values.items() if key in left},
        hidden=left - seen,
        checks=[*_checks(report, numbers, left_out), *_corrected(report, protection, system.differences)],
    )


@dataclass
class System:
    """All counts that somebody can put together: of this report, and of those before."""

    values: dict[str, int]
    sums: list[Sum]
    shown: frozenset[str]
    hidden: frozenset[str]
    """What earlier publications show, and what they hide."""
    differences: Mapping[str, str]
    """What was corrected since, by the count that is the difference to what was published."""


def _system(counts: Counts, earlier: Sequence[Known]) -> System:
    """A count that was corrected since is another one: the earlier publication keeps the one it had."""
    values, links = dict(counts.values), list(counts.sums)
    together = Counts(dict(counts.values), dict(counts.counts), {}, dict(counts.occurring), kinds=counts.kinds)
    shown: set[str] = set()
    hidden: set[str] = set()
    since: dict[str, str] = {}
    for at, known in enumerate(earlier):
        corrected = {key for key, value in known.values.items() if values.get(key, value) != value}
        name = {key: f"{key} as of publication {at}" if key in corrected else key for key in known.values}
        if corrected:
            own = Counts(dict(known.values), {key: Count.of(key) for key in known.values}, kinds=counts.kinds)
            own_links = own.linked()
            name |= {key: f"{key} as of publication {at}" for key in own.values.keys() - name.keys()}
            values |= {name[key]: value for key, value in own.values.items()}
            links += [Sum(name[one.whole], tuple(name[part] for part in one.parts)) for one in own_links]
        values |= {name[key]: value for key, value in known.values.items()}
        differences, more = corrections({key: name[key] for key in corrected - known.hidden}, values)
        values |= differences
        links += more
        since |= dict(zip(differences, sorted(corrected - known.hidden), strict=True))
        shown |= {name[key] for key in known.values if key not in known.hidden}
        hidden |= {name[key] for key in known.hidden & known.values.keys()}
        for key in set(known.values) - corrected:
            together.add(Count.of(key), known.values[key])
    links += together.linked()
    values = together.values | values
    return System(values, list(dict.fromkeys(links)), frozenset(shown), frozenset(hidden), since)


def counts_in(blocks: Iterator[Block] | Sequence[Block], *, only_seen: bool = False) -> frozenset[str]:
    """Keys of the counts that blocks print, or that what they print is made of; `only_seen`: and does not hide."""
    found: set[str] = set()
    for block in blocks:
        numbers: list[Value | Bound] = list(_bound_in(block))
        if isinstance(block, Table):
            numbers += [value for row in block.rows for value in row.values]
        found.update(key for number in numbers if not (only_seen and number.hidden) for key in number.counts)
    return frozenset(found)


def _bound_in(block: Block) -> list[Bound]:
    return [run for paragraph in paragraphs_of(block) for run in paragraph.runs if isinstance(run, Bound)]


def _opened(report: Report, sums: Sequence[Sum]) -> frozenset[str]:
    """Counts of tables that the council shows whatever their size, with its reason, and what is as many by itself.

    So a key fact of the one complaint whose decision is shown stays; what people are is not told by that.
    """
    told = set(counts_in([table for table in report.tables() if table.open_because]))
    same = [(one.whole, one.parts[0]) for one in sums if len(one.parts) == 1]
    pairs = [pair for pair in [*same, *((part, whole) for whole, part in same)] if not _is_of_people(pair[1])]
    while more := {other for one, other in pairs if one in told and other not in told}:
        told |= more
    return frozenset(told)


def _is_of_people(key: str) -> bool:
    return '["person.' in key


def without(draft: Draft, hides: Hides, left_out: Collection[str] = ()) -> Report:
    """The report with hidden numbers marked, and without tables that must not leave, nor charts of them.

    Where such a table would stand a reader is told, who would miss its number.
    """
    report = draft.report
    tables = {
        table.id: _in_order(_marked(table, hides), *draft.by_size.get(table.id, ((), ())))
        for table in report.tables()
        if table.id not in left_out
    }
    sections = []
    for section in report.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Table):
                blocks.append(tables.get(block.id) or _missing(block))
            elif isinstance(block, Chart):
                if block.table in tables:
                    alt = described(tables[block.table], block.columns)
                    blocks.append(block.model_copy(update={"alt": alt}))
            else:
                blocks.append(with_paragraphs(block, partial(_said, draft.said, hides)))
        sections.append(section.model_copy(update={"blocks": tuple(blocks)}))
    return report.model_copy(update={"sections": tuple(sections)})


def _missing(table: Table) -> Paragraph:
    why = "is left out, since no hiding could protect the few people in it."
    return Paragraph(runs=(f"Table {table.number}, {table.title}, {why}",))


def _marked(table: Table, hides: Hides) -> Table:
    def marked(value: Value) -> Value:
        return value.model_copy(update={"hidden": value.hidden or hides(value.unit, value.counts)})

    rows = tuple(row.model_copy(update={"values": tuple(map(marked, row.values))}) for row in table.rows)
    return table.model_copy(update={"rows": rows})


def _in_order(table: Table, rows: Collection[str], columns: Collection[str]) -> Table:
    """Rows and columns that go by size, by what is printed of it; those that are hidden last, by their names.

    Between its neighbours a hidden count would be known.
    """
    if not rows and not columns:
        return table
    is_crossed = table.columns[-1].id == TOTAL
    totals = [row.values for row in table.rows if row.is_total]
    down = _order(
        [row.label if row.id in rows else None for row in table.rows],
        [_size(row.values[::-1] if is_crossed else row.values) for row in table.rows],
    )
    across = _order(
        [column.head if column.id in columns else None for column in table.columns],
        [_size([values[at] for values in totals]) for at in range(len(table.columns))],
    )
    moved = [
        row.model_copy(update={"values": tuple(row.values[at] for at in across)})
        for row in (table.rows[at] for at in down)
    ]
    heads = [table.columns[at] for at in across]
    return table.model_copy(update={"rows": tuple(moved), "columns": tuple(heads)})


def _size(values: Sequence[Value]) -> int | None:
    """What a line goes by: the first that was counted of it and is not nought; None: that is hidden."""
    counted = (value for value in values if value.counts and (value.hidden or value.value))
    first = next(counted, Value(value=0))
    return None if first.hidden or not isinstance(first.value, int) else first.value


def _order(names: Sequence[str | None], sizes: Sequence[int | None]) -> list[int]:
    """Where lines stood that stand in the new order; None for a name: its place does not say its size."""

    def order(at: int) -> tuple[bool, int, str | None]:
        return sizes[at] is None, -(sizes[at] or 0), names[at]

    moved = iter(sorted((at for at, name in enumerate(names) if name is not None), key=order))
    return [at if name is None else next(moved) for at, name in enumerate(names)]


def _said(said: Mapping[str, Said], hides: Hides, paragraph: Paragraph) -> Paragraph:
    runs = tuple(
        run.model_copy(update={"hidden": True, "text": run.instead})
        if isinstance(run, Bound) and hides(said[run.figure].value.unit, run.counts)
        else run
        for run in paragraph.runs
    )
    return paragraph.model_copy(update={"runs": runs})


def hidden_in(table: Table, protection: Protection, names: Mapping[str, str]) -> Iterator[HiddenRead]:
    for row in table.rows:
        for column, value in zip(table.columns, row.values, strict=True):
            if not value.hidden or not value.counts:  # without counts: hidden before it came here
                continue
            small = bool(protection.primary.intersection(value.counts))
            gives_away = {key for count in value.counts for key in protection.secondary.get(count, ())}
            yield HiddenRead(
                table=table.id,
                number=table.number,
                title=table.title,
                row=row.id,
                row_label=row.label,
                column=" ".join(part for part in (column.head, column.title.lower()) if part),
                small=small,
                because_of=[] if small else sorted({names[key] for key in gives_away if key in names}),
            )


def _names(report: Report) -> dict[str, str]:
    """What a count is called, by the first place where it stands."""
    names: dict[str, str] = {}
    for table in report.tables():
        for row in table.rows:
            for column, value in zip(table.columns, row.values, strict=True):
                if len(value.counts) == 1:
                    names.setdefault(value.counts[0], f"Table {table.number}: {row.label}, {column.head}")
    return names


def _checks(report: Report, numbers: Sequence[HiddenRead], left_out: Sequence[str]) -> Iterator[Check]:
    for title in left_out:
        yield Check(Level.WARNS, f"{title}: left out, since no hiding could protect what it says of a few people.")
    if numbers:
        yield Check(Level.HOLDS, f"{len(numbers)} numbers are hidden, and none can be worked out from others.")
    elif not any(value.hidden for table in report.tables() for row in table.rows for value in row.values):
        yield Check(Level.HOLDS, "No number is so small that it would have to be hidden.")


def _corrected(report: Report, protection: Protection, differences: Collection[str]) -> Iterator[Check]:
    """What a reader would miss most: a number that was published, and is hidden since few cases were corrected."""
    because = {key for key, small in protection.secondary.items() if set(small) <= set(differences)}
    hidden = sum(
        value.hidden and bool(value.counts) and because.issuperset(protection.hidden.intersection(value.counts))
        for table in report.tables()
        for row in table.rows
        for value in row.values
    )
    if hidden:
        yield Check(
            Level.WARNS,
            f"{hidden} numbers are hidden only since fewer than five of their cases were corrected: beside what "
            "is out, they tell what those few have in common. The version before still has them.",
        )
