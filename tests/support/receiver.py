"""A partner's server that webhooks are sent to, on this machine; it can be told to fail."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

DROPS, HANGS, POURS = "drops", "hangs", "pours"
LARGE = 5_000_000


@dataclass
class Receiver:
    """What came, and what is answered.

    Attributes:
        answer: a status; DROPS: it hangs up; HANGS: it says nothing until `let_go`; POURS: 200 and five megabytes.
        came: headers and body of each delivery, answered or not.
        poured: bytes of its answers that were taken from it.
    """

    url: str = ""
    answer: int | str = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    poured: int = 0
    let_go: threading.Event = field(default_factory=threading.Event)

    def read(self, secret: str) -> list[dict[str, Any]]:
        """What came, each read by the library that the specification's authors publish. Raises what it raises."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.came]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.came]


@contextlib.contextmanager
def receiving(trust: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver, over TLS where it has a certificate to show."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if receiver.answer == HANGS:
                receiver.let_go.wait(30)
            elif receiver.answer == POURS:
                self._pour()
            elif receiver.answer != DROPS:
                self.send_response(int(receiver.answer))
                for name, value in {"Content-Length": "0", **receiver.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
            self.close_connection = True

        def _pour(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(LARGE))
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(LARGE // 10_000):
                    receiver.poured += self.connection.send(b"x" * 10_000)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 50_000)  # inherited by each connection
    if trust:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'https' if trust else 'http'}://127.0.0.1:{server.server_port}/hooks?from=redress"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.let_go.set()
        server.shutdown()
        thread.join()
        server.server_close()
