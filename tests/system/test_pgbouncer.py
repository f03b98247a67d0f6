"""PgBouncer as `deploy/pgbouncer` sets it up: each transaction may have another connection."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from chassis.db import Database
from chassis.settings import Settings, UnusableSetting
from intake.models import feed_of_intake
from kernel.vocabulary import Role
from standalone import SERVICES
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import House
from tests.support.pgbouncer import pooled

RECEIVED_AT, YEAR = "2026-03-24T10:00:00Z", "2025-26"
CONNECTIONS = 3
COUNCILS = ("eastmere", "leicester")
CONTACTS = 12


@pytest.fixture
def services(tmp_path: Path) -> Iterator[tuple[House, Databases, str]]:
    databases = Databases("postgresql", tmp_path)
    name = databases.migrated("all_services", house.migrate_every).rpartition("/")[2]
    with pooled(databases.cluster, name, CONNECTIONS) as url:
        urls = {f"{service}_database_url": url for service in SERVICES}
        settings = Settings.model_validate({"data_dir": tmp_path / "data", **urls})
        with house.opened_on(settings) as opened:
            yield opened, databases, name
    databases.close()


def test_contacts_become_cases_and_figures_and_councils_stay_apart(
    services: tuple[House, Databases, str],
) -> None:
    opened, databases, name = services
    managers = {
        council: opened.caller(Role.MANAGER, Role.COMPLAINTS_OFFICER, authority=council) for council in COUNCILS
    }
    for manager in managers.values():
        sent = [
            contacts.statutory(narrative=f"The visit on day {day} was missed.", received_at=RECEIVED_AT)
            for day in range(CONTACTS)
        ]
        assert {answer.status_code for answer in manager.post_at_once("/api/intake/v1/contacts", sent)} == {201}
    opened.settle()
    for council, manager in managers.items():
        question = {"authority": council, "year": YEAR, "measure": "count", "unit": "case", "cohort": "received"}
        assert manager.post("/api/analytics/v1/figures", question).json()["values"] == CONTACTS

    asked = [
        (council, answer)
        for council, manager in managers.items()
        for answer in manager.get_meanwhile("/api/cases/v1/cases", [{"limit": 1}] * 8)
    ]
    seen = {(council, case["ref"][:3]) for council, answer in asked for case in answer.result(30).json()["items"]}
    assert seen == {("eastmere", "EAS"), ("leicester", "LEI")}
    there = databases.cluster.execute(f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'")
    assert there == [(CONNECTIONS,)]


def test_no_transaction_rests_on_what_another_prepared(services: tuple[House, Databases, str]) -> None:
    database = services[0].database("intake")

    def change(_number: int) -> None:
        with database.transaction() as tx:
            tx.execute(text("SELECT pg_sleep(0.001)"))

    with ThreadPoolExecutor(2 * CONNECTIONS) as threads:
        assert len(list(threads.map(change, range(100)))) == 100


def test_a_url_says_none_or_nothing() -> None:
    with pytest.raises(UnusableSetting, match="is none, or left out"):
        Database("postgresql+psycopg://redress@127.0.0.1/redress?prepare_threshold=5", feed_of_intake)
