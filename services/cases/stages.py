"""Further stages: going on to the next one, taking up an answered case again, and the steps within a stage."""

from datetime import date

from sqlmodel import Session

from cases import record, rules
from cases.change import Asked, load, save, write_note
from cases.record import CaseRecord
from cases.schemas import Escalation, Reopening, StepDone
from kernel.calendar import in_words
from kernel.errors import Conflict, wrong_field
from kernel.events import CaseReopened, StageEscalated, StepTaken
from kernel.procedures import When
from kernel.vocabulary import Act, Status


def escalate(tx: Session, asked: Asked, body: Escalation) -> CaseRecord:
    """Begin the next stage, on the day its request was received (for the children's stages SI 2006/1738).

    Raises Conflict for a stage that the present one does not lead to, or not yet.
    """
    case = load(tx, asked)
    rules.require_option(case.standing, "escalate")
    way = next((way for way in case.standing.ways if way.to == body.stage), None)
    if way is None:
        raise wrong_field("/stage", f"The present stage does not lead to {body.stage!r}.")
    _require_request(asked, case, body.requested_on)
    if body.statement_agreed_on:
        if not body.made_orally:
            raise wrong_field("/statement_agreed_on", "Only a request made orally starts so.")
        if not body.requested_on <= body.statement_agreed_on <= asked.today:
            raise wrong_field("/statement_agreed_on", "This lies between the request and today.")
    reasons = _open_because(case, body)
    if not way.when & reasons:
        raise Conflict(f"Not yet: {_closed_because(way.when)}.")
    until = case.request_until()
    if until and body.requested_on > until and not body.reason:
        raise wrong_field(
            "/reason", f"The time to ask for it ended on {in_words(until)}. Say why it is accepted late."
        )
    case.act(Act.NEXT_REQUESTED, body.requested_on)
    case.begin_stage(body.stage, body.statement_agreed_on or body.requested_on)
    case.count_clocks(asked.books)
    note = write_note(tx, asked, body.reason) if body.reason else None
    return save(tx, asked, case, StageEscalated, body.requested_on, {"stage": body.stage, "note": note})


def reopen(tx: Session, asked: Asked, body: Reopening) -> CaseRecord:
    """Take up a case that was answered: the same case goes on, with a clock of its own for what is asked."""
    case = load(tx, asked)
    rules.require_option(case.standing, "reopen")
    reopening = case.procedure.reopening if case.procedure else None
    assert reopening is not None, "a case that cannot be reopened has no such option"
    _require_request(asked, case, body.requested_on)
    if body.requested_on < record.acts_of(case.stage)[Act.RESPONDED]:
        raise wrong_field("/requested_on", "This is before the answer was sent.")
    case.begin_stage(reopening.code, body.requested_on)
    case.count_clocks(asked.books)
    return save(tx, asked, case, CaseReopened, body.requested_on)


def take_step(tx: Session, asked: Asked, body: StepDone) -> CaseRecord:
    """Record a step of the present stage, in the order of the procedure."""
    case = load(tx, asked)
    rules.require_option(case.standing, "take_step")
    steps = case.standing.steps
    if body.step not in steps:
        raise wrong_field("/step", "This stage has no such step, or it was taken.")
    if body.step != steps[0]:
        raise Conflict(f"Not yet: {rules.STEPS_BEFORE_ANSWER[steps[0]]}.")
    before = max(record.acts_of(case.stage).values())
    rules.require_dates(asked.today, before, "the step that comes first", taken_on=body.taken_on)
    case.act(body.step, body.taken_on)
    case.count_clocks(asked.books)
    return save(tx, asked, case, StepTaken, body.taken_on, {"step": body.step})


def _require_request(asked: Asked, case: CaseRecord, requested_on: date) -> None:
    """A further stage is asked for after the present one began."""
    started_on = record.acts_of(case.stage)[Act.RECEIVED]
    rules.require_dates(asked.today, started_on, "the present stage began", requested_on=requested_on)


def _open_because(case: CaseRecord, body: Escalation) -> set[When]:
    """Which of the conditions that open a way to a further stage hold on the day of the request."""
    acts, target = record.acts_of(case.stage), case.answer_clock(case.stage)
    reasons: set[When] = set()
    answered_on = acts.get(Act.RESPONDED)
    if answered_on and answered_on <= body.requested_on and case.row.stage in {Status.RESPONDED, Status.CLOSED}:
        reasons.add(When.ANSWERED)
    if not answered_on and target and target.on and target.on < body.requested_on:
        reasons.add(When.LIMIT_PASSED)
    if not answered_on and body.agreed:
        reasons.add(When.AGREED)
    return reasons


def _closed_because(when: frozenset[When]) -> str:
    words = {
        When.ANSWERED: "the present stage has not been answered",
        When.LIMIT_PASSED: "its limit has not passed",
        When.AGREED: "it is not agreed to go on without an answer",
    }
    return ", and ".join(words[reason] for reason in When if reason in when)
