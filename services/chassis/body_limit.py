"""Refuses a request body that is too large or compressed, as a problem like any other."""

import math
from collections.abc import Mapping

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.values import LARGEST_FILE

LARGEST: Mapping[str, float] = {
    "/v1/imports": math.inf,
    "/v1/imports/dry-run": math.inf,
    "/v1/imports/suggested-mapping": math.inf,
    "/v1/mail": math.inf,
    "/files": LARGEST_FILE,
}
"""Bytes, by the end of an address. What is read as a stream has a limit of its own, where it is read."""
PLAIN = "identity"
WITHOUT_BODY = {"GET", "HEAD"}


class BodyLimit:
    """Counts a body while it is read; with a declared length, refuses before reading.

    FastAPI's own `max_body_size` answers in plain text once a length is declared.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        declared = headers.get("content-length", "")
        limit = next((most for end, most in LARGEST.items() if scope["path"].endswith(end)), self._limit)
        left: float = limit
        if declared.isdecimal() and int(declared[:20]) > left:
            left = -1
        encoding = headers.get("content-encoding", PLAIN) if scope["method"] not in WITHOUT_BODY else PLAIN

        async def receive_within_limit() -> Message:
            nonlocal left
            if encoding.strip().lower() != PLAIN:
                # What a few bytes unpack to is not known before: no limit would hold.
                raise HTTPException(415, "Send the body as it is, without Content-Encoding")
            if left >= 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if left >= 0:
                    return message
            raise HTTPException(413, f"The request is larger than {limit:,} bytes")

        await self._app(scope, receive_within_limit, send)
