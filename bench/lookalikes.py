"""Look-alikes among a year's contacts of a large council: how soon a form that is being filled has them."""

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from rich.table import Table
from sqlalchemy import insert, text

from bench.history import SAMPLES, latency
from chassis.db import Database
from intake.lookalikes.repository import add_keys
from intake.lookalikes.service import keys_for
from intake.lookalikes.traits import traits_of
from intake.models import ContactRow, feed_of_intake
from intake.records import columns_of
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import Classification
from tests.support import alike
from tests.support.server import Product

PATH = "/api/intake/v1/contacts/lookalikes"
AUTHORITY, PREFIX = "eastmere", "EAS"
SIZE = int(os.environ.get("REDRESS_BENCH_CONTACTS", "10000"))
AT_A_TIME = 5_000
OF_EACH_PERSON = 2.6
"""Contacts that the labelled set makes for each person, about."""


def measure(folder: Path, settings: dict[str, str], size: int = SIZE) -> dict[str, Any]:
    """Fill `size` contacts and their keys, and ask for look-alikes of some as a form does."""
    product = Product(folder, settings, forked=False)
    product.command("migrate").check_returncode()
    url = settings.get("REDRESS_INTAKE_DATABASE_URL", f"sqlite:///{folder}/intake.db")
    database = Database(url, feed_of_intake)
    bodies = [one.body | {"received_at": None} for one in alike.made(seed=2, people=round(size / OF_EACH_PERSON))]
    keys = fill(database, bodies)
    database.engine.dispose()
    asked = Random(3).sample(bodies, SAMPLES)
    with product, product.client("contact_centre", AUTHORITY) as centre:
        return {
            "contacts": len(bodies),
            "keys": keys,
            "found_ms": latency(lambda number: centre.post(PATH, json=asked[number]).raise_for_status()),
        }


def fill(database: Database, bodies: Sequence[dict[str, Any]]) -> int:
    """Contacts over the last ten months with their keys; returns how many keys."""
    today, now, keys = local_today(), utc_now(), 0
    for first in range(0, len(bodies), AT_A_TIME):
        rows, made = [], []
        for number, body in enumerate(bodies[first : first + AT_A_TIME], first):
            received_on = today - timedelta(days=300 - 300 * number // len(bodies))
            ref = f"{PREFIX}-2627-{100_000 + number}"
            row = {
                "authority": AUTHORITY,
                "ref": ref,
                "year": 2026,
                "number": 100_000 + number,
                "received_at": now,
                "received_on": received_on,
                "recorded_at": now,
                "recorded_by": "bench",
                "classification": Classification.STATUTORY_COMPLAINT,
                "title": "A contact",
                **columns_of(ref, "A contact", body, None),
                "body": body,
                "assessment": {},
            }
            rows.append(row)
            made += keys_for(AUTHORITY, ref, received_on, traits_of(body), today)
        keys += len(made)
        with database.transaction() as tx:
            tx.execute(insert(ContactRow), rows)
            add_keys(tx, made)
    if not database.is_sqlite:
        with database.transaction() as tx:
            tx.execute(text("ANALYZE"))  # as PostgreSQL does by itself after a while
    return keys


def table(measured: dict[str, dict[str, Any]]) -> Table:
    """Databases as rows."""
    shown = Table(title="Look-alikes while a form is filled")
    shown.add_column("database")
    for heading in ("contacts of a year", "keys", "ms (p50)", "ms (longest)"):
        shown.add_column(heading, justify="right")
    for name, seen in measured.items():
        found = seen["found_ms"]
        shown.add_row(
            name, f"{seen['contacts']:,}", f"{seen['keys']:,}", f"{found['p50']:.0f}", f"{found['max']:.0f}"
        )
    return shown
