"""What contributors may do by their links: routes without a sign-in, opened by a secret."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from cases.contributions import links, repository
from cases.contributions.models import ContributionLinkRow
from cases.contributions.schemas import AnswerByLink, AnsweredByLink, AskedByLink
from cases.tables import calendar_changes
from chassis import calendar_store, reads
from chassis import links as by_link
from chassis.app import PublishedBooks
from chassis.auth import Principal
from chassis.db import ReadSession
from chassis.idempotency import Key, carried_out_once
from chassis.reads import Look
from chassis.rooms import room
from kernel.localtime import local_today, utc_now
from kernel.vocabulary import ReadKind

router = room(prefix="/contribution", responses={404: {}, 410: {}})


async def opened(request: Request, secret: by_link.Secret) -> ContributionLinkRow:
    """The link that a secret opens. Raises NotFound, TooMany."""
    return await by_link.opened(request, secret, repository.find, _whoever)


def _whoever(link: ContributionLinkRow) -> Principal:
    return by_link.whoever(link.authority, f"link:{link.ref}/{link.request}/{link.number}", "Whoever has the link")


Link = Annotated[ContributionLinkRow, Depends(opened)]


async def kept(request: Request, link: Link) -> AsyncIterator[None]:
    """What is shown by a link is kept first, as everything is that is shown to people."""
    yield
    await reads.keep(request, ReadKind.REQUEST, Look(link.ref))


async def change(request: Request, _link: Link, key: Key = None) -> AsyncIterator[Session]:
    """The transaction of whoever has the link."""
    async with carried_out_once(request, request.state.principal, key) as tx:
        yield tx


Change = Annotated[Session, Depends(change, scope="function")]


@router.get("", dependencies=[Depends(kept, scope="function")])
def read_what_is_asked(link: Link, session: ReadSession, books: PublishedBooks) -> AskedByLink:
    """What is asked of whoever has this link, by whom and by when; nothing else of the case."""
    in_force = calendar_store.in_force(session, calendar_changes, link.authority, books)
    return links.look(session, link, local_today(), in_force)


@router.post("/answer", status_code=201)
def answer_by_link(
    body: AnswerByLink, request: Request, link: Link, tx: Change, books: PublishedBooks
) -> AnsweredByLink:
    """Answer what is asked. The link serves once; the same request with the same key is answered alike."""
    return links.answer(tx, request.state.principal, link, body, utc_now(), books)
