"""What a contact costs on its whole way: recorded, its case opened, counted; in CPU, beside a bare FastAPI route.

One server and its worker serve all three services. The CPU of both is read before and after a number of contacts
from 16 clients, once followers have caught up. The bare route takes a body of the same shape and keeps nothing;
its process is measured in the same way, in turns with the product's.
"""

import contextlib
import json
import operator
import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from rich.table import Table

from bench import floors, raw
from bench.floors import Ratio
from intake.schemas import Contact
from tests.support.processes import end_with_parent, free_port, started_by
from tests.support.server import Product
from tests.support.waiting import eventually

AUTHORITY = "leicester"
CLIENTS = 16
WARM_UP = 100
CONTACTS = int(os.environ.get("REDRESS_BENCH_WHOLE_WAY", "500"))
BARE_REQUESTS = 4 * CONTACTS
ROUNDS = 3
RAW_SECONDS = 1.0
PATH = "/api/intake/v1/contacts"
TICKS = os.sysconf("SC_CLK_TCK")


def measure(folder: Path) -> dict[str, Any]:
    """What a contact costs and how many come a second; in turns with a bare route and raw commits, on SQLite."""
    rounds = []
    with bare_route() as (bare_url, bare_pid), Product(folder, {}, forked=False) as product:
        assert product.process is not None, "a product that runs has a process"
        token = product.token("complaints_officer", AUTHORITY)
        pid = product.process.pid
        load(product.url, token, WARM_UP)
        load(bare_url, token, WARM_UP)
        until_caught_up(folder)
        for number in range(ROUNDS):
            commits = len(raw.sqlite(folder / f"raw-{number}.db", RAW_SECONDS)) / RAW_SECONDS
            before, begun = cpu_seconds(bare_pid), time.perf_counter()
            load(bare_url, token, BARE_REQUESTS)
            bare_ms = (cpu_seconds(bare_pid) - before) / BARE_REQUESTS * 1000
            bare_rate = BARE_REQUESTS / (time.perf_counter() - begun)
            before, begun = cpu_seconds(pid), time.perf_counter()
            times = load(product.url, token, CONTACTS)
            rate = CONTACTS / (time.perf_counter() - begun)
            until_caught_up(folder)
            contact_ms = (cpu_seconds(pid) - before) / CONTACTS * 1000
            p50, p99 = statistics.median(times) * 1000, statistics.quantiles(times, n=100)[98] * 1000
            rounds.append(
                {
                    "contact_ms": contact_ms,
                    "bare_ms": bare_ms,
                    "times_bare": contact_ms / bare_ms,
                    "per_second": rate,
                    "bare_per_second": bare_rate,
                    "commits_per_second": commits,
                    "of_bare": rate / bare_rate,
                    "of_commits": rate / commits,
                    "p50_ms": p50,
                    "p99_ms": p99,
                    "p99_of_p50": p99 / p50,
                }
            )
    return {name: round(statistics.median(seen[name] for seen in rounds), 3) for name in rounds[0]}


def load(url: str, token: str, count: int) -> list[float]:
    """Seconds of each of so many contacts."""
    command = [sys.executable, "-m", "bench.client", url, token, str(CLIENTS), "600", str(count)]
    seen = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    if seen["faults"]:
        sys.exit(f"redress: a submission failed: {seen['faults'][0]}")
    times: list[float] = seen["times"]
    return times


def cpu_seconds(pid: int) -> float:
    """Seconds of CPU that a process and those it started have used, in their own code and in the system's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(map(cpu_seconds, started_by(pid)))


def until_caught_up(folder: Path) -> None:
    """Wait until everything that was told is counted. The databases are asked, so that the server does not pay."""

    def caught_up() -> bool:
        told = {name: newest(folder / f"{name}.db", f"{name}_event") for name in ("intake", "cases")}
        with contextlib.closing(sqlite3.connect(folder / "analytics.db")) as analytics:
            cursors = dict(analytics.execute("SELECT follower, position FROM analytics_cursor"))
        return all(cursors.get(f"analytics.{name}", 0) == position for name, position in told.items())

    eventually(lambda: caught_up() and (time.sleep(0.5) or caught_up()), within=300, every=0.2, what="followers")


def newest(path: Path, table: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return int(database.execute(f"SELECT coalesce(max(position), 0) FROM {table}").fetchone()[0])


@contextlib.contextmanager
def bare_route() -> Iterator[tuple[str, int]]:
    """A FastAPI app with one route of the same address and body, in a process of its own: its address and pid."""
    port = free_port()
    command = [sys.executable, "-m", "bench.whole_way", str(port)]
    process = subprocess.Popen(command, preexec_fn=end_with_parent)
    try:
        eventually(lambda: _answers(port), what="the bare route")
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def serve_bare(port: int) -> None:
    app = FastAPI()

    @app.post(PATH, status_code=201)
    def record(body: Contact) -> dict[str, str]:
        return {"ref": "LEI-2627-0001", "title": body.narrative[:80]}

    uvicorn.run(app, host="127.0.0.1", port=port, log_config=None, access_log=False)


RATIOS = (
    Ratio("of_bare", "submissions of bare requests", 0.20, 0.08),
    # Of a processor's work and a disk's: the faster the disk is beside the processor, the less it is.
    Ratio("of_commits", "submissions of raw two-row commits", 0.15, 0.02),
    Ratio("p99_of_p50", "longest waits (p99) of the usual (p50)", 20, 20, operator.le),
    Ratio("times_bare", "CPU of a contact's whole way, times a bare request's", 10, 13, operator.le),
)


def table(seen: Mapping[str, float]) -> Table:
    """Each ratio with its goal and its floor; below, what they are made of."""
    shown = floors.table(f"A contact's whole way, {CLIENTS} clients, SQLite, medians of {ROUNDS}", RATIOS, seen)
    shown.caption = (
        f"{seen['per_second']:,.0f} contacts a second, p50 {seen['p50_ms']:.0f} ms, p99 {seen['p99_ms']:.0f} ms, "
        f"{seen['contact_ms']:.2f} ms of CPU each; bare {seen['bare_per_second']:,.0f} a second, "
        f"{seen['bare_ms']:.2f} ms; {seen['commits_per_second']:,.0f} commits a second"
    )
    return shown


if __name__ == "__main__":
    serve_bare(int(sys.argv[1]))
