"""What every change of a case has in common: who asks, the case as it stands, and how it is written back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from cases import record, repository
from cases.models import NoteRow
from cases.record import CaseRecord
from chassis import feed
from chassis.auth import Principal
from kernel.errors import wrong_field
from kernel.events import CaseEvent
from kernel.localtime import local_date
from kernel.procedures import Books


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


def load(tx: Session, asked: Asked) -> CaseRecord:
    """The case, locked. Raises NotFound; Stale when it is not the version that was read."""
    row = repository.get_for_update(tx, asked.officer.authority, asked.ref, asked.version)
    return record.load(tx, row, asked.books)


def save(
    tx: Session,
    asked: Asked,
    case: CaseRecord,
    event: type[CaseEvent],
    occurred_on: date,
    what: Mapping[str, Any] | None = None,
) -> CaseRecord:
    """Write the case as its next version and tell of it."""
    case.row.version += 1
    record.save(tx, case, asked.books.calendars)
    feed.append(
        tx,
        event.model_validate(
            {
                "authority": case.row.authority,
                "ref": case.row.ref,
                "sequence": case.row.version,
                "occurred_on": occurred_on,
                "by": asked.officer.subject,
                "case": case.state(),
                **(what or {}),
            }
        ),
    )
    return case


def require_team(asked: Asked, team: str | None) -> None:
    """Raises Unprocessable for a team that the council does not have today."""
    council = asked.books.council(asked.officer.authority)
    known = council.team(team) if team else None
    if team and known is None:
        raise wrong_field("/team", f"{council.name} has no team {team!r}.")
    if known and not known.in_use(asked.today):
        raise wrong_field("/team", f"{known.name} is not in use any more.")


def write_note(tx: Session, asked: Asked, text: str) -> int:
    """Keep free text with the case; it never leaves in an event. Returns the note's number."""
    authority = asked.officer.authority
    number = len(repository.notes(tx, authority, asked.ref)) + 1
    note = NoteRow(
        authority=authority, ref=asked.ref, number=number, text=text, by=asked.officer.subject, at=asked.now
    )
    repository.add(tx, [note])
    return number
