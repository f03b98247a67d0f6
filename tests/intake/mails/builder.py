"""E-mails as the programs that people use write them: the same bytes every time."""

from base64 import b64encode
from dataclasses import dataclass
from html import escape

FROM = "Amira Example <amira@example.org>"
DATE = "Tue, 24 Mar 2026 09:00:00 +0000"
BODY = "Nobody came on Monday.\n\nMy mother had no lunch."
SCAN = b"%PDF-1.4 a letter that was scanned"
PICTURE = b"\xff\xd8\xff" + bytes(20_000)


def quoted_printable(text: str) -> str:
    octets = "".join(
        char if char.isascii() and char != "=" else "".join(f"={octet:02X}" for octet in char.encode())
        for char in text
    )
    return octets.replace("\n", "\r\n")


def base64(content: bytes) -> str:
    coded = b64encode(content).decode()
    return "\r\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))


def mail(body: str | bytes, **changes: str | None) -> bytes:
    """A message with these headers besides the usual; None leaves one out. `_` in a name is a hyphen."""
    usual: dict[str, str | None] = {
        "Return-Path": "<amira@example.org>",
        "Received": "from out.example.org by mx.council.example; Tue, 24 Mar 2026 09:00:05 +0000",
        "From": FROM,
        "To": "complaints@council.example",
        "Subject": "My mother's care",
        "Date": DATE,
        "Message-ID": "<one@example.org>",
        "MIME-Version": "1.0",
    }
    said = usual | {name.replace("_", "-"): value for name, value in changes.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value is not None)
    content = body if isinstance(body, bytes) else body.encode("utf-8", "surrogateescape")
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + content


def part(content: str, kind: str, **changes: str) -> str:
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in changes.items())
    return f"Content-Type: {kind}\r\n{head}\r\n{content}\r\n"


def multipart(kind: str, *parts: str, boundary: str = "b1", parameters: str = "") -> tuple[str, str]:
    """The Content-Type of several parts, and their body."""
    inside = "".join(f"--{boundary}\r\n{each}" for each in parts)
    return f'multipart/{kind}; boundary="{boundary}"{parameters}', f"{inside}--{boundary}--\r\n"


def file(content: bytes, kind: str, name: str, disposition: str = "attachment") -> str:
    return part(
        base64(content),
        kind,
        Content_Transfer_Encoding="base64",
        Content_Disposition=f'{disposition}; filename="{name}"',
    )


def html(text: str) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" if line else "" for line in text.split("\n"))
    style, script = "<style>p { color: red }</style>", "<script>run()</script>"
    return f"<html><head>{style}</head><body>{lines}{script}</body></html>"


@dataclass(frozen=True)
class Program:
    """What somebody writes with: how it quotes the message that is answered, and how it codes a text.

    `quotes` has the earlier text for {}.
    """

    name: str
    quotes: str
    coded: str


EARLIER = "Thank you for your letter."
PROGRAMS = (
    Program(
        "gmail",
        "On Mon, 23 Mar 2026 at 10:00, Complaints <complaints@council.example> wrote:\n\n> {}",
        "both",
    ),
    Program(
        "gmail in two lines",
        "On Mon, 23 Mar 2026 at 10:00, Complaints at the Council\n<complaints@council.example> wrote:\n> {}",
        "both",
    ),
    Program(
        "outlook",
        "________________________________\nFrom: Complaints <complaints@council.example>\n"
        "Sent: 23 March 2026 10:00\n"
        "To: Amira Example\nSubject: RE: My mother's care\n\n{}",
        "html",
    ),
    Program(
        "outlook 2010",
        "-----Original Message-----\nFrom: Complaints\nSent: 23 March\nTo: A\nSubject: B\n\n{}",
        "latin",
    ),
    Program("apple", "On 23 Mar 2026, at 10:00, Complaints <complaints@council.example> wrote:\n\n> {}", "qp"),
    Program("a phone", "-------- Original message --------\nFrom: Complaints\nDate: 23/03/2026\n\n{}", "base64"),
    Program("plain", "> {}", "8bit"),
)


def written(program: Program, text: str, **changes: str | None) -> bytes:
    """A text as this program sends it."""
    return mail(**coded(program.coded, text), **changes)  # type: ignore[arg-type]


def coded(how: str, text: str) -> dict[str, str | bytes]:
    plain = 'text/plain; charset="utf-8"'
    if how == "both":
        kind, body = multipart("alternative", part(text, plain), part(html(text), 'text/html; charset="utf-8"'))
        return {"body": body, "Content_Type": kind}
    if how == "html":
        return {"body": html(text), "Content_Type": 'text/html; charset="utf-8"'}
    if how == "latin":
        return {"body": text.encode("cp1252"), "Content_Type": 'text/plain; charset="Windows-1252"'}
    if how == "qp":
        coding = "quoted-printable"
        return {"body": quoted_printable(text), "Content_Type": plain, "Content_Transfer_Encoding": coding}
    if how == "base64":
        return {"body": base64(text.encode()), "Content_Type": plain, "Content_Transfer_Encoding": "base64"}
    return {"body": text, "Content_Type": plain, "Content_Transfer_Encoding": "8bit"}


def bounce(status: str, about: str, returned: str = "message/rfc822") -> bytes:
    """A report that something did not arrive, as Exchange, Postfix and Gmail send it."""
    said = f"Reporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: {status}"
    report = part(said, "message/delivery-status")
    original = part(f"Message-ID: {about}\r\nSubject: Your complaint\r\n\r\nDear …", returned)
    told = part("It was not delivered.", "text/plain")
    kind, body = multipart("report", told, report, original, parameters="; report-type=delivery-status")
    return mail(
        body,
        Content_Type=kind,
        Return_Path="<>",
        From="Mail Delivery System <MAILER-DAEMON@mx.example>",
        Subject="Undeliverable: Your complaint",
        Auto_Submitted="auto-replied",
    )


def nested(depth: int) -> bytes:
    """Parts within parts within parts."""
    kind, body = "text/plain", "Nobody came."
    for level in range(depth):
        kind, body = multipart("mixed", part(body, kind), boundary=f"b{level}")
    return mail(body, Content_Type=kind)
