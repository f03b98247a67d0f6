"""What a partner's client is asked to contribute, and its answers. The words of both are with cases."""

from typing import Any

import httpx
from sqlmodel import Session

from chassis import paging
from chassis.auth import Principal
from chassis.paging import decode_cursor, encode_cursor
from chassis.service_client import ServiceClient
from intake import repository
from intake.models import ContributionRow
from intake.partners.schemas import NewAnswer, PartnerAnswered, PartnerContribution, PartnerContributions
from kernel.errors import Conflict, NotFound, Unavailable

SECONDS = 5.0
"""How long cases is waited for."""


def page(
    session: Session, client: Principal, cursor: str | None, limit: int
) -> tuple[list[ContributionRow], str | None]:
    """What a client still owes, by reference and number, and the cursor of the next page."""
    after = decode_cursor(cursor, paging.text, paging.number)
    found = repository.contributions_of_client(session, client.authority, client.subject, after, limit + 1)
    rows = found[:limit]
    more = len(found) > limit
    return rows, encode_cursor(rows[-1].ref, str(rows[-1].request)) if more else None


async def with_words(
    cases: ServiceClient, client: Principal, rows: list[ContributionRow], next_cursor: str | None
) -> PartnerContributions:
    """The same with what is asked. Raises Unavailable while cases cannot be asked."""
    refs = sorted({row.ref for row in rows})
    asked = {"authority": client.authority, "client": client.subject, "refs": refs}
    told = await _ask(cases, "words", asked) if refs else {"items": []}
    words = {(item["ref"], item["number"]): item for item in told["items"]}
    items = [
        PartnerContribution(**words[row.ref, row.request], due_on=row.due_on)
        for row in rows
        if (row.ref, row.request) in words
    ]
    return PartnerContributions(items=items, next_cursor=next_cursor)


async def answer(
    cases: ServiceClient, client: Principal, ref: str, number: int, body: NewAnswer
) -> PartnerAnswered:
    """Answer one. Raises NotFound, Conflict; Unavailable while cases cannot be asked."""
    who = {"authority": client.authority, "client": client.subject, "organisation": client.name}
    return PartnerAnswered(
        **await _ask(cases, "answers", who | {"ref": ref, "number": number} | body.model_dump())
    )


async def _ask(cases: ServiceClient, what: str, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        answered = await cases.post(f"v1/contributions/{what}", asked, SECONDS)
        for refused in (NotFound, Conflict):
            if answered.status_code == refused.status:
                raise refused(answered.json()["detail"])
        answered.raise_for_status()
    except httpx.HTTPError as error:
        raise Unavailable("What you are asked cannot be read or answered at the moment. Try again.") from error
    told: dict[str, Any] = answered.json()
    return told
