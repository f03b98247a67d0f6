"""Restricting contacts. Who sees a case is for cases to say; it goes on from the number that stands here."""

from datetime import datetime

from sqlmodel import Session

from chassis import feed, restricted
from chassis.auth import Principal
from chassis.restricted import Named
from intake import repository
from intake.models import CaseStatusRow, ContactRow, RestrictionRow, restricted_contacts
from intake.restriction.schemas import ContactRestriction
from intake.schemas import ContactRestrictionRead
from kernel.errors import Conflict
from kernel.events import ContactRestricted
from kernel.localtime import local_date
from kernel.vocabulary import Classification, Role

FROM_THE_START = "Said when it was recorded."


def restrict_new(tx: Session, row: ContactRow, by: str | None, now: datetime) -> None:
    """Let whoever records a contact, and managers, alone see it from the start: told before the contact is."""
    people = [by] if by else []
    _keep(tx, row, 1, people, True, FROM_THE_START, by, row.recorded_by, now)


def restrict(
    tx: Session, manager: Principal, ref: str, body: ContactRestriction, now: datetime
) -> ContactRestrictionRead | None:
    """Say who alone sees a contact from now on. Raises NotFound; Conflict where a case says it."""
    row = repository.get_for_update(tx, manager.authority, ref)
    has_case = tx.get(CaseStatusRow, (row.authority, ref)) is not None
    if has_case or Classification(row.classification).opens_case:
        raise Conflict(f"Its case says who sees it: open {ref} there.")
    number = restricted.newest(tx, restricted_contacts, row.authority, ref) + 1
    people = sorted(set(body.people)) if body.restricted else []
    _keep(tx, row, number, people, body.restricted, body.reason, manager.subject, manager.name, now)
    return of_contact(tx, row)


def of_contact(session: Session, row: ContactRow) -> ContactRestrictionRead | None:
    """Who alone sees a contact; None: it is not restricted."""
    named = restricted.named(session, restricted_contacts, row.authority, row.ref)
    if not named:
        return None
    number = restricted.newest(session, restricted_contacts, row.authority, row.ref)
    said = session.get(RestrictionRow, (row.authority, row.ref, number))
    return ContactRestrictionRead(
        people=sorted(named.people),
        managers=Role.MANAGER in named.roles,
        reason=said.reason if said else None,
        by=said.by_name if said else None,
        at=said.at if said else None,
    )


def _keep(
    tx: Session,
    row: ContactRow,
    number: int,
    people: list[str],
    managers: bool,
    reason: str,
    by: str | None,
    name: str,
    now: datetime,
) -> None:
    kept = {"authority": row.authority, "ref": row.ref}
    tx.add(RestrictionRow(**kept, number=number, reason=reason, by=by, by_name=name, at=now))
    named = Named.of(people, managers=managers)
    restricted.put(tx, restricted_contacts, row.authority, row.ref, number, named)
    what = {"sequence": number, "occurred_on": local_date(now), "by": by}
    feed.append(tx, ContactRestricted(**kept, **what, people=tuple(people), managers=managers))
