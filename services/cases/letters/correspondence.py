"""Asks intake, which keeps people, whom to write to."""

from typing import Annotated, Any

import httpx
from fastapi import Depends, Request

from chassis.auth import Principal, require
from chassis.letters.correspondent import Correspondent
from chassis.service_client import ServiceClient
from chassis.web_fields import Reference
from kernel.errors import NotFound, Unavailable

SECONDS = 10.0
NOT_TOLD = "Whom to write to cannot be asked now. Try again in a moment."


def written_to(permission: str) -> Any:
    """A parameter: whom to write to about the case of a path, for somebody with `permission`.

    It is asked before anything is locked. Raises NotFound; Unavailable while intake does not answer.
    """

    async def correspondent(
        ref: Reference, principal: Annotated[Principal, Depends(require(permission))], request: Request
    ) -> Correspondent:
        return await ask_whom(request.app.state.intake, principal.authority, ref)

    return Depends(correspondent)


async def ask_whom(intake: ServiceClient, authority: str, ref: str) -> Correspondent:
    """Whom to write to about a case. Raises NotFound; Unavailable while intake does not answer."""
    try:
        answer = await intake.get(f"v1/correspondents/{ref}", {"authority": authority}, SECONDS)
    except httpx.HTTPError:
        raise Unavailable(NOT_TOLD) from None
    if answer.status_code == 404:
        raise NotFound(f"There is no contact {ref}.")
    if answer.status_code != 200:
        raise Unavailable(NOT_TOLD)
    return Correspondent.model_validate(answer.json())
