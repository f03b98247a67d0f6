"""Refuses a request body that is too large or compressed, as a problem like any other."""

import math

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAMED = ("/v1/imports", "/v1/imports/dry-run", "/v1/imports/suggested-mapping", "/v1/mail")
PLAIN = "identity"
WITHOUT_BODY = {"GET", "HEAD"}


class BodyLimit:
    """Counts a body while it is read; with a declared length, refuses before reading.

    FastAPI's own `max_body_size` answers in plain text once a length is declared. Files that are read as a stream
    have a limit of their own, where they are read.
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
        left: float = math.inf if scope["path"].endswith(STREAMED) else self._limit
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
            raise HTTPException(413, f"The request is larger than {self._limit:,} bytes")

        await self._app(scope, receive_within_limit, send)
