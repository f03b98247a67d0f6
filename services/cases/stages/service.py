"""Acknowledging and answering, going on to the next stage, and the steps within one."""

from datetime import date

from sqlmodel import Session

from cases.appointments.panel import lacking, require_panel
from cases.appointments.rules import in_one, investigation_doubt
from cases.notes.service import write_note
from cases.record import rules
from cases.record.again import goes_on, how_it_ended
from cases.record.change import Asked, load, require_consent, require_in_stage, require_last, save
from cases.record.record import CaseRecord, acts_of, last_act
from cases.stages.schemas import (
    Acknowledgement,
    Escalation,
    HoldingReply,
    Reopening,
    ResponseSent,
    StepDone,
)
from kernel.calendar import in_words
from kernel.clocks import promise
from kernel.errors import Conflict, wrong_field
from kernel.events import (
    CaseAcknowledged,
    CaseReopened,
    HoldingReplySent,
    ResponseIssued,
    StageEscalated,
    StepTaken,
)
from kernel.procedures import When
from kernel.vocabulary import Act, Action, Status


def acknowledge(tx: Session, asked: Asked, body: Acknowledgement) -> CaseRecord:
    """Record the acknowledgement and the date promised with it (SI 2009/309, reg 13)."""
    case = load(tx, asked, Action.ACKNOWLEDGE)
    require_in_stage(asked, case, acknowledged_on=body.acknowledged_on)
    case.row.acknowledged_on = case.row.acknowledged_on or body.acknowledged_on
    case.row.stage = Status.ACKNOWLEDGED
    case.act(Act.ACKNOWLEDGED, body.acknowledged_on)
    case.count_clocks(asked.books)
    note = None
    if body.promised_on:
        if body.promised_on < body.acknowledged_on:
            raise wrong_field("/promised_on", "This is before the acknowledgement.")
        reason = body.beyond_limit_reason
        rules.require_ahead(case.standing, asked.today, reason, promised_on=body.promised_on)
        case.row.promised_on = body.promised_on
        promised = promise(body.acknowledged_on, body.promised_on, case.stage.number)
        case.clocks[promised.kind] = promised
        case.stands_anew()
        note = write_note(tx, asked, reason) if reason else None
    return save(tx, asked, case, CaseAcknowledged, body.acknowledged_on, {"method": body.method, "note": note})


def reply_meanwhile(tx: Session, asked: Asked, body: HoldingReply) -> CaseRecord:
    """Record that the complainant was told that the answer takes longer; no clock changes by it."""
    case = load(tx, asked, Action.HOLDING_REPLY)
    require_in_stage(asked, case, sent_on=body.sent_on)
    case.act(Act.HOLDING_REPLY, body.sent_on)
    return save(tx, asked, case, HoldingReplySent, body.sent_on, {"method": body.method})


def respond(tx: Session, asked: Asked, body: ResponseSent) -> CaseRecord:
    """Record that the written response was sent (SI 2009/309, reg 14(2)); it also acknowledges what was not."""
    case = load(tx, asked)
    reasons = require_response(tx, asked, case, body)
    acts, review = acts_of(case.stage), case.standing.review
    case.stage.signed_off_by = review.level if review.is_signed else body.signed_off_by
    case.stage.late_because = body.late_because
    calendar = asked.books.calendar
    case.row.responded_on = body.responded_on
    case.row.response_days = case.stage.response_days = calendar.count(acts[Act.RECEIVED], body.responded_on)
    case.row.calendar_version = calendar.version
    case.row.stage = Status.RESPONDED
    case.stage.outcome = rules.answered_outcome(case.standing)
    case.act(Act.RESPONDED, body.responded_on)
    case.act(Act.RESPONSE_RECEIVED, body.reached_on or body.responded_on)
    case.keep_handlers()
    case.end_holds(body.responded_on)
    case.count_clocks(asked.books)
    note = write_note(tx, asked, "\n\n".join(reasons)) if reasons else None
    return save(tx, asked, case, ResponseIssued, body.responded_on, {"method": body.method, "note": note})


def require_response(tx: Session, asked: Asked, case: CaseRecord, body: ResponseSent) -> list[str]:
    """What is kept of why it is sent all the same; nothing for an answer that needs no such reason.

    Raises Conflict, NotPermitted or Unprocessable for an answer that cannot be recorded as things stand. A
    signature that was given here says who signed it; what was signed elsewhere is told with the answer.
    """
    rules.require_option(case.standing, Action.RESPOND)
    rules.require_for(asked.officer.subject, case.not_for)
    require_last(asked, case, responded_on=body.responded_on)
    if body.reached_on and not body.responded_on <= body.reached_on <= asked.today:
        raise wrong_field("/reached_on", "This lies between the day it was sent and today.")
    require_consent(case, body.without_consent_because, "answered")
    council = asked.books.council(asked.officer.authority)
    review = case.standing.review
    if review.is_signed and body.signed_off_by not in {None, review.level}:
        raise wrong_field("/signed_off_by", f"It was signed here: {review.level}.")
    if body.signed_off_by and body.signed_off_by not in council.sign_off_levels():
        known = ", ".join(council.sign_off_levels()) or "no level"
        raise wrong_field("/signed_off_by", f"{council.name}'s file knows {known}.")
    if body.late_because and case.is_in_time(case.stage, body.responded_on):
        raise wrong_field("/late_because", "The answer is within its target.")
    return [reason for reason in (body.without_consent_because, _without_persons(tx, case, body)) if reason]


def _without_persons(tx: Session, case: CaseRecord, body: ResponseSent) -> str | None:
    """What is kept of why it is answered without those who investigate its stage; None: it had them."""
    nobody = lacking(tx, case, case.stage, body.responded_on)
    if not nobody:
        return None
    if not body.without_persons_because:
        raise wrong_field("/without_persons_because", investigation_doubt(body.responded_on, nobody))
    return f"Without {in_one(nobody)}: {body.without_persons_because}"


def escalate(tx: Session, asked: Asked, body: Escalation) -> CaseRecord:
    """Begin the next stage, on the day its request was received (for the children's stages SI 2006/1738).

    Raises Conflict for a stage that the present one does not lead to, or not yet.
    """
    case = load(tx, asked, Action.ESCALATE)
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
    case = load(tx, asked, Action.REOPEN)
    if case.standing.status is Status.WITHDRAWN or case.standing.is_settled:
        assert case.row.closed_on is not None, "a case that has ended says when"
        begun = f"it was {how_it_ended(case)} on {in_words(case.row.closed_on)}"
        rules.require_dates(asked.today, case.row.closed_on, begun, requested_on=body.requested_on)
        goes_on(case, body.requested_on, asked.officer.subject)
        case.count_clocks(asked.books)
        return save(tx, asked, case, CaseReopened, body.requested_on)
    code = case.procedure.taken_up_as if case.procedure else None
    assert code is not None, "a case that cannot be reopened has no such option"
    _require_request(asked, case, body.requested_on)
    case.begin_stage(code, body.requested_on)
    case.count_clocks(asked.books)
    return save(tx, asked, case, CaseReopened, body.requested_on)


def take_step(tx: Session, asked: Asked, body: StepDone) -> CaseRecord:
    """Record a step of the present stage, in the order of the procedure."""
    case = load(tx, asked, Action.TAKE_STEP)
    steps = case.standing.steps
    if body.step not in steps:
        raise wrong_field("/step", "This stage has no such step, or it was taken.")
    if body.step != steps[0]:
        raise Conflict(f"Not yet: {rules.STEPS_BEFORE_ANSWER[steps[0]]}.")
    before = max(acts_of(case.stage).values())
    rules.require_dates(asked.today, before, "the step that comes first", taken_on=body.taken_on)
    if body.step is Act.PANEL_MET:
        require_panel(tx, asked, case, case.stage, body.taken_on, body.because)
    case.act(body.step, body.taken_on)
    case.count_clocks(asked.books)
    note = write_note(tx, asked, body.because) if body.because else None
    return save(tx, asked, case, StepTaken, body.taken_on, {"step": body.step, "note": note})


def _require_request(asked: Asked, case: CaseRecord, requested_on: date) -> None:
    """A further stage is asked for after whatever was done in the present one."""
    last = last_act(case.stage)
    rules.require_dates(asked.today, last.on, last.began, requested_on=requested_on)


def _open_because(case: CaseRecord, body: Escalation) -> set[When]:
    """Which of the conditions that open a way to a further stage hold on the day of the request."""
    acts, target = acts_of(case.stage), case.answer_clock(case.stage)
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
