"""What files say is found by its words; a file that cannot be read says nothing, and stands."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from intake.files.reading import LONGEST_TEXT, text_apart
from kernel.vocabulary import Role
from tests.intake.mails.builder import mail
from tests.support import clamd, contacts, house, pdfs
from tests.support.clamd import answering_at
from tests.support.databases import Databases
from tests.support.files import package
from tests.support.house import Caller, House

INTAKE = "/api/intake/v1"
PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN, MAIL = "application/vnd.oasis.opendocument.text", "message/rfc822"


@pytest.fixture
def path(officer: Caller) -> str:
    return new_path(officer)


def new_path(officer: Caller) -> str:
    ref = officer.post(f"{INTAKE}/contacts", contacts.statutory()).json()["ref"]
    return f"{INTAKE}/contacts/{ref}/files"


def send(by: Caller, path: str, content: bytes, name: str) -> None:
    by.request("POST", path, content=content, headers={"Redress-File-Name": name}).raise_for_status()


def read_all(services: House) -> None:
    services.run(services.apps["intake"].state.texts.read_all)
    services.run(services.apps["intake"].state.said.catch_up)


def found(by: Caller, q: str) -> list[tuple[str, str]]:
    answer = by.post(f"{INTAKE}/search", {"q": q})
    answer.raise_for_status()
    return [(one["kind"], one["number"]) for one in answer.json()["items"]]


@pytest.mark.both_databases
def test_what_a_file_says_is_found_until_it_is_withdrawn(services: House, officer: Caller, path: str) -> None:
    send(officer, path, pdfs.saying("The umbrella stood in the hall."), "rota.pdf")
    send(officer, path, b"\xff\xd8\xff\xe0 the umbrella", "photo.jpg")
    assert found(officer, "umbrella") == []
    read_all(services)
    assert found(officer, "umbrellas") == found(officer, "rota") == [("file", "1")]
    officer.post(f"{path}/1/withdrawal", {"because": "Another family."}).raise_for_status()
    read_all(services)
    assert found(officer, "umbrella") == []


@pytest.mark.both_databases
def test_the_longest_text_has_its_place_in_the_index(services: House, officer: Caller, path: str) -> None:
    wide = " ".join(chr(0x20000 + n) + chr(0x20100 + n % 251) * 3 for n in range(LONGEST_TEXT // 5))
    send(officer, path, f"umbrella {wide}".encode(), "long.txt")
    read_all(services)
    assert found(officer, "umbrella") == [("file", "1")]


def word(*lines: str) -> bytes:
    document, made = docx.Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.add_table(1, 2).cell(0, 1).text = "in a table"
    document.save(made)
    return made.getvalue()


STRUCK = (
    '<w:document xmlns:w="w"><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>'
    "<w:r><w:t>stays</w:t></w:r></w:p></w:document>"
)
OPENED = '<o xmlns:text="t"><text:p>One <text:span>umb</text:span>rella</text:p><text:p>two</text:p></o>'


@pytest.mark.parametrize(
    ("media_type", "content", "says"),
    [
        pytest.param(PDF, pdfs.saying("One umbrella", "two"), "One umbrella two", id="PDF"),
        pytest.param(WORD, word("One umbrella", "two"), "One umbrella two in a table", id="Word"),
        pytest.param(WORD, package({"word/document.xml": STRUCK}), "stays", id="struck out"),
        pytest.param(OPEN, package({"content.xml": OPENED}), "One umbrella two", id="OpenDocument"),
        pytest.param("text/plain", "Zoë\u202e said\r\n".encode("utf-16"), "Zoë said", id="text"),
        pytest.param("text/csv", b"one,caf\xe9\n", "one,café", id="CSV"),
        pytest.param(
            MAIL,
            mail("<p>One <b>umbrella</b></p><script>no()</script>", Content_Type="text/html"),
            "One umbrella",
            id="e-mail",
        ),
    ],
)
def test_what_files_say(media_type: str, content: bytes, says: str) -> None:
    assert text_apart(media_type, content).endswith(says)


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "locked": lambda: pdfs.locked(pdfs.saying("umbrella"), "secret"),
    "a picture alone": lambda: pdfs.drawn(b"q 595 0 0 842 0 0 cm Q"),
    "torn": lambda: pdfs.saying("umbrella")[:200],
    "not one": lambda: b"%PDF-1.7\n\0\0",
    "a bomb": lambda: pdfs.drawn(b"BT /F1 12 Tf " + b"(umbrella) Tj " * 8_000_000),
}


@pytest.mark.in_turn
@pytest.mark.parametrize("made", UNREADABLE.values(), ids=UNREADABLE)
def test_a_pdf_that_cannot_be_read_says_nothing(made: Callable[[], bytes]) -> None:
    assert text_apart(PDF, made()) == ""


def test_a_pdf_under_no_password_is_read() -> None:
    assert text_apart(PDF, pdfs.locked(pdfs.saying("umbrella"), "")) == "umbrella"


def test_of_a_long_text_the_beginning_is_kept() -> None:
    assert text_apart("text/plain", b"umbrella " * 1_000_000) == ("umbrella " * 1_000_000)[:LONGEST_TEXT]


def test_what_waits_for_the_scanner_is_not_read_and_what_it_finds_never(
    databases: Databases, tmp_path: Path
) -> None:
    socket = tmp_path / "clamd"
    with house.opened(databases, tmp_path, clamd=str(socket)) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        path = new_path(officer)
        send(officer, path, b"An umbrella.", "a.txt")
        send(officer, path, clamd.VIRUS + b" umbrella", "b.txt")
        read_all(services)
        assert found(officer, "umbrella") == []
        with answering_at(socket):
            services.run(services.apps["intake"].state.scanning.look_through)
        read_all(services)
        assert found(officer, "umbrella") == [("file", "1")]


def test_a_file_whose_content_is_gone_keeps_no_other_unread(
    services: House, officer: Caller, path: str, tmp_path: Path
) -> None:
    send(officer, path, b"An umbrella.", "a.txt")
    for content in (tmp_path / "files").iterdir():
        content.unlink()
    send(officer, path, b"Another umbrella.", "b.txt")
    read_all(services)
    assert found(officer, "umbrella") == [("file", "2")]
