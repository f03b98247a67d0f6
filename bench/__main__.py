"""`make bench`: what a contact costs on its whole way, durable submissions a second, how soon the dashboard
shows one, what a thousand open dashboards cost, a history brought in, how many open cases a second a changed
calendar moves, what others notice while people are let go of, how soon look-alikes are found, what was said by its
words, and how long reports and dashboards take by how much is stored.

On SQLite and on PostgreSQL with fsync, at 1 and 16 clients, beside the raw two-row commit of the same
database measured in the same run: absolute numbers belong to one machine, ratios travel.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import (
    calendar_change,
    endurance,
    floors,
    history,
    letting_go,
    live,
    lookalikes,
    raw,
    replicas,
    reports,
    said,
    whole_way,
)
from bench.floors import below_floor
from bench.peers import django_helpdesk, facts_in_duckdb
from chassis.logs import configure_logging
from tests.support import contacts, shared
from tests.support.server import SERVICES, Product

RESULTS = Path(__file__).parent / "results" / "latest.json"
AUTHORITY = "leicester"
CLIENTS = (1, 16)
RAW_SECONDS = 2.0
SUBMIT_SECONDS = 5.0
LAG_SAMPLES = 20
Figures = dict[str, Any]


def main() -> None:
    """Measure all of it and write the results, or `quick` a contact's whole way, or `peers` other products,
    or on each database `letting-go` with as many records as REDRESS_BENCH_LETTING_GO says, or `endurance` for
    REDRESS_BENCH_SECONDS.

    Ends with 1 when a ratio is worse than its recorded floor.
    """
    console = Console()
    configure_logging("WARNING")
    shared.begin()  # as a run of tests: what it leaves behind when it is killed is cleared away
    try:
        worse = measure_what_is_asked(console, shared.folder())
    finally:
        shared.end()
    if worse:
        sys.exit("redress: worse than it was: " + "; ".join(worse))


def measure_what_is_asked(console: Console, folder: Path) -> list[str]:
    """Measure in a folder and print tables. Returns what is worse than its floor, in words."""
    if sys.argv[1:] == ["quick"]:
        way = whole_way.measure(folder / "whole-way")
        console.print(whole_way.table(way))
        return below_floor(whole_way.RATIOS, way)
    if sys.argv[1:] == ["peers"]:
        console.print(facts_in_duckdb.table(facts_in_duckdb.measure(folder / "facts")))
        beside = django_helpdesk.measure(folder)
        console.print(django_helpdesk.table(beside))
        return below_floor(django_helpdesk.RATIOS, beside)
    if sys.argv[1:] == ["letting-go"]:
        gone = {
            "sqlite": letting_go.measure(folder / "sqlite", {}),
            "postgresql": letting_go.measure(folder / "postgresql", new_databases()),
        }
        console.print(letting_go.table(gone))
        return []
    if sys.argv[1:] == ["endurance"]:
        worked = {
            "sqlite": endurance.measure(folder / "sqlite", {}),
            "postgresql": endurance.measure(folder / "postgresql", new_databases()),
        }
        console.print(endurance.table(worked))
        return [
            f"{name}: {worse}" for name, seen in worked.items() for worse in below_floor(endurance.RATIOS, seen)
        ]
    return measure_all(console, folder)


def measure_all(console: Console, folder: Path) -> list[str]:
    """The same of everything, on both databases; writes the results."""
    console.print("Measuring a contact's whole way ...")
    way = whole_way.measure(folder / "whole-way")
    console.print("Measuring reports and dashboards ...")
    asked = reports.measure(folder / "reports")
    console.print("Measuring open dashboards ...")
    watched = live.measure(folder / "live")
    console.print("Measuring SQLite ...")
    measured = {"sqlite": measure_sqlite(folder)}
    console.print("Measuring PostgreSQL ...")
    measured["postgresql"] = measure_postgresql(folder)
    result = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.platform(),
        },
        "whole_way": way,
        "reports": asked,
        "live": watched,
        "databases": measured,
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=2) + "\n")
    console.print(whole_way.table(way))
    console.print(reports.table(asked))
    console.print(live.table(watched))
    console.print(table(measured))
    console.print(history.table({name: figures["history"] for name, figures in measured.items()}))
    console.print(calendar_change.table({name: figures["calendar"] for name, figures in measured.items()}))
    console.print(letting_go.table({name: figures["letting_go"] for name, figures in measured.items()}))
    console.print(lookalikes.table({name: figures["lookalikes"] for name, figures in measured.items()}))
    console.print(said.table({name: figures["said"] for name, figures in measured.items()}))
    between = measured["postgresql"]["replicas"]
    console.print(floors.table("Two replicas, PostgreSQL, 16 clients", replicas.RATIOS, between))
    console.print(f"Written to {RESULTS.relative_to(Path.cwd())}")
    return [
        *below_floor(whole_way.RATIOS, way),
        *below_floor(live.RATIOS, watched),
        *below_floor(replicas.RATIOS, between),
        *(
            f"{name}: {worse}"
            for name, figures in measured.items()
            for worse in below_floor(history.RATIOS, history.ratios(figures["history"]))
        ),
    ]


def measure_sqlite(folder: Path) -> Figures:
    # One writer at a time: the raw figure does not depend on the number of clients.
    commits = rate(raw.sqlite(folder / "raw.db", RAW_SECONDS), RAW_SECONDS)
    return {"raw": {str(clients): commits for clients in CLIENTS}} | measure(folder / "sqlite", dict)


def measure_postgresql(folder: Path) -> Figures:
    cluster = shared.cluster(durable=True)
    dsn = cluster.url(cluster.create("raw")).replace("+psycopg", "")
    commits = {str(clients): rate(raw.postgresql(dsn, clients, RAW_SECONDS), RAW_SECONDS) for clients in CLIENTS}
    between = replicas.measure(folder, cluster)
    return {"raw": commits, "replicas": between} | measure(folder / "postgresql", new_databases)


def new_databases() -> dict[str, str]:
    cluster = shared.cluster(durable=True)
    return {f"REDRESS_{name.upper()}_DATABASE_URL": cluster.url(cluster.create(name)) for name in SERVICES}


def measure(data: Path, new_databases: Callable[[], dict[str, str]]) -> Figures:
    """The product's own figures on one kind of database; settings name databases with nothing in them."""
    imported = {
        str(size): history.measure(data.with_name(f"{data.name}-{size}"), size, new_databases())
        for size in history.SIZES
    }
    moved = calendar_change.measure(data.with_name(f"{data.name}-calendar"), new_databases())
    found = {
        str(size): said.measure(data.with_name(f"{data.name}-said-{size}"), new_databases(), size)
        for size in said.SIZES
    }
    gone = letting_go.measure(data.with_name(f"{data.name}-letting-go"), new_databases())
    alike = lookalikes.measure(data.with_name(f"{data.name}-lookalikes"), new_databases())
    with Product(data, new_databases(), forked=False) as product:
        # Lag first: under load it would measure the queue of contacts before it.
        lag = submission_to_dashboard(product)
        token = product.token("complaints_officer", AUTHORITY)
        return {
            "submit": {str(clients): submit(product.url, token, clients) for clients in CLIENTS},
            "lag": lag,
            "history": imported,
            "calendar": moved,
            "letting_go": gone,
            "lookalikes": alike,
            "said": found,
        }


def submit(url: str, token: str, clients: int) -> Figures:
    command = [sys.executable, "-m", "bench.client", url, token, str(clients), str(SUBMIT_SECONDS)]
    seen = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    if seen["faults"]:
        sys.exit(f"redress: a submission failed: {seen['faults'][0]}")
    return rate(seen["times"], seen["seconds"])


def submission_to_dashboard(product: Product) -> Figures:
    """From sending a contact to a dashboard that counts its case, one at a time."""
    times = []
    with product.client("complaints_officer", AUTHORITY) as client:

        def shown() -> int:
            return int(client.get("/api/analytics/v1/dashboard").raise_for_status().json()["open"])

        before = shown()
        for number in range(1, LAG_SAMPLES + 1):
            begun = time.perf_counter()
            client.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status()
            while shown() < before + number:
                if time.perf_counter() - begun > 10:
                    sys.exit("redress: a submission did not reach the dashboard within 10 s")
                time.sleep(0.01)
            times.append(time.perf_counter() - begun)
    return {"p50_ms": milliseconds(statistics.median(times)), "max_ms": milliseconds(max(times))}


def rate(times: list[float], seconds: float) -> Figures:
    return {
        "per_second": round(len(times) / seconds, 1),
        "p50_ms": milliseconds(statistics.median(times)),
        "p99_ms": milliseconds(statistics.quantiles(times, n=100)[98]),
        "count": len(times),
    }


def milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 2)


def table(measured: dict[str, Figures]) -> Table:
    shown = Table(title="Durable submissions")
    shown.add_column("database")
    for heading in ("clients", "a second", "p50 ms", "p99 ms", "raw commits a second", "of raw"):
        shown.add_column(heading, justify="right")
    for name, figures in measured.items():
        for clients in map(str, CLIENTS):
            ours, commits = figures["submit"][clients], figures["raw"][clients]["per_second"]
            share = f"{ours['per_second'] / commits:.0%}"
            row = [ours["per_second"], ours["p50_ms"], ours["p99_ms"], commits]
            shown.add_row(name, clients, *(f"{value:,.1f}" for value in row), share)
    lags = [
        f"{name} p50 {figures['lag']['p50_ms']:.0f} ms, longest {figures['lag']['max_ms']:.0f} ms"
        for name, figures in measured.items()
    ]
    shown.caption = "Submission to dashboard: " + "; ".join(lags)
    return shown


if __name__ == "__main__":
    main()
