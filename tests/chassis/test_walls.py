"""PostgreSQL keeps councils apart also where a query forgets whose data it reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import APIRouter, Depends, FastAPI
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import delete, insert, select, text

from chassis import feed, walls
from chassis.app import Context, create_service
from chassis.auth import require
from chassis.db import Database, ReadSession
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.settings import Settings
from kernel.localtime import utc_now
from kernel.vocabulary import Role
from tests.chassis.feeds import READS, RESTRICTED, SOURCE, connected, create_tables, recorded, tell, told
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.postgres import OWNER_OF_NOTHING, ROLE

ONES, OTHERS = "leicester", "coventry"


def of(council: str, ref: str) -> Any:
    return recorded(ref).model_copy(update={"authority": council})


@pytest.fixture(params=[ROLE, OWNER_OF_NOTHING])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A feed of two councils behind walls, as the tables' owner or an account that owns nothing sees it."""
    made = Databases("postgresql", tmp_path)
    create_tables(url := made.empty())
    with connected(url, SOURCE) as owners, owners.engine.begin() as connection:
        walls.build(connection, SOURCE.events.metadata)
        walls.build(connection, SOURCE.events.metadata)  # what is there stays
        every_table = "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
        connection.execute(text(f"GRANT {every_table} TO {OWNER_OF_NOTHING}"))
    with connected(url.replace(f"{ROLE}@", f"{request.param}@"), SOURCE) as database:
        tell(database, of(ONES, "LEI-2526-0001"), of(OTHERS, "COV-2526-0001"))
        yield database
    made.close()


def forgetful() -> APIRouter:
    """Routes whose queries name no council."""
    router = room()
    allowed = [Depends(require("contacts:read"))]

    @router.get("/all", dependencies=allowed)
    def everything(session: ReadSession) -> list[str]:
        return list(session.execute(select(SOURCE.events.c.ref).order_by(SOURCE.events.c.position)).scalars())

    @router.delete("/all", dependencies=allowed)
    def nothing_left(tx: Transaction) -> int:
        return tx.execute(delete(SOURCE.events)).rowcount

    @router.post("/all")
    def one_more(tx: Transaction) -> None:
        feed.append(tx, of(ONES, "LEI-2526-0002"))

    @router.put("/all")
    def somebody_elses(tx: Transaction) -> None:
        parked = {"follower": "f", "position": 1, "ref": "COV-2526-0001", "type": "", "event": {}, "reason": ""}
        tx.execute(insert(SOURCE.parked).values(**parked, authority=OTHERS, parked_at=utc_now()))

    return router


def test_a_request_that_forgets_its_council_reaches_no_other(source: Database, tmp_path: Path) -> None:
    context = Context.of(Settings(data_dir=tmp_path), books())
    app: FastAPI = create_service("source", "A source.", context, source, READS, RESTRICTED, [forgetful()])
    token = context.issuer.issue("o", "O O", [Role.COMPLAINTS_OFFICER], ONES)
    client = AsyncClient(
        transport=ASGITransport(app=app, raise_app_exceptions=False),
        base_url="http://source.internal/v1",
        headers={"Authorization": f"Bearer {token}"},
    )
    with start_blocking_portal() as portal:

        def ask(method: str) -> Response:
            return portal.call(client.request, method, "/all")

        assert ask("GET").json() == ["LEI-2526-0001"]
        assert ask("PUT").status_code == 500, "a row of another council is refused"
        assert ask("POST").status_code == 200
        assert told(source)[-1][:2] == (3, "LEI-2526-0002"), "positions count what the request does not see"
        assert ask("DELETE").json() == 2
        assert ask("GET").json() == []
    assert [ref for _, ref, _ in told(source)] == ["COV-2526-0001"], "followers and commands see all"
