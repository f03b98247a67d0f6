"""Everything that is said of some contacts now, from the rows that it stands in."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session, col, select

from chassis.said.table import Said
from intake.models import ContactRow, FileRow, FileTextRow, MailRow, PublicEntryRow, ReclassificationRow
from kernel.vocabulary import SaidKind


def said_of(session: Session, authority: str, refs: Sequence[str]) -> Iterator[Said]:
    for contact in session.exec(
        select(ContactRow).where(ContactRow.authority == authority, col(ContactRow.ref).in_(refs))
    ):
        yield Said(contact.ref, SaidKind.CONTACT, "1", contact.received_at, _text_of(contact))
    for decided in session.exec(
        select(ReclassificationRow).where(
            ReclassificationRow.authority == authority, col(ReclassificationRow.ref).in_(refs)
        )
    ):
        yield Said(decided.ref, SaidKind.CONTACT, f"class {decided.number}", decided.at, decided.reason)
    for entry in session.exec(
        select(PublicEntryRow).where(PublicEntryRow.authority == authority, col(PublicEntryRow.ref).in_(refs))
    ):
        if entry.text:
            yield Said(entry.ref, SaidKind.CONTACT, f"added {entry.number}", entry.at, entry.text)
    for mail in session.exec(select(MailRow).where(MailRow.authority == authority, col(MailRow.ref).in_(refs))):
        if mail.ref:
            text = _lines(mail.name, mail.address, mail.subject, mail.text)
            yield Said(mail.ref, SaidKind.MAIL, mail.id, mail.arrived_at, text)
    texts = {
        (read.ref, read.number): read.text
        for read in session.exec(
            select(FileTextRow).where(FileTextRow.authority == authority, col(FileTextRow.ref).in_(refs))
        )
    }
    for file in session.exec(select(FileRow).where(FileRow.authority == authority, col(FileRow.ref).in_(refs))):
        if file.withdrawn_at is None:
            text = _lines(file.name, texts.get((file.ref, file.number)))
            yield Said(file.ref, SaidKind.FILE, str(file.number), file.at, text)


def _text_of(contact: ContactRow) -> str:
    body = contact.body
    matters = (matter.get("description") for matter in body.get("matters") or [])
    return _lines(contact.title, body.get("narrative"), body.get("desired_outcome"), *matters)


def _lines(*texts: str | None) -> str:
    return "\n".join(filter(None, texts))
