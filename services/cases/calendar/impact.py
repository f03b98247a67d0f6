"""What a change of the calendar touches: the cases, in batches, and a summary of what moves in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlmodel import Session

from cases.calendar import repository
from cases.calendar.rules import Revision, recount
from cases.calendar.schemas import ChangeRead, Impact, ImpactCounts, MoveRead
from cases.officers import repository as officers
from cases.record.models import CaseRow
from cases.record.repository import some
from cases.record.schemas import OfficerName
from cases.record.store import load_clocks
from cases.tables import restricted_cases
from chassis import restricted
from kernel.calendar_changes import Change
from kernel.clocks import Clock
from kernel.vocabulary import Basis, WorkingDayRule

BATCH = 500
"""Cases in memory at a time."""
LISTED = 1000
"""Moves that an answer lists."""


@dataclass(frozen=True)
class Proposal:
    """A change that fits the calendar: before it, with it, and on which day it is made.

    Attributes:
        restores: of an undo, what the change had moved: kinds of clocks by reference.
    """

    authority: str
    change: Change
    revision: Revision
    today: date
    restores: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def days(self) -> list[date]:
        """Every day that counts in one of the two calendars and not in the other."""
        return sorted({day for rule in WorkingDayRule for day in self.revision.days(rule)})


@dataclass(frozen=True)
class Touched:
    """A case, its clocks, and those of them that a change counts anew, most of them to another date."""

    row: CaseRow
    clocks: Mapping[str, Clock]
    anew: Mapping[str, Clock]

    @cached_property
    def moves(self) -> list[tuple[Clock, Clock]]:
        """Clocks whose date in force moves, before and after, by the date before."""
        moved = [(self.clocks[kind], clock) for kind, clock in self.anew.items()]
        moved = [(before, after) for before, after in moved if before.on != after.on]
        return sorted(moved, key=lambda move: (move[0].on is None, move[0].on, move[0].kind))

    @property
    def promised_on(self) -> date | None:
        """The date promised to the complainant that is still to be kept."""
        promises = [
            clock.on
            for clock in self.clocks.values()
            if clock.due.limit.basis is Basis.PROMISED and clock.is_running and clock.on
        ]
        return max(promises, default=None)


class Summary:
    """What a change moves, as its cases come by: counts of all, and the first not restricted ones as a list."""

    def __init__(self, session: Session, proposal: Proposal) -> None:
        self._proposal = proposal
        self._names = officers.names(session, proposal.authority)
        self._not_shown = set(session.execute(restricted.every(restricted_cases, proposal.authority)).scalars())
        self._open = repository.count_open(session, proposal.authority)
        self._cases = self._clocks = self._promises = self._on_day_off = 0
        self._moves: list[MoveRead] = []

    def add(self, touched: Touched) -> None:
        """Count a case, and list its moves while there is room."""
        moves, promised_on = touched.moves, touched.promised_on
        if not moves:
            return
        row = touched.row
        shut = promised_on in self._proposal.revision.after.of_council.days_off
        self._cases += 1
        self._clocks += len(moves)
        self._open -= row.is_open
        self._promises += promised_on is not None
        self._on_day_off += shut
        if row.ref in self._not_shown:
            return
        owner = OfficerName(subject=row.owner, name=self._names.get(row.owner, row.owner)) if row.owner else None
        for before, after in moves[: LISTED - len(self._moves)]:
            self._moves.append(
                MoveRead(
                    ref=row.ref,
                    kind=before.kind,
                    name=before.due.limit.name,
                    team=row.team,
                    owner=owner,
                    due_on_before=before.on,
                    due_on_after=after.on,
                    unknown_because=after.current.unknown_because,
                    promised_on=promised_on,
                    promised_is_day_off=shut,
                )
            )

    def impact(self, version: str) -> Impact:
        return Impact(
            version=version,
            change=ChangeRead(**vars(self._proposal.change)),
            counts=ImpactCounts(
                cases_moved=self._cases,
                clocks_moved=self._clocks,
                with_promise=self._promises,
                promised_on_day_off=self._on_day_off,
                open_not_moved=self._open,
            ),
            moves=self._moves,
            not_listed=self._clocks - len(self._moves),
        )


def refs_running(session: Session, proposal: Proposal) -> set[str]:
    """Cases that may have a clock to move; what runs elsewhere is not even loaded."""
    days = proposal.days
    if not days:
        return set()
    closures_only = not proposal.revision.days(WorkingDayRule.ENGLAND_AND_WALES)
    running = repository.refs_running_over(
        session, proposal.authority, days[0], days[-1], proposal.today, closures_only=closures_only
    )
    return running | proposal.restores.keys()


def refs_beside(session: Session, proposal: Proposal) -> set[str]:
    """Cases whose next date may read "soon", or whose lateness may be told, from another day on."""
    days = proposal.days
    return repository.refs_beside(session, proposal.authority, days[0], days[-1]) if days else set()


def touched_by(session: Session, proposal: Proposal, refs: Iterable[str]) -> Iterator[list[Touched]]:
    """These cases in batches, with the clocks that the change counts anew: a preview asks this, and the change."""
    ordered, none = sorted(refs), frozenset[str]()
    for first in range(0, len(ordered), BATCH):
        batch = ordered[first : first + BATCH]
        clocks = load_clocks(session, proposal.authority, batch)
        rows = some(session, proposal.authority, batch)
        yield [
            Touched(
                row,
                clocks[row.ref],
                recount(clocks[row.ref], proposal.revision, proposal.today, proposal.restores.get(row.ref, none)),
            )
            for row in rows
        ]
