"""Which contacts look like one that is being recorded, or was."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from chassis.auth import Principal
from intake import repository as contacts
from intake.lookalikes import repository
from intake.lookalikes.keys import keys_of
from intake.lookalikes.links import brief, links_of
from intake.lookalikes.rules import Likeness, compare
from intake.lookalikes.schemas import Lookalike, Lookalikes
from intake.lookalikes.traits import Traits, traits_of
from intake.models import ContactRow
from intake.schemas import ContactFacts
from intake.views import require_reach, sees_names
from kernel.localtime import local_date

TWELVE_MONTHS = timedelta(days=366)
MOST_SHOWN = 5


def keys_for(authority: str, ref: str, received_on: date, traits: Traits, today: date) -> list[dict[str, Any]]:
    """The rows by which a contact is found again; none for one that is older than twelve months."""
    if received_on < today - TWELVE_MONTHS:
        return []
    return [
        {"authority": authority, "hash": key, "received_on": received_on, "ref": ref}
        for key in sorted(keys_of(authority, traits))
    ]


def keep_keys(tx: Session, row: ContactRow, today: date) -> None:
    """Let a new contact be found from now on."""
    repository.add_keys(tx, keys_for(row.authority, row.ref, row.received_on, traits_of_row(row), today))


def renew_keys(tx: Session, row: ContactRow, before: Traits, today: date) -> None:
    """Let a contact be found by what it is now, and no longer by what it was."""
    repository.remove_keys(tx, row.authority, row.ref, keys_of(row.authority, before))
    keep_keys(tx, row, today)


def forget_keys(tx: Session, row: ContactRow) -> None:
    """Let a contact be found no longer."""
    repository.remove_keys(tx, row.authority, row.ref, keys_of(row.authority, traits_of_row(row)))


def like_facts(session: Session, principal: Principal, body: ContactFacts, now: datetime) -> Lookalikes:
    """Contacts of the last twelve months that look like one whose form is being filled."""
    traits = traits_of(body.model_dump(mode="json"))
    received_on, today = local_date(body.received_at or now), local_date(now)
    return _like(session, principal, traits, received_on, today, but_for=set())


def like_contact(session: Session, principal: Principal, ref: str, today: date) -> Lookalikes:
    """Contacts within twelve months that look like a recorded one and are not linked to it. Raises NotFound."""
    row = contacts.get(session, principal.authority, ref)
    require_reach(principal, row, today)
    linked = {link.ref for link in links_of(session, row.authority, [ref])[ref]}
    return _like(session, principal, traits_of_row(row), row.received_on, today, but_for={ref} | linked)


def traits_of_row(row: ContactRow) -> Traits:
    return traits_of(row.body, row.line, row.client)


def _like(
    session: Session, principal: Principal, asked: Traits, received_on: date, today: date, but_for: set[str]
) -> Lookalikes:
    """What looks like it; whom a contact names, only those are told who see that of it."""
    authority = principal.authority
    first, last = received_on - TWELVE_MONTHS, received_on + TWELVE_MONTHS
    found: list[tuple[Likeness, Lookalike]] = []
    for row, status in repository.candidates(session, principal, keys_of(authority, asked), first, last):
        if row.ref not in but_for and (likeness := compare(asked, traits_of_row(row))):
            reasons = likeness.reasons if sees_names(principal, row, today) else likeness.nameless
            told = {"strength": likeness.strength, "reasons": list(reasons)}
            found.append((likeness, Lookalike(**brief(row, status), **told)))
    # The most alike first; of those alike, the newest.
    found.sort(key=lambda one: (one[1].strength == "strong", one[0].weight, one[1].received_on, one[1].ref))
    return Lookalikes(items=[lookalike for _, lookalike in reversed(found[-MOST_SHOWN:])])
