"""Serves the product: a clean stop also with dashboards open."""

import socket
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

import uvicorn

from chassis.app import Closing
from chassis.garbage import collect_seldom
from chassis.settings import Settings
from chassis.tracing import sent_to
from standalone import SERVICES
from standalone.bounded_http import BoundedHttp
from standalone.compose import build_context, build_services, compose, migrate_all
from standalone.place import CannotStart
from standalone.worker import WorkerLost, start

STOP_SECONDS = 5


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

    def end(self) -> None:
        """Stop as on a signal."""
        self._closing.now = True
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing.now = True
        super().handle_exit(sig, frame)


def serve(settings: Settings, listener: socket.socket, services: Sequence[str] = SERVICES) -> None:
    """Serve on a socket until stopped. Raises CannotStart; WorkerLost once nothing follows any more."""
    context = build_context(settings)
    apps = build_services(context, services)
    collect_seldom()
    worker = start(settings, apps)
    migrate_all(apps)
    config = uvicorn.Config(
        compose(context, apps, worker),
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
    server = _Server(config, context.closing, _welcome(settings, listener, services))
    worker.when_lost = server.end
    with (
        sent_to(settings.otlp_endpoint),
        suppress(KeyboardInterrupt),
    ):  # stopped cleanly by now; the server passes the signal on
        server.run(sockets=[listener])
    if worker.is_lost:
        raise WorkerLost("The worker and its keeper have ended: the server has to be started again.")
    if not server.started:
        raise CannotStart("The server did not start; the log above says why.")


def _welcome(settings: Settings, listener: socket.socket, services: Sequence[str]) -> str:
    host, port = listener.getsockname()[:2]
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if set(services) != set(SERVICES):
        return f"Redress {' and '.join(services)}: {address}"
    if settings.oidc_issuer:
        how = "Sign in there" if settings.oidc_client_id else "Sign in with tokens"
        return f"Redress: {address}\n{how}: {settings.oidc_issuer}"
    if settings.demo:
        return f"Redress: {address}\nOpen it and choose who to be: no password. Ctrl-C stops it."
    return f"Redress: {address}\nMake a token: redress token --role complaints_officer --authority CODE"
