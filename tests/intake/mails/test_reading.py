"""What e-mails are read as: what people send, what machines send, and what nobody should."""

import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.mail.quoting import part as parted
from intake.mail.reading import Arrived, Own, read
from kernel.vocabulary import MailKind
from tests.intake.mails import builder
from tests.intake.mails.builder import BODY, EARLIER, PROGRAMS, Program, file, mail, multipart, part, written

NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
ARRIVED = datetime(2026, 3, 24, 9, 0, 5, tzinfo=UTC)
OWN = Own(frozenset({"complaints@council.example"}), "redress.council.example")
TEXTS = {
    "plain": BODY,
    "accents": "Zoë’s café was shut – nobody came.\n\nI paid £20.",
    "short": "No.",
    "with > inside": "The wait was > 3 hours.\n\nAnd nobody came.",
    "long": " ".join(["Nobody came."] * 400),
}
RETURNED = ("message/rfc822", "text/rfc822-headers")
MANY = multipart("mixed", *[part("x", "text/plain")] * 300)
HEADERS = {
    "nothing": ({}, MailKind.MESSAGE),
    "answers": ({"In_Reply_To": "<sent@council.example>"}, MailKind.REPLY),
    "away": ({"Auto_Submitted": "auto-replied"}, MailKind.AUTO_REPLY),
    "web form": ({"Auto_Submitted": "auto-generated"}, MailKind.MESSAGE),
    "list": ({"List_Id": "<carers.example.org>"}, MailKind.LIST),
}


def arrived(raw: bytes) -> Arrived:
    return read(raw, NOW, OWN)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(("said", "kind"), HEADERS.values(), ids=HEADERS)
def test_what_people_send(program: Program, text: str, said: dict[str, str], kind: MailKind) -> None:
    """175 messages: each program's way to code and to quote, each text, each sort of header."""
    whole = f"{text}\n\n{program.quotes.format(EARLIER)}"
    found = arrived(written(program, whole, **said))
    assert (found.kind, found.problem, found.address, found.name) == (
        kind,
        "",
        "amira@example.org",
        "Amira Example",
    )
    assert (found.arrived_at, found.message_id) == (ARRIVED, "one@example.org")
    assert words(found.text) == words(text)
    assert EARLIER in found.quoted


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_what_is_passed_on_is_the_matter_itself(program: Program) -> None:
    whole = f"For you.\n\n{program.quotes.format(EARLIER)}"
    found = arrived(written(program, whole, Subject="FW: My mother's care"))
    assert (words(found.text), found.quoted) == (words(whole), "")
    assert found.forwarded_from in {None, "complaints@council.example"}
    assert arrived(written(program, program.quotes.format(EARLIER))).text, "nothing was written above it"


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Your complaint", "Out of Office: back on Monday", "Auto-Reply: thank you", "Autoreply"],
)
def test_an_answer_by_a_machine_by_its_subject(subject: str) -> None:
    assert arrived(mail(BODY, Subject=subject)).kind is MailKind.AUTO_REPLY


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param(
            {"Subject": "Out of office hours nobody came"}, MailKind.MESSAGE, id="a complaint about hours"
        ),
        pytest.param(
            {"Subject": "The automatic reply was rude"}, MailKind.MESSAGE, id="a complaint about a reply"
        ),
        pytest.param({"X_Autoreply": "yes"}, MailKind.AUTO_REPLY, id="X-Autoreply"),
        pytest.param({"Precedence": "auto_reply"}, MailKind.AUTO_REPLY, id="precedence of a reply"),
        pytest.param({"Return_Path": "<>"}, MailKind.AUTO_REPLY, id="nobody to send it back to"),
        pytest.param({"Precedence": "bulk"}, MailKind.LIST, id="bulk"),
        pytest.param({"From": "complaints@COUNCIL.example"}, MailKind.OURS, id="from our own address"),
        pytest.param(
            {"Message_ID": "<LEI-2627-0001.1.x@redress.council.example>"}, MailKind.OURS, id="our own id"
        ),
        pytest.param({"References": "<a@b> <c@d>"}, MailKind.REPLY, id="references alone"),
    ],
)
def test_what_headers_tell(said: dict[str, str], kind: MailKind) -> None:
    assert arrived(mail(BODY, **said)).kind is kind


@pytest.mark.parametrize(("status", "returned"), list(product(["5.1.1", "4.2.2"], RETURNED)))
def test_what_came_back(status: str, returned: str) -> None:
    found = arrived(builder.bounce(status, "<LEI-2627-0001.3.x@redress.council.example>", returned))
    assert found.kind is MailKind.BOUNCE
    assert found.bounced is not None
    assert (found.bounced.message_id, found.bounced.status) == (
        "LEI-2627-0001.3.x@redress.council.example",
        status,
    )


def test_files_that_come_with_it() -> None:
    """A letter that was scanned with no word beside it; what only decorates is counted, not kept."""
    kind, body = multipart(
        "mixed",
        part("", "text/plain"),
        file(builder.SCAN, "application/pdf", r"C:\Users\amira\letter.pdf"),
        file(builder.SCAN, "application/pdf", "letter.pdf"),
        file(builder.PICTURE, "image/jpeg", "bruise.jpg", "inline"),
        file(b"\x89PNG", "image/png", "logo.png", "inline"),
        part("BEGIN:VCALENDAR", "text/calendar"),
        part("Message-ID: <inner@example.org>\r\n\r\nInside.", "message/rfc822"),
    )
    found = arrived(mail(body, Content_Type=kind))
    assert [one.name for one in found.attachments] == ["letter.pdf", "letter (2).pdf", "bruise.jpg", "message.eml"]
    assert found.attachments[0].content == builder.SCAN
    assert b"Inside." in found.attachments[3].content
    assert (found.text, found.kind) == ("", MailKind.MESSAGE)
    assert found.notes == ("2 small pictures, cards or signatures were left out.",)


@pytest.mark.parametrize(
    "said",
    [
        'filename="Zoë.pdf"',
        'filename="=?utf-8?Q?Zo=C3=AB.pdf?="',
        "filename*=utf-8''Zo%C3%AB.pdf",
        'filename="../Zoë.pdf"',
    ],
)
def test_names_of_files_are_read_however_they_are_coded(said: str) -> None:
    kind, body = multipart("mixed", part("%PDF", "application/pdf", Content_Disposition=f"attachment; {said}"))
    assert [one.name for one in arrived(mail(body, Content_Type=kind)).attachments] == ["Zoë.pdf"]


def test_a_winmail_that_cannot_be_unwrapped_is_kept_as_it_came() -> None:
    broken = file(b"x\x9f\x3e\x22", "application/ms-tnef", "winmail.dat")
    kind, body = multipart("mixed", part(BODY, "text/plain"), broken)
    found = arrived(mail(body, Content_Type=kind))
    assert [(one.name, one.content) for one in found.attachments] == [("winmail.dat", b"x\x9f\x3e\x22")]


@pytest.mark.parametrize(
    ("subject", "read_as"),
    [
        ("My \x07mother\u202e evil\u2066", "My mother evil"),
        ("=?utf-8?B?w4lsaXNl?= =?utf-8?Q?_caf=C3=A9?=", "Élise café"),
        ("=?no-such-charset?Q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?B?!!!?=", "=?utf-8?B?!!!?="),
        ("Zoë", "Zoë"),
        (b"Caf\xe9".decode("utf-8", "surrogateescape"), "Café"),
        ("My\r\n\tmother", "My mother"),
        ("a" * 5_000, "a" * 500),
    ],
)
def test_a_subject_is_one_line_of_letters(subject: str, read_as: str) -> None:
    assert arrived(mail(BODY, Subject=subject)).subject == read_as


@pytest.mark.parametrize(
    "date", ["Tue, 1 Jan 2030 00:00:00 +0000", "Tue, 1 Jan 1980 00:00:00 +0000", "yesterday", None]
)
def test_receipt_is_the_arrival(date: str | None) -> None:
    found = arrived(mail(BODY, Date=date))
    assert found.arrived_at == ARRIVED
    assert found.notes == ("The date in it is not believed: what counts is when it arrived.",)
    early = ARRIVED - timedelta(hours=2)
    assert read(mail(BODY, Date=date), NOW, OWN, early).arrived_at == early, "the mailbox says when"
    later = "from a by b; Fri, 1 Jan 2027 00:00:00 +0000"
    assert arrived(mail(BODY, Received=later)).arrived_at == NOW, "nothing arrives later than now"


def test_letters_that_are_not_what_they_say() -> None:
    found = arrived(mail("Café".encode("cp1252"), Content_Type='text/plain; charset="utf-8"'))
    why = "Its letters are not in the alphabet that it names; some may be wrong."
    assert (found.text, found.notes) == ("Café", (why,))


def test_without_a_message_id_its_bytes_tell_it_apart() -> None:
    one, other = mail(BODY, Message_ID=None), mail(BODY + " Again.", Message_ID=None)
    assert arrived(one).key == arrived(one).key != arrived(other).key
    assert arrived(one).key.startswith("sha256:")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param(builder.nested(100), "Its parts are nested more than 20 deep.", id="100 deep"),
        pytest.param(builder.nested(3_000), "It has more than 200 parts.", id="3,000 deep"),
        pytest.param(
            mail(MANY[1], Content_Type=MANY[0]),
            "It has more than 200 parts.",
            id="300 parts",
        ),
        pytest.param(mail(BODY, To="a@b," * 10_001), "It was sent to more than 10,000 people.", id="everybody"),
        pytest.param(b"X: " + b"a" * 300_000, "Its header is larger than 256 kB.", id="no end of a header"),
        pytest.param(mail("x" * 40_000_001), "It is larger than 40 MB.", id="large"),
    ],
)
def test_what_is_beyond_the_bounds_is_kept_and_says_why(raw: bytes, why: str) -> None:
    found = arrived(raw)
    assert (found.kind, found.problem, found.key[:7]) == (MailKind.UNKNOWN, why, "sha256:")


def test_what_has_too_many_parts_is_taken_apart_no_further() -> None:
    raw = mail("--b\n\n" * 40_000, Content_Type="multipart/mixed; boundary=b")
    tracemalloc.start()
    found = arrived(raw)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.problem == "It has more than 200 parts."
    assert most < 5_000_000


def hostile() -> Iterator[str]:
    """Texts at which expressions over a whole text run for minutes."""
    for begin in (
        "On ",
        ">",
        "\n",
        "On Mon wrote ",
        "From: a\n",
        "_",
        "-",
        "> \n",
        "Sent: x\n",
        "On a\n",
        "*From:* ",
    ):
        yield begin * (100_000 // len(begin))


def test_no_text_takes_long_to_part() -> None:
    started = time.process_time()
    for text in hostile():
        parted(text, "")
    assert time.process_time() - started < 4


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(PROGRAMS), st.integers(0, 600), st.integers(0, 60))
def test_no_bytes_stop_it(noise: bytes, program: Program, at: int, gone: int) -> None:
    """Any bytes, and any damage to a message, are read as something that a database can keep."""
    whole = written(program, BODY)
    for raw in (noise, whole[:at] + noise + whole[at + gone :]):
        found = arrived(raw)
        assert found.arrived_at <= NOW
        kept = "".join((found.subject, found.text, found.quoted, found.name, found.address, found.key))
        assert "\x00" not in kept
        kept.encode()


def words(text: str) -> str:
    return " ".join(text.split())
