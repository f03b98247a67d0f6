"""What was counted is not counted again until a fact changes, and then it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics import repository
from kernel.vocabulary import Role
from tests.support import contacts, house, statements
from tests.support.databases import Databases
from tests.support.house import Caller, House

FIGURES, DASHBOARD = "/api/analytics/v1/figures", "/api/analytics/v1/dashboard"
CONTACTS = "/api/intake/v1/contacts"
RECEIVED: dict[str, Any] = {"measure": "count", "from": "2026-04-01", "to": "2099-03-31"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


def record(services: House, authority: str = "eastmere") -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER, authority=authority)
    officer.post(CONTACTS, contacts.statutory()).raise_for_status()
    services.settle()


def manager(services: House, authority: str = "eastmere") -> Caller:
    return services.caller(Role.MANAGER, authority=authority)


def received(services: House, authority: str = "eastmere") -> Any:
    asked = RECEIVED | {"authority": authority}
    return manager(services, authority).post(FIGURES, asked).raise_for_status().json()["values"]


def counts_of_the_year(services: House, path: str) -> int:
    """How many statements a page sends that count more than what is open."""
    with statements.counted(services.database("analytics").engine) as sent:
        manager(services).get(path).raise_for_status()
    return sum(
        "FROM analytics_case" in statement and "count(*)" in statement and "is_open" not in statement
        for statement in sent
    )


@pytest.mark.both_databases
def test_a_figure_follows_every_contact(services: House) -> None:
    seen = [received(services)]
    for _ in range(3):
        record(services)
        seen += [received(services), received(services)]
    assert seen == [0, 1, 1, 2, 2, 3, 3]


def test_a_dashboard_is_counted_once_for_all_who_watch_it(services: House) -> None:
    record(services)
    first, again = (counts_of_the_year(services, DASHBOARD) for _ in range(2))
    assert (first > 0, again) == (True, 0)
    record(services)
    assert counts_of_the_year(services, DASHBOARD) == first


def test_councils_do_not_share_what_is_remembered(services: House) -> None:
    record(services)
    assert (received(services), received(services, "leicester")) == (1, 0)
    record(services, "leicester")
    assert (received(services), received(services, "leicester")) == (1, 1)


def test_what_is_built_again_is_counted_again(services: House) -> None:
    record(services)
    assert received(services) == 1
    with services.database("analytics").transaction() as tx:
        repository.clear(tx)
    assert received(services) == 0
    services.replica().settle()  # as a process that starts: this one knows how far it was
    assert received(services) == 1


def test_a_change_sees_nothing_that_is_remembered(services: House) -> None:
    """It may have changed the facts itself, and what it sees may be taken back."""
    worked_out = []
    with services.database("analytics").transaction() as tx:
        for _ in range(2):
            repository.while_unchanged(tx, "eastmere", "asked", lambda: worked_out.append(1))
    assert len(worked_out) == 2
