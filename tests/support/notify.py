"""A stand-in of GOV.UK Notify, as its interface is published: it checks what it is sent, and fails when told."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from cases.outbox.notify import Notify

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"redress-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
FIELDS = {"subject", "body", "link_to_file"}


@dataclass
class NotifyServer:
    """What came, and what is answered.

    Attributes:
        says: a status that it answers instead, with a message.
        drops: it takes a message and hangs up without an answer.
        status: what it tells of every message.
        taken: by reference, the bodies of messages that it took.
    """

    url: str = ""
    says: tuple[int, str] | None = None
    drops: bool = False
    status: str = "sending"
    taken: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def transport(self, key: str = KEY, template: str = TEMPLATE) -> Notify:
        return Notify(self.url, key, template, timeout=2.0)

    def wrong(self, kind: str, body: dict[str, Any]) -> str | None:
        """What Notify would find wrong with a body."""
        if kind == "letter":
            is_pdf = base64.b64decode(body["content"]).startswith(b"%PDF")
            return None if is_pdf else "content is not a PDF file"
        if body["template_id"] != TEMPLATE:
            return "Template not found"
        if missing := FIELDS - body["personalisation"].keys():
            return f"Missing personalisation: {', '.join(sorted(missing))}"
        return None if "@" in body["email_address"] else "email_address Not a valid email address"


def _handler(server: NotifyServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

        def answer(self, status: int, body: dict[str, Any]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def fails(self, status: int, message: str) -> None:
            self.answer(status, {"status_code": status, "errors": [{"error": "Error", "message": message}]})

        def is_known(self) -> bool:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            try:
                claims = jwt.decode(token, OctKey.import_key(SECRET), ["HS256"]).claims
            except JoseError:
                return False
            return claims["iss"] == SERVICE and isinstance(claims["iat"], int)

        def do_POST(self) -> None:
            kind = self.path.rpartition("/")[2]
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if not self.is_known():
                self.fails(403, "Invalid token: API key not found")
            elif server.says:
                self.fails(*server.says)
            elif wrong := server.wrong(kind, body):
                self.fails(400, wrong)
            else:
                server.taken.setdefault(body["reference"], []).append(body)
                if not server.drops:
                    self.answer(201, {"id": "1", "reference": body["reference"]})

        def do_GET(self) -> None:
            if self.path.startswith("/v2/template/"):
                self.template(self.path.rpartition("/")[2])
                return
            (reference,) = parse_qs(urlsplit(self.path).query)["reference"]
            one = {"id": "1", "status": server.status, "created_at": "2026-03-24T23:30:00.000000Z"}
            found = [one for _ in server.taken.get(reference, [])]
            self.answer(200, {"notifications": found, "links": {}}) if self.is_known() else self.fails(403, "No")

        def template(self, name: str) -> None:
            if not self.is_known():
                self.fails(403, "Invalid token: API key not found")
            elif name != TEMPLATE:
                self.fails(404, "No result found")
            else:
                self.answer(200, {"id": name, "type": "email"})

    return Handler


@contextmanager
def notify_server() -> Iterator[NotifyServer]:
    kept = NotifyServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(kept))
    kept.url = f"http://127.0.0.1:{http.server_port}"
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield kept
    finally:
        http.shutdown()
        http.server_close()
