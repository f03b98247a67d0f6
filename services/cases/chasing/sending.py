"""Sends the chases that are due, in the hours in which their council is at work.

Each is a letter of its case that leaves by the outbox, and so at most once. That it was a chase is recorded on the
day on which it left; until then it is being written, and nobody sends another.
"""

import math
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from cases.chasing import repository, rules
from cases.chasing.rules import Step
from cases.contributions.service import untold_because
from cases.letters import leaving
from cases.letters import repository as of_letters
from cases.letters import service as letters
from cases.letters.correspondence import ask_whom
from cases.letters.rules import letter_of
from cases.letters.schemas import LetterLeaving, NewLetter
from cases.officers import repository as officers
from cases.outbox import service as outbox
from cases.outbox.messages import way_to
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.record.change import Asked, load
from cases.record.record import CaseRecord
from cases.record.rules import options
from cases.tables import calendar_changes, restricted_cases
from chassis import calendar_store, restricted
from chassis.auth import Principal
from chassis.db import Database
from chassis.letters.correspondent import Correspondent
from chassis.service_client import ServiceClient
from kernel.errors import DomainError
from kernel.localtime import local_date, utc_now
from kernel.procedures import Books
from kernel.vocabulary import Action, LetterKind, Role, SendingWay

LOOK_EVERY_SECONDS = 300.0
ITSELF = "Redress"
"""Who sends it, as the history tells it; it is signed by whose case it is."""
NOBODYS = "The complaints team"


async def chase_all(database: Database, intake: ServiceClient, room: PostRoom, books: Books) -> None:
    """Send what is due, and look again, until cancelled; nothing while no e-mail leaves by itself."""
    while SendingWay.EMAIL in room.transports:
        try:
            await chase_due(database, intake, room, books)
        except Exception as error:  # such as a database that restarts: what is due stays due
            structlog.get_logger().warning("chasing_interrupted", error=type(error).__name__)
        await anyio.sleep(LOOK_EVERY_SECONDS)


async def chase_due(database: Database, intake: ServiceClient, room: PostRoom, books: Books) -> None:
    """Take back what waits and is needed no more, and send what is due now."""
    threads, now = CapacityLimiter(1), utc_now()
    async with database.reading_async() as session:
        waiting = await to_thread.run_sync(repository.waiting, session, ITSELF, limiter=threads)
        due = await to_thread.run_sync(_due, session, books, now, limiter=threads)
    for message in waiting:
        with suppress(DomainError):  # such as one that has left meanwhile
            async with database.transaction_async(threads, council=message.authority) as tx:
                await to_thread.run_sync(partial(_take_back, tx, message, now, room, books), limiter=threads)
    for authority, ref in due:
        try:
            to = await ask_whom(intake, authority, ref)
            async with database.transaction_async(threads, council=authority) as tx:
                chase = partial(_chase, tx, authority, ref, to, now, room, books)
                await to_thread.run_sync(chase, limiter=threads)
        except DomainError as error:  # it stays among those that somebody is to chase
            structlog.get_logger().info("not_chased", ref=ref, error=type(error).__name__)


def _due(session: Session, books: Books, now: datetime) -> list[tuple[str, str]]:
    at_work = []
    for code, council in books.councils.items():
        between = council.requests.contributor.chase.sent_between
        if between is None:
            continue
        calendar = calendar_store.in_force(session, calendar_changes, code, books).calendars.of_council
        if rules.is_time(between, now, calendar):
            at_work.append(code)
    return repository.due(session, at_work, local_date(now)) if at_work else []


def _take_back(tx: Session, message: OutboxRow, now: datetime, room: PostRoom, books: Books) -> None:
    """Have a chase not leave that waited, such as for a mail server, until nothing was owed any more."""
    in_force = calendar_store.held(tx, calendar_changes, message.authority, books)
    asked = Asked(_itself(message.authority, NOBODYS), message.ref, None, now, in_force)
    case, number = load(tx, asked), letter_of(message.act)
    assert number is not None, "it sends letters alone"
    letter = of_letters.get(tx, message.authority, message.ref, number)
    assert letter.request is not None, "a chase is about what they were asked"
    is_owed = letter.request in case.standing.awaited and Action.CHASE in options(case.standing).actions
    if is_owed and untold_because(tx, case, letter.request, in_force) is None:
        return
    outbox.withdraw(tx, asked, message.number, room)
    letters.discard(tx, asked, number)


def _chase(
    tx: Session, authority: str, ref: str, to: Correspondent, now: datetime, room: PostRoom, books: Books
) -> None:
    """Send every chase of a case that is due and whose address is known. Raises what writing a letter does."""
    in_force = calendar_store.held(tx, calendar_changes, authority, books)
    asked = Asked(_itself(authority, NOBODYS), ref, None, now, in_force)
    case = load(tx, asked)
    if restricted.named(tx, restricted_cases, authority, ref):
        return  # whoever may see it decides what leaves
    signed = officers.names(tx, authority).get(case.row.owner or "", NOBODYS)
    asked = replace(asked, officer=_itself(authority, signed))
    calendar = in_force.calendars.of_council
    steps = [Step(request.number, case.next_chase(request, calendar)) for request in case.requests]
    for number in rules.to_send(steps, repository.being_written(tx, authority, ref), asked.today):
        _send(tx, asked, case, number, to, room)


def _send(tx: Session, asked: Asked, case: CaseRecord, number: int, to: Correspondent, room: PostRoom) -> None:
    request = case.requests[number - 1]
    council = asked.books.council(case.row.authority)
    address = letters.contributor_address(tx, council, case.row.ref, number, request.asked_of, to)
    if address is None or way_to(address) is not SendingWay.EMAIL:
        return
    if untold_because(tx, case, number, asked.books):
        return
    letter, _ = letters.begin(tx, asked, case, NewLetter(kind=LetterKind.CONTRIBUTION_CHASE, request=number), to)
    leaving.hand_over(tx, asked, letter.number, LetterLeaving(version=letter.version), to, room)


def _itself(authority: str, signed: str) -> Principal:
    return Principal(ITSELF, signed, frozenset({Role.COMPLAINTS_OFFICER}), authority, math.inf)
