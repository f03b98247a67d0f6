"""The one place where errors become application/problem+json (RFC 9457)."""

import errno
import sqlite3
import time
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from kernel.errors import DomainError, FieldError, NoRoom, NotSignedIn, Unavailable

CONTENT_TYPE = "application/problem+json"
JSON_INVALID = "json_invalid"

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "Problem details (RFC 9457); `errors` names each wrong field.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}

RESPONSES: dict[int | str, dict[str, Any]] = {"default": {"description": "Problem details (RFC 9457)"}}
"""Keeps FastAPI from documenting its own form of errors; `document` puts the real ones in its place."""

POSSIBLE: dict[int, str] = {
    400: "The request cannot be read",
    401: "Sign in first",
    403: "Your role does not allow this",
    404: "Not found, or another council's",
    409: "Not possible as things stand; with Retry-After: it was sent before and is being carried out",
    410: "It was there, and serves no more",
    412: "Someone else changed this since you read it",
    413: "The request is too large",
    415: "The request is compressed",
    422: "Some fields are wrong",
    428: "Say which version you are changing, in If-Match",
    429: "Too many requests: come back after Retry-After",
    503: "Not ready yet",
}
FULL_SAID_SECONDS = 8.0
"""So long after a disk took no more the service is not ready: the next write alone can say that it takes more.

After every fault it is ready again within ten seconds.
"""
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
DISK_FULL_OF_POSTGRESQL = "53100"
PERSONAL = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Of every answer, which may be about people: no cache keeps it, no browser takes it for something else."""


class DatabaseAway(Unavailable):
    title = "The database does not answer"


def document(schema: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document in which every operation names each problem that it may answer with."""
    schema["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            responses = operation["responses"]
            responses.pop("default", None)
            named = [int(status) for status in responses if int(status) in POSSIBLE]  # by the route itself
            for status in [*_possible(path, method, operation), *named]:
                described = {"description": POSSIBLE[status]} | responses.get(str(status), {})
                if status == HTTPStatus.TOO_MANY_REQUESTS:
                    described["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
                responses[str(status)] = described | {"content": content}
    return schema


def _possible(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    headers = {parameter["name"] for parameter in operation.get("parameters", [])}
    with_body = [400, 413, 415] if "requestBody" in operation else []
    named = [404] if "{" in path else []
    writes = [409] if method != "get" else []
    versioned = [412, 428] if "If-Match" in headers else []
    with_fields = [422] if headers or with_body else []
    return sorted([401, 403, 429, 503, *with_body, *named, *writes, *versioned, *with_fields])


def install(app: FastAPI) -> None:
    """Render every error of an app as problem+json."""
    app.state.full_at = None
    app.exception_handler(DomainError)(domain_error)
    app.exception_handler(RequestValidationError)(_validation_error)
    app.exception_handler(HTTPException)(_http_error)
    app.exception_handler(OperationalError)(database_away)
    app.exception_handler(OSError)(_disk_full)
    app.exception_handler(Exception)(_unexpected_error)


def render(
    request: Request,
    status: int,
    title: str,
    detail: str | None = None,
    errors: Sequence[FieldError] = (),
    headers: dict[str, str] | None = None,
    kind: str = DomainError.kind,
) -> JSONResponse:
    body: dict[str, Any] = {"type": kind, "title": title, "status": status}
    if detail and detail != title:
        body["detail"] = detail
    body["instance"] = request.url.path
    if request_id := getattr(request.state, "request_id", None):
        body["request_id"] = request_id
    if errors:
        body["errors"] = [{name: _writable(text) for name, text in error._asdict().items()} for error in errors]
    return JSONResponse(body, status, headers, media_type=CONTENT_TYPE)


def has_room(app: FastAPI) -> bool:
    """Whether no disk that this process writes to was full a moment ago."""
    return app.state.full_at is None or time.monotonic() - app.state.full_at > FULL_SAID_SECONDS


async def domain_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DomainError)
    if isinstance(error, NoRoom):
        request.app.state.full_at = time.monotonic()
        structlog.get_logger().error("disk_full", reason=error.detail)
    headers = {}
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    return render(request, error.status, error.title, error.detail, error.errors, headers, error.kind)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    mistakes = [FieldError(_pointer(mistake), words_of(mistake)) for mistake in error.errors()]
    # A parameter that two dependencies read is found wrong twice.
    return render(request, 422, "Some fields are wrong", errors=list(dict.fromkeys(mistakes)))


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(sorted(_allowed_methods(request)))
    return render(request, error.status_code, str(error.detail), headers=headers)


async def database_away(request: Request, error: Exception) -> JSONResponse:
    """The database is gone, full, or could not serve this change beside another: nothing was changed."""
    assert isinstance(error, OperationalError)
    cause = error.orig
    is_full = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if is_full or getattr(cause, "sqlstate", None) == DISK_FULL_OF_POSTGRESQL:
        return await domain_error(
            request, NoRoom("The database takes no more. Nothing was changed. Tell your operator.")
        )
    # One line: while a database is away, every request would write a trace.
    structlog.get_logger().error("database_unavailable", reason=str(cause).strip().partition("\n")[0])
    return await domain_error(request, DatabaseAway("Nothing was changed. Send it again in some seconds."))


async def _disk_full(request: Request, error: Exception) -> JSONResponse:
    """A file of this machine could not be written; what else the system refuses is nobody's doing but ours."""
    assert isinstance(error, OSError)
    if error.errno not in NO_ROOM:
        raise error
    return await domain_error(request, NoRoom("The disk takes no more. Nothing was changed. Tell your operator."))


async def _unexpected_error(request: Request, error: Exception) -> JSONResponse:
    # This answer goes out beside the request log, which has written the error with its trace and id by now.
    headers = {"X-Request-Id": getattr(request.state, "request_id", "unknown"), **PERSONAL}
    detail = "It has been logged with this request id."
    return render(request, 500, "Something went wrong on our side", detail, headers=headers)


def _writable(text: str) -> str:
    """A caller's own key may hold half a character, which no answer can be written with."""
    return text.encode(errors="replace").decode()


def _pointer(mistake: Any) -> str:
    """`("body", "matters", 0)` as `/matters/0`; parameters keep the word that says where they stand."""
    location = mistake["loc"]
    if mistake["type"] == JSON_INVALID:
        return ""  # the whole of it
    parts = location[1:] if location and location[0] == "body" else location
    return "".join(f"/{part}" for part in parts)


def words_of(mistake: Any) -> str:
    """What is wrong with a field, from an error of pydantic's."""
    if mistake["type"] == JSON_INVALID:
        return f"This is not JSON that can be read: {mistake['ctx']['error']}"
    if mistake["type"] == "missing":
        return "This is needed"
    if mistake["type"] == "extra_forbidden":
        return "There is no such field"
    if mistake["type"] == "too_long":
        return f"At most {mistake['ctx']['max_length']} of them, not {mistake['ctx']['actual_length']}"
    if mistake["type"] == "value_error":
        return str(mistake["msg"]).removeprefix("Value error, ")
    return str(mistake["msg"])


def _allowed_methods(request: Request) -> set[str]:
    """Every method that some route answers at this path, not only the first route's."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return {
        method
        for route in iter_route_contexts(request.app.routes)
        if route.path is not None and compile_path(route.path)[0].match(path)
        for method in route.methods or ()
    }
