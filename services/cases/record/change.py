"""What every change of a case has in common: who asks, the case as it stands, and how it is written back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from cases.officers import repository as officers
from cases.officers.models import OfficerRow
from cases.record import repository, rules, store
from cases.record.models import CaseRow, StageRow
from cases.record.record import CaseRecord, acts_of
from cases.record.state import told
from cases.record.theirs import require_theirs
from cases.tables import restricted_cases
from chassis import feed, restricted
from chassis.auth import Principal
from kernel.errors import wrong_field
from kernel.events import CaseEvent
from kernel.localtime import local_date
from kernel.procedures import FIRST_STAGE, Books
from kernel.vocabulary import Act, Action, Flag


@dataclass(frozen=True)
class Asked:
    """One change of one case: by whom, when, on which version, with which books."""

    officer: Principal
    ref: str
    version: int | None
    now: datetime
    books: Books

    @property
    def today(self) -> date:
        return local_date(self.now)


@dataclass(frozen=True)
class Handed:
    """What somebody owned in one case, which is locked, is somebody else's now.

    Attributes:
        to: their subject.
        note: number of the note with the reason, where no event of the case itself tells it.
    """

    asked: Asked
    case: CaseRow
    to: str
    note: int | None


def load(tx: Session, asked: Asked, action: Action | None = None) -> CaseRecord:
    """The case, locked. Raises NotFound; Stale when it is not the version that was read; NotPermitted for a case
    that is not theirs to look into; Conflict for an action that is not possible as it stands.
    """
    row = repository.get_for_update(tx, asked.officer.authority, asked.ref, asked.version)
    require_theirs(tx, asked.officer, row)
    case = store.load(tx, row, asked.books)
    if action is not None:
        rules.require_option(case.standing, action)
    return case


def save(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    event: type[CaseEvent],
    occurred_on: date,
    what: Mapping[str, Any] | None = None,
) -> CaseRecord:
    """Write the case as its next version and tell of it."""
    save_each(tx, asked.officer, asked.books, [(case, what or {})], event, occurred_on)
    return case


def save_each(
    tx: Session,
    officer: Principal,
    books: Books,
    cases: Sequence[tuple[CaseRecord, Mapping[str, Any]]],
    event: type[CaseEvent],
    occurred_on: date,
) -> None:
    """Write cases that were changed alike, each as its next version, and tell of each what is said beside it."""
    for case, _ in cases:
        if officer.subject == case.row.owner:
            case.row.handed_on_by = None
        case.row.version += 1
        store.settle(case, books.calendars)
    store.save(tx, [case for case, _ in cases])
    for case, what in cases:
        feed.append(tx, told(event, case, occurred_on=occurred_on, by=officer.subject, **what))


def require_team(asked: Asked, team: str | None) -> None:
    """Raises Unprocessable for a team that the council does not have today."""
    council = asked.books.council(asked.officer.authority)
    known = council.team(team) if team else None
    if team and known is None:
        raise wrong_field("/team", f"{council.name} has no team {team!r}.")
    if known and not known.in_use(asked.today):
        raise wrong_field("/team", f"{known.name} is not in use any more.")


def require_owner(tx: Session, asked: Asked, owner: str | None, pointer: str = "/owner") -> None:
    """Raises Unprocessable, at `pointer`, for somebody who may not be given work of this case today."""
    if owner is None:
        return
    officer = find_owner(tx, asked.officer, owner, asked.today, pointer)
    require_named(officer, restricted.named(tx, restricted_cases, asked.officer.authority, asked.ref), pointer)


def find_owner(tx: Session, asking: Principal, owner: str, today: date, pointer: str = "/owner") -> OfficerRow:
    """Somebody who may be given cases today. Raises Unprocessable, at `pointer`."""
    officer = officers.find(tx, asking.authority, owner)
    if officer is None or not officer.may_own(today):
        raise wrong_field(
            pointer, "Nobody who works on cases now has this id: officers are known once they sign in."
        )
    return officer


def require_named(officer: OfficerRow, named: restricted.Named, pointer: str = "/owner") -> None:
    """Raises Unprocessable, at `pointer`, for a restricted case and somebody who is not named for it."""
    if named and not named.names(officer.subject, officer.held):
        raise wrong_field(pointer, "It is restricted, and they are not named for it.")


def require_due(asked: Asked, row: CaseRow, due_on: date | None) -> None:
    """Raises Unprocessable for a date by which something is to be done that cannot be meant."""
    rules.require_ahead(None, asked.today, None, due_on=due_on)
    if due_on and due_on < row.received_on:
        raise wrong_field("/due_on", "This is before the contact was received.")


def require_last(asked: Asked, case: CaseRecord, **days: date) -> None:
    """Raises Unprocessable for a day before the last thing that was done in the case, or in the future."""
    last = case.last_done()
    rules.require_dates(asked.today, last.on, last.began, **days)


def awaits_consent(case: CaseRecord) -> bool:
    """Whether the person has yet to agree to what is said for them, and it is looked into."""
    return Flag.PENDING_CONSENT in case.row.flags and not case.standing.is_refused


def require_consent(case: CaseRecord, because: str | None, done: str) -> None:
    """Raises Unprocessable while the person has not agreed to what is said for them, and no reason is given.

    A refusal needs none: it says that the person was not heard of.
    """
    if awaits_consent(case) and not because:
        raise wrong_field(
            "/without_consent_because", f"The person has not agreed yet. Say why it is {done} all the same."
        )


def require_in_stage(asked: Asked, case: CaseRecord, stage: StageRow | None = None, **days: date) -> None:
    """Raises Unprocessable for a day before a stage, or else the present one, began, or in the future."""
    stage = stage or case.stage
    started_on = acts_of(stage)[Act.RECEIVED]
    first = stage.number == FIRST_STAGE
    begun = "the contact was received" if first else "this stage was asked for"
    rules.require_dates(asked.today, started_on, begun, **days)
