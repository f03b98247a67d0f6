"""A case with its stages, clocks, issues, holds and requests, loaded and saved as one thing."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from cases import repository
from cases.clock_rows import clock_of, hold_of, row_of
from cases.counting import carry, met_by_the_last_answer
from cases.models import NOTHING_OWED, CaseRow, ClockRow, HoldRow, IssueRow, RequestRow, StageRow
from cases.rules import Issue, Standing, Way, next_owed
from kernel.calendar import BeyondCalendar, Calendars
from kernel.clocks import Clock, Due, Hold, Limit, due, register
from kernel.events import CaseState, ClockMoved, ClockRecord, IssueState, LearningState, RemedyState, StageState
from kernel.imported import CodedCase
from kernel.procedures import FIRST_STAGE, WHOLE_CASE, Books, Extension, Procedure, StageEntry
from kernel.vocabulary import (
    About,
    Act,
    Basis,
    Classification,
    Disposition,
    Finding,
    OwedBy,
    Status,
    Unit,
)

FIRST_STAGE_CODE = "stage_1"
ANY_LATER_DATE = Extension(agreement=True, source="SI 2009/309, reg 13(7): agreed with the complainant")
Part = TypeVar("Part", ClockRow, StageRow, IssueRow, HoldRow, RequestRow)


@dataclass
class CaseRecord:
    """One case as the use cases see it."""

    row: CaseRow
    clocks: dict[str, Clock]
    issues: list[IssueRow]
    procedure: Procedure | None
    stages: list[StageRow]
    holds: list[HoldRow] = field(default_factory=list)
    requests: list[RequestRow] = field(default_factory=list)

    @property
    def stage(self) -> StageRow:
        """The present stage."""
        return self.stages[-1]

    @property
    def stage_entry(self) -> StageEntry | None:
        """What the procedure says of the present stage; None for enquiries, which have no procedure."""
        return self._entry(self.stage) if self.stages else None

    def _entry(self, stage: StageRow) -> StageEntry | None:
        """None too for a stage of another procedure, from before the class changed."""
        return self.procedure.find_stage(stage.code) if self.procedure else None

    @property
    def standing(self) -> Standing:
        """What the rules look at."""
        procedure, entry = self.procedure, self.stage_entry
        acts = acts_of(self.stage) if self.stages else {}
        return Standing(
            classification=Classification(self.row.classification),
            stage=Status(self.row.stage),
            has_owner=self.row.owner is not None,
            has_grades=bool(procedure and procedure.grades and len(self.stages) == FIRST_STAGE),
            issues=[
                Issue(i.number, About(i.about), Finding(i.finding) if i.finding else None) for i in self.issues
            ],
            clocks=self.clocks,
            is_unfinished=CodedCase.model_validate(self.row.recorded).is_open if self.row.recorded else False,
            ways=[
                Way(way.to, name_of(procedure, way.to), frozenset(way.when))
                for way in (entry.then if entry else [])
            ],
            steps=[act for act in (entry.steps() if entry else []) if act not in acts],
            can_extend=any(self.may_extend(clock) for clock in self.clocks.values()),
            can_reopen=bool(procedure and procedure.reopening),
            is_refused=self.row.disposition == Disposition.REFUSED,
            is_held=any(hold.ended_on is None for hold in self.holds),
            unanswered=[request.number for request in self.requests if request.answered_on is None],
        )

    def issue(self, number: int) -> IssueRow | None:
        return next((issue for issue in self.issues if issue.number == number), None)

    def act(self, act: Act, on: date) -> None:
        """Something happened in the present stage; what happened first stands."""
        self.stage.acts = {act.value: on.isoformat(), **self.stage.acts}

    def begin_stage(self, code: str, received_on: date) -> None:
        """A further stage begins with its request. Every issue needs a finding anew; the earlier ones are kept."""
        for issue in self.issues:
            if issue.finding is not None:
                issue.earlier = [
                    *issue.earlier,
                    {
                        "stage": self.stage.number,
                        "finding": issue.finding,
                        "reason": issue.reason,
                        "decided_on": issue.decided_on.isoformat() if issue.decided_on else None,
                        "decided_by": issue.decided_by,
                    },
                ]
                issue.finding = issue.reason = issue.decided_on = issue.decided_by = None
        self.stages.append(new_stage(self.row, self.stage.number + 1, code, received_on))
        waits = Act.ACKNOWLEDGED in {limit.ends for limit in self._stage_limits(self.stage)}
        self.row.stage = Status.RECEIVED if waits else Status.ACKNOWLEDGED
        self.row.closed_on = self.row.outcome = None

    def count_clocks(self, books: Books) -> list[ClockMoved]:
        """Count the clocks, at first or anew, from the acts of the case. Returns those whose date moved.

        A clock whose start and limit are what they were keeps its date, so that only a change of the calendar
        itself moves it (see `calendar_changes`). One that the case no longer has is cancelled, unless it was met.
        The promised date is the complainant's and stays as it is.
        """
        before = self.clocks
        counted = {clock.kind: clock for clock in self._register(books)}
        left = {kind: self._left(clock) for kind, clock in before.items() if kind not in counted}
        self.clocks = left | counted
        self._cancel_what_ended()
        return [
            ClockMoved(kind=kind, before=before[kind].on, after=clock.on)
            for kind, clock in counted.items()
            if kind in before and before[kind].on != clock.on
        ]

    def _register(self, books: Books) -> list[Clock]:
        before, calendars, holds = self.clocks, books.calendars, holds_of(self)

        def keep(clock: Clock) -> Clock:
            return carry(before.get(clock.kind), clock, calendars, holds)

        asked = self._asked(books, keep)
        if self.procedure is None:
            return (
                register(self._enquiry_limits(books), acts_of(self.stages[0]), calendars, holds, keep=keep) + asked
            )
        received = {Act.RECEIVED: self.row.received_on}
        clocks = register(self.procedure.case_limits(), received, calendars, stage=WHOLE_CASE, keep=keep)
        acts = [acts_of(stage) for stage in self.stages]
        for stage in self.stages:
            clocks += register(self._stage_limits(stage), acts_of(stage), calendars, holds, stage.number, keep)
        return [met_by_the_last_answer(clock, acts) for clock in clocks] + asked

    def _enquiry_limits(self, books: Books) -> list[Limit]:
        council, row = books.council(self.row.authority), self.row
        return council.enquiry_limits(Classification(row.classification), Disposition(row.disposition))

    def _stage_limits(self, stage: StageRow) -> list[Limit]:
        """The limits of a stage; a case that is taken up more than once has clocks for every time."""
        if self.procedure is None or self._entry(stage) is None:
            return []
        limits = self.procedure.stage_limits(stage.code, self.row.grade)
        times = sum(other.code == stage.code and other.number <= stage.number for other in self.stages)
        return limits if times == 1 else [replace(limit, kind=f"{limit.kind}_{times}") for limit in limits]

    def _asked(self, books: Books, keep: Callable[[Clock], Clock]) -> list[Clock]:
        """A clock for every request: the date that a letter states wins over the counted one."""
        clocks = []
        for request in self.requests:
            limit = books.council(self.row.authority).requests.to_limit(OwedBy(request.who))
            limit = replace(limit, kind=request_kind(request))
            counted = due(request.asked_on, limit, books.calendars.of(limit.working_days))
            if request.due_on:
                stated = replace(limit, unit=Unit.AGREED_DATE, amount=0, source="The date that the letter states")
                counted = Due(stated, request.asked_on, request.due_on)
            clock = keep(Clock(counted, stage=WHOLE_CASE))
            clocks.append(clock.meet(request.answered_on) if request.answered_on else clock)
        return clocks

    def _left(self, clock: Clock) -> Clock:
        """A clock that no limit of the case starts any more: a promise stays, what was met stays met."""
        acts = acts_of(self.stages[max(clock.stage, FIRST_STAGE) - 1])
        if ended_on := acts.get(clock.due.limit.ends):
            clock = clock.meet(ended_on)
        return clock if clock.due.limit.basis is Basis.PROMISED else clock.cancel()

    def _cancel_what_ended(self) -> None:
        """After the end the council owes nothing but to the Ombudsman.

        The complainant may still ask for the next stage, unless they withdrew.
        """
        stage = Status(self.row.stage)
        if stage.is_open:
            return
        lasting = {OwedBy.COMPLAINANT} if stage is Status.CLOSED else set()

        def lasts(limit: Limit) -> bool:
            return limit.owed_by in lasting or (limit.owed_by, limit.ends) == (OwedBy.COUNCIL, Act.ANSWERED)

        self.clocks = {
            kind: clock if lasts(clock.due.limit) else clock.cancel() for kind, clock in self.clocks.items()
        }

    def answer_clock(self, stage: StageRow) -> Clock | None:
        """The clock of a stage's own answer target, where it has one."""
        return next(
            (
                clock
                for clock in self.clocks.values()
                if clock.stage == stage.number
                and clock.due.limit.ends is Act.RESPONDED
                and clock.due.limit.basis is not Basis.PROMISED
            ),
            None,
        )

    def may_extend(self, clock: Clock) -> Extension | None:
        """How far a clock may be extended now; None: it may not. A promise may move to any date that is agreed."""
        if not clock.is_running or clock.on is None:
            return None
        if clock.due.limit.basis is Basis.PROMISED:
            return ANY_LATER_DATE
        return self.procedure.extension(clock.kind, self.row.grade) if self.procedure else None

    def request_until(self) -> date | None:
        """The last day on which the complainant may ask for the next stage; None where no limit says so."""
        kind = self.stage_entry.request_window() if self.stage_entry else None
        clock = self.clocks.get(kind) if kind else None
        return clock.on if clock else None

    def state(self) -> CaseState:
        """What other services learn of a case: codes and dates alone."""
        row = self.row
        answered = [stage for stage in self.stages if Act.RESPONDED in acts_of(stage)]
        last = (answered or self.stages)[-1:]
        target = self.answer_clock(last[0]) if last else None
        return CaseState(
            classification=Classification(row.classification),
            disposition=Disposition(row.disposition),
            received_on=row.received_on,
            stage=Status(row.stage),
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
            refusal_reason=row.refusal_reason,
            issues=tuple(
                IssueState(number=i.number, category=i.category, about=i.about, team=i.team, finding=i.finding)
                for i in self.issues
            ),
            clocks=tuple(
                ClockRecord(
                    kind=kind,
                    stage=clock.stage,
                    started_on=clock.due.started_on,
                    due_on=clock.on,
                    original_due_on=clock.due.on if clock.extended else None,
                    met_on=clock.met_on,
                    met_original=clock.met_by(clock.due),
                    met_extended=clock.met_by(clock.extended),
                    cancelled=clock.cancelled,
                )
                for kind, clock in self.clocks.items()
            ),
            stages=tuple(self._stage_state(stage) for stage in self.stages),
            is_open=row.is_open,
            waiting_since=min((hold.started_on for hold in self.holds if hold.ended_on is None), default=None),
            next_due_kind=row.next_due_kind,
            next_due_act=row.next_due_act,
            next_due_on=row.next_due_on,
            next_soon_on=row.next_soon_on,
            response_due_on=target.due.on if target else None,
            target_days=target.due.limit.amount if target else None,
            response_days=row.response_days,
            remedies=tuple(RemedyState.model_validate(remedy) for remedy in row.remedies),
            learning=tuple(LearningState.model_validate(learning) for learning in row.learning),
            calendar_version=row.calendar_version,
        )

    def _stage_state(self, stage: StageRow) -> StageState:
        acts, target = acts_of(stage), self.answer_clock(stage)
        return StageState(
            number=stage.number,
            code=stage.code,
            started_on=acts[Act.RECEIVED],
            target_days=target.due.limit.amount if target else None,
            due_on=target.due.on if target else None,
            extended_to=target.extended.on if target and target.extended else None,
            responded_on=acts.get(Act.RESPONDED),
            response_days=stage.response_days,
            outcome=stage.outcome,
        )


def acts_of(stage: StageRow) -> dict[Act, date]:
    """What happened in a stage, by act."""
    return {Act(act): date.fromisoformat(on) for act, on in stage.acts.items()}


def last_step(stage: StageRow) -> date:
    """The day of the last thing that happened to the complainant's matter: deciding its route is none of them."""
    return max(on for act, on in acts_of(stage).items() if act is not Act.DECIDED)


def new_stage(row: CaseRow, number: int, code: str, received_on: date) -> StageRow:
    """A stage that begins on the day its request was received."""
    return StageRow(
        authority=row.authority,
        ref=row.ref,
        number=number,
        code=code,
        acts={Act.RECEIVED.value: received_on.isoformat()},
    )


def first_stage(row: CaseRow, procedure: Procedure | None) -> StageRow:
    """The stage that begins with the receipt."""
    code = procedure.stages[0].code if procedure else FIRST_STAGE_CODE
    return new_stage(row, FIRST_STAGE, code, row.received_on)


def name_of(procedure: Procedure | None, stage: str) -> str:
    """A stage's name; enquiries, which have no procedure, are simply answered."""
    entry = procedure.find_stage(stage) if procedure else None
    return entry.name if entry else "Answer"


def request_kind(request: RequestRow) -> str:
    """The code of a request's clock."""
    who = "ombudsman" if request.who == OwedBy.COUNCIL else request.who
    return f"{who}_{request.number}"


def holds_of(case: CaseRecord) -> list[Hold]:
    """The days on which a case waited, or waits."""
    return [hold_of(hold) for hold in case.holds]


def load(session: Session, row: CaseRow, books: Books) -> CaseRecord:
    """A case with everything that belongs to it."""
    return load_all(session, row.authority, [row], books)[0]


def load_clocks(session: Session, authority: str, refs: Sequence[str]) -> dict[str, dict[str, Clock]]:
    """The clocks of some cases alone: by reference, then kind."""
    return _clocks(session, authority, refs, _by_ref(repository.holds(session, authority, refs)))


def _clocks(
    session: Session, authority: str, refs: Sequence[str], holds: Mapping[str, Sequence[HoldRow]]
) -> dict[str, dict[str, Clock]]:
    clocks: dict[str, dict[str, Clock]] = {ref: {} for ref in refs}
    for row in repository.clocks(session, authority, refs):
        clocks[row.ref][row.kind] = clock_of(row, holds[row.ref])
    return clocks


def load_all(
    session: Session,
    authority: str,
    rows: Sequence[CaseRow],
    books: Books,
    clocks: Mapping[str, Mapping[str, Clock]] | None = None,
) -> list[CaseRecord]:
    """Several cases of one council with what belongs to them, in one query for each kind of thing.

    Args:
        clocks: by reference, then kind, where they are loaded already.
    """
    refs = [row.ref for row in rows]
    holds = _by_ref(repository.holds(session, authority, refs))
    if clocks is None:
        clocks = _clocks(session, authority, refs, holds)
    stages = _by_ref(repository.stages(session, authority, refs))
    issues = _by_ref(repository.issues(session, authority, refs))
    requests = _by_ref(repository.requests(session, authority, refs))
    return [
        CaseRecord(
            row,
            dict(clocks[row.ref]),
            issues[row.ref],
            procedure_of(row, books),
            stages[row.ref],
            holds[row.ref],
            requests[row.ref],
        )
        for row in rows
    ]


def _by_ref(parts: Sequence[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.ref].append(part)
    return found


def save(tx: Session, case: CaseRecord, calendars: Calendars) -> None:
    """Write a case back as its next version, with what lists sort by."""
    row = case.row
    settle(case, calendars)
    repository.add(tx, [row, *case.issues, *case.stages, *case.holds, *case.requests])
    repository.save_clocks(tx, [row_of(row, clock) for clock in case.clocks.values()])


def settle(case: CaseRecord, calendars: Calendars) -> None:
    """Work out what lists sort by: what is owed next, by when, and from which day on that is soon."""
    row = case.row
    owed = next_owed(case.standing)
    row.is_open = Status(row.stage).is_open or owed is not None
    row.next_due_kind = owed.kind if owed else None
    row.next_due_act = owed.due.limit.ends if owed else None
    row.next_due_on = owed.on if owed else None
    row.next_soon_on = _soon_on(owed, calendars) if owed else None
    row.sort_on = row.next_due_on or NOTHING_OWED


def procedure_of(row: CaseRow, books: Books) -> Procedure | None:
    """The version of the procedure that the case started under."""
    if row.procedure is None or row.procedure_version is None:
        return None
    return books.council(row.authority).procedure(row.procedure, row.procedure_version)


def _soon_on(owed: Clock, calendars: Calendars) -> date | None:
    if owed.on is None:
        return None
    try:
        return calendars.of(owed.due.limit.working_days).first_with_at_most(owed.due.limit.soon, owed.on)
    except BeyondCalendar:
        return owed.on
