"""Prometheus as `deploy/` sets it up, and the tool that reads what it is given."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support.proxies import DEPLOY, changed
from tests.support.server import free_port
from tests.support.waiting import eventually

WATCHED = DEPLOY / "prometheus"


def promtool(*arguments: str | Path) -> None:
    done = subprocess.run(["promtool", *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def prometheus(port: int, folder: Path) -> Iterator[httpx.Client]:
    """Prometheus as `deploy/` sets it up, before the product at this port of this machine."""
    (folder / "redress.rules.yaml").symlink_to(WATCHED / "redress.rules.yaml")
    conf = changed((WATCHED / "prometheus.yaml").read_text(), {"127.0.0.1:8000": f"127.0.0.1:{port}", "15s": "1s"})
    (folder / "prometheus.yml").write_text(conf)
    listens = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [
            "prometheus",
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={listens}",
            "--log.level=error",
        ]
    )
    try:
        with httpx.Client(base_url=f"http://{listens}", timeout=10) as client:
            eventually(lambda: is_ready(client), what="Prometheus")
            yield client
    finally:
        process.kill()
        process.wait()


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/-/ready").is_success
    except httpx.TransportError:
        return False


def scraped(client: httpx.Client) -> list[dict[str, Any]]:
    """The targets, once each of them was asked and has answered."""
    targets: list[dict[str, Any]] = client.get("/api/v1/targets").json()["data"]["activeTargets"]
    return targets if targets and all(target["health"] == "up" for target in targets) else []
