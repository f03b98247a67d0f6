"""A duty is done with one press and a date. What was done stays done whatever the class becomes (X23)."""

from datetime import date, datetime

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository
from intake.duties.schemas import DutyMet, OwedDuties, OwedDuty
from intake.files import repository as files
from intake.reading import duties_of, met_row, owe, reach_of, whole
from intake.schemas import ContactRead
from intake.views import require_reach
from kernel.days import past_mistake
from kernel.errors import Conflict, NotFound, wrong_field
from kernel.localtime import local_date
from kernel.procedures import Books

MOST = 200
"""Contacts that owe something which one list looks through."""
SHOWN = {"key", "code", "text", "source", "by", "is_late"}


def meet(
    tx: Session, principal: Principal, ref: str, key: str, body: DutyMet, now: datetime, books: Books
) -> ContactRead:
    """Record that a duty was done, is not needed, or is owed after all.

    Raises NotFound; Conflict for a duty that an act of the case meets; Unprocessable.
    """
    row = repository.get_for_update(tx, principal.authority, ref)
    today = local_date(now)
    require_reach(principal, row, today)
    contact = whole(tx, row, today, books)
    duty = next((one for one in contact.assessment.duties if one.key == key), None)
    if duty is None:
        raise NotFound(f"{ref} has no duty {key!r}.")
    if duty.is_of_the_case:
        raise Conflict(f"Its case says when that was done: open {ref} there.")
    if body.done_on and (why := past_mistake(body.done_on, today, row.received_on, "the contact was received")):
        raise wrong_field("/done_on", why)
    tx.merge(met_row(row, duty, principal.name, now, **body.model_dump()))
    tx.flush()
    owe(tx, row, today)
    repository.add(tx, row)
    return whole(tx, row, today, books)


def owed(session: Session, principal: Principal, today: date) -> OwedDuties:
    """What is owed besides answers, of at most MOST contacts: those with the oldest day."""
    reach = reach_of(principal, today)
    rows = repository.owing(session, principal, reach, MOST)
    found = [
        (row.ref, duty)
        for row, duties in zip(rows, duties_of(session, rows, today), strict=True)
        for duty in duties
        if duty.is_owed and duty.by
    ]
    items = [
        OwedDuty(ref=ref, **duty.model_dump(include=SHOWN))
        for ref, duty in sorted(found, key=lambda each: (each[1].by, not each[1].at_once))
    ]
    return OwedDuties(
        items=items,
        late=sum(duty.is_late for duty in items),
        today=sum(duty.by == today for duty in items),
        more=len(rows) == MOST,
        undecided=repository.count_undecided(session, principal, reach),
        infected=files.infected(session, principal, reach, MOST),
    )
