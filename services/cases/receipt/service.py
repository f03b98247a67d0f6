"""Putting the day of receipt right."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from cases.notes.service import write_note
from cases.receipt.schemas import ReceiptCorrection
from cases.record import rules
from cases.record.change import Asked, load, save
from cases.record.record import CaseRecord, acts_of
from kernel.calendar import FIRST_DAY, in_words
from kernel.errors import Conflict, wrong_field
from kernel.events import (
    ReceiptCorrected,
)
from kernel.procedures import FIRST_STAGE
from kernel.vocabulary import Act, Action


def correct_receipt(tx: Session, asked: Asked, body: ReceiptCorrection) -> CaseRecord:
    """Put the day of receipt right: every clock that starts there is counted anew, and says how it moved."""
    case = load(tx, asked, Action.CORRECT_RECEIPT)
    before, received_on = case.row.received_on, body.received_on
    if received_on == before:
        raise Conflict(f"{asked.ref} was received on this day already.")
    rules.require_dates(
        asked.today, FIRST_DAY, f"{in_words(FIRST_DAY)}, from which days are counted", received_on=received_on
    )
    _require_before_all_else(case, received_on)
    case.row.received_on = received_on
    first = case.stages[0]
    first.acts = {**first.acts, Act.RECEIVED.value: received_on.isoformat()}
    answered_on = acts_of(first).get(Act.RESPONDED)
    if answered_on:
        first.response_days = asked.books.calendar.count(received_on, answered_on)
        if len(case.stages) == FIRST_STAGE:
            case.row.response_days = first.response_days
    moved = case.count_clocks(asked.books)
    what = {"before": before, "moved": moved, "note": write_note(tx, asked, body.reason)}
    return save(tx, asked, case, ReceiptCorrected, asked.today, what)


def _require_before_all_else(case: CaseRecord, received_on: date) -> None:
    """Nothing that a case records may come before its receipt: no act, no request, no start of another clock, and
    not its end.
    """
    acts = [on for act, on in acts_of(case.stages[0]).items() if act not in {Act.RECEIVED, Act.DECIDED}]
    later = [acts_of(stage)[Act.RECEIVED] for stage in case.stages[1:]]
    others = [request.asked_on for request in case.requests] + [hold.started_on for hold in case.waits]
    others += [extension.agreed_on for extension in case.extensions if not extension.taken_back]
    others += [done.on for done in case.done_in_stage()]
    others += [case.row.closed_on] if case.row.closed_on else []
    dates: Sequence[date] = [*acts, *later, *others]
    if dates and received_on > min(dates):
        raise wrong_field(
            "/received_on", f"This is after {in_words(min(dates))}, when something was done in the case."
        )
