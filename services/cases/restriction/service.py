"""Restricting a case to named people, changing who they are, and opening it again."""

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
from kernel.errors import Unprocessable
from kernel.events import CaseRestricted
from kernel.localtime import local_date
from kernel.vocabulary import Role


def restrict(tx: Session, manager: Principal, ref: str, body: Restriction, now: datetime) -> RestrictionRead:
    """Say who alone sees a case from now on, in every service. Raises NotFound, Unprocessable."""
    authority = manager.authority
    case = repository.get_for_update(tx, authority, ref)
    known = {
        officer.subject: Known(officer.name, officer.active, Role.MANAGER in (officer.roles or [officer.role]))
        for officer in officers.everyone(tx, authority)
    }
    people = sorted(set(body.people))
    owner = case.owner if case.is_open else None
    if wrong := list(mistakes(people, body.about, owner, manager.subject, known)):
        raise Unprocessable("Some fields are wrong.", wrong)
    before = _newest(tx, authority, ref)
    row = RestrictionRow(
        authority=authority,
        ref=ref,
        number=before.number + 1 if before else 1,
        people=people,
        about=body.about,
        note=notes.add(tx, authority, ref, body.reason, manager.subject, now),
        by=manager.subject,
        at=now,
    )
    tx.add(row)
    restricted.put(tx, restricted_cases, authority, ref, people)
    feed.append(
        tx,
        CaseRestricted(
            authority=authority,
            ref=ref,
            sequence=row.number,
            occurred_on=local_date(now),
            by=manager.subject,
            people=tuple(people),
            note=row.note,
        ),
    )
    return _read(tx, row)


def read(session: Session, principal: Principal, ref: str) -> RestrictionRead:
    """Raises NotFound."""
    repository.get(session, principal.authority, ref)
    row = _newest(session, principal.authority, ref)
    return _read(session, row) if row else RestrictionRead(people=[], about=None)


def _newest(session: Session, authority: str, ref: str) -> RestrictionRow | None:
    query = select(RestrictionRow).where(RestrictionRow.authority == authority, RestrictionRow.ref == ref)
    return session.exec(query.order_by(col(RestrictionRow.number).desc()).limit(1)).first()


def _read(session: Session, row: RestrictionRow) -> RestrictionRead:
    names = officers.names(session, row.authority)

    def named(subject: str) -> OfficerName:
        return OfficerName(subject=subject, name=names.get(subject, subject))

    return RestrictionRead(
        people=[named(subject) for subject in row.people], about=named(row.about) if row.about else None
    )
