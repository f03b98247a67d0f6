"""Where spans go: to a collector, by OTLP over HTTP. The extra `otel` brings what sends them.

Headers, sampling and further words about the installation are OpenTelemetry's own settings (`OTEL_…`).
"""

from threading import Thread

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Tracer

from chassis.version import VERSION

GIVE_UP_SECONDS = 2.0
"""At the end of a process, and for each batch: a collector that is away holds nothing up."""


class Collector:
    """Makes spans of each service and sends all of them, in a thread of its own."""

    def __init__(self, endpoint: str) -> None:
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=GIVE_UP_SECONDS)
        self._sending = BatchSpanProcessor(exporter)
        self._tracers: dict[str, Tracer] = {}

    def tracer(self, service: str) -> Tracer:
        if service not in self._tracers:
            told = Resource.create({"service.name": f"redress-{service}", "service.version": VERSION})
            provider = TracerProvider(resource=told, shutdown_on_exit=False)
            provider.add_span_processor(self._sending)
            self._tracers[service] = provider.get_tracer("redress", VERSION)
        return self._tracers[service]

    def end(self) -> None:
        """Send what was not sent yet."""
        sending = Thread(target=self._sending.shutdown, daemon=True)  # by itself it would wait for half a minute
        sending.start()
        sending.join(GIVE_UP_SECONDS)
