"""Loading and saving whole cases: one statement for all that lives inside them, whatever parts there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import delete
from sqlmodel import Session, col

from cases.clocks.models import ClockRow
from cases.clocks.rows import clock_of, values_of
from cases.record.models import CaseRow, ExtensionRow, HoldRow, IssueRow, RequestRow, StageRow
from cases.record.record import CaseRecord, hold_of, procedure_of
from cases.record.rules import next_owed, options
from cases.tables import NOTHING_OWED
from chassis import rows
from kernel.calendar import BeyondCalendar, Calendars
from kernel.clocks import Clock, Hold
from kernel.lateness import next_step
from kernel.procedures import Books
from kernel.vocabulary import Action, Status

Part = TypeVar("Part", StageRow, IssueRow, HoldRow, RequestRow, ExtensionRow)
PARTS = (StageRow, IssueRow, HoldRow, RequestRow, ExtensionRow)
INSIDE = (ClockRow, *PARTS)
"""What lives inside the record of a case, because rules or clocks depend on it."""


def load(session: Session, row: CaseRow, books: Books) -> CaseRecord:
    """A case with everything that belongs to its record."""
    return load_all(session, row.authority, [row], books)[0]


def load_all(
    session: Session,
    authority: str,
    cases: Sequence[CaseRow],
    books: Books,
    clocks: Mapping[str, Mapping[str, Clock]] | None = None,
) -> list[CaseRecord]:
    """Several cases of one council with what belongs to them.

    Args:
        clocks: by reference, then kind, where they are loaded already.
    """
    kinds = INSIDE if clocks is None else PARTS
    found = rows.of_references(session, kinds, authority, [row.ref for row in cases])

    def parts(kind: type[Part]) -> dict[str, list[Part]]:
        by_ref: dict[str, list[Part]] = defaultdict(list)
        for values in sorted(found[kind], key=lambda values: int(values["number"])):
            by_ref[values["ref"]].append(rows.loaded(kind, values))
        return by_ref

    council = books.council(authority)
    stages, issues, holds = parts(StageRow), parts(IssueRow), parts(HoldRow)
    requests, extensions = parts(RequestRow), parts(ExtensionRow)
    if clocks is None:
        clocks = _clocks(found[ClockRow], {ref: [hold_of(hold) for hold in held] for ref, held in holds.items()})
    return [
        CaseRecord(
            row=row,
            procedure=procedure_of(row, books),
            stages=stages[row.ref],
            issues=issues[row.ref],
            clocks=dict(clocks.get(row.ref, {})),
            holds=holds[row.ref],
            requests=requests[row.ref],
            extensions=extensions[row.ref],
            chase=council.requests.contributor.chase.working_days,
            late=council.late.ladder,
            kept_clocks=clocks.get(row.ref, {}),
        )
        for row in cases
    ]


def load_clocks(session: Session, authority: str, refs: Sequence[str]) -> dict[str, dict[str, Clock]]:
    """The clocks of some cases alone: by reference, then kind."""
    found = rows.of_references(session, (ClockRow, HoldRow), authority, refs)
    holds: dict[str, list[Hold]] = defaultdict(list)
    for values in found[HoldRow]:
        holds[values["ref"]].append(hold_of(HoldRow(**values)))
    return {ref: {} for ref in refs} | _clocks(found[ClockRow], holds)


def _clocks(found: Sequence[rows.Values], holds: Mapping[str, Sequence[Hold]]) -> dict[str, dict[str, Clock]]:
    clocks: dict[str, dict[str, Clock]] = defaultdict(dict)
    for values in found:
        clocks[values["ref"]][values["kind"]] = clock_of(values, holds.get(values["ref"], ()))
    return clocks


def save(tx: Session, cases: Iterable[CaseRecord]) -> None:
    """Write settled cases back: an insert and an update for each table in which something changed, at most."""
    changed, clocks = [], []
    for case in cases:
        for gone in case.gone:
            kind = type(gone)
            mine = col(kind.authority) == gone.authority, col(kind.ref) == gone.ref
            tx.execute(delete(kind).where(*mine, col(kind.number) == gone.number))
        if stopped := case.kept_clocks.keys() - case.clocks.keys():
            mine = col(ClockRow.authority) == case.row.authority, col(ClockRow.ref) == case.row.ref
            tx.execute(delete(ClockRow).where(*mine, col(ClockRow.kind).in_(stopped)))
        changed += [case.row, *case.stages, *case.issues, *case.holds, *case.requests, *case.extensions]
        clocks += [
            values_of(case.row.authority, case.row.ref, clock)
            for kind, clock in case.clocks.items()
            if case.kept_clocks.get(kind) != clock
        ]
    rows.write(tx, changed)
    rows.put(tx, rows.table_of(ClockRow), clocks)


def remove(tx: Session, authority: str, refs: Collection[str]) -> None:
    """Remove cases with everything inside them."""
    for kind in (*INSIDE, CaseRow) if refs else ():
        tx.execute(delete(kind).where(col(kind.authority) == authority, col(kind.ref).in_(refs)))


def settle(case: CaseRecord, calendars: Calendars) -> None:
    """Work out what lists sort by: what is owed next, by when, from when that is soon, who is chased, who told."""
    case.stands_anew()
    row = case.row
    row.days_by = _days_to_answer(case, calendars)
    owed = next_owed(case.owing)
    row.is_open = Status(row.stage).is_open or owed is not None
    row.next_due_kind = owed.kind if owed else None
    row.next_due_act = owed.due.limit.ends if owed else None
    row.next_due_on = owed.on if owed else None
    row.next_soon_on = _soon_on(owed, calendars) if owed else None
    row.sort_on = row.next_due_on or NOTHING_OWED
    chases = (case.next_chase(request, calendars.of_council) for request in case.requests)
    row.next_chase_on = min(filter(None, chases), default=None)
    step = next_step(case.late_steps(calendars.of_council))
    row.next_tell_on = step.on if step else None
    row.rank_on = case.pressing.rank_on
    answered = row.stage == Status.RESPONDED and owed is None
    row.late_stage = next((stage.number for stage in case.stages if case.is_unexplained(stage)), None)
    row.may_close = answered and Action.CLOSE in options(case.standing).actions


def _days_to_answer(case: CaseRecord, calendars: Calendars) -> dict[str, int] | None:
    """Whose the days up to the last answer were; None before one, and beyond the known calendar."""
    if case.row.responded_on is None:
        return None
    try:
        return {whose.value: days for whose, days in case.days_by(case.row.responded_on, calendars.by_law).items()}
    except BeyondCalendar:
        return None


def _soon_on(owed: Clock, calendars: Calendars) -> date | None:
    if owed.on is None:
        return None
    try:
        return calendars.of(owed.due.limit.working_days).first_with_at_most(owed.due.limit.soon, owed.on)
    except BeyondCalendar:
        return owed.on
