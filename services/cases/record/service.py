"""What is asked of one case without changing it."""

from datetime import date

from sqlmodel import Session

from cases.officers import repository as officers
from cases.record import repository, store
from cases.record.read import clock_read, describe, summary
from cases.record.rules import options_on
from cases.record.schemas import CaseRead, CaseStatus, ClockExplanation
from cases.record.theirs import is_theirs
from cases.record.views import shown
from cases.tables import calendar_changes
from chassis import calendar_store
from chassis.auth import Principal
from kernel.clock_schemas import read_explanation
from kernel.clocks import explain
from kernel.errors import NotFound
from kernel.procedures import Books


def read_case(session: Session, principal: Principal, ref: str, today: date, books: Books) -> CaseRead:
    """One case as it stands today. Raises NotFound, also while it is being opened."""
    row = repository.get(session, principal.authority, ref)
    case = describe(session, store.load(session, row, books), today, books)
    return shown(case, principal, is_theirs(session, principal, row))


def read_status(session: Session, principal: Principal, ref: str, today: date, books: Books) -> CaseStatus:
    """What a caller is told of a case. Raises NotFound, also while it is being opened."""
    row = repository.get(session, principal.authority, ref)
    case = store.load(session, row, books)
    names = officers.names(session, row.authority)
    return CaseStatus.model_validate(summary(case, options_on(case.standing, today), today, books, names))


def explain_clock(
    session: Session, principal: Principal, ref: str, kind: str, today: date, books: Books
) -> ClockExplanation:
    """How one clock's date was worked out, on the calendar that it was counted on. Raises NotFound."""
    row = repository.get(session, principal.authority, ref)
    case = store.load(session, row, books)
    clock = case.clocks.get(kind)
    if clock is None:
        raise NotFound(f"{ref} has no clock {kind!r}.")
    counted_on = calendar_store.judged_on(session, calendar_changes, row.authority, clock.current.calendar, books)
    explanation = read_explanation(explain(clock.current, counted_on))
    return ClockExplanation(**explanation.model_dump(), clock=clock_read(case, clock, today, books))
