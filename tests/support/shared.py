"""What all processes of one test run share: a folder, and in it one PostgreSQL cluster.

The process that pytest was started in makes the folder; xdist's workers find it by an environment
variable. The cluster starts when the first test asks for it. A guard process removes both when the run
ends, also when it is killed: it waits for the end of a pipe that only the first process holds open.
"""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support import postgres
from tests.support.postgres import Cluster

_VARIABLE = "TEST_RUN_OF_REDRESS"
_STATE = "postgres.json"
_ROOT = Path(__file__).resolve().parents[2]
_guards: list[tuple[subprocess.Popen[bytes], int]] = []


def begin() -> None:
    """Make the run's folder and forget the machine's settings; only in the process that starts the others."""
    for name in [name for name in os.environ if name.startswith("REDRESS_")]:
        del os.environ[name]
    run = tempfile.mkdtemp(prefix="redress-run-")
    os.environ[_VARIABLE] = run
    ours, held = os.pipe()
    command = [sys.executable, "-m", "tests.support.shared", run]
    # A session of its own, so that Ctrl-C ends the tests and not the guard.
    guard = subprocess.Popen(command, cwd=_ROOT, stdin=ours, start_new_session=True)
    os.close(ours)
    _guards.append((guard, held))


def end() -> None:
    """Let the guard stop the cluster and remove the folder."""
    guard, held = _guards.pop()
    os.close(held)
    guard.wait(60)
    del os.environ[_VARIABLE]


def _guard(run: Path) -> None:
    sys.stdin.buffer.read()
    if (run / _STATE).exists():
        _read(run).stop()
    shutil.rmtree(run, ignore_errors=True)


def folder() -> Path:
    return Path(os.environ[_VARIABLE])


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time."""
    with (folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def cluster(durable: bool = False) -> Cluster:
    """The run's cluster, started by whoever asks first."""
    run = folder()
    with locked("postgres"):
        if not (run / _STATE).exists():
            started = postgres.start(durable)
            state = {
                "folder": str(started.folder),
                "bindir": str(started.bindir),
                "port": started.port,
                "as_user": started.as_user,
            }
            (run / _STATE).write_text(json.dumps(state))
    return _read(run)


def _read(run: Path) -> Cluster:
    state = json.loads((run / _STATE).read_text())
    return Cluster(Path(state["folder"]), Path(state["bindir"]), state["port"], state["as_user"])


if __name__ == "__main__":
    _guard(Path(sys.argv[1]))
