"""Officers: learnt when they first sign in, kept by admins."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session

from cases.learning import service as learning
from cases.notes.service import write_notes
from cases.officers import repository as officers
from cases.officers.models import OfficerRow
from cases.record import store
from cases.record.change import Asked, Handed, save_each
from cases.remedies import service as remedies
from cases.tasks import service as tasks
from cases.workload import repository
from cases.workload.rules import shared_out
from cases.workload.schemas import HandedOver, HandOver, OfficerChange, OfficerRead, Officers, Things
from chassis.auth import Principal
from kernel.errors import NotFound, wrong_field
from kernel.events import CaseAllocated
from kernel.localtime import local_date
from kernel.procedures import Books
from kernel.vocabulary import Role

MAY_BE_NONE = {"team", "absent_from", "absent_until", "capacity"}
RANK = ("complaints_officer", "investigator", "manager", "admin", "contact_centre", "auditor")


def learn(tx: Session, principal: Principal, today: date, books: Books) -> OfficerRead:
    """Remember who signed in. A name that an admin changed stays; a team that the provider names leads."""
    row = officers.find(tx, principal.authority, principal.subject)
    # What they are does not change with the role that they chose for now.
    held = principal.held | principal.roles
    role = next((role for role in RANK if role in held), min(held))
    if row is None:
        row = OfficerRow(authority=principal.authority, subject=principal.subject, name=principal.name, role=role)
    row.role, row.roles = role, sorted(held)
    if books.council(principal.authority).team(principal.team):
        row.team = principal.team
    row.email, row.signed_in_on = principal.email or None, today
    tx.add(row)
    tx.flush()
    return _read_one(tx, row, today)


def list_officers(session: Session, principal: Principal, today: date) -> Officers:
    """Everyone who signed in, with what they have and whether they may be given more."""
    rows = officers.everyone(session, principal.authority)
    return Officers(items=_read(session, principal.authority, rows, today))


def change(
    tx: Session, admin: Principal, subject: str, body: OfficerChange, today: date, books: Books
) -> OfficerRead:
    """Change what is kept of an officer; who left or is away is given no cases. Raises NotFound, Unprocessable."""
    row = officers.find(tx, admin.authority, subject)
    if row is None:
        raise NotFound("There is no such officer.")
    if body.team and not books.council(admin.authority).team(body.team):
        raise wrong_field("/team", f"There is no team {body.team!r}.")
    changes = body.model_dump(exclude_unset=True)
    if "absent_from" in changes:  # another absence, with an end of its own
        changes.setdefault("absent_until", None)
    for name, value in changes.items():
        if value is not None or name in MAY_BE_NONE:
            setattr(row, name, value)
    tx.add(row)
    tx.flush()
    return _read_one(tx, row, today)


def hand_over(
    tx: Session, principal: Principal, subject: str, body: HandOver, now: datetime, books: Books
) -> HandedOver:
    """Give all open cases of one officer to others, and what is to be done that they own, also in closed cases and
    in those of others; the reason a note of each. What is owned in a case that is given goes with it.

    Raises NotFound, Unprocessable.
    """
    today = local_date(now)
    if officers.find(tx, principal.authority, subject) is None:
        raise NotFound("There is no such officer.")
    by_subject = {row.subject: row for row in officers.everyone(tx, principal.authority)}
    for taker in body.takers:
        if taker == subject or taker not in by_subject or not by_subject[taker].may_own(today):
            raise wrong_field("/to", "Choose others, who work on cases and are not away.")
    loads = {who: load[0] for who, load in repository.load_by_officer(tx, principal.authority, today).items()}
    owned = {row.ref: row for row in repository.owned_by(tx, principal.authority, subject)}
    rows = [row for row in owned.values() if row.is_open and row.owner == subject]
    cases = {case.row.ref: case for case in store.load_all(tx, principal.authority, rows, books)}
    urgent = sorted(rows, key=lambda row: (row.sort_on, row.ref))
    barred: dict[str, Collection[str]] = {row.ref: cases[row.ref].not_for for row in urgent}
    barred |= {ref: () for ref in owned if ref not in cases}
    takers = shared_out(barred, {taker: loads.get(taker, 0) for taker in body.takers})
    notes = write_notes(tx, principal, sorted(takers), body.reason, now)
    refs = sorted(takers.keys() & cases.keys())
    for ref in refs:
        cases[ref].give_to(takers[ref], principal.subject)
    given = {
        ref: Handed(Asked(principal, ref, None, now, books), owned[ref], to, None if ref in cases else notes[ref])
        for ref, to in takers.items()
    }
    things = {
        name: room.hand_over(tx, principal.authority, subject, given)
        for name, room in (("tasks", tasks), ("remedies", remedies), ("learning", learning))
    }
    told = [(cases[ref], {"note": notes[ref]}) for ref in refs]
    save_each(tx, principal, books, told, CaseAllocated, today)
    return HandedOver(
        refs=refs,
        given=Counter(takers[ref] for ref in refs),
        restricted=loads.get(subject, 0) - len(rows),
        kept=len(rows) - len(refs),
        things=Things(**things),
    )


def _read_one(tx: Session, row: OfficerRow, today: date) -> OfficerRead:
    return _read(tx, row.authority, [row], today)[0]


def _read(session: Session, authority: str, rows: Sequence[OfficerRow], today: date) -> list[OfficerRead]:
    load = repository.load_by_officer(session, authority, today)
    things = repository.things_by_officer(session, authority)
    return [_one(row, load.get(row.subject, (0, 0, 0)), things[row.subject], today) for row in rows]


def _one(row: OfficerRow, load: tuple[int, int, int], things: dict[str, int], today: date) -> OfficerRead:
    open_cases, late, due_soon = load
    return OfficerRead(
        subject=row.subject,
        name=row.name,
        role=row.role,
        team=row.team,
        active=row.active,
        roles=[Role(role) for role in row.roles or [row.role]],
        absent=row.is_absent(today),
        absent_from=row.absent_from,
        absent_until=row.absent_until,
        capacity=row.capacity,
        may_own=row.may_own(today),
        open_cases=open_cases,
        late=late,
        due_soon=due_soon,
        things=Things(**things),
    )
