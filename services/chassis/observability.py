"""A line in the log for each request, a span, and how requests are answered as Prometheus counts it."""

import asyncio
import ipaddress
import re
import time
import uuid
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import structlog
from fastapi import FastAPI, Request
from opentelemetry.trace import INVALID_SPAN, Span
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis import tracing
from chassis.problem import PERSONAL

GIVEN_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
CLIENT_GONE = 499
FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"})
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK = (ipaddress.IPv4Network("127.0.0.0/8"), ipaddress.IPv6Network("::1/128"))
QUIET_PATHS = ("/livez", "/readyz", "/metrics", "/events")
UNTRACED_PATHS = (*QUIET_PATHS, "/live")


def is_loopback(request: Request) -> bool:
    """Whether the request comes from this machine. Calls within the process have no address and count.

    What was forwarded came from elsewhere, also when its proxy is on this machine.
    """
    return comes_from(request, LOOPBACK)


def comes_from(request: Request, networks: Sequence[Network]) -> bool:
    """Whether the request comes straight from one of these; calls within the process have no address and do."""
    if request.client is None:
        return True
    if was_forwarded(request):
        return False
    try:
        address = ipaddress.ip_address(request.client.host)
    except ValueError:
        return False
    return any(address in network for network in networks)


def was_forwarded(request: Request) -> bool:
    """Whether it came by a proxy."""
    return not FORWARDED.isdisjoint(request.headers)


class Requests:
    """How a service's requests were answered in this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answered = Counter(
            "redress_requests", "Requests answered", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "redress_request_seconds", "Time to answer", ["method", "route"], registry=self.registry
        )


def install(app: FastAPI) -> None:
    """Give an app its request log and metrics."""
    app.state.requests = Requests()
    app.add_middleware(_RequestLog, service=app.state.service, requests=app.state.requests)


class _RequestLog:
    """Gives each request an id, which its answer, its log line and any problem carry."""

    def __init__(self, app: ASGIApp, service: str, requests: Requests) -> None:
        self._app = app
        self._service = service
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if GIVEN_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        status = 500
        started = time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in PERSONAL.items():
                    headers.setdefault(name, value)
            await send(message)

        with (
            self._traced(scope) as span,
            structlog.contextvars.bound_contextvars(request_id=request_id, service=self._service),
        ):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception:
                structlog.get_logger().exception("request_failed")
                raise
            except asyncio.CancelledError:
                status = CLIENT_GONE if status == 500 else status  # not answered, and no fault of ours
                raise
            finally:
                self._record(scope, status, time.perf_counter() - started)
                _tell(span, scope, status, request_id)

    def _traced(self, scope: Scope) -> AbstractContextManager[Span]:
        """What waits for news, or is asked again and again, is part of no trace."""
        if scope["path"].endswith(UNTRACED_PATHS):
            return nullcontext(INVALID_SPAN)
        given = Headers(scope=scope).get(tracing.TRACEPARENT)
        return tracing.request_span(self._service, scope["method"], given)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        pattern = _pattern(scope)
        self._requests.answered.labels(scope["method"], pattern, status).inc()
        self._requests.seconds.labels(scope["method"], pattern).observe(seconds)
        if not (pattern.endswith(QUIET_PATHS) and (status < 400 or status == CLIENT_GONE)):
            structlog.get_logger().info(
                "request",
                method=scope["method"],
                route=pattern,
                status=status,
                milliseconds=round(seconds * 1000, 1),
            )


def _pattern(scope: Scope) -> str:
    """The route's pattern, never the path: references and searches stay out of logs, labels and spans."""
    route: Any = scope.get("route")
    return getattr(route, "path", "unmatched")


def _tell(span: Span, scope: Scope, status: int, request_id: str) -> None:
    pattern = _pattern(scope)
    span.update_name(f"{scope['method']} {pattern}")
    span.set_attributes(
        {"http.route": pattern, "http.response.status_code": status, "redress.request_id": request_id}
    )
    if status >= 500:
        tracing.failed(span, str(status))
