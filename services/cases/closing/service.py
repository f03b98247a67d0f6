"""How a case ends: closed with the outcome that its findings give, settled early, or withdrawn.

Each raises Conflict for whose own case it is, where the procedure asks for a second person.
"""

from sqlmodel import Session

from cases.closing.following import follow_up
from cases.closing.schemas import Closure, Settlement, Withdrawal
from cases.notes.service import write_note
from cases.record import rules
from cases.record.change import Asked, load, require_consent, require_last, save
from cases.record.record import CaseRecord
from kernel.events import CaseClosed, CaseSettled, CaseWithdrawn
from kernel.vocabulary import Action, Outcome, Status


def close(tx: Session, asked: Asked, body: Closure) -> CaseRecord:
    """Close a case with the outcome that its findings give."""
    case = load(tx, asked)
    outcome = rules.closing_outcome(case.standing)
    rules.require_closed_by(asked.officer.subject, case.not_closed_by)
    require_last(asked, case, closed_on=body.closed_on)
    case.row.outcome = outcome
    case.row.closed_on = body.closed_on
    case.row.stage = Status.CLOSED
    case.end_holds(body.closed_on)
    case.count_clocks(asked.books)
    follow_up(tx, asked, case.row, body, outcome)
    because = body.no_learning_because
    note = write_note(tx, asked, because) if because else None
    return save(tx, asked, case, CaseClosed, body.closed_on, {"note": note})


def settle(tx: Session, asked: Asked, body: Settlement) -> CaseRecord:
    """Record that it was put right early and the complainant agreed; how is kept as a note."""
    case = load(tx, asked, Action.SETTLE)
    rules.require_closed_by(asked.officer.subject, case.not_closed_by)
    require_last(asked, case, settled_on=body.settled_on)
    require_consent(case, body.without_consent_because, "settled")
    case.row.closed_on = body.settled_on
    case.row.stage = Status.CLOSED
    case.row.outcome = Outcome.RESOLVED_INFORMALLY
    case.end_holds(body.settled_on)
    case.count_clocks(asked.books)
    because = body.without_consent_because
    how = f"{body.how}\n\nThe person had not agreed yet: {because}" if because else body.how
    what = {"method": body.method, "note": write_note(tx, asked, how)}
    return save(tx, asked, case, CaseSettled, body.settled_on, what)


def withdraw(tx: Session, asked: Asked, body: Withdrawal) -> CaseRecord:
    """Record who withdrew the complaint and why; the reason is kept as a note."""
    case = load(tx, asked, Action.WITHDRAW)
    rules.require_closed_by(asked.officer.subject, case.not_closed_by)
    require_last(asked, case, withdrawn_on=body.withdrawn_on)
    case.row.withdrawn_on = case.row.closed_on = body.withdrawn_on
    case.row.withdrawn_because = body.withdrawn_because
    case.row.stage = Status.WITHDRAWN
    case.row.outcome = Outcome.WITHDRAWN
    case.end_holds(body.withdrawn_on)
    case.count_clocks(asked.books)
    what = {"withdrawn_by": body.withdrawn_by, "note": write_note(tx, asked, body.reason)}
    return save(tx, asked, case, CaseWithdrawn, body.withdrawn_on, what)
