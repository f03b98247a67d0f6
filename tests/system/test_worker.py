"""What follows beside the server: it is started again when it ends, and never outlives the server."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from tests.support import contacts
from tests.support.processes import started_by
from tests.support.server import Product
from tests.support.waiting import eventually

pytestmark = pytest.mark.system


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    started = Product(tmp_path / "data").start()
    both = keeper_and_worker(started)
    yield started
    started.kill()
    for pid in both:  # one that a test stopped would wait for ever
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def keeper_and_worker(product: Product) -> tuple[int, int]:
    assert product.process
    [keeper] = started_by(product.process.pid)
    [worker] = eventually(lambda: started_by(keeper), what="a worker")
    return keeper, worker


def stop_at_rest(worker: int, product: Product) -> None:
    """Stop it between two transactions: within one it would keep everybody from writing."""

    def is_at_rest() -> bool:
        os.kill(worker, signal.SIGSTOP)
        eventually(lambda: stands(worker), every=0.01, what="each of its threads standing")
        if all(map(takes_writes, product.data.glob("*.db"))):
            return True
        os.kill(worker, signal.SIGCONT)
        return False

    eventually(is_at_rest, what="a worker at rest")


def stands(pid: int) -> bool:
    """Whether each of a process's threads has stopped: one that goes on for a moment may still begin to write."""
    return all(status(each) == "T" for each in Path(f"/proc/{pid}/task").glob("*/stat"))


def status(stat: Path) -> str:
    return stat.read_text().rpartition(")")[2].split()[0]


def takes_writes(database: Path) -> bool:
    with closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True


def is_gone(pid: int) -> bool:
    """Whether a process has ended, also if nobody has asked how yet."""
    try:
        return status(Path(f"/proc/{pid}/stat")) == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.in_turn
def test_it_is_started_again(product: Product) -> None:
    keeper, worker = keeper_and_worker(product)
    with product.client("complaints_officer") as client:
        stop_at_rest(worker, product)
        ref = client.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status().json()["ref"]
        os.kill(keeper, signal.SIGSTOP)  # so that it is seen to be gone
        os.kill(worker, signal.SIGKILL)
        os.kill(keeper, signal.SIGCONT)
        eventually(lambda: not following(client, "cases"), every=0.01, what="not following")
        eventually(lambda: following(client, "cases") and following(client, "analytics"), what="following again")
        eventually(lambda: client.get(f"/api/cases/v1/cases/{ref}").status_code == 200, what="its case")
    assert keeper_and_worker(product) != (keeper, worker)
    assert '"worker_ended"' in product.log.read_text()


def waits_for_its_worker(client: httpx.Client) -> bool:
    try:
        return client.get("/api/cases/readyz").status_code == 503
    except httpx.TransportError:
        return False


def following(client: httpx.Client, service: str) -> bool:
    return bool(client.get(f"/api/{service}/readyz").json()["following"])


@pytest.mark.in_turn
def test_without_its_keeper_the_server_ends_and_says_so(product: Product) -> None:
    """With another status than 0, so that its unit, its pod or Compose starts it again."""
    keeper, worker = keeper_and_worker(product)
    os.kill(keeper, signal.SIGKILL)
    with product.client() as client:
        assert following(client, "cases")
    os.kill(worker, signal.SIGKILL)
    assert product.process
    assert product.process.wait(20) == 1
    assert '"worker_lost"' in product.log.read_text()
    product.process = None
    product.start()
    with product.client() as client:
        assert following(client, "cases")


@pytest.mark.in_turn
@pytest.mark.parametrize("end", [Product.stop, Product.kill])
def test_it_ends_with_the_server(product: Product, end: Callable[[Product], object]) -> None:
    both = keeper_and_worker(product)
    end(product)
    eventually(lambda: all(map(is_gone, both)), what="the worker's end")


@pytest.mark.in_turn
def test_what_is_told_to_every_process_of_a_service_is_for_the_server(product: Product) -> None:
    keeper, worker = both = keeper_and_worker(product)
    for pid in both:
        os.kill(pid, signal.SIGTERM)
    with product.client("complaints_officer") as client:
        ref = client.post("/api/intake/v1/contacts", json=contacts.statutory()).raise_for_status().json()["ref"]
        eventually(lambda: client.get(f"/api/cases/v1/cases/{ref}").status_code == 200, what="its case")
    assert keeper_and_worker(product) == both
    assert product.stop(signal.SIGTERM) in {0, 143, -signal.SIGTERM}
    assert all(map(is_gone, (keeper, worker)))


@pytest.mark.in_turn
def test_an_earlier_worker_ends_first(tmp_path: Path) -> None:
    """A server that is killed leaves a worker that finishes what it is doing; meanwhile no other begins."""
    first = Product(tmp_path / "data").start()
    _, worker = keeper_and_worker(first)
    stop_at_rest(worker, first)
    first.kill()
    second = Product(first.data)
    second.launch()
    try:
        with second.client() as client:
            eventually(lambda: waits_for_its_worker(client), what="a server without worker")
            os.kill(worker, signal.SIGCONT)
            eventually(lambda: following(client, "cases"), what="the second worker")
    finally:
        second.kill()
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
