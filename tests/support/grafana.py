"""The dashboard of `deploy/`: its model by Grafana's own kit, and what it asks Prometheus."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard

from tests.support.proxies import DEPLOY

WRITTEN: dict[str, Any] = json.loads((DEPLOY / "grafana" / "redress.json").read_text())
GIVEN = {"$__rate_interval": "1m", "$authority": ".*"}
"""What Grafana puts into a query."""


class Asked(NamedTuple):
    """A query of a panel, and the labels that its legend shows."""

    panel: str
    expr: str
    labels: frozenset[str]


def misread() -> list[str]:
    """Where Grafana's kit reads something else than is written: what it does not know, or takes otherwise."""
    register_default_plugins()
    read = json.loads(json.dumps(Dashboard.from_json(WRITTEN), cls=JSONEncoder))
    return list(_lost(WRITTEN, read, "dashboard"))


def _lost(written: Any, read: Any, at: str) -> Iterator[str]:
    if isinstance(written, dict) and isinstance(read, dict):
        for name, value in written.items():
            yield from _lost(value, read.get(name), f"{at}.{name}")
    elif isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        for number, (one, other) in enumerate(zip(written, read, strict=True)):
            yield from _lost(one, other, f"{at}[{number}]")
    elif written != read:
        yield f"{at}: {written} became {read}"


def asked() -> Iterator[Asked]:
    for panel in WRITTEN["panels"]:
        for target in panel.get("targets", ()):
            expr = target["expr"]
            for name, value in GIVEN.items():
                expr = expr.replace(name, value)
            yield Asked(panel["title"], expr, frozenset(re.findall(r"{{(\w+)}}", target["legendFormat"])))
