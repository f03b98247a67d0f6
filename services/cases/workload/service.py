"""Officers: learnt when they first sign in, kept by admins."""

from datetime import date

from sqlmodel import Session

from cases.officers import repository as officers
from cases.officers.models import OfficerRow
from cases.workload import repository
from cases.workload.schemas import OfficerChange, OfficerRead, Officers
from chassis.auth import Principal
from kernel.errors import NotFound, wrong_field
from kernel.procedures import Books

RANK = ("complaints_officer", "investigator", "manager", "admin", "contact_centre", "auditor")


def learn(tx: Session, principal: Principal, today: date, books: Books) -> OfficerRead:
    """Remember who signed in. A name that an admin changed stays; a team that the provider names leads."""
    row = officers.find(tx, principal.authority, principal.subject)
    # What they are does not change with the role that they chose for now.
    held = principal.held | principal.roles
    role = next((role for role in RANK if role in held), min(held))
    if row is None:
        row = OfficerRow(authority=principal.authority, subject=principal.subject, name=principal.name, role=role)
    row.role = role
    if books.council(principal.authority).team(principal.team):
        row.team = principal.team
    tx.add(row)
    tx.flush()
    return _read(row, repository.load_by_officer(tx, principal.authority, today))


def list_officers(session: Session, principal: Principal, today: date) -> Officers:
    """Everyone who signed in, with what they have and whether they may be given more."""
    load = repository.load_by_officer(session, principal.authority, today)
    return Officers(items=[_read(row, load) for row in officers.everyone(session, principal.authority)])


def change(
    tx: Session, admin: Principal, subject: str, body: OfficerChange, today: date, books: Books
) -> OfficerRead:
    """Change an officer's name or team, or take them off the list of who may be given cases."""
    row = officers.find(tx, admin.authority, subject)
    if row is None:
        raise NotFound("There is no such officer.")
    if body.team and not books.council(admin.authority).team(body.team):
        raise wrong_field("/team", f"There is no team {body.team!r}.")
    changes = body.model_dump(exclude_unset=True)
    for name, value in changes.items():
        if value is not None or name == "team":
            setattr(row, name, value)
    tx.add(row)
    tx.flush()
    return _read(row, repository.load_by_officer(tx, admin.authority, today))


def _read(row: OfficerRow, load: dict[str, tuple[int, int, int]]) -> OfficerRead:
    open_cases, late, due_soon = load.get(row.subject, (0, 0, 0))
    return OfficerRead(
        subject=row.subject,
        name=row.name,
        role=row.role,
        team=row.team,
        active=row.active,
        may_own=row.may_own,
        open_cases=open_cases,
        late=late,
        due_soon=due_soon,
    )
