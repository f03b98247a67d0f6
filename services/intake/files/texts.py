"""What a file says, a piece at a time: of PDF, Word, OpenDocument, text and e-mail.

Whatever is in a file, it is read in a process of its own (`text_child`): nothing here is bounded but by that.
"""

import zipfile
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from xml.parsers import expat

from inscriptis import get_text
from pypdf import PdfReader

from intake.files.kinds import text_of

UNSAID = {"instrText", "delText", "delInstrText"}
"""Of Word: what a field is made by, and what was struck out."""
PARAGRAPHS = {"p", "h", "tab", "br", "line-break"}
PIECE = 1 << 16


def pieces(media_type: str, content: bytes) -> Iterator[str]:
    """Raises almost anything at a file that breaks the rules of its kind."""
    return TEXT_OF[media_type](content)


def _pdf(content: bytes) -> Iterator[str]:
    for page in PdfReader(BytesIO(content)).pages:
        yield f"{page.extract_text()}\n"


def _in_part(name: str) -> Callable[[bytes], Iterator[str]]:
    def of(content: bytes) -> Iterator[str]:
        with zipfile.ZipFile(BytesIO(content)) as package, package.open(name) as part:
            said: list[str] = []
            unsaid = 0

            def begins(element: str, _attributes: object) -> None:
                nonlocal unsaid
                unsaid += _bare(element) in UNSAID

            def ends(element: str) -> None:
                nonlocal unsaid
                unsaid -= _bare(element) in UNSAID
                if _bare(element) in PARAGRAPHS:
                    said.append("\n")

            parser = expat.ParserCreate()
            parser.StartElementHandler, parser.EndElementHandler = begins, ends
            parser.CharacterDataHandler = lambda text: None if unsaid else said.append(text)
            while read := part.read(PIECE):
                parser.Parse(read)
                yield "".join(said)
                said.clear()

    return of


def _bare(element: str) -> str:
    return element.rpartition(":")[2]


def _plain(content: bytes) -> Iterator[str]:
    yield text_of(content) or ""


def _mail(content: bytes) -> Iterator[str]:
    message = message_from_bytes(content, EmailMessage, policy=policy.default)
    for header in ("From", "To", "Subject"):
        yield f"{message.get(header, '')}\n"
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = body.get_content()
        yield get_text(text) if body.get_content_subtype() == "html" else text


TEXT_OF: dict[str, Callable[[bytes], Iterator[str]]] = {
    "application/pdf": _pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _in_part("word/document.xml"),
    "application/vnd.oasis.opendocument.text": _in_part("content.xml"),
    "text/plain": _plain,
    "text/csv": _plain,
    "message/rfc822": _mail,
}
"""By media type; files of other kinds say nothing in words."""
