"""Dates that change by decision: extensions, holds, requests with their own clocks, and a corrected receipt."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from cases import record, repository, rules
from cases.change import Asked, load, save, write_note
from cases.models import ExtensionRow, HoldRow, RequestRow
from cases.record import CaseRecord
from cases.schemas import ExtensionMade, HoldBegun, HoldEnd, ReceiptCorrection, RequestAnswer, RequestSent
from kernel.calendar import in_words
from kernel.clocks import Clock, agreed, lengthened
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import (
    CaseHeld,
    ClockExtended,
    HoldEnded,
    ReceiptCorrected,
    RequestAnswered,
    RequestMade,
)
from kernel.procedures import FIRST_STAGE, Extension
from kernel.vocabulary import Act, Basis, HoldReason, OwedBy, Unit

COUNTED = {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}


def extend(tx: Session, asked: Asked, kind: str, body: ExtensionMade) -> CaseRecord:
    """Extend one clock, counted from its original start (domain rules §4.4). No other clock moves with it.

    Agreed after the date in force it would cure nothing, so that is refused (SI 2009/309, reg 14(3)(b)).
    """
    case = load(tx, asked)
    clock = _clock(case, kind)
    rule = case.may_extend(clock)
    if rule is None:
        raise Conflict(f"{clock.due.limit.name} cannot be extended: the procedure gives no longer limit for it.")
    due_before = clock.on
    assert due_before is not None, "a date that is not known cannot be extended"
    _require_agreement(asked, clock, rule, due_before, body)
    longer = _longer(asked, case, clock, rule, body)
    if longer.on is None:
        raise wrong_field("/amount", longer.current.unknown_because or "This date cannot be worked out.")
    if longer.on <= due_before:
        raise wrong_field("/amount" if body.amount else "/until", f"This is no later than {in_words(due_before)}.")
    case.clocks[kind] = longer
    if longer.due.limit.basis is Basis.PROMISED:
        case.row.promised_on = longer.on
    repository.add(
        tx,
        [
            ExtensionRow(
                authority=case.row.authority,
                ref=case.row.ref,
                number=len(repository.extensions(tx, case.row.authority, case.row.ref)) + 1,
                kind=kind,
                due_before=due_before,
                due_after=longer.on,
                agreed_on=body.agreed_on,
                person_agreed=body.person_agreed,
                reason=body.reason,
                by=asked.officer.subject,
                at=asked.now,
            )
        ],
    )
    what = {"clock": kind, "before": due_before, "after": longer.on, "person_agreed": body.person_agreed}
    return save(tx, asked, case, ClockExtended, body.agreed_on, what)


def hold(tx: Session, asked: Asked, body: HoldBegun) -> CaseRecord:
    """Record what a case waits for. Legal limits and promised dates go on; only a target may wait with it."""
    case = load(tx, asked)
    rules.require_option(case.standing, "hold")
    rules.require_dates(asked.today, case.row.received_on, started_on=body.started_on)
    if body.review_on < max(body.started_on, asked.today):
        raise wrong_field("/review_on", "This is in the past: say when it is looked at again.")
    if any(other.ended_on and other.ended_on >= body.started_on for other in case.holds):
        raise wrong_field("/started_on", "Another hold was still on that day.")
    case.holds.append(
        HoldRow(
            authority=case.row.authority,
            ref=case.row.ref,
            number=len(case.holds) + 1,
            by=asked.officer.subject,
            **body.model_dump(),
        )
    )
    moved = case.count_clocks(asked.books)
    return save(tx, asked, case, CaseHeld, body.started_on, {"reason": body.reason, "moved": moved})


def end_hold(tx: Session, asked: Asked, number: int, body: HoldEnd) -> CaseRecord:
    """Record that a case waits no longer: `ended_on` is the last day of waiting."""
    case = load(tx, asked)
    held = next((held for held in case.holds if held.number == number), None)
    if held is None:
        raise NotFound(f"{asked.ref} has no hold {number}.")
    if held.ended_on is not None:
        raise Conflict(f"This hold ended on {in_words(held.ended_on)}.")
    rules.require_dates(asked.today, held.started_on, "the hold began", ended_on=body.ended_on)
    held.ended_on = body.ended_on
    moved = case.count_clocks(asked.books)
    days = (held.ended_on - held.started_on).days + 1
    what = {"reason": HoldReason(held.reason), "days": days, "moved": moved}
    return save(tx, asked, case, HoldEnded, body.ended_on, what)


def ask(tx: Session, asked: Asked, who: OwedBy, body: RequestSent) -> CaseRecord:
    """Start a clock for what a contributor was asked for, or for what the Ombudsman asks of the council.

    A date that a letter states wins over the counted one (domain rules, LGS-28).
    """
    case = load(tx, asked)
    rules.require_option(case.standing, "ask" if who is OwedBy.CONTRIBUTOR else "record_ombudsman_enquiry")
    rules.require_dates(asked.today, case.row.received_on, asked_on=body.asked_on)
    if body.due_on and body.due_on < body.asked_on:
        raise wrong_field("/due_on", "This is before it was asked for.")
    request = RequestRow(
        authority=case.row.authority,
        ref=case.row.ref,
        number=len(case.requests) + 1,
        who=who,
        **body.model_dump(),
    )
    case.requests.append(request)
    case.count_clocks(asked.books)
    what = {"clock": record.request_kind(request), "who": who}
    return save(tx, asked, case, RequestMade, body.asked_on, what)


def answer_request(tx: Session, asked: Asked, number: int, body: RequestAnswer) -> CaseRecord:
    """Record that what was asked for was given."""
    case = load(tx, asked)
    request = next((request for request in case.requests if request.number == number), None)
    if request is None:
        raise NotFound(f"{asked.ref} has no request {number}.")
    if request.answered_on is not None:
        raise Conflict(f"This was answered on {in_words(request.answered_on)}.")
    rules.require_dates(asked.today, request.asked_on, "it was asked for", answered_on=body.answered_on)
    request.answered_on = body.answered_on
    case.count_clocks(asked.books)
    what = {"clock": record.request_kind(request), "who": OwedBy(request.who)}
    return save(tx, asked, case, RequestAnswered, body.answered_on, what)


def correct_receipt(tx: Session, asked: Asked, body: ReceiptCorrection) -> CaseRecord:
    """Put the day of receipt right: every clock that starts there is counted anew, and says how it moved."""
    case = load(tx, asked)
    rules.require_option(case.standing, "correct_receipt")
    before, received_on = case.row.received_on, body.received_on
    if received_on == before:
        raise Conflict(f"{asked.ref} was received on this day already.")
    if received_on > asked.today:
        raise wrong_field("/received_on", "This is in the future.")
    _require_before_all_else(case, received_on)
    case.row.received_on = received_on
    first = case.stages[0]
    first.acts = {**first.acts, Act.RECEIVED.value: received_on.isoformat()}
    answered_on = record.acts_of(first).get(Act.RESPONDED)
    if answered_on:
        first.response_days = asked.books.calendar.count(received_on, answered_on)
        if len(case.stages) == FIRST_STAGE:
            case.row.response_days = first.response_days
    moved = case.count_clocks(asked.books)
    what = {"before": before, "moved": moved, "note": write_note(tx, asked, body.reason)}
    return save(tx, asked, case, ReceiptCorrected, asked.today, what)


def _clock(case: CaseRecord, kind: str) -> Clock:
    clock = case.clocks.get(kind)
    if clock is None:
        raise NotFound(f"{case.row.ref} has no clock {kind!r}.")
    return clock


def _require_agreement(asked: Asked, clock: Clock, rule: Extension, due_before: date, body: ExtensionMade) -> None:
    started_on = min(clock.due.started_on, asked.today)
    rules.require_dates(asked.today, started_on, "the clock began", agreed_on=body.agreed_on)
    if body.agreed_on > due_before:
        raise wrong_field(
            "/agreed_on", f"It had run out on {in_words(due_before)}. An extension is agreed before that."
        )
    if rule.agreement and not body.person_agreed:
        raise wrong_field("/person_agreed", f"The person has to agree to it ({rule.source}).")


def _longer(asked: Asked, case: CaseRecord, clock: Clock, rule: Extension, body: ExtensionMade) -> Clock:
    """The clock with its new date: a new total where days are counted, else the date that was agreed."""
    limit = clock.due.limit
    if limit.unit not in COUNTED:
        if body.until is None:
            raise wrong_field("/until", f"{limit.name} is extended to a date.")
        return agreed(clock, body.until)
    if body.amount is None:
        raise wrong_field("/amount", f"{limit.name} is extended to a new total of days, from its original start.")
    if rule.to is not None and body.amount > rule.to:
        raise wrong_field("/amount", f"At most {rule.to} in all ({rule.source}).")
    calendar = asked.books.calendars.of(limit.working_days)
    return lengthened(clock, body.amount, calendar, record.holds_of(case))


def _require_before_all_else(case: CaseRecord, received_on: date) -> None:
    """Nothing that a case records may come before its receipt: no act, no request, no start of another clock."""
    acts = [on for act, on in record.acts_of(case.stages[0]).items() if act not in {Act.RECEIVED, Act.DECIDED}]
    later = [record.acts_of(stage)[Act.RECEIVED] for stage in case.stages[1:]]
    others = [request.asked_on for request in case.requests] + [hold.started_on for hold in case.holds]
    dates: Sequence[date] = [*acts, *later, *others]
    if dates and received_on > min(dates):
        raise wrong_field(
            "/received_on", f"This is after {in_words(min(dates))}, when something was done in the case."
        )
