"""HTTP in, HTTP out."""

from typing import Annotated

from fastapi import Depends

from chassis.auth import Principal, require
from chassis.idempotency import Transaction
from chassis.rooms import room
from chassis.web_fields import Reference
from intake.restriction import service
from intake.restriction.schemas import ContactRestriction
from intake.schemas import ContactRestrictionRead
from kernel.localtime import utc_now

router = room()

Restricter = Annotated[Principal, Depends(require("cases:restrict"))]


@router.put("/contacts/{ref}/restriction")
def restrict_contact(
    ref: Reference, body: ContactRestriction, manager: Restricter, tx: Transaction
) -> ContactRestrictionRead | None:
    """Let managers and named people alone see a contact that has no case, or everybody again."""
    return service.restrict(tx, manager, ref, body, utc_now())
