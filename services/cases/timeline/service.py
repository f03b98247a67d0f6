"""A case's timeline, made from its events; notes and names are added from this service's own rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from cases.notes import repository as notes
from cases.officers import repository as officers
from cases.record import repository, store
from cases.record.models import CaseRow
from cases.record.record import CaseRecord, request_of
from cases.record.telling import Said, Texts, without_words
from cases.tables import calendar_changes, feed_of_cases
from cases.timeline import history_file
from cases.timeline.history_file import History, Line
from cases.timeline.schemas import Timeline, TimelineEntry
from cases.timeline.words import SENTENCES
from chassis import calendar_store, feed
from chassis.auth import Principal
from kernel.events import EVENT_TYPES, CaseEvent, CaseForgotten, CaseHeld, ClockExtended, ClocksMoved, PartEvent
from kernel.imported import CodedCase
from kernel.procedures import Books
from kernel.vocabulary import Classification
from kernel.words import with_article


def timeline(session: Session, principal: Principal, ref: str, books: Books) -> Timeline:
    """What has happened, newest first. Raises NotFound."""
    case = store.load(session, repository.get(session, principal.authority, ref), books)
    texts = _texts(session, case, books)
    if not principal.may("cases:narrative"):
        texts = without_words(texts)
    items = _recorded(case.row)
    for row, event in _told(session, case.row):
        said = SENTENCES[type(event)](event, texts)
        items.append(
            TimelineEntry(
                on=row["occurred_on"],
                at=row["recorded_at"],
                kind=row["type"],
                title=said.title,
                detail=said.detail,
                by=texts.names.get(event.by, None) if event.by else None,
            )
        )
    # Newest first by the day it happened; on one day, by the order in which it was recorded.
    items.reverse()
    items.sort(key=lambda item: item.on, reverse=True)
    return Timeline(items=items)


def history(session: Session, principal: Principal, ref: str, today: date, books: Books) -> History:
    """What has happened in words for the complainant's file, oldest first. Raises NotFound."""
    case = store.load(session, repository.get(session, principal.authority, ref), books)
    texts = history_file.bare(_texts(session, case, books))
    lines = [Line(entry.on, Said(entry.title)) for entry in _recorded(case.row)]
    for row, event in _told(session, case.row):
        if said := history_file.told(event, texts):
            lines.append(Line(row["occurred_on"], said))
    return History(
        council=texts.council.name,
        ref=ref,
        what=with_article(Classification(case.row.classification)),
        received_on=case.row.received_on,
        today=today,
        lines=sorted(lines, key=lambda line: line.on),
    )


def _told(session: Session, case: CaseRow) -> Iterator[tuple[Any, CaseEvent | PartEvent]]:
    """What anybody did, oldest first: that the same date reads "soon" from another day on is nothing of that."""
    for row, event in _numbered(feed.of_reference(session, feed_of_cases, case.authority, case.ref)):
        if not isinstance(event, ClocksMoved) or event.moved or event.change is None:
            yield row, event


def _since_it_came(told: Sequence[Any]) -> Sequence[Any]:
    """Without what was told of a case that went with its import, before this one came under its reference."""
    gone = [place for place, row in enumerate(told, 1) if row["type"] == CaseForgotten.type_name()]
    return told[gone[-1] :] if gone else told


def _numbered(told: Sequence[Any]) -> Iterator[tuple[Any, CaseEvent | PartEvent]]:
    """The events of a case and of what lives beside it, oldest first.

    Those of an earlier release do not say which extension or hold they tell of: it is the next one.
    """
    extensions = holds = 0
    for row in _since_it_came(told):
        event = EVENT_TYPES[row["type"]].model_validate(row["data"])
        assert isinstance(event, CaseEvent | PartEvent)
        if isinstance(event, ClockExtended):
            extensions = event.extension or extensions + 1
            event = event.model_copy(update={"extension": extensions})
        elif isinstance(event, CaseHeld):
            holds = event.hold or holds + 1
            event = event.model_copy(update={"hold": holds})
        yield row, event


def _texts(session: Session, case: CaseRecord, books: Books) -> Texts:
    authority, ref = case.row.authority, case.row.ref
    return Texts(
        council=books.council(authority),
        names=officers.names(session, authority),
        notes={note.number: note.text for note in notes.of_case(session, authority, ref)},
        extensions={extension.number: extension for extension in case.extensions},
        holds={hold.number: hold for hold in case.holds},
        requests={request_of(request).kind: request for request in case.requests},
        changes={c.number: c for c in calendar_store.read(session, calendar_changes, authority)},
    )


def _recorded(case: CaseRow) -> list[TimelineEntry]:
    """What an imported case's council recorded, by its dates."""
    if case.recorded is None:
        return []
    recorded = CodedCase.model_validate(case.recorded)
    dates = (
        (recorded.received_on, "Received"),
        (recorded.acknowledged_on, "Acknowledged"),
        (recorded.withdrawn_on, "Withdrawn"),
        (recorded.closed_on, "Closed"),
    )
    return [
        TimelineEntry(on=on, at=case.opened_at, kind="imported", title=title, detail="As imported.", by=None)
        for on, title in dates
        if on is not None
    ]
