"""Whoever follows a feed knows what to do with everything told there, in every version ever told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chassis.db import Database
from chassis.feed import cloud_event
from chassis.follower import attempt
from chassis.tracing import TRACEPARENT
from intake.assessment import assess
from intake.models import ContactRow
from intake.records import without_dates
from intake.schemas import ContactFacts
from kernel.events import EVENT_TYPES, Event
from tests.support import contacts, services
from tests.support.books import books
from tests.support.databases import Databases

SAMPLES = Path(__file__).parent / "event_samples"
TYPES = {name: kind for name, kind in EVENT_TYPES.items() if not kind.__subclasses__()}
TOLD_BY_INTAKE = {
    name
    for name in TYPES
    if name.startswith(("Contact", "Mail", "Provider")) or name in {"CaseImported.v1", "DisposalAsked.v1"}
}
TOLD_BY_CASES = set(TYPES) - TOLD_BY_INTAKE

# An event that a follower has no handler for is parked, so each one here needs a reason.
UNHANDLED: dict[str, dict[str, str]] = {"intake": {}, "cases": {}, "analytics": {}}
FOLLOWED = {"intake": TOLD_BY_CASES, "cases": TOLD_BY_INTAKE, "analytics": TOLD_BY_INTAKE | TOLD_BY_CASES}


@pytest.fixture(params=FOLLOWED)
def follower(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def handlers_of(service: str, folder: Path) -> dict:
    return dict(services.apps(folder)[service].state.handlers)


def test_every_event_has_a_handler(follower: str, tmp_path: Path) -> None:
    handled = {kind.type_name() for kind in handlers_of(follower, tmp_path)}
    assert handled | set(UNHANDLED[follower]) >= FOLLOWED[follower]


def told(name: str) -> dict:
    """A sample as the feed would tell it."""
    data = json.loads((SAMPLES / f"{name}.json").read_text())
    at = datetime(2026, 3, 24, 10, tzinfo=UTC)
    row = {"position": 1, "type": name, "recorded_at": at, TRACEPARENT: None, "data": data}
    return cloud_event("source", row | {said: data[said] for said in ("authority", "ref", "sequence")})


def record_contact(database: Database) -> None:
    """The contact whose case the samples tell of."""
    body = ContactFacts.model_validate(contacts.statutory())
    received_on = date(2026, 3, 24)
    judged = assess(body, received_on, received_on, books().council("leicester"), books())
    with database.transaction() as tx:
        tx.add(
            ContactRow(
                authority="leicester",
                ref="LEI-2526-0107",
                year=2025,
                number=107,
                received_at=datetime(2026, 3, 24, 10, tzinfo=UTC),
                received_on=date(2026, 3, 24),
                recorded_at=datetime(2026, 3, 24, 10, tzinfo=UTC),
                recorded_by="officer-7",
                classification="statutory_complaint",
                title="Visits were missed",
                body=body.model_dump(mode="json"),
                assessment=without_dates(judged),
            )
        )


def in_order(names: set[str]) -> list[str]:
    def when(name: str) -> tuple[str, int]:
        event: Event = TYPES[name].model_validate(told(name)["data"])
        return str(event.occurred_on), event.sequence

    return sorted(names, key=when)


@pytest.mark.parametrize("backwards", [False, True], ids=["as told", "backwards"])
def test_samples_are_replayed(follower: str, backwards: bool, databases: Databases, tmp_path: Path) -> None:
    """None is parked. Facts take events in any order; a case cannot open before its contact was recorded."""
    if backwards and follower == "cases":
        names = in_order({"ContactRecorded.v1"})
    else:
        names = in_order(FOLLOWED[follower] - set(UNHANDLED[follower]))[:: -1 if backwards else 1]
    handlers = handlers_of(follower, tmp_path)
    database = services.database(
        follower, databases.migrated(follower, lambda url: services.migrated(follower, url))
    )
    parked = {}
    if follower == "intake":
        record_contact(database)
    for name in names:
        with database.transaction() as tx:
            if reason := attempt(tx, told(name), handlers):
                parked[name] = reason
    database.engine.dispose()
    assert not parked
