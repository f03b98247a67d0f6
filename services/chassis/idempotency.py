"""Idempotency-Key: the same request sent twice is carried out once and answered alike.

An answer is remembered in the transaction that carries the request out, so either both are stored or neither;
scope: authority, client, route; kept for 24 hours. While the first runs, a second is told to come back.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Annotated, Any, NamedTuple

from anyio import to_thread
from fastapi import Depends, Header, Request, Response
from sqlalchemy import delete, select, text, tuple_
from sqlmodel import Session

from chassis import rows
from chassis.auth import Principal, signed_in
from chassis.db import Database, council_of, gate_of
from chassis.feed import FeedTables
from chassis.json_bodies import JsonRoute
from chassis.rounds import every
from kernel.errors import DomainError, InFlight, wrong_field
from kernel.localtime import utc_now

KEPT = timedelta(hours=24)
FORGET_EVERY_SECONDS = 600.0
KEPT_HEADERS = ("location", "etag", "content-type")
OTHER_CONTENT = ("/header/Idempotency-Key", "This key was used for a request with other content.")

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

    @property
    def name(self) -> tuple[str, ...]:
        """What no other request may have at the same time."""
        return self[:4]


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
    transaction = database.transaction_async(council=partial(council_of, request), gate=partial(gate_of, request))
    async with claimed(request, principal, key) as asked, transaction as tx:
        if asked:
            await to_thread.run_sync(_recall_one, tx, database.tables, asked)
            request.state.idempotent = (tx, database.tables, asked)
        yield tx


@asynccontextmanager
async def claimed(request: Request, principal: Principal, key: str | None) -> AsyncIterator[Asked | None]:
    """Hold a request's key in this process from before its transaction begins until after that has ended.

    Gives what its answer is remembered by; None for a request without a key. Raises InFlight while another request
    with this key is carried out here.
    """
    if key is None:
        yield None
        return
    in_flight: set[tuple[str, ...]] = request.app.state.keys_in_flight
    route = f"{request.method} {request.url.path}"[:200]
    asked = Asked(principal.authority, principal.subject, route, key, _hash_of(request, await request.body()))
    if asked.name in in_flight:
        raise InFlight
    in_flight.add(asked.name)
    try:
        yield asked
    finally:
        in_flight.discard(asked.name)


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
                await to_thread.run_sync(remember, tx, tables, {asked: response})
            return response

        return remembering


def _hash_of(request: Request, body: bytes) -> str:
    """Of all that says what is asked for beside the route: a file's name stands in a header."""
    content = hashlib.sha256(body)
    for said in filter(None, (request.url.query, request.headers.get("Redress-File-Name", ""))):
        content.update(said.encode())
    return content.hexdigest()


def recall(tx: Session, tables: FeedTables, asked: Sequence[Asked]) -> dict[Asked, Response | DomainError]:
    """Of some requests those that were carried out before, each with its answer, and those that are refused.

    Refused is another content under a known key, and on PostgreSQL what another replica is carrying out: the keys
    of the others are held until the commit that remembers their answers.
    """
    if not asked:
        return {}
    held = _hold(tx, asked)
    found: dict[Asked, Response | DomainError] = {one: InFlight() for one in asked if one.name not in held}
    requests = tables.requests
    kept = tx.execute(
        select(requests).where(
            tuple_(requests.c.authority, requests.c.client, requests.c.route, requests.c.key).in_(sorted(held)),
            requests.c.recorded_at > utc_now() - KEPT,
        )
    )
    known = {tuple(row[:4]): row for row in kept}
    for one in asked:
        if row := known.get(one.name):
            same = row.body_hash == one.body_hash
            found[one] = Response(row.body, row.status, row.headers) if same else wrong_field(*OTHER_CONTENT)
    return found


def _hold(tx: Session, asked: Sequence[Asked]) -> set[tuple[str, ...]]:
    """The names that no other replica holds; SQLite has one process."""
    names = {one.name for one in asked}
    if tx.get_bind().dialect.name != "postgresql":
        return names
    take = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:lock, 0))")
    return {name for name in names if tx.execute(take, {"lock": "|".join(name)}).scalar_one()}


def _recall_one(tx: Session, tables: FeedTables, asked: Asked) -> None:
    before = recall(tx, tables, [asked]).get(asked)
    if isinstance(before, DomainError):
        raise before
    if before is not None:
        raise Replayed(before)


def remember(tx: Session, tables: FeedTables, answers: Mapping[Asked, Response]) -> None:
    """Keep the answers of requests with the changes that they made."""
    now = utc_now()
    rows.put(  # in the place of those that are no longer kept
        tx,
        tables.requests,
        [
            {
                **asked._asdict(),
                "status": response.status_code,
                "headers": {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
                "body": bytes(response.body).decode(),
                "recorded_at": now,
            }
            for asked, response in answers.items()
        ],
    )


async def forget(database: Database) -> None:
    """Let go of answers that are no longer kept, now and then, until cancelled."""
    await every(
        FORGET_EVERY_SECONDS, "answers_forgotten", partial(forget_old, database), trouble="answers_kept_longer"
    )


async def forget_old(database: Database) -> None:
    """Let go of answers that are no longer kept."""
    requests = database.tables.requests
    old = delete(requests).where(requests.c.recorded_at <= utc_now() - KEPT)
    async with database.transaction_async() as tx:
        await to_thread.run_sync(tx.execute, old)
