"""While the database does not answer, nobody is told that something went wrong with them; it goes on by itself.

So it is while a disk is full: the database's, or that of files which are kept or brought in.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import event, make_url

from chassis import problem
from chassis.db import Database
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases

CONTACTS = "/api/intake/v1/contacts"
MOST_PAGES = 4_294_967_294


@contextmanager
def away(databases: Databases, url: str) -> Iterator[None]:
    """Nobody is connected to the database, or can be."""
    name, cluster = make_url(url).database, databases.cluster
    cluster.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    cluster.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    try:
        yield
    finally:
        cluster.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


def test_a_database_that_is_away_is_said_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    databases = Databases("postgresql", tmp_path)
    with house.opened(databases, tmp_path) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER)
        assert officer.post(CONTACTS, contacts.statutory()).status_code == 201
        capsys.readouterr()
        with away(databases, str(services.context.settings.intake_database_url)):
            for answer in (officer.post(CONTACTS, contacts.statutory()), officer.get(CONTACTS)):
                assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
                assert answer.json()["title"] == "The database does not answer"
            ready = officer.get("/api/intake/readyz")
            assert (ready.status_code, ready.json()["database"]) == (503, False)
            assert officer.get("/api/intake/livez").status_code == 200
        assert "Traceback" not in capsys.readouterr().err
        assert officer.get("/api/intake/readyz").json()["database"] is True
        assert officer.post(CONTACTS, contacts.statutory()).status_code == 201
        assert len(officer.get(CONTACTS).json()["items"]) == 2
    databases.close()


@contextmanager
def full(database: Database) -> Iterator[None]:
    """Not a page more fits into it."""

    def limit(connection: Any, pages: int) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    def taken(connection: Any, *_rest: object) -> None:
        limit(connection, 1)  # as many as there are

    def given_back(connection: Any, *_rest: object) -> None:
        limit(connection, MOST_PAGES)

    event.listen(database.engine, "checkout", taken)
    event.listen(database.engine, "checkin", given_back)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", taken)
        event.remove(database.engine, "checkin", given_back)


def on_a_full_disk(_file: object, mode: str) -> FileIO:
    return FileIO("/dev/full", mode)


def assert_no_room(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.json()["title"]) == (503, "There is no room left"), answer.text
    assert answer.headers["Retry-After"] == "5"


def test_a_full_disk_is_said_and_it_goes_on_when_there_is_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    databases = Databases("sqlite", tmp_path)
    with house.opened(databases, tmp_path) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER, hides_errors=True)
        ref = officer.post(CONTACTS, contacts.statutory()).json()["ref"]
        capsys.readouterr()
        with full(services.database("intake")):
            assert_no_room(officer.post(CONTACTS, contacts.statutory(narrative="x" * 20_000)))
            ready = officer.get("/api/intake/readyz")
        assert (ready.status_code, ready.json()["database"], ready.json()["room"]) == (503, True, False)
        assert officer.get("/api/cases/readyz").json()["room"] is True
        monkeypatch.setattr(problem, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + 10))
        assert officer.get("/api/intake/readyz").json()["room"] is True
        assert officer.post(CONTACTS, contacts.statutory(narrative="x" * 20_000)).status_code == 201
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(Path, "open", on_a_full_disk)
            lines = {"Content-Type": "application/x-ndjson"}
            assert_no_room(officer.request("POST", "/api/intake/v1/imports", content=b"{}", headers=lines))
            meanwhile.setattr("chassis.on_disk.os.fdopen", on_a_full_disk)
            named = {"Redress-File-Name": "one.txt"}
            assert_no_room(officer.request("POST", f"{CONTACTS}/{ref}/files", content=b"words", headers=named))
        said = capsys.readouterr()
    assert (said.out + said.err).count("disk_full") == 3, "one line each"
    assert "Traceback" not in said.out + said.err
    databases.close()
