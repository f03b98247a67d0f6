"""Officers: learnt when they first sign in, kept by admins."""

from collections import Counter
from datetime import date, datetime

from sqlmodel import Session

from cases.notes.service import write_notes
from cases.officers import repository as officers
from cases.officers.models import OfficerRow
from cases.record import store
from cases.record.change import save_each
from cases.tasks import service as tasks
from cases.workload import repository
from cases.workload.rules import shared_out
from cases.workload.schemas import HandedOver, HandOver, OfficerChange, OfficerRead, Officers
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
    tx.add(row)
    tx.flush()
    return _read(row, repository.load_by_officer(tx, principal.authority, today), today)


def list_officers(session: Session, principal: Principal, today: date) -> Officers:
    """Everyone who signed in, with what they have and whether they may be given more."""
    load = repository.load_by_officer(session, principal.authority, today)
    return Officers(items=[_read(row, load, today) for row in officers.everyone(session, principal.authority)])


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
    return _read(row, repository.load_by_officer(tx, admin.authority, today), today)


def hand_over(
    tx: Session, principal: Principal, subject: str, body: HandOver, now: datetime, books: Books
) -> HandedOver:
    """Give all open cases of one officer to others, with their tasks there, the reason a note of each.

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
    rows = repository.open_of(tx, principal.authority, subject)
    cases = {case.row.ref: case for case in store.load_all(tx, principal.authority, rows, books)}
    urgent = sorted(rows, key=lambda row: (row.sort_on, row.ref))
    barred = {row.ref: cases[row.ref].not_for for row in urgent}
    shares = shared_out(barred, {taker: loads.get(taker, 0) for taker in body.takers})
    notes = write_notes(tx, principal, sorted(shares), body.reason, now)
    for ref, taker in shares.items():
        cases[ref].give_to(taker, principal.subject)
    tasks.hand_over(tx, principal, subject, shares, today)
    told = [(cases[ref], {"note": notes[ref]}) for ref in sorted(shares)]
    save_each(tx, principal, books, told, CaseAllocated, today)
    return HandedOver(
        refs=sorted(shares),
        given=Counter(shares.values()),
        restricted=loads.get(subject, 0) - len(rows),
        kept=len(rows) - len(shares),
    )


def _read(row: OfficerRow, load: dict[str, tuple[int, int, int]], today: date) -> OfficerRead:
    open_cases, late, due_soon = load.get(row.subject, (0, 0, 0))
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
    )
