"""What was said, by a common word, a rare one and an unfinished one: at two sizes against each other."""

import os
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table
from sqlalchemy import insert, text

from bench.history import latency
from cases.tables import feed_of_cases, said_in_cases
from chassis.db import Database
from kernel.localtime import utc_now
from kernel.vocabulary import SaidKind
from tests.support.server import Product

PATH = "/api/cases/v1/search"
AUTHORITY, PREFIX = "eastmere", "EAS"
SIZES = [int(size) for size in os.environ.get("REDRESS_BENCH_SAID", "10000,100000").split(",")]
AT_A_TIME = 5_000
SYLLABLES = [f"{one}{two}" for one in "bdfglm" for two in ("an", "el", "or", "um")]
WORDS = [f"{one}{two}{three}" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES]
OFTEN = [1 / place for place in range(1, len(WORDS) + 1)]
"""As in any language: the second word half as often as the first, the third a third as often."""
LONG = 60
"""Words of a text."""
COMMON, RARE = "carers", "umbrella"
COMMON_IN, RARE_IN = 3, 5_000
"""Every third text has the one, every five thousandth the other."""
ASKED = {"common": COMMON, "rare": RARE, "both": f"{COMMON} {RARE} ", "unfinished": COMMON[:4]}


def measure(folder: Path, settings: dict[str, str], size: int) -> dict[str, Any]:
    """Fill `size` texts, and search them as an officer does."""
    product = Product(folder, settings, forked=False)
    product.command("migrate").check_returncode()
    database = Database(settings.get("REDRESS_CASES_DATABASE_URL", f"sqlite:///{folder}/cases.db"), feed_of_cases)
    fill(database, size)
    database.engine.dispose()
    with product, product.client("complaints_officer", AUTHORITY) as officer:

        def search(q: str) -> dict[str, float]:
            return latency(lambda _number: officer.post(PATH, json={"q": q}).raise_for_status())

        return {name: search(q) for name, q in ASKED.items()}


def fill(database: Database, size: int) -> None:
    """Texts of the last ten years, one a reference."""
    drawn, now, weights = Random(5), utc_now(), list(accumulate(OFTEN))
    for first in range(0, size, AT_A_TIME):
        rows = []
        for number in range(first, min(first + AT_A_TIME, size)):
            words = drawn.choices(WORDS, cum_weights=weights, k=LONG)
            words += [COMMON] * (number % COMMON_IN == 0) + [RARE] * (number % RARE_IN == 0)
            at = now - timedelta(days=3650 * (size - number) / size)
            rows.append(
                {
                    "authority": AUTHORITY,
                    "id": number + 1,
                    "ref": f"{PREFIX}-2627-{number:06}",
                    "kind": SaidKind.NOTE,
                    "number": "1",
                    "at": at,
                    "text": " ".join(words),
                    "ways": "",
                }
            )
        with database.transaction() as tx:
            tx.execute(insert(said_in_cases), rows)
    if not database.is_sqlite:
        with database.transaction() as tx:
            tx.execute(text("ANALYZE"))  # as PostgreSQL does by itself after a while


def table(measured: dict[str, dict[str, dict[str, Any]]]) -> Table:
    """Databases as rows; how many times as long a search takes among the larger number of texts."""
    shown = Table(title="What was said, by words: ms (p50)")
    shown.add_column("database")
    for heading in ("word", *(f"{size:,} texts" for size in SIZES), "ratio"):
        shown.add_column(heading, justify="right")
    for name, sizes in measured.items():
        for word in ASKED:
            found = [sizes[str(size)][word]["p50"] for size in SIZES]
            shown.add_row(name, word, *(f"{one:.1f}" for one in found), f"{found[-1] / found[0]:.1f}")
    return shown
