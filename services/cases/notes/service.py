"""Writing notes: by themselves, and as the reason of another change."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from cases.notes import repository
from cases.notes.schemas import Note
from cases.record.change import Asked, load, save
from cases.record.record import CaseRecord
from chassis.auth import Principal
from kernel.events import NoteAdded


def write_note(tx: Session, asked: Asked, text: str) -> int:
    """Keep free text with the case; it never leaves in an event. Returns the note's number."""
    officer = asked.officer
    return repository.add(tx, officer.authority, asked.ref, text, officer.subject, asked.now)


def write_notes(tx: Session, officer: Principal, refs: Sequence[str], text: str, now: datetime) -> dict[str, int]:
    """The same with each of some cases, by reference."""
    return repository.add_to_each(tx, officer.authority, refs, text, officer.subject, now)


def add_note(tx: Session, asked: Asked, body: Note) -> CaseRecord:
    """Keep a note with the case, also after it closed."""
    case = load(tx, asked)
    return save(tx, asked, case, NoteAdded, asked.today, {"note": write_note(tx, asked, body.text)})
