"""Who is asking: what a token says of its bearer, and what they may do."""

from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel, Field

from chassis.app import PublishedBooks
from chassis.auth import PERMISSIONS, Principal, require
from chassis.reads import shows
from chassis.rooms import room
from kernel.vocabulary import ReadKind, Role

router = room()

PermissionName = Annotated[str, Field(json_schema_extra={"enum": sorted(PERMISSIONS)})]


class MeRead(BaseModel):
    """The caller.

    Attributes:
        roles: in which they ask.
        roles_held: those that they may choose from, by the header Redress-Role.
        permissions: what their roles may do, in every service.
        councils: codes of the councils that they may choose from, by the header Redress-Council.
        team: code of their team in this council; null: the provider names none that the council has.
    """

    subject: str
    name: str
    roles: list[Role]
    roles_held: list[Role]
    team: str | None
    authority: str
    councils: list[str]
    permissions: list[PermissionName]


@router.get("/me", dependencies=[shows(ReadKind.SIGN_IN)])
def read_me(principal: Annotated[Principal, Depends(require("council:read"))], books: PublishedBooks) -> MeRead:
    """Who the caller is and what they may do, so that a page offers no more than that."""
    return MeRead(
        subject=principal.subject,
        name=principal.name,
        roles=sorted(principal.roles),
        roles_held=sorted(principal.held),
        team=principal.team if books.council(principal.authority).team(principal.team) else None,
        authority=principal.authority,
        councils=list(principal.councils),
        permissions=principal.permissions,
    )
