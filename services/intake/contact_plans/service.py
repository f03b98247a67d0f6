"""A contact plan is decided, told, appealed, looked at again and ended; those in force are a register."""

from datetime import date, datetime

from sqlmodel import Session

from chassis import paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from intake import repository
from intake.learned import take_in, taken
from intake.lookalikes.links import links_of
from intake.models import ContactRow
from intake.parties import PlanSaid
from intake.plans import Plans, carried_on
from intake.reading import reach_of, whole
from intake.records import read
from intake.schemas import ContactFacts, ContactRead, Contacts
from kernel.errors import Conflict, Unprocessable
from kernel.localtime import local_date
from kernel.procedures import Books


def plan(
    tx: Session, principal: Principal, ref: str, version: int, body: PlanSaid, now: datetime, books: Books
) -> ContactRead:
    """Put down the contact plan of a contact's complainant as it now stands; what was there before is kept.

    Raises NotFound; Stale for another version; Conflict for an imported contact, and where the same person has a
    later one, which a plan has to stand in to be carried on; Unprocessable.
    """
    row = taken(tx, principal, ref, version, books, now)
    known = ContactFacts.model_validate(row.body).complainant
    newest = Plans(tx, row.authority, [known]).newest_of(known)
    if newest and (newest.recorded_at, newest.ref) > (row.recorded_at, row.ref):
        raise Conflict(f"The same person has a later contact, {newest.ref}: their plan stands there.")
    if wrong := list(body.mistakes(row.received_on, local_date(now))):
        raise Unprocessable("Some fields are wrong.", wrong)
    complainant = known.model_copy(update={"contact_plan": carried_on(known.contact_plan, body)})
    take_in(tx, principal, row, {"complainant": complainant.model_dump(mode="json")}, now, books, follow=False)
    return whole(tx, row, local_date(now), books)


def in_force(
    session: Session, principal: Principal, cursor: str | None, limit: int, today: date, books: Books
) -> Contacts:
    """A page of the contacts in which plans in force stand, those that are to be looked at again first."""
    reach = reach_of(principal, today)
    rows = repository.planned(session, principal, decode_cursor(cursor, paging.day, paging.text), limit + 1, reach)
    page = rows[:limit]
    linked = links_of(session, principal.authority, [row.ref for row in page])
    return Contacts(
        items=[read(row, [], today, books, links=linked[row.ref]) for row in page],
        next_cursor=_cursor(page[-1]) if len(rows) > limit else None,
        restricted=repository.count_restricted(session, principal, reach),
    )


def _cursor(row: ContactRow) -> str:
    return encode_cursor(str(row.plan_review_on), row.ref)
