"""How long a year's report, a figure and each dashboard take, by how much is stored: one council's ten years.

Facts are written as they are kept, without the contacts that they came from: measured is what is asked of them.
"""

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from rich.table import Table
from sqlalchemy import insert, literal, select
from sqlmodel import Session, col

from analytics.models import CaseFact, Change, IssueFact, StageFact
from kernel.calendar import WorkingDays
from kernel.localtime import utc_now
from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import Caller, House

SIZES = [int(size) for size in os.environ.get("REDRESS_BENCH_REPORTS", "10000,100000").split(",")]
YEARS = 10
FIRST, YEAR = date(2016, 4, 1), "2025-26"
AUTHORITY = "leicester"
DIFFERENT = 10_000
FORMATS = ("html", "pdf", "docx", "xlsx", "csv", "json")
BOARDS = ("performance", "themes", "people", "intake")
KINDS = ("statutory_complaint",) * 3 + ("compliment",) * 4 + ("enquiry", "other_contact", "corporate_complaint")
OUTCOMES = ("not_upheld", "not_upheld", "upheld", "partially_upheld", "withdrawn")
Figures = dict[str, Any]


def measure(folder: Path, sizes: Sequence[int] = SIZES) -> Figures:
    """Seconds of every question, by how many contacts are stored."""
    folder.mkdir()
    return {str(size): _measure(folder / str(size), size) for size in sizes}


def _measure(folder: Path, size: int) -> Figures:
    with stored(folder, size) as opened:
        manager = opened.caller(Role.MANAGER, authority=AUTHORITY)
        figures = {}
        for name, ask in _questions(manager):
            figures[name] = seconds(ask)
            figures[f"{name}, again"] = seconds(ask)  # nothing changed since
    return figures


@contextmanager
def stored(folder: Path, size: int) -> Iterator[House]:
    """The three services over the facts of so many contacts of one council, in SQLite."""
    folder.mkdir()
    databases = Databases("sqlite", folder)
    with house.opened(databases, folder / "data") as opened:
        with opened.database("analytics").transaction() as tx:
            _fill(tx, size, opened.context.books.calendar)
            tx.add(Change(authority=AUTHORITY, version=1, changed_at=utc_now()))
        yield opened
    databases.close()


def _questions(manager: Caller) -> Iterator[tuple[str, Callable[[], Any]]]:
    analytics = "/api/analytics/v1"
    figure = {
        "authority": AUTHORITY,
        "year": YEAR,
        "measure": "upheld_rate",
        "filters": {"classification": "statutory_complaint"},
        "numerator": {"outcome": ["upheld", "partially_upheld"]},
        "group_by": ["team"],
    }
    yield "figure", lambda: manager.post(f"{analytics}/figures", figure).raise_for_status()
    yield "today", partial(get, manager, f"{analytics}/dashboard")
    for board in BOARDS:
        yield f"dashboard {board}", partial(get, manager, address_of(board))
    for wanted in FORMATS:
        path = f"{analytics}/annual-report?authority={AUTHORITY}&year={YEAR}&format={wanted}"
        yield f"report {wanted}", partial(get, manager, path)


def address_of(board: str) -> str:
    return f"/api/analytics/v1/boards/{board}?year={YEAR}"


def get(manager: Caller, path: str) -> None:
    manager.get(path).raise_for_status()


def seconds(ask: Callable[[], Any]) -> float:
    """Of the processor: nothing here waits for anything else, and other work beside it is left out."""
    begun = time.process_time()
    ask()
    return round(time.process_time() - begun, 3)


def _fill(tx: Session, size: int, calendar: WorkingDays) -> None:
    """Facts of so many cases: some thousands that differ, and copies of them under other references.

    They lie in the order in which they came, as they do where they are kept: a year is read in one piece.
    """
    times = size // DIFFERENT
    begun = select(literal(1).label("number")).cte("copies", recursive=True)
    copies = begun.union_all(select(begun.c.number + 1).where(begun.c.number < times - 1))
    for table, rows in zip((CaseFact, IssueFact, StageFact), _facts(DIFFERENT, calendar), strict=True):
        tx.execute(insert(table), rows)
        columns = [column.name for column in table.__table__.columns]
        other = col(table.ref).concat("-").concat(copies.c.number)
        copied = [other if name == "ref" else getattr(table, name) for name in columns]
        originals = select(*copied).join(copies, copies.c.number < times).order_by(col(table.ref))
        tx.execute(insert(table).from_select(columns, originals))


def _facts(size: int, calendar: WorkingDays) -> tuple[list[Any], list[Any], list[Any]]:
    """Rows of cases, issues and stages by their day of receipt; the same for the same size."""
    chosen = random.Random(size)
    days = (date(FIRST.year + YEARS, 3, 31) - FIRST).days
    cases, issues, stages = [], [], []
    for number, day in enumerate(sorted(chosen.choices(range(days), k=size))):
        key = {"authority": AUTHORITY, "ref": f"LEI-{number:07}"}
        kind = chosen.choice(KINDS)
        received = FIRST + timedelta(days=day)
        took = min(int(chosen.lognormvariate(2.8, 0.6)), 200)
        answered = calendar.add(received, took) if kind.endswith("complaint") else None
        cases.append(
            CaseFact(
                **key,
                received_on=received,
                received_month=f"{received:%Y-%m}",
                classification=kind,
                channel=chosen.choice(("email", "phone", "web_form", "letter")),
                raised_by=chosen.choice(("relative", "person_themselves", "advocate")),
                person_ethnicity=chosen.choice(("white_british", "asian_indian", "black_african", "not_known")),
                person_age_band=chosen.choice(("age_18_24", "age_51_64", "age_75_84", "age_85_94")),
                person_gender=chosen.choice(("female", "male")),
                procedure="adult_statutory",
                team=chosen.choice(("adult_social_care", "occupational_therapy", "safeguarding")),
                service_area=chosen.choice(("care_and_support", "care_assessment", "safeguarding")),
                acknowledged_on=calendar.add(received, 2) if answered else None,
                responded_on=answered,
                response_due_on=calendar.add(received, 20) if answered else None,
                closed_on=answered,
                outcome=chosen.choice(OUTCOMES) if answered else None,
                working_days_to_acknowledge=2 if answered else None,
                working_days_to_respond=took if answered else None,
                working_days_to_close=took if answered else None,
                within_target=took <= 20 if answered else None,
            ).model_dump()
        )
        if answered:
            category = chosen.choice(("staff_attitude", "lack_of_communication", "quality_issues"))
            issues.append(IssueFact(**key, number=1, category=category, outcome="upheld").model_dump())
            stage = StageFact(**key, number=1, stage=1, started_on=received, responded_on=answered)
            stage.within_target = took <= 20
            stages.append(stage.model_dump())
    return cases, issues, stages


def table(figures: Figures) -> Table:
    """Seconds of processor by what is asked, a column for each size, and how much more the largest takes."""
    sizes = list(figures)
    printed = Table("", *(f"{int(size):,} stored, s" for size in sizes), "growth", title="Reports and dashboards")
    for name in figures[sizes[0]]:
        took = [figures[size][name] for size in sizes]
        growth = f"{took[-1] / took[0]:.1f} ×" if took[0] else ""
        printed.add_row(name, *(f"{each:.3f}" for each in took), growth)
    return printed
