"""Restricting a case to named people, changing who they are, and opening it again."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from cases.notes import repository as notes
from cases.officers import repository as officers
from cases.record import repository
from cases.record.schemas import OfficerName
from cases.restriction.models import RestrictionRow
from cases.restriction.rules import Known, mistakes
from cases.restriction.schemas import Restriction, RestrictionRead
from cases.tables import restricted_cases
from chassis import feed, restricted
from chassis.auth import Principal
from chassis.restricted import Named
from kernel.errors import Unprocessable
from kernel.events import CaseRestricted, ContactRestricted
from kernel.localtime import local_date
from kernel.vocabulary import Role


def restrict(tx: Session, manager: Principal, ref: str, body: Restriction, now: datetime) -> RestrictionRead:
    """Say who alone sees a case from now on, in every service. Raises NotFound, Unprocessable."""
    authority = manager.authority
    case = repository.get_for_update(tx, authority, ref)
    known = {
        officer.subject: Known(officer.name, officer.active, Role.MANAGER in officer.held)
        for officer in officers.everyone(tx, authority)
    }
    people = sorted(set(body.people))
    owner = case.owner if case.is_open else None
    if wrong := list(mistakes(people, body.managers, body.about, owner, manager.subject, known)):
        raise Unprocessable("Some fields are wrong.", wrong)
    row = RestrictionRow(
        authority=authority,
        ref=ref,
        number=restricted.newest(tx, restricted_cases, authority, ref) + 1,
        people=people,
        managers=body.managers,
        about=body.about,
        note=notes.add(tx, authority, ref, body.reason, manager.subject, now),
        by=manager.subject,
        at=now,
    )
    _keep(tx, row)
    tell(tx, row)
    return _read(tx, row)


def hear(tx: Session, event: ContactRestricted, now: datetime) -> RestrictionRow:
    """Keep who alone sees a contact that has no case yet; if it gets one, they alone see that."""
    row = RestrictionRow(
        authority=event.authority,
        ref=event.ref,
        number=event.sequence,
        people=list(event.people),
        managers=event.managers,
        by=event.by,
        at=now,
    )
    _keep(tx, row)
    return row


def standing(session: Session, authority: str, refs: Collection[str]) -> dict[str, RestrictionRow]:
    """What was decided last about who sees some references, by reference."""
    query = select(RestrictionRow).where(RestrictionRow.authority == authority, col(RestrictionRow.ref).in_(refs))
    return {row.ref: row for row in session.exec(query.order_by(col(RestrictionRow.number)))}


def tell(tx: Session, row: RestrictionRow) -> None:
    """Tell the other services, and the case's timeline, who alone sees it."""
    feed.append(
        tx,
        CaseRestricted(
            authority=row.authority,
            ref=row.ref,
            sequence=row.number,
            occurred_on=local_date(row.at),
            by=row.by,
            people=tuple(row.people),
            managers=row.managers,
            note=row.note,
        ),
    )


def _keep(tx: Session, row: RestrictionRow) -> None:
    tx.add(row)
    named = Named.of(row.people, managers=row.managers)
    restricted.put(tx, restricted_cases, row.authority, row.ref, row.number, named)


def read(session: Session, principal: Principal, ref: str) -> RestrictionRead:
    """Raises NotFound."""
    repository.get(session, principal.authority, ref)
    row = standing(session, principal.authority, [ref]).get(ref)
    return _read(session, row) if row else RestrictionRead(people=[], managers=False, about=None)


def _read(session: Session, row: RestrictionRow) -> RestrictionRead:
    names = officers.names(session, row.authority)

    def named(subject: str) -> OfficerName:
        return OfficerName(subject=subject, name=names.get(subject, subject))

    return RestrictionRead(
        people=[named(subject) for subject in row.people],
        managers=row.managers,
        about=named(row.about) if row.about else None,
    )
