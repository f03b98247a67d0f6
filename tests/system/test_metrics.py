"""What the running product tells Prometheus: its server answers for its worker too."""

from functools import partial
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.support import grafana
from tests.support.prometheus import WATCHED, prometheus, promtool, scraped
from tests.support.server import Product
from tests.support.waiting import eventually

pytestmark = pytest.mark.system


def value(client: httpx.Client, service: str, name: str, **labels: str) -> float | None:
    """A sample of a service; None: there is none."""
    answer = client.get(f"/api/{service}/metrics").raise_for_status()
    return next(
        (
            sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ),
        None,
    )


@pytest.mark.in_turn
def test_the_server_tells_what_its_worker_did(product: Product, leicester_case: str) -> None:
    with product.client() as client:
        follower = {"follower": "analytics.intake"}
        eventually(
            lambda: value(client, "analytics", "redress_follower_delay_seconds_count", **follower),
            what="an event that its worker applied",
        )
        assert value(client, "analytics", "redress_follower_running", **follower) == 1
        for service, work in (("cases", "outbox"), ("intake", "webhooks"), ("intake", "answers_forgotten")):
            came_round = partial(value, client, service, "redress_work_last_success_timestamp_seconds", work=work)
            eventually(came_round, what=work)
        assert value(client, "intake", "redress_backup_last_timestamp_seconds") == 0


@pytest.mark.in_turn
def test_prometheus_watches_the_running_product(product: Product, tmp_path: Path) -> None:
    promtool("check", "config", WATCHED / "prometheus.yaml")
    with prometheus(product.port, tmp_path) as client:
        targets = eventually(lambda: scraped(client), what="three services that were asked")
        assert {target["labels"]["service"] for target in targets} == {"intake", "cases", "analytics"}
        rules = client.get("/api/v1/rules").json()["data"]["groups"]
        assert {rule["name"] for group in rules for rule in group["rules"]} >= {"RedressDown", "RedressLiveLate"}
        assert {rule["health"] for group in rules for rule in group["rules"]} <= {"ok", "unknown"}
        for panel, expr, labels in grafana.asked():
            answer = client.get("/api/v1/query", params={"query": expr}).json()
            assert answer["status"] == "success", (panel, answer)
            assert all(labels <= set(each["metric"]) for each in answer["data"]["result"]), panel
