"""The sender of messages in a process of its own, which can be killed."""

import multiprocessing

import anyio

from cases.outbox import sending
from cases.outbox.postroom import PostRoom
from kernel.procedures import Books
from tests.support import services
from tests.support.server import FORKS


def started(url: str, room: PostRoom, books: Books) -> multiprocessing.process.BaseProcess:
    """A process that sends what waits in a database, until it is killed."""
    process = FORKS.Process(target=_send, args=(url, room, books), daemon=True)
    process.start()
    return process


def _send(url: str, room: PostRoom, books: Books) -> None:
    anyio.run(sending.send_all, services.database("cases", url), room, books)
