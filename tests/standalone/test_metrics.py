"""What Prometheus is told: all that the page for operators lists, of every process alike, and nobody's data."""

import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from intake.models import ContactRow
from kernel.localtime import utc_now
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.databases import Databases
from tests.support.house import House, opened

PAGE = Path(__file__).parents[2] / "docs" / "observability.md"
NAMED = re.compile(r"^\| `(redress_[a-z_]+)`", re.MULTILINE)


@pytest.fixture
def house(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with opened(databases, tmp_path / "data", clamd="/nowhere.ctl") as house:
        yield house


def text(house: House, service: str) -> str:
    answer = house.caller().get(f"/api/{service}/metrics")
    assert answer.status_code == 200, answer.text
    return answer.text


def told(house: House) -> dict[tuple[str, ...], float]:
    """Every sample, by its name and its labels' values in the order of their names."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for service in house.apps
        for family in text_string_to_metric_families(text(house, service))
        for sample in family.samples
    }


def test_the_page_for_operators_lists_all_there_is(house: House) -> None:
    there = {
        f"{family.name}_total" if family.type == "counter" else family.name
        for service in house.apps
        for family in text_string_to_metric_families(text(house, service))
        if not family.name.endswith("_created")
    }
    assert set(NAMED.findall(PAGE.read_text())) == there


def test_it_is_written_as_prometheus_wants_it(house: House) -> None:
    house.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/contacts", json=contacts.statutory())
    for service in house.apps:
        read = subprocess.run(
            ["promtool", "check", "metrics"],
            input=text(house, service),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (read.returncode, read.stdout, read.stderr) == (0, "", ""), service


@pytest.mark.both_databases
def test_one_process_tells_what_waits_and_how_far_it_is_followed(house: House) -> None:
    officer = house.caller(Role.COMPLAINTS_OFFICER)
    for _ in range(2):
        officer.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status()
    before = told(house)
    assert before["redress_feed_position", "intake"] >= 2
    assert before["redress_follower_position", "intake", "cases.intake"] == 0
    assert before["redress_follower_running", "intake", "cases.intake"] == 0
    assert before["redress_follower_oldest_waiting_seconds", "intake", "cases.intake"] > 0
    assert before["redress_parked_events", "intake", "analytics.intake"] == 0
    assert ("redress_contacts_acknowledged", "eastmere") not in before  # in this minute it need not be counted
    house.settle()
    after = told(house.replica())
    written = before["redress_feed_position", "intake"]
    assert after["redress_follower_position", "intake", "cases.intake"] == written
    assert after["redress_follower_oldest_waiting_seconds", "intake", "cases.intake"] == 0
    assert after["redress_contacts_counted", "eastmere"] == 2
    with house.database("intake").transaction() as tx:
        tx.execute(update(ContactRow).values(recorded_at=utc_now() - timedelta(minutes=2)))
    assert told(house.replica())["redress_contacts_acknowledged", "eastmere"] == 2


def test_how_late_events_took_effect_is_counted_by_whoever_applied_them(house: House) -> None:
    house.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/contacts", json=contacts.statutory())
    house.settle()
    after = told(house)
    applied = after["redress_follower_position", "intake", "analytics.intake"]
    assert after["redress_follower_delay_seconds_bucket", "intake", "analytics.intake", "+Inf"] == applied
    assert after["redress_follower_delay_seconds_count", "intake", "analytics.intake"] == applied
    assert after["redress_follower_delay_seconds_sum", "intake", "analytics.intake"] > 0
