"""From a contact as it was given to what is stored and told of it. Pure: body, council, day in; `Judged` out."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from intake.assessment import assess
from intake.parties import Complainant
from intake.schemas import Assessment, Contact, ContactFacts, Matter, TransferredFrom
from kernel.days import past_mistake
from kernel.errors import FieldError, Unprocessable, wrong_field
from kernel.imported import CodedCase
from kernel.localtime import financial_year, local_date
from kernel.procedures import Books, Coded, Council

CLOCK_SKEW = timedelta(minutes=5)
FIRST_RECEIPT = date(2009, 4, 1)
"""The Regulations came into force on this day; nothing earlier can be a contact under them."""
BEFORE_THE_REGULATIONS = "This is before 1 April 2009, when the Regulations began."
TITLE_LENGTH = 80


@dataclass(frozen=True)
class Judged:
    """A contact that can be stored.

    Attributes:
        said: the contact as it is kept, with the contact plan that stood before.
        received_at: instant at which it came; `received_on` is its local date, day 0 of every clock.
        by: subject of whoever records it; `recorded_by` is their name. None: the system.
        year: the financial year whose numbers its reference uses up.
        number: of an imported contact, which brings its own reference; None: one is drawn.
        client: of the partner that sent it, with the hash of what was sent.
        restricted: whoever records it, and managers, alone see it from the start.
        line: as it was imported, with its hash, the coded record that is told and the import that brings it.
    """

    said: ContactFacts
    title: str
    assessment: Assessment
    received_at: datetime
    received_on: date
    recorded_by: str
    by: str | None
    year: int
    number: int | None = None
    ref: str | None = None
    client: str | None = None
    sent_hash: str | None = None
    partner_reference: str | None = None
    narrative: str | None = None
    line: Mapping[str, Any] | None = None
    line_hash: str | None = None
    record: CodedCase | None = None
    import_job: str | None = None
    restricted: bool = False


def judge(
    body: Contact,
    council: Council,
    now: datetime,
    books: Books,
    by: str | None,
    recorded_by: str,
    client: str | None = None,
    sent_hash: str | None = None,
) -> Judged:
    """What a contact is, as it would be stored. Raises Unprocessable for what cannot be recorded so."""
    require_said_twice(body.complainant)
    received_on = check(body, council, now)
    return Judged(
        said=body,
        title=body.title or _title(body.narrative),
        # How each date was worked out is asked of the preview, or of the case.
        assessment=assess(body, received_on, local_date(now), council, books, explained=False),
        received_at=body.received_at or now,
        received_on=received_on,
        recorded_by=recorded_by,
        by=by,
        year=financial_year(received_on),
        client=client,
        sent_hash=sent_hash,
        partner_reference=body.partner_reference,
        narrative=body.narrative,
    )


def content_hash(body: Contact) -> str:
    """What tells contacts apart, whatever fields a later release adds."""
    said = body.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def require_said_twice(complainant: Complainant) -> None:
    """Raises Unprocessable for somebody who is anonymous without having been asked again.

    People choose it by mistake, and can then be told nothing.
    """
    if complainant.anonymous and not complainant.anonymous_confirmed:
        raise wrong_field(
            "/complainant/anonymous_confirmed",
            "We cannot reply to somebody who gives no name. Ask again whether that is what they want.",
        )


def check(body: ContactFacts, council: Council, now: datetime) -> date:
    """Hold a contact's dates and codes against the day and the council's file. Returns the day of receipt."""
    received_at = body.received_at or now
    today = local_date(now)
    received_on = local_date(received_at)
    wrong: list[FieldError] = []
    if received_at > now + CLOCK_SKEW:
        wrong.append(FieldError("/received_at", "This is in the future."))
    elif received_on < FIRST_RECEIPT:
        wrong.append(FieldError("/received_at", BEFORE_THE_REGULATIONS))
    wrong += _fact_mistakes(body, council, received_on, today)
    if body.transferred_from:
        wrong += _transfer_mistakes(body.transferred_from, received_on)
    if wrong:
        raise Unprocessable("Some fields are wrong.", wrong)
    return received_on


def check_facts(body: ContactFacts, council: Council, received_on: date, today: date) -> None:
    """Hold the facts of a recorded contact against its day of receipt. Raises Unprocessable."""
    if wrong := list(_fact_mistakes(body, council, received_on, today)):
        raise Unprocessable("Some fields are wrong.", wrong)


def _fact_mistakes(body: ContactFacts, council: Council, received_on: date, today: date) -> Iterator[FieldError]:
    """What is wrong with the days and codes of a contact that was received on a day."""
    yield from _day_mistakes("", body, received_on, today)
    yield from _put_right_mistakes("", body, received_on, today)
    if (over := body.proceedings_ended_on) and over > received_on:
        why = "This is in the future." if over > today else "This is after the contact was received."
        yield FieldError("/proceedings_ended_on", why)
    yield from body.mistakes(council, received_on, today)
    if body.team:
        yield from _unusable("/team", "team", body.team, council.team(body.team), council, received_on)
    for index, matter in enumerate(body.matters):
        at = f"/matters/{index}"
        if matter.category:
            known = council.category(matter.category)
            yield from _unusable(f"{at}/category", "category", matter.category, known, council, received_on)
        if matter.team:
            team = council.team(matter.team)
            yield from _unusable(f"{at}/team", "team", matter.team, team, council, received_on)
        if matter.concerns_provider is False and (matter.provider or matter.prefers_provider):
            other = "provider" if matter.provider else "prefers_provider"
            yield FieldError(f"{at}/concerns_provider", "A provider is said of it: does it concern one?")
            yield FieldError(f"{at}/{other}", "If it concerns no provider, leave this out.")
        yield from _day_mistakes(at, matter, received_on, today)
        yield from _put_right_mistakes(at, matter, received_on, today)


def _day_mistakes(at: str, said: ContactFacts | Matter, received_on: date, today: date) -> Iterator[FieldError]:
    """What is wrong with the days of the whole contact, or of one of its matters."""
    for name in ("event_on", "aware_on"):
        day = getattr(said, name)
        if day and day > today:
            yield FieldError(f"{at}/{name}", "This is in the future.")
        elif day and day > received_on:
            yield FieldError(f"{at}/{name}", "This is after the contact was received.")
    if said.event_on and said.aware_on and said.aware_on < said.event_on:
        yield FieldError(f"{at}/aware_on", "This is before it happened.")


def _put_right_mistakes(
    at: str, said: ContactFacts | Matter, received_on: date, today: date
) -> Iterator[FieldError]:
    """What is wrong with the day on which the whole contact, or one of its matters, was put right."""
    if said.resolved_on is None:
        return
    if why := past_mistake(said.resolved_on, today, received_on, "the contact was received"):
        yield FieldError(f"{at}/resolved_on", why)
    if said.still_goes_on:
        yield FieldError(f"{at}/resolved_on", "It cannot have been put right on a day and still go on.")
        yield FieldError(f"{at}/still_goes_on", "If it still goes on, leave out when it was put right.")


def _transfer_mistakes(transfer: TransferredFrom, received_on: date) -> list[FieldError]:
    pointer = "/transferred_from/received_on"
    if transfer.received_on > received_on:
        return [FieldError(pointer, "This is after the council received it.")]
    if transfer.received_on < FIRST_RECEIPT:
        return [FieldError(pointer, BEFORE_THE_REGULATIONS)]
    return []


def _unusable(
    pointer: str, label: str, code: str, known: Coded | None, council: Council, received_on: date
) -> list[FieldError]:
    """What is wrong with a code: the council never had it, or not on the day of receipt."""
    if known is None:
        return [FieldError(pointer, f"{council.name} has no {label} {code!r}.")]
    if not known.in_use(received_on):
        return [FieldError(pointer, f"{known.name} was not in use on {received_on}.")]
    return []


def _title(narrative: str) -> str:
    """The beginning of the narrative, up to a word's end."""
    first = narrative.splitlines()[0].split(". ")[0].strip() or narrative.strip()
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
