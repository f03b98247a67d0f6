"""What is alarming, as `deploy/` says it, read by Prometheus' own tool."""

import re
from itertools import product
from pathlib import Path

import pytest
import yaml

from tests.support import grafana
from tests.support.prometheus import WATCHED, promtool

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "observability.md").read_text()
LISTED = set(re.findall(r"^\| `(redress_[a-z_]+)`", PAGE, re.MULTILINE))
OF_A_HISTOGRAM = re.compile(r"_(bucket|count|sum)$")
SCENARIOS = sorted(Path(__file__).parent.glob("alerts*.yaml"))
RULES = [
    rule
    for group in yaml.safe_load((WATCHED / "redress.rules.yaml").read_text())["groups"]
    for rule in group["rules"]
]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}


@pytest.mark.in_turn
def test_each_alert_fires_on_what_it_says_and_is_silent_otherwise() -> None:
    promtool("test", "rules", *SCENARIOS)
    expected = set(
        re.findall(r'alertname="(\w+)", alertstate="firing"', "".join(p.read_text() for p in SCENARIOS))
    )
    assert expected == set(ALERTS)


@pytest.mark.parametrize("name", ALERTS)
def test_each_alert_says_what_to_do(name: str) -> None:
    alert = ALERTS[name]
    assert alert["labels"]["severity"] in {"critical", "warning"}
    assert set(alert["annotations"]) == {"summary", "runbook"}
    assert alert["annotations"]["summary"].endswith((".", ".'"))
    assert alert["annotations"]["runbook"] == f"docs/observability.md#{name.lower()}"
    assert re.search(rf"^### {name}\n\n\w", PAGE, re.MULTILINE)


def test_what_is_watched_is_measured() -> None:
    asked = " ".join([rule["expr"] for rule in RULES] + [each.expr for each in grafana.asked()])
    assert {OF_A_HISTOGRAM.sub("", name) for name in re.findall(r"\bredress_[a-z_]+", asked)} - LISTED == set()
    recorded = {rule["record"] for rule in RULES if "record" in rule}
    assert set(re.findall(r"\bredress:[a-z_0-9:]+", asked)) == recorded


def test_each_piece_of_work_is_told_by_its_name_and_waited_for_as_long_as_it_takes() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "services").rglob("*.py"))
    works = re.findall(r'\b(?:every\(\s*\w+,\s*|begins\()f?"(\w+)', sources)
    assert len(works) > 8
    troubles = re.findall(r'trouble="(\w+)"', sources)
    assert [name for name in (*works, *troubles) if f"`{name}" not in PAGE] == []
    once_a_day = re.findall(r'\bevery\(DAY_SECONDS, "(\w+)"', sources)
    assert [name for name in once_a_day if name not in ALERTS["RedressWorkStands"]["expr"]] == []


def test_the_dashboard_is_what_grafana_reads() -> None:
    assert grafana.misread() == []
    panels = grafana.WRITTEN["panels"]
    taken = [place for panel in panels for place in places(**panel["gridPos"])]
    assert len(taken) == len(set(taken)), "no panel lies on another"
    assert {column for column, _ in taken} == set(range(24))
    said = " ".join(panel.get("description", "") for panel in panels)
    assert set(re.findall(r"Redress[A-Z]\w+", said)) <= set(ALERTS)


def places(x: int, y: int, w: int, h: int) -> set[tuple[int, int]]:
    return set(product(range(x, x + w), range(y, y + h)))
