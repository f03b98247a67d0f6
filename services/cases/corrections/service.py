"""Putting right what was recorded wrongly: the record is told the truth, and all that follows is counted anew.

Nothing is deleted: what stood before is in the event, and the reason in a note.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from cases.appointments.panel import lacking, require_panel
from cases.appointments.rules import investigation_doubt
from cases.appointments.service import appointed
from cases.corrections.rules import ACTS_OF, NEEDED_BY, end_disorder, out_of_order, stage_disorder
from cases.corrections.schemas import CorrectableRead, Correctables, Correction
from cases.corrections.truth import put_right, tellings
from cases.joint.rules import asked_early_because, named_in
from cases.joint.service import record_of
from cases.learning import rules as of_learning
from cases.learning.service import has_learned
from cases.notes.service import write_note
from cases.record import repository, store
from cases.record.again import let_promise_run, promised_of, restate
from cases.record.change import Asked, load, require_in_stage, save
from cases.record.models import RequestRow, StageRow
from cases.record.record import CaseRecord, acts_of, chased_on, last_act, name_of
from cases.record.rules import TEACHES, Done, require_dates, require_for
from chassis.auth import Principal
from kernel.calendar import WorkingDays, in_words
from kernel.errors import Conflict, wrong_field
from kernel.events import CaseCorrected
from kernel.procedures import FIRST_STAGE, Books
from kernel.vocabulary import (
    Act,
    Action,
    HoldReason,
    LateReason,
    Outcome,
    Slip,
    Status,
    WithdrawalReason,
)
from kernel.words import HOLD_REASONS, SLIPS, in_sentence

RUNNING = {Status.RECEIVED, Status.ACKNOWLEDGED}
"""Where a case may wait."""
REASONS = {
    "late_because": (Slip.ANSWER, "Only an answer that was sent is late."),
    "extended_because": (Slip.EXTENSION, "Only an extension that was made gives more time."),
    "withdrawn_because": (Slip.WITHDRAWAL, "Only a complaint that was withdrawn has this reason."),
}
"""Of what each reason in the body says why, and what is wrong with one of anything else."""


def read_correctables(session: Session, principal: Principal, ref: str, books: Books) -> Correctables:
    """What a case records that may have been recorded wrongly, oldest first. Raises NotFound."""
    case = store.load(session, repository.get(session, principal.authority, ref), books)
    return Correctables(items=sorted(_recorded(case), key=lambda item: item.on))


def correct(tx: Session, asked: Asked, body: Correction) -> CaseRecord:
    """Put one thing right. Every clock is counted anew from what is true, and says how it moved.

    Raises Unprocessable for a day that is out of order, or for what the case does not record; Conflict while
    something else rests on it.
    """
    case = load(tx, asked, Action.CORRECT)
    stood = next((item for item in _recorded(case) if _is_meant(item, body)), None)
    if stood is None:
        raise wrong_field("/number", f"The case records no such {in_sentence(SLIPS[body.what])}.")
    _require_change(asked, case, stood, body)
    if body.what is Slip.FINDING and body.stage is None:
        require_for(asked.officer.subject, case.not_for)
    if body.what is Slip.LATE_TOLD and body.on:
        _require_telling(asked, case, stood, body.on)
    if body.what is Slip.REQUEST and body.on:
        _require_asked(tx, asked, case, case.requests[body.number - 1], body.on)
    if body.what is Slip.PANEL_MEETING and body.on:
        require_panel(tx, asked, case, case.stages[body.number - 1], body.on, body.because)
    if body.what is Slip.ANSWER and body.on and not body.because:
        _require_investigated(tx, case, case.stages[body.number - 1], stood.on, body.on)
    ended_with = case.row.outcome
    let_promise_run(case)
    put_right(case, stood, body)
    if body.on:
        _require_begun(asked, case, body.what, body.number, body.on)
    has_days = body.what is Slip.ANSWER or (body.what is Slip.STAGE_REQUEST and body.on)
    counted = case.stages[body.number - 1] if has_days else None
    if counted and (body.what is Slip.ANSWER or Act.RESPONDED in acts_of(counted)):
        _count_days(counted, asked.books.calendar)
        case.row.calendar_version = asked.books.calendar.version
    if body.what is Slip.STAGE_REQUEST and body.on:
        _require_before_its_people(tx, case, body.number, body.on)
    restate(case)
    moved = case.count_clocks(asked.books)
    if wrong := _disorder(case, asked.today):
        raise wrong_field("/on", wrong)
    if body.late_because:
        _give_reason(case, case.stages[body.number - 1], body.late_because)
    if ended_with is not None:
        _require_learned(tx, case, Outcome(ended_with), body.no_learning_because)
    said = " ".join(filter(None, (body.reason, body.because)))
    if body.no_learning_because:
        said += f"\n\nNothing was learned from it: {body.no_learning_because}"
    what = {
        "what": body.what,
        "number": body.number,
        "stage": body.stage,
        "before": stood.on,
        "after": body.on,
        "finding_before": stood.finding,
        "finding_after": body.finding,
        **_other_reason(stood, body),
        "moved": moved,
        "note": write_note(tx, asked, said),
    }
    return save(tx, asked, case, CaseCorrected, asked.today, what)


def _is_meant(item: CorrectableRead, body: Correction) -> bool:
    return (item.what, item.number, item.stage) == (body.what, body.number, body.stage)


def _give_reason(case: CaseRecord, stage: StageRow, because: LateReason) -> None:
    """Raises Unprocessable for the reason why an answer was late that was not."""
    if case.is_in_time(stage, acts_of(stage)[Act.RESPONDED]):
        raise wrong_field("/late_because", "The answer is within its target.")
    stage.late_because = because


def _require_learned(tx: Session, case: CaseRecord, before: Outcome, because: str | None) -> None:
    """Raises Unprocessable while nothing was learned from a case that closed as not upheld, and is upheld now."""
    if case.row.outcome is None or before in TEACHES:
        return
    if missing := of_learning.unlearned(Outcome(case.row.outcome), has_learned(tx, case.row), because):
        raise wrong_field(missing.pointer, missing.detail)


def _recorded(case: CaseRecord) -> Iterator[CorrectableRead]:
    """Everything that can be put right, as it stands."""
    present, has_ended = acts_of(case.stage), case.row.closed_on is not None
    for stage in case.stages:
        name = name_of(case.procedure, stage.code) if len(case.stages) > FIRST_STAGE else None
        acts = acts_of(stage)
        if stage.number > FIRST_STAGE:
            undone = case.is_untouched(stage)
            yield _correctable(Slip.STAGE_REQUEST, acts[Act.RECEIVED], undone, stage.number, name)
        for what, act in ACTS_OF.items():
            if act in acts:
                rests = any(later in acts for later in NEEDED_BY.get(act, ()))
                followed = has_ended or stage is not case.stage  # also by a stage in which it was taken up again
                rests |= (act is Act.RESPONDED and followed) or act is Act.RESPONSE_RECEIVED
                yield _correctable(what, acts[act], not rests, stage.number, name)
    promised = promised_of(case)
    if promised and promised.on:
        yield _correctable(Slip.PROMISE, promised.on, True, case.stage.number)
    for issue in case.issues:
        for past in issue.earlier:
            if past["decided_on"]:
                decided_on = date.fromisoformat(past["decided_on"])
                name = name_of(case.procedure, case.stages[past["stage"] - 1].code)
                found = {"stage": past["stage"], "finding": past["finding"]}
                yield _correctable(Slip.FINDING, decided_on, False, issue.number, name, **found)
        if issue.decided_on:
            undone = Act.RESPONDED not in present
            yield _correctable(Slip.FINDING, issue.decided_on, undone, issue.number, finding=issue.finding)
    for extension in case.extensions:
        if not extension.taken_back:
            name = f"{case.clocks[extension.kind].due.limit.name}, to {in_words(extension.due_after)}"
            because = {"extended_because": extension.because}
            yield _correctable(Slip.EXTENSION, extension.agreed_on, True, extension.number, name, **because)
    for hold in case.waits:
        reason = HOLD_REASONS[HoldReason(hold.reason)]
        yield _correctable(Slip.WAITING, hold.started_on, True, hold.number, reason)
        if hold.ended_on:
            goes_on = case.row.stage in RUNNING and not case.standing.is_held
            yield _correctable(Slip.WAITING_END, hold.ended_on, goes_on, hold.number, reason)
    for request in case.requests:
        yield _correctable(Slip.REQUEST, request.asked_on, False, request.number, request.asked_of)
        if request.answered_on:
            yield _correctable(Slip.REQUEST_ANSWER, request.answered_on, True, request.number, request.asked_of)
    for number, telling in enumerate(tellings(case), 1):
        told_on = date.fromisoformat(telling["told_on"])
        yield _correctable(Slip.LATE_TOLD, told_on, True, number, telling["level"])
    if case.row.withdrawn_on:
        withdrawn_because = case.row.withdrawn_because
        yield _correctable(Slip.WITHDRAWAL, case.row.withdrawn_on, True, withdrawn_because=withdrawn_because)
    elif case.row.closed_on:
        yield _correctable(Slip.CLOSING, case.row.closed_on, True)


def _correctable(
    what: Slip, on: date, may_be_undone: bool, number: int = 1, name: str | None = None, **more: Any
) -> CorrectableRead:
    return CorrectableRead(what=what, number=number, name=name, on=on, may_be_undone=may_be_undone, **more)


def _require_change(asked: Asked, case: CaseRecord, stood: CorrectableRead, body: Correction) -> None:
    is_finding = body.what is Slip.FINDING and body.on is not None
    if is_finding and body.finding is None:
        raise wrong_field("/finding", "Say what was found.")
    if not is_finding and body.finding is not None:
        raise wrong_field("/finding", "Only a finding has one.")
    for name, (of, says) in REASONS.items():
        if getattr(body, name) and (body.what is not of or body.on is None):
            raise wrong_field(f"/{name}", says)
    known = asked.books.council(asked.officer.authority).findings
    if body.finding is not None and body.finding not in known:
        raise wrong_field("/finding", "The council's procedure does not know this finding.")
    if body.on is None and not stood.may_be_undone:
        raise Conflict("Something else that is recorded rests on it. Put that right first.")
    is_other = body.late_because and body.late_because != case.stages[body.number - 1].late_because
    if (body.on, body.finding) == (stood.on, stood.finding) and not (is_other or _other_reason(stood, body)):
        raise Conflict("It is recorded so already.")


def _other_reason(stood: CorrectableRead, body: Correction) -> dict[str, LateReason | WithdrawalReason | None]:
    """Why more time was given, or why it was withdrawn, as it stood and as it is; nothing where it is the same."""
    before = stood.extended_because or stood.withdrawn_because
    after = body.extended_because or body.withdrawn_because
    return {"because_before": before, "because_after": after} if after not in {None, before} else {}


def _require_begun(asked: Asked, case: CaseRecord, what: Slip, number: int, on: date) -> None:
    """Raises Unprocessable for an answer before it was asked for, an agreement before its stage, and for either in
    the future.
    """
    if what is Slip.REQUEST_ANSWER:
        require_dates(asked.today, case.requests[number - 1].asked_on, "it was asked for", on=on)
    elif what is Slip.EXTENSION:
        clock = case.clocks[case.extensions[number - 1].kind]
        require_in_stage(asked, case, case.stages[max(clock.stage, FIRST_STAGE) - 1], on=on)


def _require_asked(tx: Session, asked: Asked, case: CaseRecord, request: RequestRow, on: date) -> None:
    """Raises Unprocessable for a day on which it cannot have been asked for: before the receipt, the letter or the
    person's consent, or after what came of it.
    """
    require_dates(asked.today, case.row.received_on, on=on)
    it_was_asked = Done(on, "it was asked for")
    days = {
        "it was answered": request.answered_on,
        "it was withdrawn": request.withdrawn_on,
        "it is due": request.due_on,
        "they were chased": min(chased_on(request), default=None),
    }
    first = min((Done(day, words) for words, day in days.items() if day), default=it_was_asked)
    letter = [Done(request.letter_on, "the letter was written")] if request.letter_on else []
    if wrong := out_of_order(letter, it_was_asked) or out_of_order([it_was_asked], first):
        raise wrong_field("/on", wrong)
    joint = record_of(tx, case)
    bodies = named_in(request.asked_of, asked.books.council(case.row.authority).joint_bodies) if joint else []
    if early := next((why for body in bodies if joint and (why := asked_early_because(body, joint, on))), None):
        raise wrong_field("/on", early)


def _require_telling(asked: Asked, case: CaseRecord, stood: CorrectableRead, on: date) -> None:
    """Raises Unprocessable for a day on which nobody was to be told yet, or that has not come."""
    require_dates(asked.today, case.row.received_on, on=on)
    steps = case.late_steps(asked.books.calendars.of_council)
    step = next((step for step in steps if (step.level, step.told_on) == (stood.name, stood.on)), None)
    if step and on < step.on:
        raise wrong_field("/on", f"This step is not due before {in_words(step.on)}.")


def _require_before_its_people(tx: Session, case: CaseRecord, stage: int, on: date) -> None:
    """Raises Unprocessable for the request for a stage after somebody was appointed for it."""
    first = min(appointed(tx, case.row, stage), default=None)
    if first and (wrong := out_of_order([Done(on, "the further stage was asked for")], first)):
        raise wrong_field("/on", wrong)


def _require_investigated(tx: Session, case: CaseRecord, stage: StageRow, before: date, on: date) -> None:
    """Raises Unprocessable for an answer on a day on which it lacks others than on the day that was recorded."""
    nobody = lacking(tx, case, stage, on)
    if nobody and nobody != lacking(tx, case, stage, before):
        raise wrong_field("/because", investigation_doubt(on, nobody))


def _count_days(stage: StageRow, calendar: WorkingDays) -> None:
    """How long an answer took; what was counted of other answers stays, whatever became of the calendar."""
    acts = acts_of(stage)
    answered_on = acts.get(Act.RESPONDED)
    stage.response_days = calendar.count(acts[Act.RECEIVED], answered_on) if answered_on else None
    if answered_on is None:
        stage.outcome = None


def _disorder(case: CaseRecord, today: date) -> str | None:
    """What is wrong with the order of its days; None: nothing."""
    for stage in case.stages:
        acts = acts_of(stage)
        others = [
            Done(date.fromisoformat(past["decided_on"]), f"the finding on issue {issue.number} was made")
            for issue in case.issues
            for past in issue.earlier
            if past["stage"] == stage.number and past["decided_on"]
        ]
        if stage is case.stage:
            first = stage.number == FIRST_STAGE
            others += case.done_in_stage()
            others += [done for done in case.done_meanwhile() if first or done.on >= acts[Act.RECEIVED]]
        wrong = stage_disorder(acts, others, today)
        if stage is not case.stage:
            following = case.stages[stage.number]
            asked_for = Done(acts_of(following)[Act.RECEIVED], "the further stage was asked for")
            wrong = wrong or end_disorder(asked_for, [last_act(stage, {Act.NEXT_REQUESTED}), *others], today)
        if wrong:
            return wrong
    ended_on = case.row.closed_on
    return end_disorder(Done(ended_on, "it ended"), [case.last_done()], today) if ended_on else None
