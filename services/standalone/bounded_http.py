"""uvicorn's HTTP protocol with bounds on what others may make it hold: a request's head, slow senders and readers.

httptools keeps a header until it ends, copying it for each piece, and uvicorn waits for the rest of a request, and
for an answer to be read, without an end.
"""

import asyncio
import json
from http import HTTPStatus
from typing import Any, NoReturn

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from chassis.problem import CONTENT_TYPE
from kernel.errors import Unavailable

LARGEST_HEAD = 1 << 16
"""Bytes of a request's first line and headers."""
MOST_HEADERS = 200
HEAD_SECONDS = 10.0
"""From a connection's or a request's first byte to the end of its headers."""
BODY_SECONDS = 20.0
"""In which a body that is being read has to grow by `LEAST_BODY`, or end."""
LEAST_BODY = 20_000
READING_SECONDS = 60.0
"""In which some more has to be read of an answer that does not fit on the way."""


class Refused(Exception):
    """Stops the parser; the sender is told `_fault`."""


class BoundedHttp(HttpToolsProtocol):
    """One connection."""

    _timer: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _in_head = _in_body = False
    _fault = HTTPStatus.BAD_REQUEST
    _head = _received = 0

    # As uvicorn narrows it: a server's connections can be written to.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        self._stop_unread()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        was_in_head, was_in_body = self._in_head, self._in_body
        self._received += len(data)
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        unfinished = self._in_head or self._in_body
        if self._timer is not None and unfinished and (self._in_head, self._in_body) == (was_in_head, was_in_body):
            return
        self._stop_timer()
        if self.transport.is_closing():
            return
        if self._in_head:
            self._timer = self.loop.call_later(HEAD_SECONDS, self._head_is_late)
        elif self._in_body:
            self._await_body()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_unread()

    def send_400_response(self, msg: str) -> None:
        """Told of whatever the parser stops at."""
        self._refuse(self._fault)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._refuse_too_large(len(self.url))

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._head += len(name) + len(value)
        self._refuse_too_large(self._head + len(self.url))

    def on_headers_complete(self) -> None:
        self._in_head, self._in_body = False, True
        # uvicorn asks the same, and would answer in plain text; behind an answer that is on its way it still does.
        if self._is_one_too_many() and (self.cycle is None or self.cycle.response_complete):
            self._stop(HTTPStatus.SERVICE_UNAVAILABLE)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_body = False
        super().on_message_complete()

    def _refuse_too_large(self, size: int) -> None:
        if size > LARGEST_HEAD or len(self.headers) > MOST_HEADERS:
            self._stop(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _is_one_too_many(self) -> bool:
        limit = self.limit_concurrency
        return limit is not None and max(len(self.connections), len(self.tasks)) >= limit

    def _stop(self, fault: HTTPStatus) -> NoReturn:
        self._fault = fault
        raise Refused

    def _await_body(self) -> None:
        self._timer = self.loop.call_later(BODY_SECONDS, self._look_at_body, self._received)

    def _look_at_body(self, before: int) -> None:
        # While reading is paused the sender waits for us.
        if self.flow.read_paused or self._received - before >= LEAST_BODY:
            self._await_body()
        else:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def _await_reader(self) -> None:
        unread = self.transport.get_write_buffer_size()
        self._unread = self.loop.call_later(READING_SECONDS, self._look_at_reader, unread)

    def _look_at_reader(self, before: int) -> None:
        if self.transport.get_write_buffer_size() < before:
            self._await_reader()
        else:
            self.transport.abort()

    def _stop_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _head_is_late(self) -> None:
        if self._in_head:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:  # nothing was ever asked
            self.transport.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: HTTPStatus) -> None:
        if self.transport.is_closing():
            return
        open_answer = self.cycle is not None and not self.cycle.response_complete
        if open_answer and (self.cycle.response_started or not self._in_body):  # it is on its way, or will be
            self.transport.close()
            return
        body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status.value}
        content = json.dumps(body).encode()
        later = f"Retry-After: {Unavailable.retry_after}\r\n" if status is HTTPStatus.SERVICE_UNAVAILABLE else ""
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {CONTENT_TYPE}\r\n{later}"
            f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + content)
        self.transport.close()
