"""While the database does not answer, nobody is told that something went wrong with them; it goes on by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases

CONTACTS = "/api/intake/v1/contacts"


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
