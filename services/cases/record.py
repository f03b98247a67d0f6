"""A case with its clocks and issues, loaded and saved as one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from cases import repository
from cases.models import NOTHING_OWED, CaseRow, ClockRow, IssueRow
from cases.rules import Issue, Standing, next_owed
from kernel.calendar import BeyondCalendar, WorkingDays
from kernel.clocks import Clock, Due, Limit
from kernel.events import CaseState, ClockRecord, IssueState, LearningState, RemedyState
from kernel.imported import CodedCase
from kernel.procedures import Books, Procedure
from kernel.vocabulary import About, Basis, Classification, ClockKind, Disposition, Finding, Stage, Unit


@dataclass
class CaseRecord:
    """One case as the use cases see it."""

    row: CaseRow
    clocks: dict[ClockKind, Clock]
    issues: list[IssueRow]
    procedure: Procedure | None

    @property
    def standing(self) -> Standing:
        """What the rules look at."""
        return Standing(
            classification=Classification(self.row.classification),
            stage=Stage(self.row.stage),
            has_owner=self.row.owner is not None,
            has_grades=bool(self.procedure and self.procedure.grades),
            issues=[
                Issue(i.number, About(i.about), Finding(i.finding) if i.finding else None) for i in self.issues
            ],
            clocks=self.clocks,
            is_unfinished=CodedCase.model_validate(self.row.recorded).is_open if self.row.recorded else False,
        )

    def issue(self, number: int) -> IssueRow | None:
        return next((issue for issue in self.issues if issue.number == number), None)

    def meet(self, on: date, *kinds: ClockKind) -> None:
        """The step of these clocks was taken on `on`."""
        self.clocks |= {kind: self.clocks[kind].meet(on) for kind in kinds if kind in self.clocks}

    def cancel_running(self) -> None:
        """Nothing more is owed; what was met stays met."""
        self.clocks = {kind: clock.cancel() for kind, clock in self.clocks.items()}

    def start_clocks(self, books: Books) -> None:
        """Count the clocks, at first or anew, from the original receipt; steps already taken count for them.

        A clock that the new class does not have is cancelled, unless it was met. The promised date is the
        complainant's and stays as it is.
        """
        row = self.row
        procedure = (self.procedure.id, self.procedure.version) if self.procedure else None
        disposition = Disposition(row.disposition)
        clocks = books.opening_clocks(row.authority, procedure, disposition, row.received_on, row.grade)
        left = {
            kind: clock if kind is ClockKind.PROMISED else clock.cancel() for kind, clock in self.clocks.items()
        }
        self.clocks = left | {clock.due.limit.kind: clock for clock in clocks}
        if row.acknowledged_on:
            self.meet(row.acknowledged_on, ClockKind.ACKNOWLEDGE)
        if row.responded_on:
            self.meet(row.responded_on, *self.clocks)
        if not Stage(row.stage).is_open:
            self.cancel_running()

    def state(self) -> CaseState:
        """What other services learn of a case: codes and dates alone."""
        row = self.row
        target = self.clocks.get(ClockKind.STAGE_1)
        return CaseState(
            classification=Classification(row.classification),
            disposition=Disposition(row.disposition),
            received_on=row.received_on,
            stage=Stage(row.stage),
            procedure=row.procedure,
            procedure_version=row.procedure_version,
            grade=row.grade,
            team=row.team,
            owner=row.owner,
            acknowledged_on=row.acknowledged_on,
            promised_on=row.promised_on,
            responded_on=row.responded_on,
            closed_on=row.closed_on,
            withdrawn_on=row.withdrawn_on,
            outcome=row.outcome,
            issues=tuple(
                IssueState(number=i.number, category=i.category, about=i.about, team=i.team, finding=i.finding)
                for i in self.issues
            ),
            clocks=tuple(
                ClockRecord(
                    kind=kind,
                    started_on=clock.due.started_on,
                    due_on=clock.due.on,
                    met_on=clock.met_on,
                    cancelled=clock.cancelled,
                )
                for kind, clock in self.clocks.items()
            ),
            next_due_kind=row.next_due_kind,
            next_due_on=row.next_due_on,
            next_soon_on=row.next_soon_on,
            response_due_on=target.due.on if target else None,
            target_days=target.due.limit.amount if target else None,
            response_days=row.response_days,
            remedies=tuple(RemedyState.model_validate(remedy) for remedy in row.remedies),
            learning=tuple(LearningState.model_validate(learning) for learning in row.learning),
            calendar_version=row.calendar_version,
        )


def load(session: Session, row: CaseRow, books: Books) -> CaseRecord:
    """A case with its clocks and issues."""
    return load_all(session, row.authority, [row], books)[0]


def load_all(session: Session, authority: str, rows: Sequence[CaseRow], books: Books) -> list[CaseRecord]:
    """Several cases of one council with their clocks and issues, in two queries."""
    refs = [row.ref for row in rows]
    clocks: dict[str, dict[ClockKind, Clock]] = {ref: {} for ref in refs}
    for clock in repository.clocks(session, authority, refs):
        clocks[clock.ref][ClockKind(clock.kind)] = _clock(clock)
    issues: dict[str, list[IssueRow]] = {ref: [] for ref in refs}
    for issue in repository.issues(session, authority, refs):
        issues[issue.ref].append(issue)
    return [CaseRecord(row, clocks[row.ref], issues[row.ref], procedure_of(row, books)) for row in rows]


def save(tx: Session, case: CaseRecord, calendar: WorkingDays) -> None:
    """Write a case back as its next version, with what lists sort by."""
    row = case.row
    stage = Stage(row.stage)
    row.is_open = stage.is_open
    owed = next_owed(case.standing)
    row.next_due_kind = owed.due.limit.kind if owed else None
    row.next_due_on = owed.due.on if owed else None
    row.next_soon_on = _soon_on(owed, calendar) if owed else None
    row.sort_on = row.next_due_on or NOTHING_OWED
    repository.add(tx, [row, *case.issues])
    repository.save_clocks(tx, _rows(row, case.clocks))


def procedure_of(row: CaseRow, books: Books) -> Procedure | None:
    """The version of the procedure that the case started under."""
    if row.procedure is None or row.procedure_version is None:
        return None
    return books.council(row.authority).procedure(row.procedure, row.procedure_version)


def _soon_on(owed: Clock, calendar: WorkingDays) -> date | None:
    if owed.due.on is None:
        return None
    try:
        return calendar.first_with_at_most(owed.due.limit.soon, owed.due.on)
    except BeyondCalendar:
        return owed.due.on


def _clock(row: ClockRow) -> Clock:
    limit = Limit(
        ClockKind(row.kind),
        row.name,
        row.amount,
        Unit(row.unit),
        Basis(row.basis),
        row.source,
        row.soon,
        row.rule,
    )
    due = Due(limit, row.started_on, row.due_on, row.provisional, row.unknown_because)
    return Clock(due, row.met_on, row.cancelled)


def _rows(row: CaseRow, clocks: Mapping[ClockKind, Clock]) -> list[ClockRow]:
    return [
        ClockRow(
            authority=row.authority,
            ref=row.ref,
            kind=kind,
            name=clock.due.limit.name,
            amount=clock.due.limit.amount,
            unit=clock.due.limit.unit,
            basis=clock.due.limit.basis,
            source=clock.due.limit.source,
            soon=clock.due.limit.soon,
            rule=clock.due.limit.rule,
            started_on=clock.due.started_on,
            due_on=clock.due.on,
            provisional=clock.due.provisional,
            unknown_because=clock.due.unknown_because,
            met_on=clock.met_on,
            cancelled=clock.cancelled,
        )
        for kind, clock in clocks.items()
    ]
