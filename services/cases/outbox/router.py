"""Messages that leave, over HTTP. The case itself is not changed by them, so no version is needed."""

from typing import Annotated

from fastapi import Depends, Query, Response

from cases.outbox import reading, repository, rules, service
from cases.outbox.postroom import ThePostRoom
from cases.outbox.schemas import Again, MessageRead, Messages, Outbox, Posted
from cases.record.web import KeeperChange, Number, Reader
from chassis.auth import Principal, require
from chassis.db import ReadSession
from chassis.idempotency import Transaction
from chassis.reads import Look, shows
from chassis.rooms import room
from chassis.web_fields import Cursor, PageSize, Reference
from kernel.localtime import utc_now
from kernel.vocabulary import ReadKind, SendingState, SendingWay

router = room()

Keeper = Annotated[Principal, Depends(require("cases:write"))]
FILES = {SendingWay.EMAIL: ("message/rfc822", "eml"), SendingWay.POST: ("application/pdf", "pdf")}


@router.get("/outbox")
def list_outbox(
    keeper: Keeper,
    look: Annotated[Look, shows(ReadKind.OUTBOX_LIST)],
    session: ReadSession,
    state: Annotated[
        list[SendingState] | None,
        Query(max_length=len(SendingState), description="none: what is neither sent nor withdrawn"),
    ] = None,
    cursor: Cursor = None,
    limit: PageSize = 50,
) -> Outbox:
    """Messages of all cases in some states, the newest first."""
    found = reading.read_outbox(session, keeper, state or rules.NOT_ENDED, cursor, limit, utc_now())
    look.shown = len(found.items)
    return found


@router.get("/cases/{ref}/outbox", dependencies=[shows(ReadKind.OUTBOX)])
def read_messages(ref: Reference, principal: Reader, session: ReadSession) -> Messages:
    """What was sent in a case, or is to be sent, and what became of it."""
    return reading.read_of_case(session, principal, ref, utc_now())


@router.get(
    "/cases/{ref}/outbox/{number}/content",
    dependencies=[shows(ReadKind.OUTBOX)],
    response_class=Response,
    responses={200: {"content": {kind: {} for kind, _ in FILES.values()}}},
)
def take_message(ref: Reference, number: Number, keeper: Keeper, session: ReadSession) -> Response:
    """A message as it leaves, byte for byte: an e-mail's file, or a letter's PDF."""
    row = repository.get(session, keeper.authority, ref, number)
    kind, ending = FILES[SendingWay(row.way)]
    headers = {"Content-Disposition": f'attachment; filename="{ref}-{number}.{ending}"'}
    return Response(row.content, media_type=kind, headers=headers)


@router.post("/cases/{ref}/outbox/{number}/posted")
def record_posted(
    number: Number, body: Posted, asked: KeeperChange, tx: Transaction, room: ThePostRoom
) -> MessageRead:
    """Record that a message left by somebody's own hand, and on which day."""
    return reading.read(service.say_sent(tx, asked, number, body.posted_on, room), asked.officer, asked.now)


@router.post("/cases/{ref}/outbox/{number}/again", status_code=201)
def send_again(
    number: Number, body: Again, asked: KeeperChange, tx: Transaction, room: ThePostRoom
) -> MessageRead:
    """Send a message once more that was refused, came back or may have left; the new one is the answer."""
    return reading.read(service.send_again(tx, asked, number, body, room), asked.officer, asked.now)


@router.post("/cases/{ref}/outbox/{number}/withdrawal")
def withdraw_message(number: Number, asked: KeeperChange, tx: Transaction, room: ThePostRoom) -> MessageRead:
    """Have a message not leave after all."""
    return reading.read(service.withdraw(tx, asked, number, room), asked.officer, asked.now)
