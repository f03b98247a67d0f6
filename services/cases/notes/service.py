"""Writing notes, by themselves and as the reason of another change; reading the former."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from cases.notes import repository
from cases.notes.models import NoteRow
from cases.notes.schemas import CallRead, Note, NoteRead, Notes
from cases.officers import repository as officers
from cases.record.change import Asked, load, save
from cases.record.record import CaseRecord
from cases.record.repository import get
from cases.record.schemas import OfficerName
from cases.tables import feed_of_cases
from chassis import feed
from chassis.auth import Principal
from kernel.errors import wrong_field
from kernel.events import NoteAdded


def write_note(tx: Session, asked: Asked, text: str) -> int:
    """Keep free text with the case; it never leaves in an event. Returns the note's number."""
    officer = asked.officer
    return repository.add(tx, officer.authority, asked.ref, text, officer.subject, asked.now)


def write_notes(tx: Session, officer: Principal, refs: Sequence[str], text: str, now: datetime) -> dict[str, int]:
    """The same with each of some cases, by reference."""
    return repository.add_to_each(tx, officer.authority, refs, text, officer.subject, now)


def add_note(tx: Session, asked: Asked, body: Note) -> CaseRecord:
    """Keep a note with the case, also after it closed. Raises Unprocessable for a call that is still to come."""
    if body.call and body.call.at > asked.now:
        raise wrong_field("/body/call/at", "This is in the future.")
    case = load(tx, asked)
    officer = asked.officer
    number = repository.add(tx, officer.authority, asked.ref, body.text, officer.subject, asked.now, body.call)
    return save(tx, asked, case, NoteAdded, asked.today, {"note": number})


def read_notes(session: Session, principal: Principal, ref: str) -> Notes:
    """Notes that were written by themselves, newest first. Raises NotFound."""
    case = get(session, principal.authority, ref)
    told = feed.of_reference(session, feed_of_cases, case.authority, ref)
    own = {row["data"]["note"] for row in told if row["type"] == NoteAdded.type_name()}
    names = officers.names(session, case.authority)
    written = repository.of_case(session, case.authority, ref)
    return Notes(
        items=[_read(note, names.get(note.by, note.by)) for note in reversed(written) if note.number in own]
    )


def _read(note: NoteRow, by: str) -> NoteRead:
    call = None
    if note.call_at and note.call_with:
        call = CallRead(whom=note.call_with, incoming=bool(note.call_incoming), at=note.call_at)
    return NoteRead(
        number=note.number, text=note.text, by=OfficerName(subject=note.by, name=by), at=note.at, call=call
    )
