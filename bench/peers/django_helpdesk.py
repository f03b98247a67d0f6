"""Recording a contact beside creating a ticket in django-helpdesk, on one PostgreSQL, in turns.

django-helpdesk is installed into an environment of its own beside the results; gunicorn serves it with two
workers, as the product is a server and a worker. It keeps a ticket; the product judges a contact, opens its case
and counts it.
"""

import contextlib
import json
import operator
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.table import Table

from bench.floors import Ratio
from bench.peers import environments
from standalone import SERVICES
from tests.support import shared
from tests.support.postgres import Cluster
from tests.support.processes import end_with_parent, free_port
from tests.support.server import Product
from tests.support.waiting import eventually

HERE = Path(__file__).parent
PACKAGES = ("django-helpdesk==2.6.1", "Django==5.2.19", "djangorestframework", "gunicorn", "psycopg[binary]")
WORKERS = 2
CLIENTS = (1, 16)
ROUNDS, SECONDS = 3, 4
AUTHORITY = "leicester"
RATIOS = (
    Ratio("times_1", "contacts of the help desk's tickets, 1 client", 10, 1),
    Ratio("times_16", "contacts of the help desk's tickets, 16 clients", 10, 1.5),
    Ratio("p99_16", "longest waits (p99) of the help desk's, 16 clients", 0.5, 1.5, operator.le),
)


def measure(folder: Path) -> dict[str, float]:
    """Both at one and at sixteen clients: contacts and tickets a second and their waits, medians of three."""
    cluster = shared.cluster(durable=True)
    urls = {f"REDRESS_{name.upper()}_DATABASE_URL": cluster.url(cluster.create(name)) for name in SERVICES}
    with helpdesk(cluster) as (url, token), Product(folder / "beside", urls, forked=False) as product:
        ours = product.token("complaints_officer", AUTHORITY)
        rounds = [_round((product.url, ours, "redress"), (url, token, "helpdesk")) for _ in range(ROUNDS)]
    return {name: round(statistics.median(seen[name] for seen in rounds), 3) for name in rounds[0]}


@contextlib.contextmanager
def helpdesk(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """A help desk on a database of its own: its address, and an agent's token."""
    programs = environments.programs("helpdesk", PACKAGES)
    database = f"127.0.0.1:{cluster.port}/{cluster.create('helpdesk')}"
    environment = os.environ | {"DATABASE": database, "PYTHONPATH": str(HERE)}
    making = [programs / "python", HERE / "helpdesk_site.py"]
    token = subprocess.run(making, env=environment, capture_output=True, text=True, check=True).stdout.split()[-1]
    url = f"127.0.0.1:{free_port()}"
    serving = [programs / "gunicorn", "-w", str(WORKERS), "-b", url, "helpdesk_site:application"]
    process = subprocess.Popen(serving, env=environment, stderr=subprocess.DEVNULL, preexec_fn=end_with_parent)
    try:
        yield f"http://{url}", token
    finally:
        process.terminate()
        process.wait(10)


def _round(ours: tuple[str, str, str], theirs: tuple[str, str, str]) -> dict[str, float]:
    seen: dict[str, float] = {}
    for clients in CLIENTS:
        tickets, contacts = _submitted(*theirs, clients), _submitted(*ours, clients)
        seen |= {
            f"tickets_{clients}": tickets["per_second"],
            f"contacts_{clients}": contacts["per_second"],
            f"times_{clients}": contacts["per_second"] / tickets["per_second"],
            f"p99_{clients}": contacts["p99"] / tickets["p99"],
        }
    return seen


def _submitted(url: str, token: str, to: str, clients: int) -> Mapping[str, float]:
    command = [sys.executable, "-m", "bench.client", url, token, str(clients), str(SECONDS), "0", to]

    def submit() -> dict[str, list[float]]:
        seen: dict[str, list[float]] = json.loads(
            subprocess.run(command, capture_output=True, text=True, check=True).stdout
        )
        assert not seen["faults"], seen["faults"][0]
        return seen

    times = eventually(submit, within=60, what=to)["times"]
    return {"per_second": len(times) / SECONDS, "p99": statistics.quantiles(times, n=100)[98]}


def table(seen: Mapping[str, float]) -> Table:
    """Both products' figures by the number of clients."""
    shown = Table(title=f"Beside django-helpdesk, PostgreSQL, medians of {ROUNDS}")
    for heading in ("clients", "tickets a second", "contacts a second", "times", "p99 of theirs"):
        shown.add_column(heading, justify="right")
    for clients in CLIENTS:
        figures = [seen[f"{name}_{clients}"] for name in ("tickets", "contacts", "times", "p99")]
        shown.add_row(str(clients), *(f"{figure:,.3g}" for figure in figures))
    return shown
