"""What partners' clients are asked to contribute to answers, as cases tells it; they are told of each change."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

import structlog
from sqlmodel import Session

from intake import repository, telling
from intake.models import ContributionRow
from intake.telling import PartnerEventKind
from kernel.events import CaseEvent, RequestChased, RequestMade


class Standing(NamedTuple):
    """How a request stands: the day on which its answer is due, if it has one, and whether it is owed."""

    due_on: date | None
    is_open: bool


def asked_in(tx: Session, authority: str, refs: Collection[str]) -> defaultdict[str, list[ContributionRow]]:
    """By reference, what clients were asked for in some cases."""
    asked: defaultdict[str, list[ContributionRow]] = defaultdict(list)
    for row in repository.contributions_in(tx, authority, refs):
        asked[row.ref].append(row)
    return asked


def follow(tx: Session, asked: list[ContributionRow], event: CaseEvent) -> None:
    """Keep how a case's requests of clients stand after an event, and tell the clients.

    Args:
        asked: those of the case so far; one that the event makes is added.
    """
    if isinstance(event, RequestMade) and event.client and _is_known(tx, event.authority, event.client):
        asked.append(_made(event, event.client))
    for row in asked:
        now = stands(event, row.clock)
        kind = change(Standing(row.due_on, row.is_open), now, event, row.clock)
        if kind:
            row.due_on, row.is_open = now
            repository.add(tx, row)
            telling.tell_of_contribution(tx, row, kind, event.occurred_on)


def stands(event: CaseEvent, clock: str) -> Standing:
    """How the request with a clock stands once an event has happened; without one nothing is owed."""
    found = next((one for one in event.case.clocks if one.kind == clock), None)
    if found is None:
        return Standing(None, is_open=False)
    return Standing(found.due_on, found.met_on is None and not found.cancelled)


def change(before: Standing, now: Standing, event: CaseEvent, clock: str) -> PartnerEventKind | None:
    """What a client is told of an event; None: nothing that concerns what it was asked for."""
    if before.is_open != now.is_open:
        return PartnerEventKind.CONTRIBUTION_REQUESTED if now.is_open else PartnerEventKind.CONTRIBUTION_CLOSED
    if not now.is_open:
        return None
    if isinstance(event, RequestChased) and event.clock == clock:
        return PartnerEventKind.CONTRIBUTION_CHASED
    return PartnerEventKind.CONTRIBUTION_DUE_CHANGED if before.due_on != now.due_on else None


def _is_known(tx: Session, authority: str, client: str) -> bool:
    """Whether it is a client of this council: cases does not ask before it keeps an id."""
    row = repository.find_client(tx, client)
    if row is not None and row.authority == authority and row.revoked_at is None:
        return True
    structlog.get_logger().warning("contribution_of_unknown_client", council=authority, client=client)
    return False


def _made(event: RequestMade, client: str) -> ContributionRow:
    return ContributionRow(
        authority=event.authority,
        ref=event.ref,
        request=int(event.clock.rsplit("_")[-1]),
        client=client,
        clock=event.clock,
        is_open=False,
    )
