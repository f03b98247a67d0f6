"""Correspondents over HTTP, for services alone."""

from typing import Annotated

from fastapi import Depends, Query

from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.letters.correspondent import Correspondent
from chassis.rooms import room
from chassis.web_fields import Reference
from intake.correspondents import service

router = room()

Service = Annotated[Principal, Depends(require("correspondents:read"))]


@router.get("/correspondents/{ref}", include_in_schema=False)
def read_correspondent(
    ref: Reference,
    _service: Service,
    session: ReadSession,
    authority: Annotated[str, Query(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)],
) -> Correspondent:
    """Whom the council writes to about a contact; for the service that writes, which asks who may see it."""
    return service.read(session, authority, ref)
