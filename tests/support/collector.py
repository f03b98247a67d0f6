"""A collector that spans are sent to by OTLP over HTTP, on this machine."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


class Came(NamedTuple):
    """A span that came. `trace`, `id` and `parent` are hexadecimal; no parent: it began the trace."""

    service: str
    name: str
    trace: str
    id: str
    parent: str
    said: dict[str, str]
    is_error: bool


@dataclass
class Collector:
    url: str = ""
    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Came]:
        return [span for body in self.bodies for span in _read(body)]


@contextlib.contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                collector.bodies.append(body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    collector.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield collector
    finally:
        server.shutdown()
        server.server_close()


def _read(body: bytes) -> Iterator[Came]:
    for of_service in ExportTraceServiceRequest.FromString(body).resource_spans:
        about = {each.key: each.value.string_value for each in of_service.resource.attributes}
        for scope in of_service.scope_spans:
            for span in scope.spans:
                said = {each.key: each.value.string_value or str(each.value.int_value) for each in span.attributes}
                yield Came(
                    about["service.name"],
                    span.name,
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    said,
                    span.status.code == span.status.STATUS_CODE_ERROR,
                )
