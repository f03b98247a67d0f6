"""One trace from what somebody sends to what is counted, over services and their worker, to a collector."""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support import contacts
from tests.support.collector import Came, Collector, collecting
from tests.support.server import FORKS, Product
from tests.support.waiting import eventually

pytestmark = pytest.mark.system

RECORDED = "POST /v1/contacts"
WAY = {
    RECORDED: "redress-intake",
    "cases.intake ContactRecorded.v1": "redress-cases",
    "analytics.intake ContactRecorded.v1": "redress-analytics",
    "analytics.cases CaseOpened.v1": "redress-analytics",
    "intake.cases CaseOpened.v1": "redress-intake",
}
SENTINEL = "Quillfeather"
SENDING = ("opentelemetry.sdk", "opentelemetry.exporter", "chassis.otlp")


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Product]:
    settings = {"REDRESS_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "100"}
    # What FastAPI would do by itself: its spans hold whole addresses.
    settings |= {"FASTAPI_OTEL_AUTO_CONFIGURE": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
    with Product(tmp_path_factory.mktemp("traced") / "data", settings) as product:
        yield product


def send(client: httpx.Client, trace: str, **changes: Any) -> str:
    sent = client.post("/api/intake/v1/contacts", json=contacts.statutory(**changes), headers=part_of(trace))
    return str(sent.raise_for_status().json()["ref"])


def part_of(trace: str) -> dict[str, str]:
    return {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}


def whole(collector: Collector, trace: str) -> dict[str, Came]:
    """The spans of a trace by their names, once it has come to its end."""
    spans = {span.name: span for span in collector.spans() if span.trace == trace}
    assert WAY.keys() <= spans.keys(), sorted(spans)
    return spans


@pytest.mark.in_turn
def test_a_contact_is_followed_until_it_is_counted(product: Product, collector: Collector) -> None:
    """Also when several are recorded in one commit: each goes on with its own."""
    traces = [f"{number:032x}" for number in range(1, 7)]
    with product.client("complaints_officer") as client, ThreadPoolExecutor(len(traces)) as at_once:
        list(at_once.map(lambda trace: send(client, trace), traces))
    for trace in traces:
        spans = eventually(lambda trace=trace: whole(collector, trace), what=trace)  # type: ignore[misc]
        assert {name: spans[name].service for name in WAY} == WAY
        parents = {name: spans[name].parent for name in WAY}
        recorded, opened = spans[RECORDED].id, spans["cases.intake ContactRecorded.v1"].id
        assert parents == dict(zip(WAY, ["00f067aa0ba902b7", recorded, recorded, opened, opened], strict=True))
        assert spans[RECORDED].said["http.route"] == "/v1/contacts"
        assert spans[RECORDED].said["http.response.status_code"] == "201"


def test_what_a_service_asks_another_is_part_of_it(product: Product, collector: Collector) -> None:
    """Intake asks cases what is held there."""
    recorded, asked = f"{97:032x}", f"{98:032x}"
    with product.client("complaints_officer") as client:
        ref = send(client, recorded)
        eventually(lambda: whole(collector, recorded), what="its case")
        body = {"refs": [ref], "because": "They ask what is held."}
        client.post("/api/intake/v1/contacts/held", json=body, headers=part_of(asked)).raise_for_status()
    ours, theirs = ("redress-intake", "POST /v1/contacts/held"), ("redress-cases", "POST /v1/held")

    def both() -> dict[tuple[str, str], Came]:
        spans = {(span.service, span.name): span for span in collector.spans() if span.trace == asked}
        assert spans.keys() == {ours, theirs}
        return spans

    spans = eventually(both, what="both sides")
    assert spans[theirs].parent == spans[ours].id


def test_spans_say_nothing_of_anybody(product: Product, collector: Collector) -> None:
    trace = f"{99:032x}"
    with product.client("complaints_officer") as client:
        send(
            client,
            trace,
            narrative=f"{SENTINEL} did not come.",
            complainant={"name": SENTINEL, "role": "relative"},
        )
        client.post("/api/intake/v1/contacts/search", json={"text": SENTINEL})
        client.get("/api/cases/v1/cases", params={"q": SENTINEL})
        client.get(f"/api/cases/v1/cases/{SENTINEL}")
        client.get(f"/{SENTINEL}")
        eventually(lambda: whole(collector, trace), what="the trace")
        eventually(
            lambda: [span for span in collector.spans() if span.name == "GET /v1/cases/{ref}"],
            what="the span of what was not found",
        )
    assert not [body for body in collector.bodies if SENTINEL.encode() in body]


def test_without_a_collector_nothing_is_loaded(tmp_path: Path) -> None:
    answers = FORKS.SimpleQueue()
    looking = FORKS.Process(target=loaded, args=(str(tmp_path), answers))
    looking.start()
    looking.join()
    assert answers.get() == []


def loaded(folder: str, answers: "multiprocessing.queues.SimpleQueue[list[str]]") -> None:
    """Say which modules that make and send spans a server has loaded, before it serves."""
    from chassis.settings import Settings
    from chassis.tracing import sent_to
    from standalone.compose import build_context, build_services, compose

    settings = Settings(data_dir=Path(folder))
    context = build_context(settings)
    compose(context, build_services(context))
    with sent_to(settings.otlp_endpoint):
        answers.put(
            [name for name in sys.modules if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter"))]
        )
