"""People taken out of a council's old records, all of them approved at once, while contacts come in and are read.

Figures are asked before and after, and have to be equal.
"""

import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from rich.table import Table

from bench.client import body_of
from bench.history import AUTHORITY, LONGEST_WAIT, QUESTIONS, ask, bring_in, peak_megabytes, until
from tests.support import tokens
from tests.support.server import Product

SIZE = int(os.environ.get("REDRESS_BENCH_LETTING_GO", "5000"))
YEAR = 2012
"""In which all of it was received: longer ago than the usual schedule keeps records."""
AT_ONCE = 500
BEFORE_SECONDS = 30.0
PAUSE_SECONDS = 0.25
RETENTION = "/api/intake/v1/retention"
QUEUE = "/api/cases/v1/cases"
CONTACTS = "/api/intake/v1/contacts"


def measure(folder: Path, settings: dict[str, str], size: int = SIZE) -> dict[str, Any]:
    """Bring `size` old records in, let all of them go, and look at what others notice of it."""
    with (
        Product(folder, settings, forked=False) as product,
        signed_in(product, "admin") as admin,
        signed_in(product, "manager") as manager,
        signed_in(product, "complaints_officer") as officer,
    ):
        bring_in(admin, size, YEAR)
        counted = figures(admin)
        start_mb = peak_megabytes(product)
        with at_work(officer) as before:
            time.sleep(BEFORE_SECONDS)
        begun = time.perf_counter()
        with at_work(officer) as meanwhile:
            approved = [ref for refs in approve_all(manager) for ref in refs]
            approving = time.perf_counter() - begun
            until(lambda: has_gone(manager, approved[size // 2]))
            half = time.perf_counter() - begun
            until(lambda: has_gone(manager, approved[-1]))
            seconds = time.perf_counter() - begun
        if len(approved) != size or counted != figures(admin):
            sys.exit(f"redress: {len(approved)} of {size} records went, or figures are others since")
        return {
            "records": size,
            "approving_seconds": round(approving, 1),
            "seconds": round(seconds, 1),
            "per_second": round(size / seconds),
            "per_second_of_the_second_half": round((size - size // 2) / (seconds - half)),
            "start_mb": start_mb,
            "peak_mb": peak_megabytes(product),
            "before": waits(before),
            "meanwhile": waits(meanwhile),
        }


def signed_in(product: Product, role: str) -> httpx.Client:
    """For as long as a large store takes: a test's own token lasts ten minutes."""
    headers = tokens.bearer(product.token(role, AUTHORITY))
    return httpx.Client(base_url=product.url, headers=headers, timeout=LONGEST_WAIT)


def figures(admin: httpx.Client) -> list[Any]:
    return [ask(admin, question, YEAR)["values"] for question in QUESTIONS]


def approve_all(manager: httpx.Client) -> Iterator[list[str]]:
    """Approve what is due as the page does: a list, then what is on it. Yields the references of each request."""
    while due := manager.get(f"{RETENTION}/due", params={"limit": AT_ONCE}).raise_for_status().json()["items"]:
        refs = [item["ref"] for item in due]
        manager.post(f"{RETENTION}/approvals", json={"refs": refs}).raise_for_status()
        yield refs


def has_gone(manager: httpx.Client, ref: str) -> bool:
    kept = manager.get(f"{CONTACTS}/{ref}/retention").raise_for_status().json()
    return kept["anonymised_on"] is not None


@contextmanager
def at_work(officer: httpx.Client) -> Iterator[dict[str, list[float]]]:
    """Somebody records a contact and somebody reads the queue, four times a second: seconds that each took."""
    times: dict[str, list[float]] = {"contact": [], "queue": []}
    stopped = threading.Event()
    faults: list[str] = []

    def work(name: str, send: Callable[[int], httpx.Response]) -> None:
        while not stopped.wait(PAUSE_SECONDS):
            begun = time.perf_counter()
            answer = send(len(times[name]))
            times[name].append(time.perf_counter() - begun)
            if not answer.is_success:
                faults.append(f"{name}: {answer.status_code} {answer.text[:200]}")

    def record(number: int) -> httpx.Response:
        return officer.post(CONTACTS, content=body_of(number), headers={"Content-Type": "application/json"})

    threads = [
        threading.Thread(target=work, args=("contact", record)),
        threading.Thread(target=work, args=("queue", lambda _: officer.get(QUEUE))),
    ]
    for thread in threads:
        thread.start()
    try:
        yield times
    finally:
        stopped.set()
        for thread in threads:
            thread.join()
    if faults:
        sys.exit(f"redress: somebody was refused meanwhile: {faults[0]}")


def waits(times: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Milliseconds: p50, p99 and the longest, by what was done."""
    return {
        name: {
            "p50": round(statistics.median(seconds) * 1000, 1),
            "p99": round(sorted(seconds)[int(len(seconds) * 0.99)] * 1000, 1),
            "max": round(max(seconds) * 1000, 1),
            "count": len(seconds),
        }
        for name, seconds in times.items()
    }


def table(measured: dict[str, dict[str, Any]]) -> Table:
    """Databases as rows; waits as p99, before and meanwhile."""
    shown = Table(title="People taken out")
    shown.add_column("database")
    for heading in ("records", "seconds", "a second", "peak MB", "at start", "contact p99 ms", "queue p99 ms"):
        shown.add_column(heading, justify="right")
    for name, seen in measured.items():
        figures = (
            f"{seen[figure]:,.0f}" for figure in ("records", "seconds", "per_second", "peak_mb", "start_mb")
        )
        noticed = (
            f"{seen['before'][what]['p99']:,.0f}, {seen['meanwhile'][what]['p99']:,.0f}"
            for what in ("contact", "queue")
        )
        shown.add_row(name, *figures, *noticed)
    return shown
