"""Idempotency-Key: the same request sent twice is carried out once and answered alike.

An answer is remembered in the transaction that carries the request out, so either both are stored or neither;
scope: authority, client, route; kept for 24 hours. While the first runs, a second is told to come back.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial
from typing import Annotated, Any, NamedTuple

import anyio
import structlog
from anyio import to_thread
from fastapi import Depends, Header, Request, Response
from sqlalchemy import delete, select, text
from sqlmodel import Session

from chassis import rows
from chassis.auth import Principal, signed_in
from chassis.db import Database, council_of, gate_of
from chassis.feed import FeedTables
from chassis.json_bodies import JsonRoute
from kernel.errors import InFlight, wrong_field
from kernel.localtime import utc_now

KEPT = timedelta(hours=24)
FORGET_EVERY_SECONDS = 600.0
KEPT_HEADERS = ("location", "etag", "content-type")

Key = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$"),
]


class Asked(NamedTuple):
    """What identifies a request, and its content's hash."""

    authority: str
    client: str
    route: str
    key: str
    body_hash: str


class Replayed(Exception):
    """The request was carried out before; here is its answer."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


async def replay(_request: Request, replayed: Exception) -> Response:
    assert isinstance(replayed, Replayed)
    return replayed.response


async def transaction(
    request: Request, principal: Annotated[Principal, Depends(signed_in)], key: Key = None
) -> AsyncIterator[Session]:
    """A request's transaction: committed before the response is sent, rolled back on any error.

    Raises Replayed for a key whose request was carried out before, InFlight while that still runs.
    """
    async with carried_out_once(request, principal, key) as tx:
        yield tx


@asynccontextmanager
async def carried_out_once(request: Request, principal: Principal, key: str | None) -> AsyncIterator[Session]:
    """The transaction of a request by somebody who may be known in another way than by signing in."""
    database: Database = request.app.state.database
    council, gate = partial(council_of, request), partial(gate_of, request)
    if key is None:
        async with database.transaction_async(council=council, gate=gate) as tx:
            yield tx
        return
    body_hash = _hash_of(request, await request.body())
    route = f"{request.method} {request.url.path}"[:200]
    asked = Asked(principal.authority, principal.subject, route, key, body_hash)
    with _claimed(request.app.state.keys_in_flight, asked):
        async with database.transaction_async(council=council, gate=gate) as tx:
            await to_thread.run_sync(_recall, tx, database.tables, asked)
            request.state.idempotent = (tx, database.tables, asked)
            yield tx


# Without scope="function" the commit would come after the response has gone.
Transaction = Annotated[Session, Depends(transaction, scope="function")]


class RememberingRoute(JsonRoute):
    """A route that remembers its answer within the transaction, when the request carried a key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def remembering(request: Request) -> Response:
            response = await handle(request)
            if carried := getattr(request.state, "idempotent", None):
                tx, tables, asked = carried
                await to_thread.run_sync(_remember, tx, tables, asked, response)
            return response

        return remembering


def _hash_of(request: Request, body: bytes) -> str:
    """Of all that says what is asked for beside the route: a file's name stands in a header."""
    content = hashlib.sha256(body)
    for said in filter(None, (request.url.query, request.headers.get("Redress-File-Name", ""))):
        content.update(said.encode())
    return content.hexdigest()


@contextmanager
def _claimed(in_flight: set[tuple[str, ...]], asked: Asked) -> Iterator[None]:
    """Hold a key in this process from before its transaction begins until after that has ended."""
    name = asked[:4]
    if name in in_flight:
        raise InFlight
    in_flight.add(name)
    try:
        yield
    finally:
        in_flight.discard(name)


def _recall(tx: Session, tables: FeedTables, asked: Asked) -> None:
    if tx.get_bind().dialect.name == "postgresql":
        # Another replica may hold this key; SQLite has one process. Released by the commit that stores the answer.
        lock = {"lock": "|".join(asked[:4])}
        if not tx.execute(text("SELECT pg_try_advisory_xact_lock(hashtextextended(:lock, 0))"), lock).scalar_one():
            raise InFlight
    requests = tables.requests
    known = (
        tx.execute(
            select(requests).where(
                requests.c.authority == asked.authority,
                requests.c.client == asked.client,
                requests.c.route == asked.route,
                requests.c.key == asked.key,
                requests.c.recorded_at > utc_now() - KEPT,
            )
        )
        .mappings()
        .first()
    )
    if known is None:
        return
    if known["body_hash"] != asked.body_hash:
        raise wrong_field("/header/Idempotency-Key", "This key was used for a request with other content.")
    raise Replayed(Response(known["body"], known["status"], known["headers"]))


def _remember(tx: Session, tables: FeedTables, asked: Asked, response: Response) -> None:
    requests = tables.requests
    now = utc_now()
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    answered = {
        **asked._asdict(),
        "status": response.status_code,
        "headers": headers,
        "body": bytes(response.body).decode(),
        "recorded_at": now,
    }
    rows.put(tx, requests, [answered])  # in the place of one that is no longer kept


async def forget(database: Database) -> None:
    """Let go of answers that are no longer kept, now and then, until cancelled."""
    while True:
        try:
            await forget_old(database)
        except Exception as error:  # such as a database that restarts: the next time does it
            structlog.get_logger().warning("answers_kept_longer", error=repr(error))
        await anyio.sleep(FORGET_EVERY_SECONDS)


async def forget_old(database: Database) -> None:
    """Let go of answers that are no longer kept."""
    requests = database.tables.requests
    old = delete(requests).where(requests.c.recorded_at <= utc_now() - KEPT)
    async with database.transaction_async() as tx:
        await to_thread.run_sync(tx.execute, old)
