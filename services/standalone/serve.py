"""Serves the product: one copy per data folder, a clean stop also with dashboards open."""

import fcntl
import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import IO

import uvicorn

from chassis.app import Closing
from chassis.settings import Settings
from standalone import SERVICES
from standalone.bounded_http import BoundedHttp
from standalone.compose import build_context, build_services, compose, migrate_all
from standalone.failure import Failure

STOP_SECONDS = 5


class CannotStart(Failure):
    """Why the product cannot start here, in one line."""


class _Server(uvicorn.Server):
    """Tells open streams to end as soon as a stop is asked for, and says when it is ready."""

    def __init__(self, config: uvicorn.Config, closing: Closing, welcome: str) -> None:
        super().__init__(config)
        self._closing = closing
        self._welcome = welcome

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self._welcome, flush=True)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing.now = True
        super().handle_exit(sig, frame)


def serve(settings: Settings, host: str, port: int, services: Sequence[str] = SERVICES) -> None:
    """Serve until stopped. Raises CannotStart."""
    with ExitStack() as held:
        try:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            settings.data_dir.chmod(0o700)
            for service in services:
                held.enter_context(only_copy(settings, service))
            context = build_context(settings)
        except PermissionError as error:
            raise CannotStart(f"The data folder {settings.data_dir} cannot be written to.") from error
        except OSError as error:
            raise CannotStart(f"The data folder {settings.data_dir} cannot be used: {error.strerror}.") from error
        listener = held.enter_context(_listen(host, port))
        apps = build_services(context, services)
        migrate_all(apps)
        config = uvicorn.Config(
            compose(context, apps),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_SECONDS,
            http=BoundedHttp,
            ws="none",
            limit_concurrency=settings.max_connections,
            # Whoever may say where a request comes from decides who is on this machine.
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
        )
        server = _Server(config, context.closing, _welcome(settings, host, listener.getsockname()[1], services))
        with suppress(KeyboardInterrupt):  # stopped cleanly by now; the server passes the signal on
            server.run(sockets=[listener])
    if not server.started:
        raise CannotStart("The server did not start; the log above says why.")


@contextmanager
def only_copy(settings: Settings, service: str) -> Iterator[IO[str]]:
    """Hold the data folder for this process; the lock ends with the process however it ends."""
    path = settings.data_dir / f"{service}.lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            pid = lock.read().strip()
            holder = f" (process {pid})" if pid else ""
            raise CannotStart(
                f"Another copy{holder} already runs on the data folder {settings.data_dir}."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock


@contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
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


def _welcome(settings: Settings, host: str, port: int, services: Sequence[str]) -> str:
    address = f"http://{host}:{port}"
    if set(services) != set(SERVICES):
        return f"Redress {' and '.join(services)}: {address}"
    if settings.oidc_issuer:
        how = "Sign in there" if settings.oidc_client_id else "Sign in with tokens"
        return f"Redress: {address}\n{how}: {settings.oidc_issuer}"
    if settings.demo:
        return f"Redress: {address}\nOpen it and choose who to be: no password. Ctrl-C stops it."
    return f"Redress: {address}\nMake a token: redress token --role complaints_officer --authority CODE"
