"""A year's answers counted again: under other targets, and under the Complaint Handling Code."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analytics.what_if.rules import Answered, in_time_by, in_time_under, target
from kernel.vocabulary import Classification, Role, Unit
from tests.support import house
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import Caller
from tests.support.imports import bring_in

BOOKS = books()
LEICESTER = BOOKS.council("leicester")
WHAT_IF = "/api/analytics/v1/what-if"


def answered(received: str, acknowledged: str | None, responded: str) -> Answered:
    day = date.fromisoformat
    return Answered(day(received), day(acknowledged) if acknowledged else None, day(responded), 1, 0)


@pytest.mark.parametrize(
    ("responded", "in_time"),
    [
        pytest.param("2026-03-30", True, id="the twentieth working day"),
        pytest.param("2026-03-31", False, id="the day after"),
    ],
)
def test_another_target(responded: str, in_time: bool) -> None:
    asked = answered("2026-03-02", None, responded)
    assert in_time_by(target(20, Unit.WORKING_DAYS), asked, BOOKS.calendars) is in_time


@pytest.mark.parametrize(
    ("acknowledged", "responded", "in_time"),
    [
        pytest.param("2026-04-20", "2026-05-05", True, id="ten working days from the acknowledgement"),
        pytest.param("2026-04-20", "2026-05-06", False, id="eleven"),
    ],
)
def test_the_code_counts_from_the_acknowledgement(acknowledged: str, responded: str, in_time: bool) -> None:
    code = max(
        (entry for entry in LEICESTER.procedures if entry.id == "corporate"), key=lambda entry: entry.version
    )
    asked = answered("2026-04-13", acknowledged, responded)
    found = in_time_under(code, Classification.CORPORATE_COMPLAINT, asked, LEICESTER, BOOKS.calendars)
    assert found is in_time


@pytest.fixture
def manager(databases: Databases, tmp_path: Path) -> Iterator[Caller]:
    line = (
        '{"ref": "LEI-2324-000%d", "authority": "leicester", "classification": "statutory_complaint", '
        '"procedure": "adult_statutory", "received_on": "2023-06-01", "channel": "email", '
        '"raised_by": "relative", "acknowledged_on": "2023-06-02", "closed_on": "%s", "outcome": "upheld", '
        '"stages": [{"stage": 1, "started_on": "2023-06-01", "target_working_days": 20, '
        '"responded_on": "%s", "outcome": "upheld"}]}'
    )
    days = ("2023-06-15", "2023-06-16", "2023-06-30")
    lines = "\n".join(line % (number, day, day) for number, day in enumerate(days, 1))
    with house.opened(databases, tmp_path) as opened:
        bring_in(opened, opened.caller(Role.ADMIN, authority="leicester"), lines.encode())
        opened.settle()
        yield opened.caller(Role.MANAGER, authority="leicester")


def test_a_year_under_another_target(manager: Caller) -> None:
    """Ten, eleven and twenty-one working days after receipt."""
    told = manager.get(f"{WHAT_IF}?year=2023-24&amount=10").json()
    assert (told["answered"], told["counted"], told["would_be_on_time"]) == (3, 3, 1)
    assert told["told"] == "Answered within 10 working days of receipt"
    assert manager.get(f"{WHAT_IF}?year=2023-24&amount=11").json()["would_be_on_time"] == 2
    under = manager.get(f"{WHAT_IF}?year=2023-24&procedure=adult_statutory").json()
    assert under["would_be_on_time"] == 2
    assert {entry["id"] for entry in under["procedures"]} == {
        *("adult_statutory", "joint_nhs", "provider"),
        *("public_health", "children_statutory"),  # which every council has by law
    }


@pytest.mark.parametrize("query", ["", "&amount=10&procedure=corporate", "&procedure=nothing", "&amount=0"])
def test_what_cannot_be_asked(manager: Caller, query: str) -> None:
    assert manager.get(f"{WHAT_IF}?year=2023-24{query}").status_code == 422
