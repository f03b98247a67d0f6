"""Many dashboards open at once: what they cost while nothing happens, and how soon all are told of a change.

`python -m bench.live URL TOKEN COUNT` is the dashboards: a process of its own, whose CPU is not the server's. It
says `open` once all are, submits a contact when it is told to, and says in how many seconds the last was told.
"""

import asyncio
import http.client
import operator
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from rich.table import Table

from bench import floors
from bench.client import TO
from bench.floors import Ratio
from bench.whole_way import cpu_seconds
from tests.support.processes import end_with_parent
from tests.support.server import Product

AUTHORITY = "leicester"
DASHBOARDS = 1_000
SPARE = 100
"""Connections for everybody else."""
IDLE_SECONDS = 10.0
SAMPLES = 5
QUIET_SECONDS = 3
LONGEST = 30.0
PATH = "/api/analytics/v1/live"
RATIOS = (
    Ratio("of_a_core", "of a core, while nothing happens", 0.05, 0.10, operator.le),
    Ratio("all_told", "seconds until the last is told of a change", 2, 4, operator.le),
)


def measure(folder: Path) -> dict[str, float]:
    """The share of a core that the server and its worker take, and the longest of some changes; on SQLite."""
    settings = {"REDRESS_MAX_CONNECTIONS": str(DASHBOARDS + SPARE)}
    with Product(folder, settings, forked=False) as product:
        assert product.process is not None, "a product that runs has a process"
        token = product.token("complaints_officer", AUTHORITY)
        command = [sys.executable, "-m", "bench.live", product.url, token, str(DASHBOARDS)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=end_with_parent
        ) as dashboards:
            assert dashboards.stdin is not None, "it is a pipe"
            assert dashboards.stdout is not None, "it is a pipe"
            if dashboards.stdout.readline() != "open\n":
                sys.exit("redress: not all dashboards opened")
            time.sleep(1)
            before = cpu_seconds(product.process.pid)
            time.sleep(IDLE_SECONDS)
            idle = (cpu_seconds(product.process.pid) - before) / IDLE_SECONDS
            told = []
            for _ in range(SAMPLES):
                print("go", file=dashboards.stdin, flush=True)
                told.append(float(dashboards.stdout.readline()))
            dashboards.stdin.close()
    return {"of_a_core": round(idle, 3), "all_told": round(max(told), 2)}


def table(seen: Mapping[str, float]) -> Table:
    return floors.table(f"{DASHBOARDS:,} open dashboards, SQLite", RATIOS, seen)


async def watch(address: str, token: str, number: int, seen: asyncio.Queue[tuple[int, str]]) -> None:
    """One dashboard: put its number and the name of each event that it is told."""
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {PATH} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    async for line in reader:
        if line.startswith(b"event:"):
            seen.put_nowait((number, line.decode().removeprefix("event:").strip()))


async def dashboards(address: str, token: str, count: int) -> None:
    seen: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
    watching = [asyncio.create_task(watch(address, token, number, seen)) for number in range(count)]
    await all_of(seen, "connected", count)
    print("open", flush=True)
    sent = 0
    while await asyncio.to_thread(sys.stdin.readline):
        await asyncio.sleep(QUIET_SECONDS)
        while not seen.empty():  # of the contact before: its case was opened, and is counted too
            seen.get_nowait()
        sent += 1
        begun = time.perf_counter()
        await asyncio.to_thread(submit, address, token, sent)
        await all_of(seen, "changed", count)
        print(time.perf_counter() - begun, flush=True)
    for each in watching:
        each.cancel()


async def all_of(seen: asyncio.Queue[tuple[int, str]], what: str, count: int) -> None:
    """Wait until so many dashboards were told of something; raises TimeoutError."""
    told: set[int] = set()
    async with asyncio.timeout(LONGEST):
        while len(told) < count:
            number, name = await seen.get()
            if name == what:
                told.add(number)


def submit(address: str, token: str, number: int) -> None:
    how = TO["redress"]
    connection = http.client.HTTPConnection(address, timeout=LONGEST)
    headers = {"Authorization": f"{how.scheme} {token}", "Content-Type": "application/json"}
    connection.request("POST", how.path, how.body_of(number), headers)
    assert connection.getresponse().status == 201, "the contact was recorded"
    connection.close()


if __name__ == "__main__":
    url, signed_in, how_many = sys.argv[1:]
    asyncio.run(dashboards(urlsplit(url).netloc, signed_in, int(how_many)))
