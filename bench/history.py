"""A council's history: lines a second, peak memory, and how fast figures and the dashboard answer of it.

Each size has a server and a database of its own, so that a peak belongs to one import.
"""

import json
import operator
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
from rich.table import Table

from bench.floors import Ratio
from tests.support.processes import started_by
from tests.support.server import Product

AUTHORITY, PREFIX = "leicester", "LEI"
SIZES = [int(size) for size in os.environ.get("REDRESS_BENCH_HISTORY", "2000,20000").split(",")]
RATIOS = (
    Ratio("of_tried", "lines brought in of lines tried out", 0.30, 0.08),
    Ratio("of_smallest", "peak of memory of a tenth of the lines", 1.2, 1.6, operator.le),
)
SAMPLES = 30
YEAR = 2023
LONGEST_WAIT = 1800.0
QUESTIONS: list[dict[str, Any]] = [
    {"measure": "count"},
    {"measure": "percentage", "group_by": ["outcome"], "rounding": 1},
    {"measure": "mean_working_days", "field": "working_days_to_respond", "group_by": ["team"]},
    {"measure": "count", "unit": "issue", "filters": {"issues.outcome": "upheld"}, "group_by": ["issue.category"]},
    {"measure": "ranking", "unit": "team_involved", "group_by": ["team_involved"], "depth": 3},
]


def measure(folder: Path, size: int, settings: dict[str, str]) -> dict[str, Any]:
    """Import `size` lines into a new copy of the product, wait until all are counted, and ask."""
    with (
        Product(folder, settings, forked=False) as product,
        product.client("admin", AUTHORITY, timeout=120) as admin,
    ):
        before = peak_megabytes(product)
        begun = time.perf_counter()
        tried = admin.post("/api/intake/v1/imports/dry-run", content=lines(size)).raise_for_status().json()
        if tried["added"] != size:
            sys.exit(f"redress: a dry run did not go well: {tried}")
        trying = time.perf_counter() - begun
        imported, counted = bring_in(admin, size)
        return {
            "lines_per_second": round(size / imported),
            "tried_per_second": round(size / trying),
            "counted_per_second": round(size / counted),
            "start_mb": before,
            "peak_mb": peak_megabytes(product),
            "figures_ms": latency(lambda number: ask(admin, QUESTIONS[number % len(QUESTIONS)])),
            "dashboard_ms": latency(lambda _: admin.get("/api/analytics/v1/dashboard").raise_for_status()),
        }


def bring_in(admin: httpx.Client, size: int, year: int = YEAR) -> tuple[float, float]:
    """Import so many lines. Returns the seconds until all had come in, and until all were counted."""
    begun = time.perf_counter()
    started = admin.post("/api/intake/v1/imports", content=lines(size, year)).raise_for_status()
    until(lambda: admin.get(started.headers["Location"]).json()["state"] != "running")
    imported = time.perf_counter()
    job = admin.get(started.headers["Location"]).json()
    if (job["state"], job["added"]) != ("done", size):
        sys.exit(f"redress: an import did not go well: {job}")
    until(lambda: ask(admin, {"measure": "count"}, year)["values"] == size)
    return imported - begun, time.perf_counter() - begun


def lines(size: int, year: int = YEAR) -> Iterator[bytes]:
    """A history of `size` cases over the year that begins then, always the same; each person has some of them."""
    some = random.Random(1)
    for number in range(1, size + 1):
        received = date(year, 4, 1) + timedelta(days=some.randint(0, 364))
        answered = received + timedelta(days=some.randint(5, 60))
        outcome = some.choice(["upheld", "partially_upheld", "not_upheld"])
        case = {
            "ref": f"{PREFIX}-{short(year)}-{number:04}",
            "authority": AUTHORITY,
            "classification": some.choice(["statutory_complaint", "corporate_complaint", "enquiry"]),
            "received_on": received.isoformat(),
            "channel": some.choice(["phone", "email", "letter"]),
            "team": some.choice(["North", "South", "East"]),
            "contributing_teams": some.choices(["North", "South"], k=some.randint(0, 1)),
            "acknowledged_on": (received + timedelta(days=2)).isoformat(),
            "closed_on": (answered + timedelta(days=1)).isoformat(),
            "outcome": outcome,
            "stages": [
                {
                    "stage": 1,
                    "started_on": received.isoformat(),
                    "target_working_days": 20,
                    "responded_on": answered.isoformat(),
                }
            ],
            "issues": [{"category": some.choice(["delay", "communication"]), "outcome": outcome}] * 2,
            "person": {"care_number": f"{number // 3:08}"},
            "narrative": "The visits were missed on four mornings, and nobody rang to say so. " * 4,
        }
        yield json.dumps(case).encode() + b"\n"


def short(year: int) -> str:
    """A year as references say it: 2023 is 2324."""
    return f"{year % 100:02}{(year + 1) % 100:02}"


def ask(client: httpx.Client, question: dict[str, Any], year: int = YEAR) -> Any:
    asked = {"authority": AUTHORITY, "year": f"{year}-{(year + 1) % 100:02}", **question}
    return client.post("/api/analytics/v1/figures", json=asked).raise_for_status().json()


def until(done: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not done():
        if time.perf_counter() - begun > LONGEST_WAIT:
            sys.exit(f"redress: an import took longer than {LONGEST_WAIT:g} s")
        time.sleep(0.25)


def latency(call: Callable[[int], object]) -> dict[str, float]:
    times = []
    for number in range(SAMPLES):
        begun = time.perf_counter()
        call(number)
        times.append((time.perf_counter() - begun) * 1000)
    return {"p50": round(statistics.median(times), 1), "max": round(max(times), 1)}


def peak_megabytes(product: Product) -> float:
    """The most memory that the server and its worker have had, as Linux counts it: what they share, twice."""
    assert product.process is not None, "a product that runs has a process"
    (keeper,) = started_by(product.process.pid)
    return round(sum(map(_peak, [product.process.pid, *started_by(keeper)])) / 1024, 1)


def _peak(pid: int) -> int:
    """Kilobytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak)


def ratios(by_size: dict[str, dict[str, Any]]) -> dict[str, float]:
    """What RATIOS are about, of one database."""
    least, most = by_size[str(SIZES[0])], by_size[str(SIZES[-1])]
    return {
        "of_tried": most["lines_per_second"] / most["tried_per_second"],
        "of_smallest": most["peak_mb"] / least["peak_mb"],
    }


def table(measured: dict[str, dict[str, Any]]) -> Table:
    """Databases and sizes as rows; each larger size with its peak beside that of the smallest."""
    shown = Table(title="A history brought in")
    shown.add_column("database")
    headings = "lines, a second, of a dry run, counted a second, peak MB, of smallest, figure ms, dashboard ms"
    for heading in headings.split(", "):
        shown.add_column(heading, justify="right")
    for name, by_size in measured.items():
        least = next(iter(by_size.values()))["peak_mb"]
        for size, seen in by_size.items():
            shown.add_row(
                name,
                f"{int(size):,}",
                f"{seen['lines_per_second']:,}",
                f"{seen['lines_per_second'] / seen['tried_per_second']:.0%}",
                f"{seen['counted_per_second']:,}",
                f"{seen['peak_mb']:,.0f}",
                f"{seen['peak_mb'] / least:.2f}",
                f"{seen['figures_ms']['p50']:.0f}",
                f"{seen['dashboard_ms']['p50']:.0f}",
            )
    return shown
