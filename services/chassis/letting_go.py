"""What becomes of the rows of a reference when its record is let go of: a service says it once for each table.

Whoever adds a table or a column of text decides there what becomes of it; a test names what nobody has decided.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, or_, select, update
from sqlmodel import Session

from chassis.rows import change
from kernel.procedures import Council
from kernel.vocabulary import Disposal

Row = Mapping[str, Any]
Blank = Callable[[Row, Council], Any] | str | int | None | Sequence[Any]


@dataclass(frozen=True)
class Trace:
    """What stands of references in one table.

    Attributes:
        what: what its rows are called, on the certificate; "": they are not counted there.
        blank: what stands in a column once the people have gone, or what makes it of the row as it was and of
            the council's file.
        keeps: names of the columns of text that say nothing of the people, divided by blanks.
        goes: the rows go with the people; others go when all is destroyed.
        stays: the rows stay, blank as they are then, also when all else is destroyed.
    """

    table: Table
    what: str = ""
    blank: Mapping[str, Blank] = field(default_factory=dict)
    keeps: str = ""
    goes: bool = False
    stays: bool = False


def let_go(
    tx: Session, traces: Iterable[Trace], act: Disposal, council: Council, refs: Collection[str]
) -> dict[str, Counter[str]]:
    """Let go of some references of a council. Returns how many rows of what went or lost texts, by reference."""
    removed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for trace in traces:
        theirs = (trace.table.c.authority == council.code, trace.table.c.ref.in_(refs))
        if trace.goes or (act is Disposal.DESTROY and not trace.stays):
            for ref, count in tx.execute(
                select(trace.table.c.ref, func.count()).where(*theirs).group_by(trace.table.c.ref)
            ):
                removed[ref][trace.what] += count
            tx.execute(delete(trace.table).where(*theirs))
        elif trace.blank:
            for ref, count in _blank(tx, trace, council, theirs):
                removed[ref][f"texts of {trace.what}" if trace.what else ""] += count
    return removed


def counted(removed: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What a certificate says of it, in the order of the words."""
    return tuple(sorted((what, count) for what, count in removed.items() if what and count))


def _blank(
    tx: Session, trace: Trace, council: Council, theirs: Sequence[ColumnElement[bool]]
) -> Iterator[tuple[str, int]]:
    """Blank what is not blank yet. Returns in how many rows that was, by reference."""
    table = trace.table
    if not any(map(callable, trace.blank.values())):
        said = or_(*(table.c[name].is_distinct_from(value) for name, value in trace.blank.items()))
        found = select(table.c.ref, func.count()).where(*theirs, said).group_by(table.c.ref)
        yield from (tuple(each) for each in tx.execute(found).all())
        tx.execute(update(table).where(*theirs).values(trace.blank))
        return
    keys, changed = [column.name for column in table.primary_key], []
    for row in tx.execute(select(table).where(*theirs)).mappings().all():
        blank = {name: make(dict(row), council) if callable(make) else make for name, make in trace.blank.items()}
        if any(row[name] != value for name, value in blank.items()):
            changed.append({key: row[key] for key in keys} | blank)
    change(tx, table, changed)
    yield from Counter(row["ref"] for row in changed).items()
