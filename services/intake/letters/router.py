"""Letters of a contact over HTTP."""

from typing import Annotated, Any

from fastapi import Depends, Response

from chassis.app import Rulebooks
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.letters.files import page_file, pdf_file, text_file, word_file
from chassis.letters.sheet import Sheet
from chassis.reads import shows
from chassis.rooms import room
from chassis.web_fields import Reference
from intake.duties.router import DutyKey
from intake.letters import service
from intake.letters.schemas import ContactLetters
from kernel.localtime import local_today
from kernel.vocabulary import ReadKind

router = room()

Writer = Annotated[Principal, Depends(require("contacts:names"))]
FILE: dict[str, Any] = {
    "dependencies": [shows(ReadKind.CONTACT)],
    "response_class": Response,
    "responses": {409: {}},
}
"""Of every form: it is kept who takes it, and one in which something is missing is not given."""


def set_today(ref: Reference, letter: DutyKey, officer: Writer, session: ReadSession, books: Rulebooks) -> Sheet:
    return service.sheet(session, officer, ref, letter, local_today(), books)


Today = Annotated[Sheet, Depends(set_today)]


@router.get("/contacts/{ref}/letters")
def list_contact_letters(
    ref: Reference, officer: Writer, session: ReadSession, books: Rulebooks
) -> ContactLetters:
    """The letters that may be written now to whoever contacted the council, and what is missing. No names."""
    return service.list_letters(session, officer, ref, local_today(), books)


@router.get("/contacts/{ref}/letters/{letter}/page", **FILE)
def take_contact_letter_page(ref: Reference, letter: DutyKey, sheet: Today) -> Response:
    """A letter as a page of HTML that stands alone. `letter`: its key; nothing of it is kept."""
    return page_file(sheet, _name(ref, letter))


@router.get("/contacts/{ref}/letters/{letter}/text", **FILE)
def take_contact_letter_text(ref: Reference, letter: DutyKey, sheet: Today) -> Response:
    """A letter as plain text, for whoever reads it aloud, interprets or mails it."""
    return text_file(sheet, _name(ref, letter))


@router.get("/contacts/{ref}/letters/{letter}/pdf", **FILE)
def take_contact_letter_pdf(ref: Reference, letter: DutyKey, sheet: Today) -> Response:
    """A letter as a tagged PDF (PDF/UA)."""
    return pdf_file(sheet, _name(ref, letter))


@router.get("/contacts/{ref}/letters/{letter}/docx", **FILE)
def take_contact_letter_docx(ref: Reference, letter: DutyKey, sheet: Today) -> Response:
    """A letter as a Word document."""
    return word_file(sheet, _name(ref, letter))


def _name(ref: str, letter: str) -> str:
    return f"{ref}-letter-{letter}"
