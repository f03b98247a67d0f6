"""A calendar change over many open cases: how many a second are looked through, and how many are moved."""

import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from rich.table import Table
from sqlalchemy import String, cast, delete, insert, inspect, literal, select, text

from bench.history import peak_megabytes
from cases.clocks.models import ClockRow
from cases.clocks.rows import values_of
from cases.models import CaseRow, CasesTable, IssueRow, feed_of_cases
from cases.record.record import CaseRecord, first_stage
from cases.record.store import settle
from chassis.db import Database
from kernel.clocks import promise
from kernel.localtime import local_today
from kernel.procedures import Books, load_books
from kernel.vocabulary import Act, Classification, Disposition, Status
from tests.support.server import Product

AUTHORITY, PREFIX = "leicester", "LEI"
SIZE = int(os.environ.get("REDRESS_BENCH_CASES", "20000"))
FIRST_NUMBER = 100_000
DAYS = 12
"""Working days over which the cases were received: all of them have a target that is still to come."""
LONGEST_WAIT = 900.0
CALENDAR = "/api/cases/v1/calendar"


def measure(folder: Path, settings: dict[str, str], size: int = SIZE) -> dict[str, Any]:
    """Preview and make one bank holiday that moves a date of every one of `size` open cases."""
    product = Product(folder, settings, forked=False)
    product.command("migrate").check_returncode()
    url = settings.get("REDRESS_CASES_DATABASE_URL", f"sqlite:///{folder}/cases.db")
    database, books = Database(url, feed_of_cases), load_books()
    fill(database, books, size)
    database.engine.dispose()
    with product, product.client("manager", AUTHORITY, timeout=LONGEST_WAIT) as manager:
        asked = {
            "action": "add",
            "what": "bank_holiday",
            "on": books.calendar.add(local_today(), 2).isoformat(),
            "name": "Special bank holiday",
            "announced_on": local_today().isoformat(),
            "source": "Measured",
        }
        start_mb = peak_megabytes(product)
        previewed, preview_seconds = timed(manager, "POST", f"{CALENDAR}/preview", asked)
        asked["previewed_version"] = previewed["version"]
        applied, apply_seconds = timed(manager, "POST", f"{CALENDAR}/changes", asked)
        if not previewed["counts"]["cases_moved"] == applied["counts"]["cases_moved"] == size:
            sys.exit(f"redress: a change did not move {size} cases but {applied['counts']}")
        peak_mb = peak_megabytes(product)
    return {
        "cases": size,
        "previewed_per_second": round(size / preview_seconds),
        "moved_per_second": round(size / apply_seconds),
        "start_mb": start_mb,
        "peak_mb": peak_mb,
    }


def timed(client: httpx.Client, method: str, path: str, body: dict[str, Any]) -> tuple[dict[str, Any], float]:
    begun = time.perf_counter()
    answer = client.request(method, path, json=body).raise_for_status()
    return answer.json(), time.perf_counter() - begun


def fill(database: Database, books: Books, size: int) -> None:
    """Open cases, acknowledged and every third with a promise: a few are made, and copied within the database."""
    today = local_today()
    days = [books.calendar.last_on_or_before(today - timedelta(days=ago)) for ago in range(3, 3 + DAYS)]
    patterns = [opened(books, received_on, promised) for received_on in days for promised in (True, False, False)]
    numbers = select(literal(0).label("number")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.number + 1).where(numbers.c.number < size - 1))
    original = f"{PREFIX}-2526-" + cast(FIRST_NUMBER + numbers.c.number % len(patterns), String)
    copy = f"{PREFIX}-2627-" + cast(FIRST_NUMBER + numbers.c.number, String)
    with database.transaction() as tx:
        for number, parts in enumerate(patterns, FIRST_NUMBER):
            for kind, columns in parts:
                tx.execute(insert(kind), [columns | {"ref": f"{PREFIX}-2526-{number}"}])
        for table in {kind: inspect(kind).local_table for parts in patterns for kind, _ in parts}.values():
            columns = [copy if column.name == "ref" else column for column in table.c]
            there = (table.c.authority == AUTHORITY) & (table.c.ref == original)
            copies = select(*columns).select_from(numbers.join(table, there))
            tx.execute(insert(table).from_select(table.c.keys(), copies))
            tx.execute(delete(table).where(table.c.ref.startswith(f"{PREFIX}-2526-")))
        if not database.is_sqlite:
            tx.execute(text("ANALYZE"))  # as PostgreSQL does by itself after a while


def opened(books: Books, received_on: date, promised: bool) -> list[tuple[type[CasesTable], dict[str, Any]]]:
    """The rows of one case as the product itself would keep them."""
    procedure = next(
        p
        for p in books.council(AUTHORITY).procedures_on(received_on)
        if p.classification is Classification.STATUTORY_COMPLAINT
    )
    row = CaseRow(
        authority=AUTHORITY,
        ref="",
        classification=Classification.STATUTORY_COMPLAINT,
        disposition=Disposition.ACCEPTED,
        procedure=procedure.id,
        procedure_version=procedure.version,
        received_on=received_on,
        opened_at=datetime.now(UTC),
        stage=Status.ACKNOWLEDGED,
        acknowledged_on=received_on,
    )
    issue = IssueRow(authority=AUTHORITY, ref="", number=1, category="other", about="council")
    case = CaseRecord(row, procedure, [first_stage(row, procedure)], [issue])
    case.act(Act.ACKNOWLEDGED, received_on)
    if promised:
        row.promised_on = books.calendar.add(received_on, 15)
        case.clocks["promised"] = promise(received_on, row.promised_on)
    case.count_clocks(books)
    settle(case, books.calendars)
    parts: list[CasesTable] = [row, *case.stages, issue]
    clocks = [(ClockRow, values_of(AUTHORITY, "", clock)) for clock in case.clocks.values()]
    return [(type(part), part.model_dump()) for part in parts] + clocks


def table(measured: dict[str, dict[str, Any]]) -> Table:
    """Databases as rows."""
    shown = Table(title="A bank holiday added")
    shown.add_column("database")
    for heading in ("open cases", "previewed a second", "moved a second", "peak MB", "at start"):
        shown.add_column(heading, justify="right")
    for name, seen in measured.items():
        figures = ("cases", "previewed_per_second", "moved_per_second", "peak_mb", "start_mb")
        shown.add_row(name, *(f"{seen[figure]:,.0f}" for figure in figures))
    return shown
