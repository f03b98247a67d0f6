"""How often one person may ask: generous for people, and no way to walk through all there is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.limits import MOST_KEPT, RateLimit
from kernel.errors import TooMany
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import House

INTAKE, CASES, ANALYTICS = "/api/intake/v1", "/api/cases/v1", "/api/analytics/v1"


class Clock:
    """Goes forward when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(databases: Databases, tmp_path: Path, clock: Clock) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        made.context.person_limit = RateLimit(60, clock)
        yield made


def test_who_asks_too_often_waits_and_nobody_else_does(services: House, clock: Clock) -> None:
    manager = services.caller(Role.MANAGER, subject="a")
    # Of all services together, whatever becomes of each request, and once where a reference is named.
    asked = [f"{INTAKE}/me", f"{CASES}/cases/ETM-2026-000001", f"{ANALYTICS}/dashboard", f"{INTAKE}/clients"]
    answers = [manager.get(path).status_code for path in asked * 15]
    assert answers == [200, 404, 200, 403] * 15
    refused = manager.get(f"{INTAKE}/me")
    assert (refused.status_code, refused.headers["content-type"]) == (429, "application/problem+json")
    assert refused.headers["retry-after"] == "1"
    assert services.caller(Role.MANAGER, subject="b").get(f"{INTAKE}/me").status_code == 200
    other_council = services.caller(Role.MANAGER, subject="a", authority="leicester")
    assert other_council.get(f"{INTAKE}/me").status_code == 200, "another council may call its own people the same"
    clock.now += 1
    assert [manager.get(f"{INTAKE}/me").status_code for _ in range(2)] == [200, 429]


def test_a_refused_change_was_not_made(services: House) -> None:
    services.context.person_limit = RateLimit(1, Clock())
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    assert officer.get(f"{INTAKE}/contacts").status_code == 200
    assert officer.post(f"{INTAKE}/contacts", contacts.statutory()).status_code == 429
    manager = services.caller(Role.MANAGER)
    assert manager.get(f"{INTAKE}/contacts").json()["items"] == []


@pytest.mark.parametrize(
    ("path", "role", "counts_as"),
    [
        pytest.param(f"{CASES}/cases/export", Role.MANAGER, 60, id="cases as a file"),
        pytest.param(f"{INTAKE}/exports/imported", Role.ADMIN, 60, id="what was imported"),
    ],
)
def test_what_hands_out_much_counts_as_many(services: House, path: str, role: Role, counts_as: int) -> None:
    services.context.person_limit = RateLimit(counts_as + 1, Clock())
    caller = services.caller(role)
    assert [caller.get(at).status_code for at in (path, f"{INTAKE}/me", f"{INTAKE}/me")] == [200, 200, 429]


def test_a_drill_counts_as_ten(services: House) -> None:
    services.context.person_limit = RateLimit(11, Clock())
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    assert officer.post(f"{ANALYTICS}/figures/references", {}).status_code == 422
    assert [officer.get(f"{INTAKE}/me").status_code for _ in range(2)] == [200, 429]


def test_services_follow_as_fast_as_they_can(services: House) -> None:
    services.context.person_limit = RateLimit(1, Clock())
    service = services.caller(Role.SERVICE, authority="*")
    assert [service.get(f"{INTAKE}/events").status_code for _ in range(3)] == [200] * 3


def test_of_many_buckets_those_used_last_are_kept() -> None:
    limit = RateLimit(1, Clock())
    for number in range(MOST_KEPT + 1):
        limit.take(f"somebody-{number}")
    limit.take("somebody-0")  # forgotten, and so full again
    with pytest.raises(TooMany):
        limit.take(f"somebody-{MOST_KEPT}")
