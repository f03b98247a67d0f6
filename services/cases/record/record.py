"""A case with what lives inside it, as the use cases see and change it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from cases.record.models import CaseRow, ExtensionRow, HoldRow, IssueRow, RequestRow, StageRow
from cases.record.rules import (
    FINDING_TEXTS,
    Done,
    Issue,
    Owing,
    Part,
    Review,
    Standing,
    Way,
    answer_owed,
)
from kernel import lateness, register
from kernel.calendar import WorkingDays
from kernel.chasing import next_chase
from kernel.clocks import Clock, Hold
from kernel.events import ClockMoved
from kernel.imported import CodedCase
from kernel.lateness import Rung, Step, Telling
from kernel.procedures import FIRST_STAGE, Books, Extension, Procedure, SignOff, StageEntry
from kernel.register import CaseFacts, RequestFacts, StageFacts
from kernel.urgency import Pressing
from kernel.vocabulary import (
    About,
    Act,
    Basis,
    Classification,
    Disposition,
    Finding,
    Flag,
    HoldReason,
    Outcome,
    OwedBy,
    Status,
    Whose,
)
from kernel.waiting import Turn, days_by, turn
from kernel.words import ACTS, in_sentence

ANY_LATER_DATE = Extension(agreement=True, source="SI 2009/309, reg 13(7): agreed with the complainant")


@dataclass
class CaseRecord:
    """One case. What is changed in its parts is written when it is saved.

    Attributes:
        chase: working days from a due day on which a contributor is chased, as the council's file says.
        late: who is told when an answer is late, as the council's file says.
        kept_clocks: as they were when it was loaded; those that differ by then are written.
        gone: issues and stages that are none any more; they are removed when it is saved.
    """

    row: CaseRow
    procedure: Procedure | None
    stages: list[StageRow]
    issues: list[IssueRow]
    clocks: dict[str, Clock] = field(default_factory=dict)
    holds: list[HoldRow] = field(default_factory=list)
    requests: list[RequestRow] = field(default_factory=list)
    extensions: list[ExtensionRow] = field(default_factory=list)
    chase: Sequence[int] = ()
    late: Sequence[Rung] = ()
    kept_clocks: Mapping[str, Clock] = field(default_factory=dict)
    gone: list[IssueRow | StageRow] = field(default_factory=list)
    _standing: Standing | None = None

    @property
    def stage(self) -> StageRow:
        """The present stage."""
        return self.stages[-1]

    @property
    def waits(self) -> list[HoldRow]:
        """The holds that there were."""
        return [hold for hold in self.holds if not hold.taken_back]

    @property
    def stage_entry(self) -> StageEntry | None:
        """What the procedure says of the present stage; None for enquiries, which have no procedure.

        None too for a stage of another procedure, from before the class changed.
        """
        return self.procedure.find_stage(self.stage.code) if self.procedure and self.stages else None

    @property
    def waits_for_consent(self) -> bool:
        """Whether it is open, and the person has not said yet whether they agree."""
        return self.row.is_open and self.row.awaits_consent

    @property
    def is_held(self) -> bool:
        """Whether it waits for something."""
        return any(hold.ended_on is None for hold in self.waits)

    @property
    def owing(self) -> Owing:
        """What is owed in it, as its clocks are."""
        return Owing(Status(self.row.stage), self.clocks)

    @property
    def standing(self) -> Standing:
        """What the rules look at, as of the last load, count or save."""
        if self._standing is None:
            self._standing = self._made_standing()
        return self._standing

    def stands_anew(self) -> None:
        """Something that the rules look at was changed."""
        self._standing = None

    def _made_standing(self) -> Standing:
        procedure, entry = self.procedure, self.stage_entry
        acts = acts_of(self.stage) if self.stages else {}
        return Standing(
            classification=Classification(self.row.classification),
            status=Status(self.row.stage),
            has_owner=self.row.owner is not None,
            has_grades=bool(procedure and procedure.grades and len(self.stages) == FIRST_STAGE),
            issues=[
                Issue(i.number, About(i.about), Finding(i.finding) if i.finding else None) for i in self.issues
            ],
            clocks=self.clocks,
            is_anonymised=self.row.anonymised_on is not None,
            is_unfinished=CodedCase.model_validate(self.row.recorded).is_open if self.row.recorded else False,
            ways=[
                Way(way.to, name_of(procedure, way.to), frozenset(way.when))
                for way in (entry.then if entry else [])
            ],
            steps=[act for act in (entry.steps() if entry else []) if act not in acts],
            can_extend=any(self.may_extend(clock) for clock in self.clocks.values()),
            can_reopen=bool(procedure and procedure.taken_up_as),
            is_refused=self.row.disposition == Disposition.REFUSED,
            review=self._review() if self.stages else Review(),
            is_settled=self.row.stage == Status.CLOSED
            and Classification(self.row.classification).is_complaint
            and self.row.outcome == Outcome.RESOLVED_INFORMALLY,
            may_settle=len(self.stages) == FIRST_STAGE
            and Classification(self.row.classification).is_complaint
            and self.row.disposition != Disposition.REFUSED,
            awaits_consent=self.waits_for_consent,
            is_held=self.is_held,
            unanswered=[request.number for request in self.requests if is_owed(request)],
            parts=[
                Part(request.number, self._due_on(request), max(chased_on(request), default=None))
                for request in self.requests
                if is_awaited(request)
            ],
        )

    def _due_on(self, request: RequestRow) -> date | None:
        return self.clocks[request_of(request).kind].on

    @property
    def pressing(self) -> Pressing:
        """What presses in it, as it was settled."""
        row = self.row
        grades = [grade.code for grade in self.procedure.grades] if self.procedure else []
        step = grades.index(row.grade) if row.grade in grades else 0
        return Pressing(
            due_on=row.next_due_on,
            soon_on=row.next_soon_on,
            chase_on=row.next_chase_on,
            tell_on=row.next_tell_on,
            is_safeguarding=Flag.SAFEGUARDING in row.flags,
            grade_step=step,
            grade=in_sentence(self.procedure.grades[step].name) if self.procedure and step else None,
            is_statutory=row.classification == Classification.STATUTORY_COMPLAINT,
            has_owner=row.owner is not None,
            is_waiting=self.is_held or self.waits_for_consent or any(map(is_awaited, self.requests)),
        )

    @property
    def not_closed_by(self) -> list[str]:
        """Subjects of who may not close it: it is their own, and the procedure asks for a second person."""
        if self.procedure is None or self.procedure.closed_by_another is None:
            return []
        return self._own_to(*(self.stage.handled_by if self.stages else []))

    @property
    def not_for(self) -> list[str]:
        """Subjects of who dealt with an earlier stage, where the present one is for somebody else."""
        if self.stage_entry is None or self.stage_entry.by_another is None:
            return []
        return sorted({subject for stage in self.stages[:-1] for subject in stage.handled_by})

    @property
    def sign_off(self) -> SignOff | None:
        """Who signs the answer of the present stage; None where the procedure names nobody."""
        return self.procedure.sign_off(self.stage.code, self.row.grade) if self.procedure else None

    @property
    def not_signed_by(self) -> list[str]:
        """Subjects of who may not sign the answer: they prepared it, and its file asks for a second person."""
        first = self.sign_off.first if self.stages and self.sign_off else None
        if first is None or not first.second_person:
            return []
        return self._own_to((self.stage.review or {}).get("put_up_by"))

    def _own_to(self, *others: str | None) -> list[str]:
        """Subjects of whose own it is, where something is for a second person: who owns it or found on it, and who
        gave it away, while its new owner has done nothing with it; and `others`.
        """
        found_by = [issue.decided_by for issue in self.issues]
        return sorted(filter(None, {self.row.owner, self.row.handed_on_by, *found_by, *others}))

    @property
    def findings_seal(self) -> str:
        """What a signature holds for: it is void once a finding, or its reason, is another."""
        found = [[issue.number, issue.finding, issue.reason] for issue in self.issues]
        return sha256(json.dumps(found).encode()).hexdigest()

    def _review(self) -> Review:
        kept, sign_off = self.stage.review, self.sign_off
        level = sign_off.level if sign_off else None
        signed = kept is not None and kept["signed_on"] is not None
        stands = kept is not None and kept["level"] == level and kept["seal"] == self.findings_seal
        return Review(
            level=level,
            is_demanded=bool(sign_off and sign_off.first),
            waits=kept is not None and not signed and kept["level"] == level,
            is_signed=signed and stands,
            is_void=signed and not stands,
        )

    def give_to(self, owner: str | None, by: str) -> None:
        """Somebody else owns it now, or nobody. Who gives away their own is no second person for it yet."""
        if by == self.row.owner != owner:
            self.row.handed_on_by = by
        self.row.owner = owner

    def keep_handlers(self) -> None:
        """Keep who dealt with the present stage, which is answered or left."""
        found = {issue.decided_by for issue in self.issues}
        self.stage.handled_by = sorted(filter(None, {self.row.owner, *found, *self.stage.handled_by}))

    @property
    def facts(self) -> CaseFacts:
        """What its clocks follow from."""
        row = self.row
        return CaseFacts(
            classification=Classification(row.classification),
            disposition=Disposition(row.disposition),
            received_on=row.received_on,
            procedure=self.procedure,
            stages=[StageFacts(stage.number, stage.code, acts_of(stage)) for stage in self.stages],
            status=Status(row.stage),
            grade=row.grade,
            holds=[hold_of(hold) for hold in self.waits],
            requests=[request_of(request) for request in self.requests],
            awaits_consent=row.awaits_consent,
        )

    def count_clocks(self, books: Books) -> list[ClockMoved]:
        """Count the clocks, at first or anew, from the facts of the case. Returns those whose date moved.

        An answer that is within its target now needs no reason why it was late.
        """
        before = self.clocks
        self.clocks = register.count(self.facts, books.council(self.row.authority), books.calendars, before)
        self.stands_anew()
        for stage in self.stages:
            if stage.late_because and self.is_in_time(stage, acts_of(stage).get(Act.RESPONDED)):
                stage.late_because = None
        return [
            ClockMoved(kind=kind, before=before[kind].on, after=clock.on)
            for kind, clock in self.clocks.items()
            if kind in before and before[kind].on != clock.on
        ]

    def days_by(self, until: date, calendar: WorkingDays) -> dict[Whose, int]:
        """Working days from the receipt to a day, by whose they were. Raises BeyondCalendar."""
        facts = self.facts
        return days_by(
            facts.received_on, until, facts.stages, facts.holds, facts.requests, calendar, facts.awaits_consent
        )

    def turn(self) -> Turn:
        """Whom the case waits for, and since when."""
        facts = self.facts
        going_on = [hold_of(hold) for hold in self.waits if hold.ended_on is None]
        ended_on = [self.row.received_on, *(hold.ended_on for hold in self.waits if hold.ended_on)]
        consent_since = facts.received_on if self.waits_for_consent else None
        return turn(facts.stages, going_on, ended_on, facts.requests, consent_since)

    def next_chase(self, request: RequestRow, calendar: WorkingDays) -> date | None:
        """The day on which a contributor is chased next; None once nothing is owed any more."""
        if not is_awaited(request) or self.row.stage not in {Status.RECEIVED, Status.ACKNOWLEDGED}:
            return None
        due_on = self._due_on(request)
        return next_chase(request.asked_on, due_on, chased_on(request), self.chase, calendar)

    def late_steps(self, calendar: WorkingDays) -> list[Step]:
        """Who is told that the answer is late, and when; empty where none is owed."""
        owed = answer_owed(self.owing)
        told = [
            Telling(each["level"], date.fromisoformat(each["told_on"]))
            for stage in self.stages
            for each in stage.told_late
        ]
        return lateness.steps(owed.on if owed else None, told, self.late, calendar)

    def last_done(self) -> Done:
        """The last thing that was done in the case so far: an answer, and every end, comes after all of them.

        What the Ombudsman asks comes from outside, a contributor may answer late, and the limit of the whole case
        may be extended for a further stage.
        """
        return max([last_act(self.stage), *self.done_in_stage(), *self.done_meanwhile()])

    def done_in_stage(self) -> list[Done]:
        """What was done in the present stage besides its acts: findings, the signature, agreed dates."""
        return [
            *(
                Done(issue.decided_on, f"the finding on issue {issue.number} was made")
                for issue in self.issues
                if issue.decided_on
            ),
            *_signed(self.stage),
            *(
                Done(extension.agreed_on, "a later date was agreed")
                for extension in self.extensions
                if self.clocks[extension.kind].stage == self.stage.number and not extension.taken_back
            ),
        ]

    def done_meanwhile(self) -> list[Done]:
        """What was done in whichever stage there was: waiting, and requests."""
        return [
            *(Done(hold.started_on, "it began to wait") for hold in self.waits),
            *(Done(hold.ended_on, "it last waited") for hold in self.waits if hold.ended_on),
            *(
                Done(request.asked_on, f"{request.asked_of} was asked")
                for request in self.requests
                if request.who == OwedBy.CONTRIBUTOR
            ),
        ]

    @property
    def primary_issue(self) -> int | None:
        """Number of the primary issue: the one that was made it, or the first; None for a case without issues."""
        numbers = [issue.number for issue in self.issues]
        return self.row.primary_issue if self.row.primary_issue in numbers else min(numbers, default=None)

    def issue(self, number: int) -> IssueRow | None:
        return next((issue for issue in self.issues if issue.number == number), None)

    def act(self, act: Act, on: date) -> None:
        """Something happened in the present stage; what happened first stands."""
        self.stage.acts = {act.value: on.isoformat(), **self.stage.acts}

    def begin_stage(self, code: str, received_on: date) -> None:
        """A further stage begins with its request. Every issue needs a finding anew; the earlier ones are kept.

        Whoever dealt with an earlier stage hands it over, where the procedure asks for somebody else.
        """
        self.keep_handlers()
        for issue in self.issues:
            if issue.finding is not None:
                issue.earlier = [
                    *issue.earlier,
                    {
                        "stage": self.stage.number,
                        "finding": issue.finding,
                        **{text: getattr(issue, text) for text in FINDING_TEXTS},
                        "decided_on": issue.decided_on.isoformat() if issue.decided_on else None,
                        "decided_by": issue.decided_by,
                    },
                ]
                take_finding_back(issue)
        self.stages.append(new_stage(self.row, self.stage.number + 1, code, received_on))
        self.row.closed_on = self.row.outcome = None
        self.row.stage = self.status()
        if self.row.owner in self.not_for:
            self.row.owner = None

    def is_untouched(self, stage: StageRow) -> bool:
        """Whether a further stage has only begun: nothing was recorded in it, and nobody is appointed for it."""
        left = self.stages[stage.number - 2]
        found = [issue.earlier[-1]["stage"] if issue.earlier else None for issue in self.issues]
        entry = self.procedure.find_stage(stage.code) if self.procedure else None
        kinds = {kind for kind, clock in self.clocks.items() if clock.stage == stage.number}
        begun_on = acts_of(stage)[Act.RECEIVED]
        since = [*(hold.started_on for hold in self.waits), *(request.asked_on for request in self.requests)]
        return (
            stage is self.stage
            and acts_of(stage).keys() == {Act.RECEIVED}
            and not (stage.review or stage.told_late or (entry and entry.appoints))
            and all(issue.finding is None for issue in self.issues)
            and (Act.RESPONDED not in acts_of(left) or all(number == left.number for number in found))
            and not any(extension.kind in kinds for extension in self.extensions)
            and not any(self.clocks[kind].due.limit.basis is Basis.PROMISED for kind in kinds)
            and not any(on >= begun_on for on in since)
        )

    def take_stage_back(self) -> None:
        """The present stage, which is untouched, was never asked for: the one before stands as it was left.

        A case that had closed stands answered: the day of its closing went with the stage.
        """
        never = self.stages.pop()
        self.gone.append(never)
        self.clocks = {kind: clock for kind, clock in self.clocks.items() if clock.stage != never.number}
        left = self.stage
        left.acts = {act: on for act, on in left.acts.items() if act != Act.NEXT_REQUESTED}
        for issue in self.issues:
            if issue.earlier and (last := issue.earlier[-1])["stage"] == left.number:
                issue.earlier = issue.earlier[:-1]
                issue.finding, issue.decided_by = last["finding"], last["decided_by"]
                issue.decided_on = date.fromisoformat(last["decided_on"]) if last["decided_on"] else None
                for text in FINDING_TEXTS:
                    setattr(issue, text, last[text])

    def status(self) -> Status:
        """Where it stands, by its days; a further stage that is not acknowledged begins as if it were."""
        if self.row.withdrawn_on:
            return Status.WITHDRAWN
        if self.row.closed_on:
            return Status.CLOSED
        acts, facts = acts_of(self.stage), self.facts
        if Act.RESPONDED in acts:
            return Status.RESPONDED
        waits = Act.ACKNOWLEDGED in {limit.ends for limit in register.stage_limits(facts, facts.stages[-1])}
        is_first = self.stage.number == FIRST_STAGE
        return Status.RECEIVED if Act.ACKNOWLEDGED not in acts and (waits or is_first) else Status.ACKNOWLEDGED

    def end_holds(self, on: date) -> None:
        """A case that is answered or ends waits for nothing more."""
        for hold in self.waits:
            hold.ended_on = hold.ended_on or max(on, hold.started_on)

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

    def is_in_time(self, stage: StageRow, answered_on: date | None) -> bool:
        """Whether an answer of that day is, or none was sent, within the stage's own target."""
        target = self.answer_clock(stage)
        return not (answered_on and target and target.on and answered_on > target.on)

    def is_unexplained(self, stage: StageRow) -> bool:
        """Whether its answer came after the stage's own target, and nobody said why."""
        return stage.late_because is None and not self.is_in_time(stage, acts_of(stage).get(Act.RESPONDED))

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


def take_finding_back(issue: IssueRow) -> None:
    """The issue needs a finding again, with all that is written of one."""
    issue.finding = issue.decided_on = issue.decided_by = None
    for text in FINDING_TEXTS:
        setattr(issue, text, None)


def acts_of(stage: StageRow) -> dict[Act, date]:
    """What happened in a stage, by act."""
    return {Act(act): date.fromisoformat(on) for act, on in stage.acts.items()}


def last_act(stage: StageRow, besides: Collection[Act] = ()) -> Done:
    """The last thing that the council did, or was asked for, in a stage.

    Deciding the route does nothing to the complainant's matter; when an answer arrived, and whether the person
    agrees, is no act of the council.

    Args:
        besides: acts that are left out of account.
    """
    aside = {Act.DECIDED, Act.RESPONSE_RECEIVED, Act.CONSENT_SETTLED, *besides}
    return max(Done(on, in_sentence(ACTS[act])) for act, on in acts_of(stage).items() if act not in aside)


def _signed(stage: StageRow) -> list[Done]:
    on = stage.review["signed_on"] if stage.review else None
    return [Done(date.fromisoformat(on), "the answer was signed")] if on else []


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
    code = procedure.stages[0].code if procedure else register.FIRST_STAGE_CODE
    return new_stage(row, FIRST_STAGE, code, row.received_on)


def name_of(procedure: Procedure | None, stage: str) -> str:
    """A stage's name; enquiries, which have no procedure, are simply answered."""
    entry = procedure.find_stage(stage) if procedure else None
    return entry.name if entry else "Answer"


def request_of(row: RequestRow) -> RequestFacts:
    return RequestFacts(row.number, OwedBy(row.who), row.asked_on, row.due_on, row.answered_on, row.withdrawn_on)


def is_owed(row: RequestRow) -> bool:
    """Whether it was neither answered nor withdrawn."""
    return row.answered_on is None and row.withdrawn_on is None


def is_awaited(row: RequestRow) -> bool:
    """Whether a contributor still owes the answer."""
    return row.who == OwedBy.CONTRIBUTOR and is_owed(row)


def chased_on(row: RequestRow) -> list[date]:
    return [date.fromisoformat(chase["chased_on"]) for chase in row.chases]


def hold_of(row: HoldRow) -> Hold:
    """The days that a case waits: until it ended, and never past the day on which it is looked at again."""
    return Hold(HoldReason(row.reason), row.started_on, min(row.ended_on or row.review_on, row.review_on))


def procedure_of(row: CaseRow, books: Books) -> Procedure | None:
    """The version of the procedure that the case started under."""
    if row.procedure is None or row.procedure_version is None:
        return None
    return books.council(row.authority).procedure(row.procedure, row.procedure_version)
