"""A primary and its synchronous standby: what was committed is in two places, and either may be lost."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support import postgres
from tests.support.postgres import ROLE, Cluster
from tests.support.processes import free_port, started_by, stopped
from tests.support.waiting import eventually


class Pair:
    """Two PostgreSQL servers at two ports that stay the same, whichever of them is the primary."""

    def __init__(self, within: Path) -> None:
        """`within`: the folder of both; everybody may look into it, for PostgreSQL has an account of its own."""
        self.primary = postgres.start(durable=True, within=within)
        self._other_port = free_port()
        self.standby = self._new_standby()

    def url(self, database: str) -> str:
        """Names both: a client takes the one that may be written to."""
        hosts = "".join(f"&host=127.0.0.1:{port}" for port in sorted((self.primary.port, self._other_port)))
        return f"postgresql+psycopg://{ROLE}@/{database}?target_session_attrs=read-write{hosts}"

    def restart(self) -> None:
        """End the primary as a crash does, and start it again."""
        self.primary.end()
        self.primary.begin()

    def fail_over(self) -> None:
        """Lose the primary with everything on its disk, and promote the standby."""
        lost, self.primary = self.primary, self.standby
        self._other_port = lost.port
        _kill(lost)
        self.primary.run("pg_ctl", "-D", self.primary.folder / "data", "-w", "promote")
        # Until it has a standby of its own nothing could be committed: it would wait for the one that is gone.
        _wait_for_standbys(self.primary, "")
        lost.stop()

    def make_standby(self) -> None:
        """The standby of a primary that has none."""
        self.standby = self._new_standby()

    def revive(self) -> None:
        """Start what ended by itself."""
        for cluster in (self.primary, self.standby):
            if not cluster.runs():
                cluster.begin()

    @contextmanager
    def standby_hangs(self) -> Iterator[None]:
        """The standby takes nothing in: each commit of the primary waits."""
        postmaster = _postmaster(self.standby)
        with stopped([postmaster, *started_by(postmaster)]):
            yield

    def backends(self) -> list[int]:
        """The processes of the primary that write to its disk."""
        return started_by(_postmaster(self.primary))

    def stop(self) -> None:
        self.standby.stop()
        self.primary.stop()

    def _new_standby(self) -> Cluster:
        standby = postgres.standby_of(self.primary, self._other_port)
        _wait_for_standbys(self.primary, "*")
        in_sync = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
        eventually(lambda: self.primary.execute(in_sync), what="a standby that is in step")
        return standby


def _wait_for_standbys(primary: Cluster, names: str) -> None:
    primary.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
    primary.execute("SELECT pg_reload_conf()")


def _postmaster(cluster: Cluster) -> int:
    return int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])


def _kill(cluster: Cluster) -> None:
    """Every process of a cluster at once: none says goodbye, none finishes what it does."""
    postmaster = _postmaster(cluster)
    for pid in [postmaster, *started_by(postmaster)]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
