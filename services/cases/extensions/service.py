"""A later date for one clock, by decision or agreement."""

from datetime import date

from sqlmodel import Session

from cases.extensions.schemas import ExtensionMade
from cases.notes.service import write_note
from cases.record import rules
from cases.record.change import Asked, load, save
from cases.record.models import ExtensionRow
from cases.record.record import CaseRecord, hold_of
from kernel.calendar import in_words
from kernel.clocks import Clock, agreed, lengthened
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.events import ClockExtended
from kernel.procedures import Extension
from kernel.vocabulary import Basis, Unit

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
    _require_agreement(asked, case, clock, rule, due_before, body)
    longer = _longer(asked, case, clock, rule, body)
    if longer.on is None:
        raise wrong_field("/amount", longer.current.unknown_because or "This date cannot be worked out.")
    if longer.on <= due_before:
        raise wrong_field("/amount" if body.amount else "/until", f"This is no later than {in_words(due_before)}.")
    beyond = rule.usual if rule.usual and body.amount and body.amount > rule.usual else None
    case.clocks[kind] = longer
    if longer.due.limit.basis is Basis.PROMISED:
        case.row.promised_on = longer.on
    number = len(case.extensions) + 1
    case.extensions.append(
        ExtensionRow(
            authority=case.row.authority,
            ref=case.row.ref,
            number=number,
            kind=kind,
            due_before=due_before,
            due_after=longer.on,
            agreed_on=body.agreed_on,
            person_agreed=body.person_agreed,
            beyond_usual=beyond,
            because=body.because,
            reason=body.reason,
            by=asked.officer.subject,
            at=asked.now,
        )
    )
    what = {
        "clock": kind,
        "before": due_before,
        "after": longer.on,
        "person_agreed": body.person_agreed,
        "because": body.because,
        "extension": number,
        "beyond_usual": beyond,
        "note": write_note(tx, asked, body.beyond_limit_reason) if body.beyond_limit_reason else None,
    }
    return save(tx, asked, case, ClockExtended, body.agreed_on, what)


def _clock(case: CaseRecord, kind: str) -> Clock:
    clock = case.clocks.get(kind)
    if clock is None:
        raise NotFound(f"{case.row.ref} has no clock {kind!r}.")
    return clock


def _require_agreement(
    asked: Asked, case: CaseRecord, clock: Clock, rule: Extension, due_before: date, body: ExtensionMade
) -> None:
    first, begun = min(clock.due.started_on, asked.today), "the clock began"
    made = [extension for extension in case.extensions if extension.kind == clock.kind]
    if earlier := [extension.agreed_on for extension in made if not extension.taken_back]:
        first, begun = max(earlier), "the extension that it follows was agreed"
    rules.require_dates(asked.today, first, begun, agreed_on=body.agreed_on)
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
        # A limit that is agreed anew is its own limit; a promise stands under those of the case.
        standing = case.standing if limit.basis is Basis.PROMISED else None
        rules.require_ahead(standing, asked.today, body.beyond_limit_reason, until=body.until)
        return agreed(clock, body.until)
    if body.amount is None:
        raise wrong_field("/amount", f"{limit.name} is extended to a new total of days, from its original start.")
    if rule.to is not None and body.amount > rule.to:
        raise wrong_field("/amount", f"At most {rule.to} in all ({rule.source}).")
    calendar = asked.books.calendars.of(limit.working_days)
    return lengthened(clock, body.amount, calendar, [hold_of(held) for held in case.waits])
