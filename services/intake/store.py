"""The one way in: judged contacts become rows, keys and events, however many and whoever sends them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from chassis import feed
from chassis.rows import made_of
from intake import plans, repository, telling
from intake.care_numbers import refs_of
from intake.judge import Judged
from intake.lookalikes.repository import add_keys
from intake.lookalikes.service import keys_for
from intake.lookalikes.traits import traits_of
from intake.models import ContactRow
from intake.records import columns_of, person_in, plan_review_on, praised_in, provider_key, state_of, without_dates
from intake.restriction.service import restrict_new
from intake.schemas import owed_from, urgent_since
from intake.telling import PartnerEventKind
from kernel.errors import Conflict
from kernel.events import CaseImported, ContactRecorded, ContactTextsChanged, Event
from kernel.localtime import local_date
from kernel.procedures import Council

LARGEST_NUMBER = 999_999


def store(tx: Session, council: Council, judged: Sequence[Judged], now: datetime) -> list[ContactRow]:
    """Store contacts of one council in their order, and tell of them. Returns their rows.

    Numbers are drawn once a year of references, rows and keys of look-alikes are one statement each, and events
    are told with the commit. Raises Conflict when a year's references are used
    up, FeedDisowned when cases or analytics know references that are not here.
    """
    drawn = [contact.year for contact in judged if contact.ref is None]
    if drawn:
        feed.refuse_disowned(tx)
    last = repository.last_numbers(tx, council.code, sorted(set(drawn))) if drawn else {}
    rows: list[dict[str, Any]] = []
    for contact in judged:
        ref, number = contact.ref, contact.number
        if ref is None or number is None:
            number = last[contact.year] = last[contact.year] + 1
            ref = _reference(council, contact.year, number)
        rows.append(_row(contact, council, ref, number, now))
    for values, stands_for in zip(rows, refs_of(tx, council.code, [row["body"] for row in rows]), strict=True):
        values["person_ref"] = stands_for
    repository.add_contacts(tx, rows)
    add_keys(tx, [key for row in rows for key in _keys(row, now)])
    stored = [made_of(ContactRow, row) for row in rows]
    for contact, row in zip(judged, stored, strict=True):
        if contact.restricted:
            restrict_new(tx, row, contact.by, now)
        feed.append(tx, _told(contact, row, council))
        if row.plan_review_on:
            plans.stand(tx, row, local_date(now), contact.by)
        telling.tell(tx, row, row.client, PartnerEventKind.RECEIVED, row.received_on)
    return stored


def _reference(council: Council, year: int, number: int) -> str:
    if number > LARGEST_NUMBER:
        raise Conflict(f"The references of {year}-{(year + 1) % 100:02} are used up.")
    return f"{council.prefix}-{year % 100:02}{(year + 1) % 100:02}-{number:04}"


def _row(contact: Judged, council: Council, ref: str, number: int, now: datetime) -> dict[str, Any]:
    said = contact.said
    body = said.model_dump(mode="json", exclude={"links", "restricted"}) | {"narrative": contact.narrative}
    return {
        "authority": council.code,
        "ref": ref,
        "year": contact.year,
        "number": number,
        "sequence": 1,
        "received_at": contact.received_at,
        "received_on": contact.received_on,
        "recorded_at": now,
        "recorded_by": contact.recorded_by,
        "recorder": contact.by,
        "classification": contact.assessment.classification.value,
        "undecided": not contact.assessment.disposition.is_decided,
        "title": contact.title,
        **columns_of(ref, contact.title, body, contact.line),
        "provider_key": provider_key(body, contact.line),
        "line_person": person_in(contact.line),
        "plan_review_on": plan_review_on(body),
        "plan_sequence": 0,
        "links_sequence": 0,
        "body": body,
        "assessment": without_dates(contact.assessment),
        "client": contact.client,
        "partner_reference": contact.partner_reference,
        "sent_hash": contact.sent_hash,
        "line": dict(contact.line) if contact.line is not None else None,
        "line_hash": contact.line_hash,
        "import_job": contact.import_job,
        "duty_on": urgent_since(contact.assessment.duties),
        "praised": praised_in(body),
        "owed_on": owed_from(contact.assessment.duties),
    }


def _keys(row: Mapping[str, Any], now: datetime) -> list[dict[str, Any]]:
    traits = traits_of(row["body"], row["line"], row["client"])
    return keys_for(row["authority"], row["ref"], row["received_on"], traits, local_date(now))


def _told(contact: Judged, row: ContactRow, council: Council) -> Event:
    what = {"authority": row.authority, "ref": row.ref, "sequence": 1, "occurred_on": row.received_on}
    if contact.record is not None:
        return CaseImported(**what, record=contact.record)
    state = state_of(contact.said, contact.assessment, row.received_on, council, row.person_ref)
    return ContactRecorded(**what, by=contact.by, contact=state)


def tell_texts_changed(tx: Session, contact: ContactRow, now: datetime) -> None:
    """Let who keeps what was said read it again: an e-mail or a file came to the contact, or went."""
    feed.append(
        tx,
        ContactTextsChanged(
            authority=contact.authority,
            ref=contact.ref,
            sequence=contact.sequence,
            occurred_on=local_date(now),
        ),
    )
