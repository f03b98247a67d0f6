"""Taking up a case that had ended or was answered: where it stood, or as a stage of its own."""

from dataclasses import replace
from datetime import date

from cases.record.models import HoldRow
from cases.record.record import CaseRecord, acts_of, last_act
from cases.record.rules import derived_outcome, ended_outcome, stage_referred_to
from kernel.clocks import Clock
from kernel.vocabulary import Act, Basis, HoldReason, Outcome, Status

NO_FINDINGS = frozenset({None, Outcome.REFUSED, Outcome.RESOLVED_INFORMALLY, Outcome.ANSWERED})
"""Outcomes of a stage whose answer found nothing: a notice of refusal, and the answer to an enquiry."""


def promised_of(case: CaseRecord) -> Clock | None:
    """The date that the complainant was given in the present stage, unless it was found that none was."""
    return next(
        (
            clock
            for clock in case.clocks.values()
            if clock.due.limit.basis is Basis.PROMISED
            and clock.stage == case.stage.number
            and clock.on == case.row.promised_on
        ),
        None,
    )


def let_promise_run(case: CaseRecord) -> None:
    """A promise stands until what is recorded has met it: what met it, or ended it, may be the slip."""
    if promised := promised_of(case):
        case.clocks[promised.kind] = replace(promised, met_on=None, cancelled=False)


def goes_on(case: CaseRecord, on: date, by: str) -> None:
    """A complaint that was withdrawn, or settled early, goes on where it stood.

    Meanwhile it waited, unless it was answered: no limit of the law did, nor did the date that they were given.
    """
    row, ended_on, how = case.row, case.row.closed_on, how_it_ended(case)
    assert ended_on is not None, "a case that has ended says when"
    row.withdrawn_on = row.withdrawn_because = row.closed_on = row.outcome = None
    row.stage = case.status()
    if on > ended_on and row.stage != Status.RESPONDED:
        case.holds.append(
            HoldRow(
                authority=row.authority,
                ref=row.ref,
                number=len(case.holds) + 1,
                reason=HoldReason.OTHER,
                waiting_on=f"It was {how}, and taken up again.",
                started_on=ended_on,
                review_on=on,
                ended_on=on,
                by=by,
            )
        )
    let_promise_run(case)


def how_it_ended(case: CaseRecord) -> str:
    """Of one that was withdrawn, or settled early."""
    return "withdrawn" if case.row.withdrawn_on else "settled early"


def comes_back(case: CaseRecord, on: date, by: str) -> bool:
    """What the Ombudsman refers back is the council's again from the day it came back (domain rules, LGS-prem).

    What was answered owes an answer anew, also where it was withdrawn after that. Returns whether it was taken up:
    a complaint that was still open on that day has its clocks, and goes on.
    """
    row, standing = case.row, case.standing
    if not standing.classification.is_complaint or case.procedure is None:
        return False
    if standing.status is Status.WITHDRAWN or standing.is_settled:
        if row.closed_on is None or on < row.closed_on:
            return False
        goes_on(case, on, by)
        if row.stage != Status.RESPONDED:
            return True
    elif standing.status not in {Status.RESPONDED, Status.CLOSED} or on < last_act(case.stage).on:
        return False
    code = stage_referred_to(standing.ways, case.procedure.taken_up_as, case.stage.code)
    case.act(Act.NEXT_REQUESTED, on)
    case.begin_stage(code, on)
    return True


def has_found(case: CaseRecord) -> bool:
    """Whether the present stage was answered with findings."""
    return bool(case.stages) and case.stage.outcome not in NO_FINDINGS


def owes_an_answer_again(case: CaseRecord) -> None:
    """What was sent was a notice of refusal, or answered an enquiry: of another class it is no answer (ADR 53).

    It stays in the timeline, and acknowledged what was not. An answer with findings stands.
    """
    if has_found(case):
        return
    stage = case.stage
    case.act(Act.ACKNOWLEDGED, acts_of(stage)[Act.RESPONDED])
    stage.acts = {act: on for act, on in stage.acts.items() if act not in {Act.RESPONDED, Act.RESPONSE_RECEIVED}}
    stage.response_days = stage.outcome = stage.signed_off_by = stage.late_because = stage.review = None
    let_promise_run(case)
    restate(case)


def restate_outcome(case: CaseRecord, found: Outcome | None) -> None:
    """What was answered, or ended, with what was `found` by its issues says what they say now."""
    case.stands_anew()
    if found is None:
        return
    now = derived_outcome(case.standing.issues)
    for said in (case.stage, case.row):
        if said.outcome == found:
            said.outcome = now


def restate(case: CaseRecord) -> None:
    """What the record says of a case besides its days, from its days."""
    row = case.row
    answered = [stage for stage in case.stages if Act.RESPONDED in acts_of(stage)]
    last = answered[-1] if answered else None
    row.acknowledged_on = min((on for s in case.stages if (on := acts_of(s).get(Act.ACKNOWLEDGED))), default=None)
    row.responded_on = acts_of(last)[Act.RESPONDED] if last else None
    row.response_days = last.response_days if last else None
    if last is None:
        row.calendar_version = None
    row.stage = case.status()
    case.stands_anew()
    if Act.RESPONDED in acts_of(case.stage):
        case.stage.outcome = ended_outcome(case.standing)
    if row.stage == Status.WITHDRAWN:
        row.outcome = Outcome.WITHDRAWN
    else:
        row.outcome = ended_outcome(case.standing) if row.stage == Status.CLOSED else None
