"""What happens in stages, in sentences."""

from cases.record.telling import Said, Sentences, Texts, day, sentences
from kernel.events import (
    AnswerReviewed,
    CaseAcknowledged,
    CaseReopened,
    HoldingReplySent,
    ResponseIssued,
    StageEscalated,
    StepTaken,
)
from kernel.vocabulary import Method
from kernel.words import ACTS, LATE_REASONS, METHODS, REVIEW_ACTS, in_sentence


def acknowledged(event: CaseAcknowledged, texts: Texts) -> Said:
    promised_on = event.case.promised_on
    promised = f"An answer was promised by {day(promised_on)}." if promised_on else None
    return Said(f"Acknowledged {_by(event.method)}", sentences(promised, texts.note(event.note)))


def answered(event: ResponseIssued, texts: Texts) -> Said:
    days = event.case.response_days
    after = f"After {days} working days." if days is not None else None
    stage = event.case.stages[-1] if event.case.stages else None
    signed = f"Signed off: {stage.signed_off_by}." if stage and stage.signed_off_by else None
    late = f"Late: {in_sentence(LATE_REASONS[stage.late_because])}." if stage and stage.late_because else None
    return Said(f"Answer sent {_by(event.method)}", sentences(after, signed, late, texts.note(event.note)))


def replied_meanwhile(event: HoldingReplySent, texts: Texts) -> Said:
    return Said(f"Holding reply sent {_by(event.method)}")


def escalated(event: StageEscalated, texts: Texts) -> Said:
    procedure = texts.procedure(event.case)
    stage = procedure.find_stage(event.stage) if procedure else None
    return Said(f"Next stage: {stage.name if stage else event.stage}", texts.note(event.note))


def reopened(event: CaseReopened, texts: Texts) -> Said:
    return Said("Taken up again", "The Ombudsman referred it back." if event.referred_back else None)


def step_taken(event: StepTaken, texts: Texts) -> Said:
    return Said(ACTS[event.step], texts.note(event.note))


def reviewed(event: AnswerReviewed, texts: Texts) -> Said:
    return Said(f"{REVIEW_ACTS[event.act]}: {event.level}", texts.note(event.note))


def _by(method: str) -> str:
    return in_sentence(METHODS[Method(method)])


SENTENCES: Sentences = {
    CaseAcknowledged: acknowledged,
    HoldingReplySent: replied_meanwhile,
    AnswerReviewed: reviewed,
    ResponseIssued: answered,
    StageEscalated: escalated,
    CaseReopened: reopened,
    StepTaken: step_taken,
}
