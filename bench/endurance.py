"""Memory of the product after an hour of people at work, beside what it was once each thing had been done once."""

import operator
import os
import time
from pathlib import Path
from typing import Any

from rich.table import Table

from bench.floors import Ratio
from bench.history import QUESTIONS, ask
from bench.letting_go import at_work, signed_in, waits
from tests.support import contacts
from tests.support.processes import started_by
from tests.support.server import Product

SECONDS = float(os.environ.get("REDRESS_BENCH_SECONDS", "3600"))
SAMPLES = 12
YEAR = 2026
RATIOS = (Ratio("of_idle", "memory after it, of memory before", 1.5, 1.8, operator.le),)
READ = (
    "/api/cases/v1/cases",
    "/api/analytics/v1/dashboard",
    "/api/analytics/v1/annual-report?authority=leicester&year=2026-27&format=html",
)


def measure(folder: Path, settings: dict[str, str], seconds: float = SECONDS) -> dict[str, Any]:
    """Four contacts and four queues a second; after each twelfth of the time all else is read once more."""
    with (
        Product(folder, settings, forked=False) as product,
        signed_in(product, "complaints_officer") as officer,
        signed_in(product, "manager") as manager,
    ):

        def read() -> None:
            for path in READ:
                manager.get(path).raise_for_status()
            for question in QUESTIONS:
                ask(manager, question, YEAR)
            text = {"text": contacts.statutory()["narrative"]}
            officer.post("/api/intake/v1/contacts/suggestions", json=text).raise_for_status()

        officer.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status()
        read()
        megabytes = [held_megabytes(product)]
        with at_work(officer) as meanwhile:
            for _ in range(SAMPLES):
                time.sleep(seconds / SAMPLES)
                read()
                megabytes.append(held_megabytes(product))
        return {
            "seconds": seconds,
            "megabytes": megabytes,
            "of_idle": megabytes[-1] / megabytes[0],
            "meanwhile": waits(meanwhile),
        }


def held_megabytes(product: Product) -> float:
    """What server, keeper and worker hold now; what they share is counted once."""
    assert product.process is not None, "a product that runs has a process"
    (keeper,) = started_by(product.process.pid)
    return round(sum(map(_held, [product.process.pid, keeper, *started_by(keeper)])) / 1024, 1)


def _held(pid: int) -> int:
    """Kilobytes."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    (held,) = (line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(held)


def table(measured: dict[str, dict[str, Any]]) -> Table:
    """Databases as rows: megabytes before, half way and after, and what waited for an answer."""
    shown = Table(title="People at work for long")
    shown.add_column("database")
    for heading in ("seconds", "MB before", "half way", "after", "of before", "contacts", "p50 ms", "p99 ms"):
        shown.add_column(heading, justify="right")
    for name, seen in measured.items():
        held, contact = seen["megabytes"], seen["meanwhile"]["contact"]
        figures = (seen["seconds"], held[0], held[len(held) // 2], held[-1])
        shown.add_row(
            name,
            *(f"{figure:,.0f}" for figure in figures),
            f"{seen['of_idle']:.2f}",
            *(f"{contact[figure]:,.0f}" for figure in ("count", "p50", "p99")),
        )
    return shown
