"""Letters over HTTP."""

from typing import Annotated, Any

from fastapi import Depends, Query, Response

from cases.letters import leaving, reading, service
from cases.letters.correspondence import written_to
from cases.letters.schemas import (
    Addressee,
    LetterLeaving,
    LetterRead,
    Letters,
    LetterSent,
    LetterSigned,
    LetterWords,
    NewLetter,
)
from cases.outbox.postroom import ThePostRoom
from cases.record.change import Asked
from cases.record.web import Number, OneReader, PartChange
from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.letters.correspondent import Correspondent
from chassis.letters.files import page_file, pdf_file, text_file, word_file
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind

router = room()

Shown = shows(ReadKind.LETTERS)
EasyRead = Annotated[bool, Query(description="the same in easy words")]
Version = Annotated[int, Query(ge=1, description="the version that was read")]
STALE: dict[int | str, dict[str, str]] = {412: {}}
"""Another changed the words since they were read; their version stands in the body."""


def asking(permission: str) -> Any:
    """A parameter: somebody with `permission` who reads a case's letters."""

    def asked(
        ref: Reference, reader: Annotated[Principal, Depends(require(permission))], books: Rulebooks
    ) -> Asked:
        return Asked(reader, ref, None, utc_now(), books)

    return Depends(asked)


Reading = Annotated[Asked, asking("cases:narrative")]
Keeping = Annotated[Asked, asking("cases:write")]
WrittenTo = Annotated[Correspondent, written_to("findings:write")]
KeptTo = Annotated[Correspondent, written_to("cases:write")]
ReadTo = Annotated[Correspondent, written_to("cases:narrative")]


@router.get("/cases/{ref}/letters", dependencies=[Shown])
def list_letters(ref: Reference, principal: OneReader, session: ReadSession, books: Rulebooks) -> Letters:
    """The letters of a case, and which may be drafted now."""
    return reading.list_letters(session, principal, ref, books)


@router.post("/cases/{ref}/letters", status_code=201, dependencies=[Shown])
def draft_letter(body: NewLetter, to: WrittenTo, asked: PartChange, tx: Transaction) -> LetterRead:
    """Draft a letter from its template and the case. What is not known yet stands as a ((word)) in it."""
    return service.draft(tx, asked, body, to)


@router.get("/cases/{ref}/letters/{number}", dependencies=[Shown])
def read_letter(number: Number, to: ReadTo, asked: Reading, session: ReadSession) -> LetterRead:
    """A letter with its words, and what keeps a draft from leaving."""
    return reading.read(session, asked, number, to)


@router.put("/cases/{ref}/letters/{number}", dependencies=[Shown], responses=STALE)
def change_letter(
    number: Number, body: LetterWords, to: WrittenTo, asked: PartChange, tx: Transaction
) -> LetterRead:
    """Change the words of a draft; the version before is kept."""
    return service.change(tx, asked, number, body, to)


@router.post("/cases/{ref}/letters/{number}/filling", dependencies=[Shown], responses=STALE)
def fill_letter_again(
    number: Number, version: Version, to: WrittenTo, asked: PartChange, tx: Transaction
) -> LetterRead:
    """Fill a draft anew from its template and the case as it stands; the version before is kept."""
    return service.fill_again(tx, asked, number, version, to)


@router.post("/cases/{ref}/letters/{number}/signature", dependencies=[Shown], responses=STALE)
def sign_letter(
    number: Number, body: LetterSigned, to: WrittenTo, asked: PartChange, tx: Transaction
) -> LetterRead:
    """Sign the words of an answer, and with them the answer that waits to be signed."""
    return service.sign(tx, asked, number, body, to)


@router.post("/cases/{ref}/letters/{number}/sent", dependencies=[Shown], responses=STALE)
def send_letter(number: Number, body: LetterSent, to: WrittenTo, asked: PartChange, tx: Transaction) -> LetterRead:
    """Record that a letter left. An acknowledgement, a holding letter and an answer meet their clocks by it."""
    return leaving.send(tx, asked, number, body, to)


@router.post("/cases/{ref}/letters/{number}/leaving", dependencies=[Shown], responses=STALE)
def hand_letter_over(
    number: Number,
    body: LetterLeaving,
    to: WrittenTo,
    asked: PartChange,
    tx: Transaction,
    room: ThePostRoom,
) -> LetterRead:
    """Put a letter in the outbox: it leaves by the council's mail server, or is kept for somebody to post."""
    return leaving.hand_over(tx, asked, number, body, to, room)


@router.get("/cases/{ref}/outbox/{number}/addressee", dependencies=[shows(ReadKind.OUTBOX)])
def read_addressee(number: Number, to: KeptTo, asked: Keeping, session: ReadSession) -> Addressee:
    """Where a message goes when it is sent again, unless somebody says otherwise."""
    return leaving.addressee(session, asked, number, to)


@router.delete("/cases/{ref}/letters/{number}", status_code=204)
def discard_letter(number: Number, asked: PartChange, tx: Transaction) -> None:
    """Discard a draft; it stays in the list."""
    service.discard(tx, asked, number)


@router.get("/cases/{ref}/letters/{number}/page", dependencies=[Shown], response_class=Response)
def download_page(number: Number, asked: Reading, session: ReadSession, easy_read: EasyRead = False) -> Response:
    """A letter as a page of HTML that stands alone."""
    return page_file(reading.sheet(session, asked, number, easy_read=easy_read), _name(asked, number))


@router.get("/cases/{ref}/letters/{number}/text", dependencies=[Shown], response_class=Response)
def download_text(number: Number, asked: Reading, session: ReadSession, easy_read: EasyRead = False) -> Response:
    """A letter as plain text, for whoever reads it aloud, interprets or mails it."""
    return text_file(reading.sheet(session, asked, number, easy_read=easy_read), _name(asked, number))


@router.get("/cases/{ref}/letters/{number}/pdf", dependencies=[Shown], response_class=Response)
def download_pdf(number: Number, asked: Reading, session: ReadSession, easy_read: EasyRead = False) -> Response:
    """A letter as a tagged PDF (PDF/UA)."""
    return pdf_file(reading.sheet(session, asked, number, easy_read=easy_read), _name(asked, number))


@router.get("/cases/{ref}/letters/{number}/docx", dependencies=[Shown], response_class=Response)
def download_docx(number: Number, asked: Reading, session: ReadSession, easy_read: EasyRead = False) -> Response:
    """A letter as a Word document."""
    return word_file(reading.sheet(session, asked, number, easy_read=easy_read), _name(asked, number))


def _name(asked: Asked, number: int) -> str:
    return f"{asked.ref}-letter-{number}"
