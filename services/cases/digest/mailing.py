"""Sends officers who want it what their day brings, as their council's working day begins.

That it is being sent is on disk before the network is touched: two processes, or one that is started again, send
it once. It is kept in no outbox: it is about no one case, and tomorrow's says how things stand then.
"""

import math
from datetime import datetime
from functools import partial

import structlog
from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from cases.chasing.rules import is_time
from cases.digest import service
from cases.digest.rules import Subscriber, is_to_have, text_of
from cases.officers import repository as officers
from cases.officers.models import OfficerRow
from cases.outbox.messages import Unkept, unkept
from cases.outbox.postroom import PostRoom
from cases.outbox.transports import NotNow, Refused, Unsure
from cases.tables import calendar_changes
from chassis import calendar_store
from chassis.auth import Principal
from chassis.db import Database
from chassis.rounds import every
from kernel.calendar import in_words
from kernel.localtime import local_date, utc_now
from kernel.procedures import Books, SentBetween
from kernel.vocabulary import SendingWay

LOOK_EVERY_SECONDS = 300.0
AT_WORK = SentBetween(from_hour=8, to_hour=17)
"""Where the council's file does not say in which hours it sends by itself."""


async def mail_all(database: Database, room: PostRoom, books: Books, web_address: str) -> None:
    """Send what is to be sent, and look again, until cancelled."""
    look = partial(mail_due, database, room, books, web_address)
    await every(LOOK_EVERY_SECONDS, "digests", look, trouble="digests_interrupted")


async def mail_due(database: Database, room: PostRoom, books: Books, web_address: str) -> None:
    """Send the digests that are to go now; none while no e-mail leaves by itself. Raises NotNow."""
    if SendingWay.EMAIL not in room.transports:
        return
    threads, now = CapacityLimiter(1), utc_now()
    run = partial(to_thread.run_sync, limiter=threads)
    async with database.reading_async() as session:
        due = await run(_due, session, books, now)
    if due:
        await run(room.transports[SendingWay.EMAIL].greet)
    for authority, subject in due:
        async with database.transaction_async(threads, council=authority) as tx:
            mail = await run(_begun, tx, authority, subject, now, room, books, web_address)
        if mail is not None and not await run(_is_over, room, mail):
            async with database.transaction_async(threads, council=authority) as tx:
                await run(_put_back, tx, authority, subject)


def _due(session: Session, books: Books, now: datetime) -> list[tuple[str, str]]:
    """Who has no digest of today yet, of the councils that are at work."""
    waiting = officers.without_digest(session, local_date(now))
    at_work = {code for code in {authority for authority, _ in waiting} if _is_at_work(session, code, books, now)}
    return [one for one in waiting if one[0] in at_work]


def _is_at_work(session: Session, code: str, books: Books, now: datetime) -> bool:
    if code not in books.councils:
        return False
    hours = books.council(code).requests.contributor.chase.sent_between or AT_WORK
    calendar = calendar_store.in_force(session, calendar_changes, code, books).calendars.of_council
    return is_time(hours, now, calendar)


def _begun(
    tx: Session, authority: str, subject: str, now: datetime, room: PostRoom, books: Books, web_address: str
) -> Unkept | None:
    """The message that is to leave, marked as sent; None: it is not for them, or another process has it."""
    row, today = officers.find_for_update(tx, authority, subject), local_date(now)
    if row is None or row.email is None:
        return None
    principal = Principal(subject, row.name, row.held, authority, math.inf)
    is_here = row.active and not row.is_absent(today)
    may_read = principal.may("cases:read")
    one = Subscriber(row.wants_digest, row.email, is_here, may_read, row.signed_in_on, row.digest_on)
    row.digest_on = today  # also of whom it is not for: they are looked at once a day
    tx.add(row)
    if not is_to_have(one, today):
        return None
    text = text_of(service.open_to_all(tx, principal, today), books.council(authority).name, web_address)
    if text is None:
        return None
    return unkept(row.email, f"Your day: {in_words(today)}", text, room.sender, room.domain, now)


def _is_over(room: PostRoom, mail: Unkept) -> bool:
    """Hand a message over; whether it is done with. What may have left is not sent again."""
    try:
        room.transports[SendingWay.EMAIL].send(mail)
    except (Refused, NotNow, Unsure) as failure:
        structlog.get_logger().warning("digest_not_sent", error=type(failure).__name__)
        return not isinstance(failure, NotNow)
    return True


def _put_back(tx: Session, authority: str, subject: str) -> None:
    row: OfficerRow | None = officers.find_for_update(tx, authority, subject)
    if row is not None:
        row.digest_on = None
        tx.add(row)
