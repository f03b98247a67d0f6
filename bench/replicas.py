"""Submissions at two replicas on PostgreSQL, beside a prepared transaction of two rows, in turns.

pgbench does the latter: it costs nearly nothing itself.
"""

import contextlib
import json
import re
import statistics
import subprocess
import sys
from pathlib import Path

from bench.floors import Ratio
from bench.raw import BODY, DATA, TABLES
from standalone import SERVICES
from tests.support.postgres import Cluster
from tests.support.server import Product

AUTHORITY = "leicester"
REPLICAS, CLIENTS = 2, 16
ROUNDS = 3
SECONDS = 4
SCRIPT = f"""
\\set number random(1, 2000000000000)
BEGIN;
INSERT INTO contact VALUES ('leicester', :number::text, '{BODY}');
INSERT INTO event VALUES (:number, 'LEI', '{DATA}');
COMMIT;
"""
# Of a processor's work and a disk's, too: see `whole_way`.
RATIOS = (Ratio("of_pgbench", "submissions of prepared two-row transactions", 0.20, 0.012),)


def measure(folder: Path, cluster: Cluster) -> dict[str, float]:
    """Contacts a second at two replicas, and transactions a second of the same PostgreSQL; medians."""
    beside = cluster.url(cluster.create("pgbench")).rpartition("/")[2]
    for statement in TABLES:
        cluster.run("psql", *_on(cluster), "-q", "-c", statement, beside)
    script = cluster.folder / "two-rows.sql"  # PostgreSQL's own user reads it
    script.write_text(SCRIPT)
    script.chmod(0o644)
    urls = {f"REDRESS_{name.upper()}_DATABASE_URL": cluster.url(cluster.create(name)) for name in SERVICES}
    shared = urls | {"REDRESS_FILES_KEY": "0" * 64}
    rounds = []
    with contextlib.ExitStack() as running:
        first = running.enter_context(Product(folder / "replica-1", shared, forked=False))
        key = (first.data / "issuer-key.pem").read_text()
        second = running.enter_context(
            Product(folder / "replica-2", shared | {"REDRESS_SIGNING_KEY": key}, forked=False)
        )
        token = first.token("complaints_officer", AUTHORITY)
        submissions([first.url, second.url], token)
        for _ in range(ROUNDS):
            transactions = pgbench(cluster, script, beside)
            contacts = submissions([first.url, second.url], token)
            rounds.append(
                {
                    "transactions_per_second": transactions,
                    "per_second": contacts,
                    "of_pgbench": contacts / transactions,
                }
            )
    return {name: round(statistics.median(seen[name] for seen in rounds), 3) for name in rounds[0]}


def submissions(urls: list[str], token: str) -> float:
    """Contacts a second, from clients that are divided between some servers."""
    each = CLIENTS // len(urls)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.client", url, token, str(each), str(SECONDS)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for url in urls
    ]
    seen = [json.loads(one.communicate()[0]) for one in running]
    if faults := [fault for one in seen for fault in one["faults"]]:
        sys.exit(f"redress: a submission failed: {faults[0]}")
    return sum(len(one["times"]) for one in seen) / SECONDS


def pgbench(cluster: Cluster, script: Path, database: str) -> float:
    """Transactions a second, from as many clients."""
    how = ("-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-f", script)
    said = cluster.run("pgbench", *_on(cluster), *how, database)
    (rate,) = re.findall(r"^tps = ([0-9.]+)", said, re.MULTILINE)
    return float(rate)


def _on(cluster: Cluster) -> tuple[str, ...]:
    return "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "redress"
