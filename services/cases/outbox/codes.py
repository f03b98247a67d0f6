"""One-time codes: handed to the council's mail server at once and kept nowhere, or not sent at all.

They stand beside the messages of cases: whom a code is for may have no case, and one that waited would be no use.
"""

from typing import Annotated

from fastapi import Depends
from pydantic import Field, StrictInt, StringConstraints

from cases.outbox.messages import Unkept, unkept
from cases.outbox.postroom import PostRoom, ThePostRoom
from cases.outbox.transports import NotSent, Unsure
from chassis.app import PublishedBooks
from chassis.auth import Principal, require
from chassis.json_bodies import JsonRoute
from chassis.rooms import room
from kernel.errors import Unavailable
from kernel.localtime import utc_now
from kernel.values import Body, Code, Email
from kernel.vocabulary import SendingWay

router = room(route_class=JsonRoute)

Service = Annotated[Principal, Depends(require("codes:send"))]


class NewCode(Body):
    """A code that somebody is to have, who need not be known to any case; it serves for so many minutes."""

    authority: Code
    to_address: Email
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    minutes: StrictInt = Field(ge=1, le=60)


@router.post("/codes", status_code=204, include_in_schema=False)
def send_code(body: NewCode, _service: Service, room: ThePostRoom, books: PublishedBooks) -> None:
    """Send a code, for the service that made it. Unavailable where no mail leaves, or the server takes it not."""
    transport = room.transports.get(SendingWay.EMAIL)
    if transport is None:
        raise Unavailable("No e-mails leave here.")
    try:
        transport.send(_message(body, books.council(body.authority).name, room))
    except NotSent as error:
        raise Unavailable("The mail server did not take it.") from error
    except Unsure:
        pass  # it may arrive, and whoever waits in vain asks for another


def _message(body: NewCode, council: str, room: PostRoom) -> Unkept:
    """It says nothing of what the code is for: whoever reads the mailbox may be somebody else."""
    text = (
        f"Your code is {body.code}.\n\n"
        f"Type it into the page that asks for it. It works for {body.minutes} minutes. Show it to nobody.\n\n"
        f"Did you not ask for a code? Then you need do nothing.\n\n{council}\n"
    )
    return unkept(body.to_address, f"Your code from {council}", text, room.sender, room.domain, utc_now())
