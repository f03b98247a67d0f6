"""Who looked at what, over HTTP: the same routes in each service, for its own reads."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError

from chassis import paging, problem, read_queries, reads
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.paging import decode_cursor, encode_cursor
from chassis.read_chain import Link, Reader
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize
from kernel.localtime import local_midnight, next_local_midnight
from kernel.values import REFERENCE_PATTERN, LocalDate
from kernel.vocabulary import ReadKind, Role

Auditor = Annotated[Principal, Depends(require("reads:read"))]
Who = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]+$", description="a person's subject")]
About = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]+$", description="as a read says it")]
Ref = Annotated[str | None, Query(pattern=REFERENCE_PATTERN)]
Since = Annotated[LocalDate | None, Query(alias="from", description="first local date")]
Until = Annotated[LocalDate | None, Query(alias="to", description="last local date")]


class ReadRead(BaseModel):
    """A look at people's data.

    Attributes:
        sequence: its place among all of the council's in this service, from 1.
        client: the application, as the identity provider calls it; null: it does not say.
        ref: of the contact or case; null: it is about none, or more than one.
        shown: how many contacts or cases a list showed.
        about: of a search its kind, and a mark that stands for what was typed; of a refusal what was asked for.
        why: why masked names were shown.
    """

    sequence: int
    at: datetime
    subject: str
    name: str
    roles: list[Role]
    client: str | None
    what: ReadKind
    ref: str | None
    shown: int
    about: str | None
    why: str | None


class ReadList(BaseModel):
    items: list[ReadRead]
    next_cursor: str | None


class ReaderRead(BaseModel):
    subject: str
    name: str


class ReaderList(BaseModel):
    items: list[ReaderRead]


@cache
def create_router() -> APIRouter:
    """The routes; made once, for all services of a process."""
    router = room(route_class=APIRoute)

    @router.get("/reads", dependencies=[shows(ReadKind.READS)])
    def list_reads(
        request: Request,
        auditor: Auditor,
        session: ReadSession,
        who: Who = None,
        what: ReadKind | None = None,
        reference: Ref = None,
        about: About = None,
        since: Since = None,
        until: Until = None,
        cursor: Cursor = None,
        limit: PageSize = 50,
    ) -> ReadList:
        """Who looked at people's data of the caller's council, and when, newest first."""
        (before,) = decode_cursor(cursor, paging.sequence) or (None,)
        found = read_queries.newest(
            session,
            request.app.state.reads.tables,
            auditor.authority,
            {"who": who, "what": what, "ref": reference, "about": about},
            local_midnight(since) if since else None,
            next_local_midnight(local_midnight(until)) if until else None,
            before,
            limit + 1,
        )
        page = found[:limit]
        return ReadList(
            items=[_read(link) for link in page],
            next_cursor=encode_cursor(str(page[-1].sequence)) if len(found) > limit else None,
        )

    @router.get("/reads/readers")
    def list_readers(request: Request, auditor: Auditor, session: ReadSession) -> ReaderList:
        """Everybody who looked at something here, once each, by the newest name that they had."""
        known = read_queries.known_readers(session, request.app.state.reads.tables, auditor.authority)
        return ReaderList(items=list(_each_once(known)))

    return router


async def refused(request: Request, error: Exception) -> Response:
    """The answer to somebody who may not do this, once it is kept that they tried."""
    if getattr(request.state, "principal", None):
        route = getattr(request.scope.get("route"), "path", request.url.path)
        look = Look(request.path_params.get("ref", ""), about=f"{request.method} {route}"[:200])
        try:
            await reads.keep(request, ReadKind.REFUSED, look)
        except OperationalError as away:
            return await problem.database_away(request, away)
    return await problem.domain_error(request, error)


def _each_once(known: list[Reader]) -> Iterator[ReaderRead]:
    newest = {reader.subject: reader.name for reader in known}
    for subject, name in sorted(newest.items(), key=lambda item: (item[1].casefold(), item[0])):
        yield ReaderRead(subject=subject, name=name)


def _read(link: Link) -> ReadRead:
    read = link.read
    said = {name: value or None for name, value in (read._asdict() | read.reader._asdict()).items()}
    roles = read.reader.roles.split()
    return ReadRead.model_validate(
        said
        | {"sequence": link.sequence, "subject": read.reader.subject, "name": read.reader.name}
        | {"roles": roles, "shown": read.shown}
    )
