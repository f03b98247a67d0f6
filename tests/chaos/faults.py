"""What may happen to an installation. Each happens, and what an operator or a supervisor does is done at once.

A fault yields the moment from which on the installation may be expected to come back. What stands behind is put in
order after it has.
"""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

import httpx

from tests.chaos.installation import READY_SECONDS, AllCouncils, Installation, kill_workers, server_of
from tests.support.server import Product
from tests.support.waiting import eventually

Fault = Callable[[Any, Random], AbstractContextManager[float]]

FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
SLOW_SYNC_MICROSECONDS = 200_000
WRITES = "pwrite64,sendto"
"""What a server writes to its database by: to SQLite's file, or to PostgreSQL."""
POISONED = "LEI-9999-%04d"
"""References that no contact has."""


@contextmanager
def a_server_is_killed(on: Installation, draw: Random) -> Iterator[float]:
    replica = draw.choice(on.everyone())
    replica.kill()
    moment = time.monotonic()
    replica.launch()
    yield moment


@contextmanager
def a_server_is_killed_as_it_writes(on: Installation, draw: Random) -> Iterator[float]:
    """In the middle of what it commits for those who wait: at its next writes but some."""
    replica = draw.choice([each for each in on.everyone() if "intake" in each.answers])
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={WRITES}"]
    command += ["-e", f"inject={WRITES}:signal=KILL:when={draw.randint(1, 30)}", "-p", str(server_of(replica))]
    striking = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    assert replica.process, "it was started"
    replica.process.wait(READY_SECONDS)
    striking.wait()
    moment = time.monotonic()
    replica.launch()
    yield moment


@contextmanager
def a_worker_is_killed(on: Installation, draw: Random) -> Iterator[float]:
    """Its keeper starts another."""
    kill_workers(draw.choice(on.everyone()))
    yield time.monotonic()


@contextmanager
def the_database_is_restarted(on: AllCouncils, _draw: Random) -> Iterator[float]:
    moment = time.monotonic()
    on.pair.restart()
    yield moment


@contextmanager
def the_primary_is_lost(on: AllCouncils, _draw: Random) -> Iterator[float]:
    moment = time.monotonic()
    on.pair.fail_over()
    yield moment
    on.pair.make_standby()


@contextmanager
def the_standby_hangs(on: AllCouncils, draw: Random) -> Iterator[float]:
    with on.pair.standby_hangs():
        time.sleep(draw.uniform(0.5, 2))
    yield time.monotonic()


@contextmanager
def a_link_is_cut(on: AllCouncils, draw: Random) -> Iterator[float]:
    link = draw.choice(list(on.links.values()))
    link.cut()
    time.sleep(draw.uniform(0.2, 2))
    link.open()
    yield time.monotonic()


@contextmanager
def a_link_swallows(on: AllCouncils, draw: Random) -> Iterator[float]:
    with draw.choice(list(on.links.values())).held():
        time.sleep(draw.uniform(0.5, 3))
    yield time.monotonic()


@contextmanager
def the_servers_are_exchanged(on: AllCouncils, _draw: Random) -> Iterator[float]:
    """One after the other; those of the earlier release still run beside the first ones of this release.

    The databases are upgraded first, as the page of the upgrade says: nothing is told before it can be counted.
    """
    migrated = on.operator().command("migrate")
    assert migrated.returncode == 0, migrated.stderr
    for replica in on.everyone():
        moment = time.monotonic()
        on.exchange(replica)
        replica.wait_until_ready(READY_SECONDS)
    yield moment
    on.operator().command("feed", "retry")  # what the earlier release did not know


@contextmanager
def a_clock_is_wrong(on: Installation, draw: Random) -> Iterator[float]:
    """One replica is minutes ahead or behind, and takes part."""
    replica = draw.choice(on.everyone())
    replica.kill()
    step = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": draw.choice(["+3m", "-3m"])}
    wrong = replace(replica, settings={**replica.settings, **step}, forked=False)
    wrong.launch()
    eventually(lambda: _lives(wrong), within=READY_SECONDS, what="the replica whose clock is wrong")
    time.sleep(1)
    wrong.kill()
    moment = time.monotonic()
    replica.launch()
    yield moment


@contextmanager
def a_disk_is_slow(on: Installation, _draw: Random) -> Iterator[float]:
    """Each sync takes a fifth of a second more."""
    calls = "fsync,fdatasync"
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
    command += ["-e", f"inject={calls}:delay_exit={SLOW_SYNC_MICROSECONDS}"]
    command += [part for pid in on.writers() for part in ("-p", str(pid))]
    slowing = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(3)
    slowing.terminate()
    slowing.wait()
    yield time.monotonic()


@contextmanager
def the_disk_is_full(on: Installation, _draw: Random) -> Iterator[float]:
    full = on.folder / "full"
    with full.open("wb") as file:
        try:
            while True:
                file.write(bytes(1 << 20))
                file.flush()
        except OSError as error:
            if error.errno != ENOSPC:
                raise
    time.sleep(2)
    full.unlink()
    moment = time.monotonic()
    on.revive()
    yield moment


@contextmanager
def a_follower_is_set_back(on: Installation, draw: Random) -> Iterator[float]:
    """As after its database was restored from an older copy: it is told again what it knows."""
    service = draw.choice(["cases", "analytics", "intake"])
    follower, position = draw.choice(on.rows(service, f"SELECT follower, position FROM {service}_cursor"))
    back = max(0, position - draw.randrange(200))
    on.change(
        service,
        f"UPDATE {service}_cursor SET position = {back}, mark = NULL "
        f"WHERE follower = '{follower}' AND position >= {back}",
    )
    yield time.monotonic()


@contextmanager
def an_event_is_poisoned(on: Installation, _draw: Random) -> Iterator[float]:
    """Nobody can read what it says."""
    on.poisoned += 1
    on.tell("intake", POISONED % on.poisoned, "ContactRecorded.v1", "{}")
    yield time.monotonic()


def _lives(replica: Product) -> bool:
    try:
        return httpx.get(f"{replica.url}/api/{replica.answers[0]}/livez", timeout=5).is_success
    except httpx.TransportError:
        return False


EVERYWHERE: Mapping[str, Fault] = MappingProxyType(
    {
        "server killed": a_server_is_killed,
        "server killed as it writes": a_server_is_killed_as_it_writes,
        "worker killed": a_worker_is_killed,
        "clock wrong": a_clock_is_wrong,
        "disk slow": a_disk_is_slow,
        "disk full": the_disk_is_full,
        "follower set back": a_follower_is_set_back,
        "event poisoned": an_event_is_poisoned,
    }
)
OF_ALL_COUNCILS: Mapping[str, Fault] = MappingProxyType(
    {
        "database restarted": the_database_is_restarted,
        "primary lost": the_primary_is_lost,
        "standby hangs": the_standby_hangs,
        "link cut": a_link_is_cut,
        "link swallows": a_link_swallows,
        "servers exchanged": the_servers_are_exchanged,
    }
)


def what_is_missing(folder: Path) -> dict[str, str]:
    """Faults that cannot be made on this machine in a folder, each with why."""
    missing: dict[str, str] = {}
    if not FAKETIME.exists():
        missing["clock wrong"] = "needs libfaketime (Debian: faketime)"
    if not shutil.which("strace"):
        missing |= dict.fromkeys(("disk slow", "server killed as it writes"), "needs strace (Debian: strace)")
    if not folder.is_mount():
        missing["disk full"] = "needs a small disk of its own, which root may mount"
    return missing
