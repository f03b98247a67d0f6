"""Putting the day of receipt right."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from cases.corrections.rules import out_of_order
from cases.notes.service import write_note
from cases.receipt.beside import done_beside
from cases.receipt.schemas import ReceiptCorrection
from cases.record import rules
from cases.record.again import promised_of
from cases.record.change import Asked, load, save
from cases.record.record import CaseRecord, acts_of
from cases.record.rules import Done
from kernel.calendar import FIRST_DAY, in_words
from kernel.errors import Conflict, wrong_field
from kernel.events import ReceiptCorrected
from kernel.procedures import FIRST_STAGE
from kernel.vocabulary import Act, Action, OwedBy
from kernel.words import ACTS, in_sentence


def correct_receipt(tx: Session, asked: Asked, body: ReceiptCorrection) -> CaseRecord:
    """Put the day of receipt right: every clock that starts there is counted anew, and says how it moved."""
    case = load(tx, asked, Action.CORRECT_RECEIPT)
    before, received_on = case.row.received_on, body.received_on
    if received_on == before:
        raise Conflict(f"{asked.ref} was received on this day already.")
    rules.require_dates(
        asked.today, FIRST_DAY, f"{in_words(FIRST_DAY)}, from which days are counted", received_on=received_on
    )
    if received_on > before:
        _require_before_all_else(tx, asked, case, received_on)
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


def _require_before_all_else(tx: Session, asked: Asked, case: CaseRecord, received_on: date) -> None:
    """Raises Unprocessable, naming the first thing that would come before the receipt, wherever it is recorded."""
    first = min([*_done_within(case), *done_beside(tx, case, asked.today)], default=None)
    if first and (wrong := out_of_order([Done(received_on, "it was received")], first)):
        raise wrong_field("/received_on", wrong)


def _done_within(case: CaseRecord) -> Iterator[Done]:
    """What the record says was done in every stage: acts, findings, requests, starts of other clocks, its end."""
    for stage in case.stages:
        received = {Act.RECEIVED} if stage.number == FIRST_STAGE else set()
        for act, on in acts_of(stage).items():
            if act not in {Act.DECIDED, *received}:
                yield Done(on, in_sentence(ACTS[act]))
        for told in stage.told_late:
            yield Done(date.fromisoformat(told["told_on"]), "somebody was told that it is late")
    for issue in case.issues:
        for past in issue.earlier:
            if past["decided_on"]:
                yield Done(date.fromisoformat(past["decided_on"]), f"the finding on issue {issue.number} was made")
    for extension in case.extensions:
        if not extension.taken_back:
            yield Done(extension.agreed_on, "a later date was agreed")
    for request in case.requests:
        if request.who == OwedBy.COUNCIL:
            yield Done(request.asked_on, "the Ombudsman asked")
    if promised := promised_of(case):
        yield Done(promised.due.started_on, "a date was promised")
    yield from case.done_in_stage()
    yield from case.done_meanwhile()
    if case.row.closed_on:
        yield Done(case.row.closed_on, "it ended")
