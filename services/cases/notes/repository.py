"""Notes, `authority` first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from cases.notes.models import NoteRow
from cases.notes.schemas import Call
from chassis import rows
from chassis.rows import table_of

NOTES = table_of(NoteRow)


def of_case(session: Session, authority: str, ref: str) -> list[NoteRow]:
    query = select(NoteRow).where(NoteRow.authority == authority, NoteRow.ref == ref).order_by(col(NoteRow.number))
    return list(session.exec(query))


def add(tx: Session, authority: str, ref: str, text: str, by: str, at: datetime, call: Call | None = None) -> int:
    """Keep a note under the next number of its case, which is locked. Returns the number."""
    mine = (NOTES.c.authority == authority, NOTES.c.ref == ref)
    following = select(func.coalesce(func.max(NOTES.c.number), 0) + 1).where(*mine).scalar_subquery()
    values = {"authority": authority, "ref": ref, "number": following, "text": text, "by": by, "at": at}
    if call:
        values |= {"call_at": call.at, "call_with": call.whom, "call_incoming": call.incoming}
    return int(tx.execute(insert(NOTES).values(values).returning(NOTES.c.number)).scalar_one())


def add_to_each(
    tx: Session, authority: str, refs: Sequence[str], text: str, by: str, at: datetime
) -> dict[str, int]:
    """The same note with each of some cases, which are locked. Returns its number in each."""
    mine = (NOTES.c.authority == authority, NOTES.c.ref.in_(refs))
    last = select(NOTES.c.ref, func.max(NOTES.c.number)).where(*mine).group_by(NOTES.c.ref)
    numbers = dict.fromkeys(refs, 1) | {ref: number + 1 for ref, number in tx.execute(last)}
    said = {"authority": authority, "text": text, "by": by, "at": at}
    rows.add(tx, NOTES, [{**said, "ref": ref, "number": number} for ref, number in numbers.items()])
    return numbers
