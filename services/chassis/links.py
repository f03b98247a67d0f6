"""Links that open a thing without a sign-in: a secret behind the #, which browsers send nobody; kept as a hash."""

import hashlib
import math
import secrets
from collections.abc import Callable
from typing import Annotated, Protocol, TypeVar

from anyio import to_thread
from fastapi import Header, Request
from sqlmodel import Session

from chassis.auth import Principal
from kernel.errors import NotFound

SECRET_BYTES = 32

Secret = Annotated[
    str,
    Header(alias="Redress-Link", max_length=200, description="what stands behind the # of the link's address"),
]


class OfACouncil(Protocol):
    authority: str


Link = TypeVar("Link", bound=OfACouncil)


def new_secret() -> str:
    """256 random bits, as they stand in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is random throughout, so that a slow hash would add nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()


def whoever(authority: str, subject: str, name: str) -> Principal:
    """Somebody who shows a secret: they have no role, and see one council's data."""
    return Principal(subject, name, frozenset(), authority, expires_at=math.inf)


async def opened(
    request: Request,
    secret: str,
    find: Callable[[Session, str], Link | None],
    who: Callable[[Link], Principal],
) -> Link:
    """The link that a secret opens; from here on the request sees the data of its council alone.

    An unknown secret and a known one cost the same one look-up by a hash. Raises NotFound, TooMany.

    Args:
        find: by the hash, whichever council's.
    """
    state = request.app.state
    state.link_limit.take(request.client.host if request.client else "")
    async with state.database.reading_async() as session:
        link = await to_thread.run_sync(find, session, hash_of(secret))
    if link is None:
        raise NotFound("There is no such link.")
    request.state.principal = who(link)
    return link
