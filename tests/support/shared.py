"""What all processes of one test run share: a folder, and in it one PostgreSQL cluster.

The process that pytest was started in makes the folder and removes it; xdist's workers find it by
an environment variable. The cluster starts when the first test asks for it.
"""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support import postgres
from tests.support.postgres import Cluster

_VARIABLE = "REDRESS_TEST_RUN_FOLDER"
_STATE = "postgres.json"


def begin() -> None:
    """Make the run's folder and forget the machine's settings; only in the process that starts the others."""
    for name in [name for name in os.environ if name.startswith("REDRESS_")]:
        del os.environ[name]
    os.environ[_VARIABLE] = tempfile.mkdtemp(prefix="redress-run-")


def end() -> None:
    """Stop the cluster, if one was started, and remove the folder."""
    run = folder()
    if (run / _STATE).exists():
        _read(run).stop()
    shutil.rmtree(run, ignore_errors=True)
    del os.environ[_VARIABLE]


def folder() -> Path:
    return Path(os.environ[_VARIABLE])


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time."""
    with (folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def cluster() -> Cluster:
    """The run's cluster, started by whoever asks first."""
    run = folder()
    with locked("postgres"):
        if not (run / _STATE).exists():
            started = postgres.start()
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
