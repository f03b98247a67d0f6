"""Where the product runs: a data folder that no other copy uses, and a port. Imports no service.

Both are taken before the services are imported, which takes seconds: what is in the way is said at once.
"""

import fcntl
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import IO

from chassis.settings import Settings
from chassis.version import VERSION
from kernel.calendar import FIRST_DAY, LAST_DAY, in_words
from kernel.localtime import local_today
from standalone.failure import Failure

PRIVATE = 0o077
"""Whoever else has an account on the machine reads none of the data."""
FOLLOWED = {"intake": ("cases",), "cases": ("intake",), "analytics": ("intake", "cases")}
"""Whose feeds a service follows."""


class CannotStart(Failure):
    """Why the product cannot start here, in one line."""


class MissingAddress(Failure):
    """A service that runs alone does not know where the one it follows is."""


@contextmanager
def taken(settings: Settings, host: str, port: int, services: Sequence[str]) -> Iterator[socket.socket]:
    """Hold the data folder and the port, whose socket it gives. Raises CannotStart and MissingAddress."""
    _require_days_that_are_counted(local_today())
    for service in services:
        for source in FOLLOWED[service]:
            if source not in services:
                address_of(source, service, settings)
    with ExitStack() as held:
        held.enter_context(private_files())
        try:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            settings.data_dir.chmod(0o700)
            for service in services:
                held.enter_context(only_copy(settings, service))
        except PermissionError as error:
            raise CannotStart(f"The data folder {settings.data_dir} cannot be written to.") from error
        except OSError as error:
            raise CannotStart(f"The data folder {settings.data_dir} cannot be used: {error.strerror}.") from error
        yield held.enter_context(_listener(host, port))


@contextmanager
def private_files() -> Iterator[None]:
    """What is written meanwhile is for nobody else."""
    before = os.umask(PRIVATE)
    try:
        yield
    finally:
        os.umask(before)


def address_of(source: str, reader: str, settings: Settings) -> str:
    """Where the service is that another one follows over HTTP. Raises MissingAddress."""
    address = str(getattr(settings, f"{source}_url")).rstrip("/")
    if not address:
        raise MissingAddress(f"{reader} runs alone: set REDRESS_{source.upper()}_URL to where {source} is.")
    return address


@contextmanager
def only_copy(settings: Settings, service: str) -> Iterator[IO[str]]:
    """Hold the data folder for this process; the lock ends with the process however it ends."""
    path = settings.data_dir / f"{service}.lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            said = lock.read().split()
            holder = f" (process {said[0]})" if said else ""
            raise CannotStart(
                f"Another copy{holder} already runs on the data folder {settings.data_dir}."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {VERSION}")
        lock.flush()
        yield lock


def release_of_holder(settings: Settings, service: str) -> str | None:
    """The release of the process that holds the data folder as this, without holding it; None: nobody does.

    Raises PermissionError.
    """
    try:
        with (settings.data_dir / f"{service}.lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return next(iter(lock.read().split()[1:]), "an earlier one")
    except FileNotFoundError:
        pass
    return None


def _require_days_that_are_counted(today: date) -> None:
    """Raises CannotStart for a clock by which nothing that comes would have a day, nor be due on one."""
    if not FIRST_DAY <= today <= LAST_DAY:
        raise CannotStart(
            f"It is {in_words(today)} by this machine's clock, and this release counts days from "
            f"{in_words(FIRST_DAY)} to {in_words(LAST_DAY)}. Set the clock, or install a newer release."
        )


def worker_of(service: str) -> str:
    """What a worker holds the data folder as."""
    return f"{service}-worker"


@contextmanager
def _listener(host: str, port: int) -> Iterator[socket.socket]:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        yield listener
    except OSError as error:
        raise CannotStart(
            f"Port {port} on {host} cannot be used: {error.strerror}. Try PORT={port + 1}."
        ) from error
    finally:
        listener.close()
