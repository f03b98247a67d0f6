"""The clock register: facts of a case in, its clocks out. Pure; the one place that says which clocks a case has.

Intake previews with it what cases then opens with. How a date is counted is `kernel.clocks`; how long a step may
take, and from what act to what act, stands in the council's file (`kernel.procedures`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kernel.calendar import Calendars
from kernel.clocks import Clock, Due, Hold, Keep, Limit, agreed, as_counted, due, lengthened, started
from kernel.procedures import FIRST_STAGE, WHOLE_CASE, Books, Council, Procedure
from kernel.vocabulary import Act, Basis, Classification, Disposition, OwedBy, Status, Unit

FIRST_STAGE_CODE = "stage_1"
"""Of what has no procedure."""


@dataclass(frozen=True)
class StageFacts:
    """One stage and the day (local date) of each thing that happened in it; the first of a kind stands."""

    number: int
    code: str
    acts: Mapping[Act, date]


@dataclass(frozen=True)
class RequestFacts:
    """Something asked of a contributor, or by the Ombudsman of the council.

    Attributes:
        due_on: the date that its letter states; it wins over the counted one (domain rules, LGS-28).
        withdrawn_on: whoever asked needs it no more: its clock is cancelled, neither met nor missed.
    """

    number: int
    who: OwedBy
    asked_on: date
    due_on: date | None = None
    answered_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def ended_on(self) -> date | None:
        """The day from which nothing is owed any more."""
        return self.answered_on or self.withdrawn_on

    @property
    def kind(self) -> str:
        """The code of its clock."""
        who = "ombudsman" if self.who is OwedBy.COUNCIL else self.who.value
        return f"{who}_{self.number}"


@dataclass(frozen=True)
class CaseFacts:
    """What the clocks of a case follow from.

    Attributes:
        received_on: local date; day 0 of every clock that starts with the receipt.
        procedure: in the version that the case started under; None for what has none, such as an enquiry.
        stages: from the first to the present one; none of what stands as its council recorded it.
        holds: days on which it waited, or waits.
        awaits_consent: the person has not said yet whether they agree to what is said for them.
    """

    classification: Classification
    disposition: Disposition
    received_on: date
    procedure: Procedure | None
    stages: Sequence[StageFacts]
    status: Status = Status.RECEIVED
    grade: str | None = None
    holds: Sequence[Hold] = ()
    requests: Sequence[RequestFacts] = ()
    awaits_consent: bool = False


def count(
    case: CaseFacts, council: Council, calendars: Calendars, before: Mapping[str, Clock] | None = None
) -> dict[str, Clock]:
    """The clocks of a case by kind: those that its limits and requests start, and those it has left behind.

    Args:
        before: its clocks so far. One whose start and limit are what they were keeps its date and its extension,
            so that only a change of the calendar itself moves it (see `calendar_changes`). One that nothing starts
            any more is cancelled unless it was met; the date promised to the complainant is theirs and stays.
    """
    if not case.stages:  # as its council recorded it, until somebody takes it up here
        return {}
    there = before or {}

    def keep(clock: Clock) -> Clock:
        return carried(there.get(clock.kind), clock, calendars, case.holds)

    counted = {clock.kind: clock for clock in _started(case, council, calendars, keep)}
    left = {kind: _left(clock, case.stages) for kind, clock in there.items() if kind not in counted}
    return _without_what_ended(left | counted, case.status)


def opening_clocks(
    books: Books,
    authority: str,
    procedure: tuple[str, int] | None,
    classification: Classification,
    disposition: Disposition,
    received_on: date,
    grade: str | None = None,
    awaits_consent: bool = False,
) -> list[Clock]:
    """The clocks that start at receipt: those of a case in which nothing else has happened, the whole case's last.

    Args:
        procedure: id and version; None for an enquiry, whose limits follow its class and disposition.
    """
    council = books.council(authority)
    rules = council.procedure(*procedure) if procedure else None
    code = rules.stages[0].code if rules else FIRST_STAGE_CODE
    first = StageFacts(FIRST_STAGE, code, {Act.RECEIVED: received_on})
    case = CaseFacts(
        classification, disposition, received_on, rules, [first], grade=grade, awaits_consent=awaits_consent
    )
    return sorted(count(case, council, books.calendars).values(), key=lambda clock: clock.stage == WHOLE_CASE)


def stage_limits(case: CaseFacts, stage: StageFacts) -> list[Limit]:
    """The limits of a stage; a case that is taken up more than once has clocks for every time.

    None for a stage of another procedure, from before the class changed.
    """
    if case.procedure is None or case.procedure.find_stage(stage.code) is None:
        return []
    limits = _of_what_is_looked_into(case, case.procedure.stage_limits(stage.code, case.grade))
    times = sum(other.code == stage.code and other.number <= stage.number for other in case.stages)
    return limits if times == 1 else [replace(limit, kind=f"{limit.kind}_{times}") for limit in limits]


def _of_what_is_looked_into(case: CaseFacts, limits: list[Limit]) -> list[Limit]:
    """What is put off until proceedings end is acknowledged, and owes no answer (SI 2006/1738, reg 8).

    Sent again after that, it is a complaint of its own, with clocks of its own.
    """
    if case.disposition is not Disposition.DEFERRED:
        return limits
    return [limit for limit in limits if limit.ends is Act.ACKNOWLEDGED]


def _started(case: CaseFacts, council: Council, calendars: Calendars, keep: Keep = as_counted) -> list[Clock]:
    asked = [keep(clock) for clock in _asked(case, council, calendars)]
    clocks: list[Clock] = []
    if case.procedure is None:
        limits = council.enquiry_limits(case.classification, case.disposition)
        clocks = started(limits, case.stages[0].acts, calendars, case.holds, keep=keep)
    else:
        received = {Act.RECEIVED: case.received_on}
        limits = _of_what_is_looked_into(case, case.procedure.case_limits())
        clocks = started(limits, received, calendars, stage=WHOLE_CASE, keep=keep)
        for stage in case.stages:
            limits = stage_limits(case, stage)
            clocks += started(limits, stage.acts, calendars, case.holds, stage.number, keep)
        clocks = [clock.cancel() if _awaits_no_answer(clock, case.stages) else clock for clock in clocks]
        clocks = [_acknowledged_later(clock, case.stages) for clock in clocks]
        clocks = [met_by_the_last_answer(clock, [stage.acts for stage in case.stages]) for clock in clocks]
    if case.awaits_consent and (limit := council.consent_limit()):
        clocks += started([limit], case.stages[0].acts, calendars, stage=WHOLE_CASE, keep=keep)
    requests = {request.kind: request for request in case.requests}
    return clocks + [_ended(clock, requests[clock.kind]) for clock in asked]


def _ended(clock: Clock, request: RequestFacts) -> Clock:
    if request.answered_on:
        return clock.meet(request.answered_on)
    return clock.cancel() if request.withdrawn_on else clock


def _asked(case: CaseFacts, council: Council, calendars: Calendars) -> list[Clock]:
    """A clock for every request: the date that a letter states wins over the counted one."""
    clocks = []
    for request in case.requests:
        limit = replace(council.requests.to_limit(request.who), kind=request.kind)
        counted = due(request.asked_on, limit, calendars.of(limit.working_days))
        if request.due_on:
            stated = replace(limit, unit=Unit.AGREED_DATE, amount=0, source="The date that the letter states")
            counted = Due(stated, request.asked_on, request.due_on)
        clocks.append(Clock(counted, stage=WHOLE_CASE))
    return clocks


def _left(clock: Clock, stages: Sequence[StageFacts]) -> Clock:
    """A clock that no limit of the case starts any more: a promise stays, what was met stays met."""
    acts = stages[max(clock.stage, FIRST_STAGE) - 1].acts
    if ended_on := acts.get(clock.due.limit.ends):
        clock = clock.meet(ended_on)
    stays = clock.due.limit.basis is Basis.PROMISED and not _awaits_no_answer(clock, stages)
    return clock if stays else clock.cancel()


def _awaits_no_answer(clock: Clock, stages: Sequence[StageFacts]) -> bool:
    """Whether it is for the answer of a stage that was left without one: by agreement, or as its limit had passed.

    What is owed from then on is the answer of the stage that was asked for (SI 2006/1738, reg 15).
    """
    if clock.stage == WHOLE_CASE or clock.due.limit.ends is not Act.RESPONDED:
        return False
    return clock.stage < len(stages) and Act.RESPONDED not in stages[clock.stage - 1].acts


def _acknowledged_later(clock: Clock, stages: Sequence[StageFacts]) -> Clock:
    """What a stage left without a word is acknowledged by the first that the council sends in a later one."""
    if clock.due.limit.ends is not Act.ACKNOWLEDGED:
        return clock
    sent = [
        stage.acts[act]
        for stage in stages[clock.stage :]
        for act in (Act.ACKNOWLEDGED, Act.RESPONDED)
        if act in stage.acts
    ]
    return clock.meet(min(sent)) if sent else clock


def _without_what_ended(clocks: Mapping[str, Clock], status: Status) -> dict[str, Clock]:
    """After the end the council owes nothing but to the Ombudsman.

    The complainant may still ask for the next stage, unless they withdrew.
    """
    if status.is_open:
        return dict(clocks)
    lasting = {OwedBy.COMPLAINANT} if status is Status.CLOSED else set()

    def lasts(limit: Limit) -> bool:
        return limit.owed_by in lasting or (limit.owed_by, limit.ends) == (OwedBy.COUNCIL, Act.ANSWERED)

    return {kind: clock if lasts(clock.due.limit) else clock.cancel() for kind, clock in clocks.items()}


def met_by_the_last_answer(clock: Clock, stages: Sequence[Mapping[Act, date]]) -> Clock:
    """A limit of the whole case is met when every stage that was asked for in its time is answered.

    One that had run out before a further stage was asked for is not judged by that stage.
    """
    if clock.stage != WHOLE_CASE:
        return clock
    asked = [acts for acts in stages if clock.on is None or acts[Act.RECEIVED] <= clock.on]
    answers = [acts.get(Act.RESPONDED) for acts in asked]
    given = [answer for answer in answers if answer]
    return clock.meet(max(given)) if given and len(given) == len(answers) else clock


def carried(before: Clock | None, fresh: Clock, calendars: Calendars, holds: Sequence[Hold]) -> Clock:
    """A clock counted anew, with the date it had where nothing that it is counted from changed, and extensions."""
    if before is None:
        return fresh
    if _inputs(before.due) == _inputs(fresh.due) and before.due.on is not None:
        fresh = replace(fresh, due=replace(before.due, limit=fresh.due.limit))
        return replace(fresh, extended=before.extended)
    longer = before.extended
    if longer is None or longer.on is None:
        return fresh
    if longer.limit.unit is Unit.WORKING_DAYS or longer.limit.unit is Unit.CALENDAR_DAYS:
        if longer.limit.amount <= fresh.due.limit.amount:
            return fresh
        return lengthened(fresh, longer.limit.amount, calendars.of(longer.limit.working_days), holds)
    return fresh if fresh.due.on and longer.on <= fresh.due.on else agreed(fresh, longer.on)


def _inputs(due: Due) -> tuple[object, ...]:
    limit = due.limit
    return (due.started_on, limit.amount, limit.unit, limit.working_days, due.held)
