"""What becomes of a case's record when a slip is put right: each kind in its own way."""

from dataclasses import replace
from datetime import date
from typing import Any

from cases.corrections.rules import ACTS_OF
from cases.corrections.schemas import CorrectableRead, Correction
from cases.record.again import NO_FINDINGS, let_promise_run, promised_of
from cases.record.models import ExtensionRow, HoldRow, IssueRow, StageRow
from cases.record.record import CaseRecord, acts_of, last_act, take_finding_back
from cases.record.rules import Issue, derived_outcome
from kernel.calendar import in_words
from kernel.clocks import agreed, promise
from kernel.errors import Conflict, wrong_field
from kernel.procedures import FIRST_STAGE
from kernel.vocabulary import About, Act, Basis, Finding, Slip


def put_right(case: CaseRecord, stood: CorrectableRead, body: Correction) -> None:
    on = body.on
    match body.what:
        case Slip.PROMISE:
            _promise_anew(case, on)
        case Slip.FINDING:
            issue = case.issue(body.number)
            assert issue is not None, "what is recorded was looked up"
            if body.stage is not None:
                _find_anew(case, issue, case.stages[body.stage - 1], body)
            else:
                issue.finding, issue.decided_on = body.finding, on
                if on is None:
                    take_finding_back(issue)
        case Slip.EXTENSION:
            extension = case.extensions[body.number - 1]
            if on is None:
                _take_back(case, extension)
            else:
                if on > extension.due_before:
                    ran_out = in_words(extension.due_before)
                    raise wrong_field("/on", f"It had run out on {ran_out}. An extension is agreed before that.")
                extension.agreed_on = on
                extension.because = body.extended_because or extension.because
        case Slip.REQUEST:
            assert on is not None, "it is withdrawn instead"
            case.requests[body.number - 1].asked_on = on
        case Slip.REQUEST_ANSWER:
            case.requests[body.number - 1].answered_on = on
        case Slip.WAITING:
            _wait_anew(case, case.holds[body.number - 1], on)
        case Slip.WAITING_END:
            _end_wait_anew(case, case.holds[body.number - 1], on)
        case Slip.STAGE_REQUEST:
            if on is None:
                case.take_stage_back()
                let_promise_run(case)  # of the stage before, whose answer is owed again unless it was given
            else:
                _begin_anew(case, case.stages[body.number - 1], stood.on, on)
        case Slip.LATE_TOLD:
            _tell_anew(case, body.number, on)
        case Slip.WITHDRAWAL:
            case.row.withdrawn_on = case.row.closed_on = on
            case.row.withdrawn_because = (body.withdrawn_because or stood.withdrawn_because) if on else None
        case Slip.CLOSING:
            case.row.closed_on = on
        case _:
            _change_act(case, case.stages[body.number - 1], ACTS_OF[body.what], stood.on, on)


def _find_anew(case: CaseRecord, issue: IssueRow, stage: StageRow, body: Correction) -> None:
    """Another finding in an earlier stage; what that was answered with follows from its findings."""
    assert body.on is not None, "what a later stage rests on is not undone"
    right = {"finding": body.finding, "decided_on": body.on.isoformat()}
    issue.earlier = [past | right if past["stage"] == stage.number else past for past in issue.earlier]
    if stage.outcome not in NO_FINDINGS:
        stage.outcome = derived_outcome(
            [
                Issue(each.number, About(each.about), Finding(past["finding"]))
                for each in case.issues
                for past in each.earlier
                if past["stage"] == stage.number
            ]
        )


def _change_act(case: CaseRecord, stage: StageRow, act: Act, before: date, on: date | None) -> None:
    """Another day for an act of a stage, or none, with what went with it."""
    acts = {**stage.acts, act.value: on.isoformat() if on else None}
    if act is Act.RESPONDED:
        if on is None or acts.get(Act.RESPONSE_RECEIVED) == before.isoformat():
            acts[Act.RESPONSE_RECEIVED] = acts[act]
        if on is None:
            stage.signed_off_by = None
        for hold in case.holds:
            if on and hold.ended_on == before:  # an answer ends what the case waits for
                hold.ended_on = max(on, hold.started_on)
    stage.acts = {kind: day for kind, day in acts.items() if day}
    if act is Act.ACKNOWLEDGED and stage is case.stage and (promised := promised_of(case)):
        if on is None:  # it was made with it
            _promise_anew(case, None)
        else:
            case.clocks[promised.kind] = replace(promised, due=replace(promised.due, started_on=on))


def tellings(case: CaseRecord) -> list[dict[str, Any]]:
    """Who was told that it is late, in whichever stage, as it was recorded."""
    return [telling for stage in case.stages for telling in stage.told_late]


def _tell_anew(case: CaseRecord, number: int, on: date | None) -> None:
    """Another day on which somebody was told that it is late, or they never were, and are to be told still."""
    for stage in case.stages:
        if number <= len(stage.told_late):
            before, wrong, after = (
                stage.told_late[: number - 1],
                stage.told_late[number - 1],
                stage.told_late[number:],
            )
            stage.told_late = [*before, *([wrong | {"told_on": on.isoformat()}] if on else []), *after]
            return
        number -= len(stage.told_late)


def _wait_anew(case: CaseRecord, hold: HoldRow, on: date | None) -> None:
    """Another day on which it began to wait, or it never did."""
    if on is None:
        hold.taken_back = True
        return
    last = hold.ended_on or hold.review_on
    if on > last:
        raise wrong_field("/on", f"It waited until {in_words(last)} at the latest.")
    hold.started_on = on
    _require_one_at_a_time(case, hold)


def _end_wait_anew(case: CaseRecord, hold: HoldRow, on: date | None) -> None:
    """Another last day on which it waited, or it waits still."""
    if on and on < hold.started_on:
        raise wrong_field("/on", f"It began to wait on {in_words(hold.started_on)}.")
    hold.ended_on = on
    _require_one_at_a_time(case, hold)


def _require_one_at_a_time(case: CaseRecord, hold: HoldRow) -> None:
    others = (other for other in case.waits if other is not hold)
    end = hold.ended_on or date.max
    if any(other.started_on <= end and hold.started_on <= (other.ended_on or date.max) for other in others):
        raise wrong_field("/on", "It waited for something else then.")


def _begin_anew(case: CaseRecord, stage: StageRow, before: date, on: date) -> None:
    """Another day on which a further stage was asked for, and so left the one before."""
    left = case.stages[stage.number - FIRST_STAGE - 1]
    last = last_act(left, besides={Act.NEXT_REQUESTED})
    if on < last.on:
        raise wrong_field("/on", f"This is before {last.began}.")
    requested_on = acts_of(left).get(Act.NEXT_REQUESTED)
    if requested_on == before:
        left.acts = {**left.acts, Act.NEXT_REQUESTED.value: on.isoformat()}
    elif requested_on and on < requested_on:  # made orally: it begins once what was said is agreed
        raise wrong_field("/on", f"It was asked for on {in_words(requested_on)}.")
    stage.acts = {**stage.acts, Act.RECEIVED.value: on.isoformat()}


def _promise_anew(case: CaseRecord, on: date | None) -> None:
    promised = promised_of(case)
    assert promised is not None, "what is recorded was looked up"
    if promised.extended:
        raise Conflict("A later date was agreed for it. Put that extension right first.")
    made_on = promised.due.started_on
    if on and on < made_on:
        raise wrong_field("/on", f"This is before {in_words(made_on)}, when it was promised.")
    case.clocks[promised.kind] = promise(made_on, on, promised.stage) if on else promised.cancel()
    case.row.promised_on = on


def _take_back(case: CaseRecord, extension: ExtensionRow) -> None:
    """An extension that there never was: the clock stands as the ones before it left it."""
    extension.taken_back = True
    clock = replace(case.clocks[extension.kind], extended=None)
    others = [other for other in case.extensions if other.kind == extension.kind and not other.taken_back]
    case.clocks[extension.kind] = agreed(clock, others[-1].due_after) if others else clock
    if clock.due.limit.basis is Basis.PROMISED:
        case.row.promised_on = case.clocks[extension.kind].on
