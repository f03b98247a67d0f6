"""What intake learns from cases: the calendar and corrected receipts, each once, and nothing that it waits for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pytest
import time_machine
from sqlalchemy import select
from sqlmodel import Session

from analytics.models import CaseFact
from chassis import calendar_store
from chassis.db import Database
from chassis.follower import FeedOverHttp
from intake.handlers import handlers
from intake.main import create_app, follow_cases
from intake.models import calendar_changes
from kernel.calendar_changes import CalendarAction, What
from kernel.events import EVENT_TYPES, CalendarChange, CalendarChanged, CaseEvent, CaseForgotten, PartEvent
from kernel.vocabulary import Role
from tests.support import contacts, imports
from tests.support.books import books
from tests.support.house import Caller, House

CASES = "/api/cases/v1/cases"
CONTACTS = "/api/intake/v1/contacts"


@pytest.fixture(autouse=True)
def on_an_ordinary_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True):
        yield


def changed(number: int, on: date = date(2026, 4, 17), authority: str = "eastmere") -> CalendarChanged:
    return CalendarChanged(
        authority=authority,
        ref="EAS-CALENDAR",
        sequence=number,
        occurred_on=date(2026, 3, 24),
        by="manager-1",
        change=CalendarChange(
            number=number,
            action=CalendarAction.ADD,
            what=What.CLOSURE,
            on=on,
            name="Offices shut",
            announced_on=date(2026, 3, 23),
            source="Cabinet, 23 March 2026",
            until=date(2026, 4, 20),
        ),
    )


def kept(intake: Database, authority: str = "eastmere") -> list[dict[str, Any]]:
    with intake.reading() as session:
        changes = calendar_store.read(session, calendar_changes, authority)
    return [dict(vars(change)) for change in changes]


def tell(intake: Database, *events: CalendarChanged) -> None:
    with intake.transaction() as tx:
        for event in events:
            handlers(books())[type(event)](tx, event)


def test_a_change_of_the_calendar_is_kept_once_and_whole(services: House) -> None:
    intake = services.database("intake")
    tell(intake, changed(1), changed(1), changed(2, on=date(2026, 4, 16)))
    tell(intake, changed(1), changed(1, authority="leicester"))
    assert [change["number"] for change in kept(intake)] == [1, 2]
    assert kept(intake)[0] == dict(changed(1).change)
    assert len(kept(intake, "leicester")) == 1
    with intake.reading() as session:
        [first, _] = calendar_store.history(session, calendar_changes, "eastmere")
    assert (first.by, first.cases_moved) == ("manager-1", 0)


def test_of_a_case_only_where_it_stands_is_a_matter_of_intake() -> None:
    """Partners are told where the case of what they sent stands; the calendar and undone imports are followed."""
    told = {event for event in EVENT_TYPES.values() if issubclass(event, CaseEvent)}
    beside = {event for event in EVENT_TYPES.values() if issubclass(event, PartEvent)}
    assert set(handlers(books())) == told | beside | {CalendarChanged, CaseForgotten}


# Corrected receipts


def correct(services: House, officer: Caller, ref: str, received_on: str) -> None:
    version = officer.get(f"{CASES}/{ref}").headers["etag"]
    body = {"received_on": received_on, "reason": "The letter bears the stamp of that day."}
    answer = officer.post(f"{CASES}/{ref}/receipt", body, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text
    services.settle()
    for service in services.apps:
        parked = services.caller(Role.ADMIN).get(f"/api/{service}/v1/parked-events").json()
        assert parked == {"items": []}


def fact(services: House, ref: str) -> CaseFact:
    with services.database("analytics").reading() as session:
        return _fact(session, ref)


def _fact(session: Session, ref: str) -> CaseFact:
    return session.execute(select(CaseFact).where(CaseFact.ref == ref)).scalar_one()


def test_a_corrected_receipt_reaches_the_contact_and_the_figures(services: House, officer: Caller) -> None:
    body = contacts.statutory(received_at="2026-03-02T10:00:00Z")
    ref = officer.post(CONTACTS, body).json()["ref"]
    services.settle()
    correct(services, officer, ref, "2026-02-27")
    contact, case = officer.get(f"{CONTACTS}/{ref}").json(), officer.get(f"{CASES}/{ref}").json()
    assert contact["received_on"] == contact["assessment"]["received_on"] == case["received_on"] == "2026-02-27"
    assert contact["received_at"] == "2026-03-02T10:00:00Z", "when it was given stays as recorded"
    assert {c["kind"]: c["due_on"] for c in contact["assessment"]["clocks"]} == {
        c["kind"]: c["due_on"] for c in case["clocks"]
    }
    counted = fact(services, ref)
    assert (counted.received_on, counted.received_month) == (date(2026, 2, 27), "2026-02")
    correct(services, officer, ref, "2026-02-26")
    assert officer.get(f"{CONTACTS}/{ref}").json()["received_on"] == "2026-02-26"
    assert fact(services, ref).contact_sequence == 3


def test_a_contact_that_was_corrected_can_still_be_put_into_another_class(
    services: House, officer: Caller
) -> None:
    ref = officer.post(CONTACTS, contacts.statutory(received_at="2026-03-02T10:00:00Z")).json()["ref"]
    services.settle()
    correct(services, officer, ref, "2026-02-27")
    body = {"classification": "corporate_complaint", "reason": "About the council tax."}
    answer = officer.post(f"{CONTACTS}/{ref}/reclassifications", body)
    assert answer.status_code == 201, answer.text
    services.settle()
    case = officer.get(f"{CASES}/{ref}").json()
    assert (case["classification"], case["received_on"]) == ("corporate_complaint", "2026-02-27")
    assert fact(services, ref).classification == "corporate_complaint"


def test_an_imported_case_keeps_all_that_its_line_says(services: House, officer: Caller) -> None:
    admin = services.caller(Role.ADMIN)
    provider = {"name": "A Provider", "kind": "home_care"}
    line = imports.line("EAS-2526-0001", received_on="2026-03-02", provider=provider, local_label="Amber")
    imports.bring_in(services, admin, imports.ndjson(line))
    services.settle()
    adopted = officer.post(f"{CASES}/EAS-2526-0001/adoption", {}, headers={"If-Match": '"1"'})
    assert adopted.status_code == 200, adopted.text
    before = fact(services, "EAS-2526-0001")
    correct(services, officer, "EAS-2526-0001", "2026-02-27")
    after = fact(services, "EAS-2526-0001")
    assert (before.received_on, after.received_on) == (date(2026, 3, 2), date(2026, 2, 27))
    assert (after.provider_name, after.local_label, after.standing) == ("A Provider", "Amber", "received")
    again = imports.bring_in(services, admin, imports.ndjson(line))
    assert (again["unchanged"], again["rejected"]) == (1, 0), "the line is what it was"


def test_intake_is_ready_although_cases_cannot_be_reached(services: House) -> None:
    app = create_app(services.context)
    nowhere = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(503)), base_url="http://x")
    follow_cases(app, FeedOverHttp(nowhere, lambda: "token"))
    [follower] = app.state.followers
    with pytest.raises(httpx.HTTPStatusError):
        services.run(follower.catch_up)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/readyz")

    checks = ("database", "migrated", "room", "demo_data", "following", "councils", "feeds_as_followed")
    assert services.run(ask).json() == dict.fromkeys(checks, True)
    app.state.database.engine.dispose()
