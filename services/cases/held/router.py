"""What is held, over HTTP, for services alone."""

from typing import Annotated

from fastapi import Depends

from cases.held import service
from cases.held.schemas import HeldInCases, HeldWanted
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.json_bodies import JsonRoute
from chassis.rooms import room

router = room(route_class=JsonRoute)

Service = Annotated[Principal, Depends(require("held:read"))]


@router.post("/held", include_in_schema=False)
def tell_what_is_held(body: HeldWanted, _service: Service, session: ReadSession) -> HeldInCases:
    """Everything of some references, for the service that keeps who was shown it."""
    return service.tell(session, body)
