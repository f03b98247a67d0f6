"""What other services learn of a case: codes and dates alone."""

from typing import Any, TypeVar

from cases.record.models import CaseRow, StageRow
from cases.record.record import CaseRecord, acts_of
from kernel.clocks import Clock
from kernel.events import (
    CaseEvent,
    CaseState,
    ClockRecord,
    IssueState,
    LearningState,
    RemedyState,
    StageState,
    TellingState,
)
from kernel.imported import CodedCase
from kernel.vocabulary import About, Act, Classification, Disposition, Finding, LateReason, Status, Unit

Told = TypeVar("Told", bound=CaseEvent)


def told(event: type[Told], case: CaseRecord, **what: Any) -> Told:
    """An event of a case as it stands now."""
    return event.model_validate(
        {
            "authority": case.row.authority,
            "ref": case.row.ref,
            "sequence": case.row.version,
            "case": state(case),
            **what,
        }
    )


def state(case: CaseRecord) -> CaseState:
    """The whole coded state of a case, which goes with each of its events."""
    row = case.row
    answered = [stage for stage in case.stages if Act.RESPONDED in acts_of(stage)]
    last = (answered or case.stages)[-1:]
    target = case.answer_clock(last[0]) if last else None
    turn = case.turn() if row.is_open else None
    return CaseState(
        classification=Classification(row.classification),
        disposition=Disposition(row.disposition),
        received_on=row.received_on,
        stage=Status(row.stage),
        procedure=row.procedure,
        procedure_version=row.procedure_version,
        grade=row.grade,
        team=row.team,
        division=row.division,
        service_area=row.service_area,
        owner=row.owner,
        acknowledged_on=row.acknowledged_on,
        promised_on=row.promised_on,
        responded_on=row.responded_on,
        closed_on=row.closed_on,
        withdrawn_on=row.withdrawn_on,
        withdrawn_because=row.withdrawn_because,
        outcome=row.outcome,
        refusal_reason=row.refusal_reason,
        issues=tuple(
            IssueState(
                number=issue.number,
                category=issue.category,
                subcategory=issue.subcategory,
                theme=issue.theme,
                about=About(issue.about),
                body=issue.body,
                team=issue.team,
                finding=Finding(issue.finding) if issue.finding else None,
            )
            for issue in case.issues
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
            for kind, clock in case.clocks.items()
        ),
        stages=tuple(_stage(case, stage) for stage in case.stages),
        is_open=row.is_open,
        waiting_since=min((hold.started_on for hold in case.waits if hold.ended_on is None), default=None),
        turn=turn.whose if turn else None,
        turn_since=turn.since if turn else None,
        next_due_kind=row.next_due_kind,
        next_due_act=row.next_due_act,
        next_due_on=row.next_due_on,
        next_soon_on=row.next_soon_on,
        response_due_on=target.due.on if target else None,
        target_days=target.due.limit.amount if target else None,
        response_days=row.response_days,
        days_by=row.days_by,
        calendar_version=row.calendar_version,
        **_imported(row),
    )


def _imported(row: CaseRow) -> dict[str, Any]:
    """What its council had recorded of an imported case's remedies and learning; other cases' are told apart."""
    if row.recorded is None:
        return {}
    recorded = CodedCase.model_validate(row.recorded)
    return {
        "remedies": tuple(RemedyState.model_validate(line.model_dump()) for line in recorded.remedies),
        "learning": tuple(LearningState.model_validate(line.model_dump()) for line in recorded.learning),
    }


def _extended_because(case: CaseRecord, target: Clock) -> str | None:
    """Why a target was extended to the date in force; None: it was not, or in words alone."""
    made = [extension for extension in case.extensions if extension.kind == target.kind]
    return next((extension.because for extension in reversed(made) if not extension.taken_back), None)


def _stage(case: CaseRecord, stage: StageRow) -> StageState:
    acts, target = acts_of(stage), case.answer_clock(stage)
    return StageState(
        number=stage.number,
        code=stage.code,
        started_on=acts[Act.RECEIVED],
        target_days=target.due.limit.amount if target else None,
        target_unit=target.due.limit.unit if target else Unit.WORKING_DAYS,
        due_on=target.due.on if target else None,
        extended_to=target.extended.on if target and target.extended else None,
        extended_because=_extended_because(case, target) if target else None,
        responded_on=acts.get(Act.RESPONDED),
        response_days=stage.response_days,
        outcome=stage.outcome,
        holding_response_on=acts.get(Act.HOLDING_REPLY),
        signed_off_by=stage.signed_off_by,
        late_because=LateReason(stage.late_because) if stage.late_because else None,
        told_late=tuple(TellingState(level=told["level"], told_on=told["told_on"]) for told in stage.told_late),
    )
