"""Spans of OpenTelemetry: what was done, for how long, and what caused it, across services and their worker.

Nothing is made unless somebody says where spans go. A span names routes, types and councils; of an error its kind
alone, for what it says may hold what people told. FastAPI's own spans stay off: they hold whole addresses, with
references and what was searched for.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from fastapi.telemetry import TelemetryConfig
from opentelemetry.context import Context
from opentelemetry.trace import INVALID_SPAN, Span, SpanKind, StatusCode, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

if TYPE_CHECKING:
    from chassis.otlp import Collector

TRACEPARENT = "traceparent"
"""What carries a trace: a request's header, and an attribute of an event (W3C Trace Context)."""
FASTAPIS_OWN: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}

Effects = Sequence[tuple[str, Span]]
"""References of events that take effect, each with the span in which it does."""

_carried = TraceContextTextMapPropagator()
_collector: "Collector | None" = None
"""Of this process. A fork begins anew: threads stay behind."""


@contextmanager
def sent_to(endpoint: str) -> Iterator[None]:
    """Send this process's spans meanwhile; "": none are made."""
    global _collector
    if not endpoint:
        yield
        return
    from chassis.otlp import Collector

    _collector = Collector(endpoint)
    try:
        yield
    finally:
        _collector.end()
        _collector = None


@contextmanager
def span(service: str, name: str, **said: str | int) -> Iterator[Span]:
    """Do something in a span, which is part of the one that it is done in, if there is any."""
    ours = {f"redress.{about}": value for about, value in said.items()}
    with _in_span(service, name, None, SpanKind.INTERNAL, ours) as made:
        yield made


@contextmanager
def request_span(service: str, method: str, traceparent: str | None) -> Iterator[Span]:
    """Answer a request in a span that belongs to whoever asks. It is named anew once the route is known."""
    with _in_span(service, method, _parent(traceparent), SpanKind.SERVER, {"http.request.method": method}) as made:
        yield made


def current() -> str | None:
    """What carries the trace on; None: nobody follows it."""
    return None if _collector is None else _told(None)


def effects(service: str, follower: str, events: Sequence[Mapping[str, Any]]) -> Effects:
    """Begin a span for each event that is part of a trace. One that is not ended was never there."""
    if _collector is None:
        return ()
    tracer = _collector.tracer(service)
    return [
        (
            event["subject"],
            tracer.start_span(
                f"{follower} {event['type']}",
                context=_parent(event[TRACEPARENT]),
                kind=SpanKind.CONSUMER,
                attributes={"redress.authority": event["authority"], "redress.position": event["id"]},
            ),
        )
        for event in events
        if event.get(TRACEPARENT)
    ]


def ended(effects: Effects) -> None:
    """Say that they took effect."""
    for _, made in effects:
        made.end()


def carried_by(made: Span) -> str | None:
    """What carries the trace on from a span; None: nobody follows it."""
    return _told(set_span_in_context(made))


def failed(made: Span, error: str) -> None:
    """Say of what kind an error was."""
    made.set_attribute("error.type", error)
    made.set_status(StatusCode.ERROR)


@contextmanager
def _in_span(
    service: str, name: str, parent: Context | None, kind: SpanKind, said: Mapping[str, str | int]
) -> Iterator[Span]:
    if _collector is None:
        yield INVALID_SPAN
        return
    with _collector.tracer(service).start_as_current_span(
        name, context=parent, kind=kind, attributes=said, record_exception=False, set_status_on_exception=False
    ) as made:
        try:
            yield made
        except Exception as error:
            failed(made, type(error).__name__)
            raise


def _parent(traceparent: str | None) -> Context:
    """Where a trace comes from; what cannot be read begins one."""
    return _carried.extract({TRACEPARENT: traceparent} if traceparent else {}, context=Context())


def _told(context: Context | None) -> str | None:
    carrier: dict[str, str] = {}
    _carried.inject(carrier, context)
    return carrier.get(TRACEPARENT)
