"""Everything that is said of some contacts now, from the rows that it stands in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from chassis import rows
from chassis.said.table import Said
from intake.models import (
    ContactRow,
    FileRow,
    FileTextRow,
    IntakeTable,
    MailRow,
    PublicEntryRow,
    ReclassificationRow,
)
from kernel.vocabulary import SaidKind


def said_of(session: Session, authority: str, refs: Sequence[str]) -> Iterator[Said]:
    def every(kind: type[IntakeTable], *names: str) -> Sequence[Any]:
        return rows.read(session, kind, authority, refs, *names)

    for contact in every(ContactRow, "ref", "received_at", "title", "body"):
        yield Said(contact.ref, SaidKind.CONTACT, "1", contact.received_at, _text_of(contact.title, contact.body))
    for decided in every(ReclassificationRow):
        yield Said(decided.ref, SaidKind.CONTACT, f"class {decided.number}", decided.at, decided.reason)
    for entry in every(PublicEntryRow):
        if entry.text:
            yield Said(entry.ref, SaidKind.CONTACT, f"added {entry.number}", entry.at, entry.text)
    for mail in every(MailRow):
        text = _lines(mail.name, mail.address, mail.subject, mail.text)
        yield Said(mail.ref, SaidKind.MAIL, mail.id, mail.arrived_at, text)
    texts = {(read.ref, read.number): read.text for read in every(FileTextRow)}
    for file in every(FileRow):
        if file.withdrawn_at is None:
            text = _lines(file.name, texts.get((file.ref, file.number)))
            yield Said(file.ref, SaidKind.FILE, str(file.number), file.at, text)


def _text_of(title: str, body: Mapping[str, Any]) -> str:
    matters = (matter.get("description") for matter in body.get("matters") or [])
    return _lines(title, body.get("narrative"), body.get("desired_outcome"), *matters)


def _lines(*texts: str | None) -> str:
    return "\n".join(filter(None, texts))
