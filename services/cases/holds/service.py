"""What a case waits for: legal limits and promised dates go on meanwhile."""

from sqlmodel import Session

from cases.holds.schemas import HoldBegun, HoldEnd
from cases.notes.service import write_note
from cases.record import rules
from cases.record.change import Asked, load, require_in_stage, save
from cases.record.models import HoldRow
from cases.record.record import CaseRecord
from kernel.calendar import in_words
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import CaseHeld, HoldEnded
from kernel.vocabulary import Action, HoldReason


def hold(tx: Session, asked: Asked, body: HoldBegun) -> CaseRecord:
    """Record what a case waits for. Legal limits and promised dates go on; only a target may wait with it."""
    case = load(tx, asked, Action.HOLD)
    require_in_stage(asked, case, started_on=body.started_on)
    if body.review_on < max(body.started_on, asked.today):
        raise wrong_field("/review_on", "This is in the past: say when it is looked at again.")
    reason = body.beyond_limit_reason
    rules.require_ahead(case.standing, asked.today, reason, review_on=body.review_on)
    if any(other.ended_on and other.ended_on >= body.started_on for other in case.waits):
        raise wrong_field("/started_on", "Another hold was still on that day.")
    number = len(case.holds) + 1
    case.holds.append(
        HoldRow(
            authority=case.row.authority,
            ref=case.row.ref,
            number=number,
            by=asked.officer.subject,
            **body.model_dump(exclude={"beyond_limit_reason"}),
        )
    )
    moved = case.count_clocks(asked.books)
    note = write_note(tx, asked, reason) if reason else None
    what = {"reason": body.reason, "moved": moved, "hold": number, "note": note}
    return save(tx, asked, case, CaseHeld, body.started_on, what)


def end_hold(tx: Session, asked: Asked, number: int, body: HoldEnd) -> CaseRecord:
    """Record that a case waits no longer: `ended_on` is the last day of waiting."""
    case = load(tx, asked)
    held = next((held for held in case.holds if held.number == number), None)
    if held is None or held.taken_back:
        raise NotFound(f"{asked.ref} has no hold {number}.")
    if held.ended_on is not None:
        raise Conflict(f"This hold ended on {in_words(held.ended_on)}.")
    rules.require_dates(asked.today, held.started_on, "the hold began", ended_on=body.ended_on)
    held.ended_on = body.ended_on
    moved = case.count_clocks(asked.books)
    days = (held.ended_on - held.started_on).days + 1
    what = {"reason": HoldReason(held.reason), "days": days, "moved": moved, "hold": number}
    return save(tx, asked, case, HoldEnded, body.ended_on, what)
