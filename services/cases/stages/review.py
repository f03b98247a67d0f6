"""An answer is put up for review, and signed or sent back, before it is sent."""

from datetime import date
from typing import Any

from sqlmodel import Session

from cases.notes.service import write_note
from cases.record import rules
from cases.record.change import Asked, load, require_in_stage, save
from cases.record.record import CaseRecord
from cases.stages.schemas import PutUp, SentBack, Signature
from cases.tables import feed_of_cases
from chassis import feed
from kernel.errors import Conflict
from kernel.events import AnswerReviewed
from kernel.vocabulary import Action, ReviewAct


def put_up(tx: Session, asked: Asked, body: PutUp) -> CaseRecord:
    """Put the answer up for the level that its procedure names. Raises Conflict when it is not ready."""
    case = load(tx, asked, Action.PUT_UP)
    require_in_stage(asked, case, put_up_on=body.put_up_on)
    if sent_back_on := _sent_back_on(tx, case):
        rules.require_dates(asked.today, sent_back_on, "the answer was sent back", put_up_on=body.put_up_on)
    case.stage.review = {
        "level": case.standing.review.level,
        "put_up_by": asked.officer.subject,
        "put_up_on": body.put_up_on.isoformat(),
        "signed_by": None,
        "signed_on": None,
        "seal": None,
    }
    return _save(tx, asked, case, ReviewAct.PUT_UP, body.put_up_on)


def sign(tx: Session, asked: Asked, body: Signature) -> CaseRecord:
    """Sign the answer: its findings as they stand. Raises Conflict for who prepared it, where another has to."""
    case = load(tx, asked, Action.SIGN)
    rules.require_for(asked.officer.subject, case.not_for)
    if asked.officer.subject in case.not_signed_by:
        raise Conflict(f"Not yet: {rules.OWN_ANSWER}.")
    review = _waiting(asked, case, signed_on=body.signed_on)
    found_on = max((issue.decided_on for issue in case.issues if issue.decided_on), default=body.signed_on)
    rules.require_dates(asked.today, found_on, "the last finding was made", signed_on=body.signed_on)
    case.stage.review = {
        **review,
        "signed_by": asked.officer.subject,
        "signed_on": body.signed_on.isoformat(),
        "seal": case.findings_seal,
    }
    return _save(tx, asked, case, ReviewAct.SIGNED, body.signed_on)


def send_back(tx: Session, asked: Asked, body: SentBack) -> CaseRecord:
    """Send the answer back; why is kept as a note."""
    case = load(tx, asked, Action.SEND_BACK)
    _waiting(asked, case, sent_back_on=body.sent_back_on)
    note = write_note(tx, asked, body.because)
    case.stage.review = None
    return _save(tx, asked, case, ReviewAct.SENT_BACK, body.sent_back_on, note)


def _sent_back_on(tx: Session, case: CaseRecord) -> date | None:
    """The day on which an answer was sent back last, in whichever stage: only what was told of it says so."""
    told = feed.of_reference(tx, feed_of_cases, case.row.authority, case.row.ref)
    reviews = [row["data"] for row in told if row["type"] == AnswerReviewed.type_name()]
    days = [date.fromisoformat(each["occurred_on"]) for each in reviews if each["act"] == ReviewAct.SENT_BACK]
    return days[-1] if days else None


def _waiting(asked: Asked, case: CaseRecord, **days: date) -> dict[str, Any]:
    """The review that was asked for; what follows does not come before it."""
    assert case.stage.review is not None, "an answer that waits was put up"
    put_up_on = date.fromisoformat(case.stage.review["put_up_on"])
    rules.require_dates(asked.today, put_up_on, "the answer was put up for review", **days)
    return case.stage.review


def _save(
    tx: Session, asked: Asked, case: CaseRecord, act: ReviewAct, on: date, note: int | None = None
) -> CaseRecord:
    level = case.standing.review.level
    case.stands_anew()
    return save(tx, asked, case, AnswerReviewed, on, {"act": act, "level": level, "note": note})
