"""Each service's migrations: one line of them, the same tables as the models, and a way back."""

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from chassis.db import Database
from chassis.migrations import config, migrate, version_table
from chassis.said.index import is_of_index
from tests.support import services
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases

# Tables whose key begins with something else, because their rows belong to no one council.
NOT_BY_AUTHORITY = {
    "event": "the feed's positions are one row of numbers for all councils",
    "cursor": "a follower's place in that row",
    "parked_event": "events at their place in that row",
}


@pytest.fixture(params=services.SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty(service: str, databases: Databases):
    database = services.database(service, databases.empty())
    yield database
    database.engine.dispose()


def tables(database: Database) -> set[str]:
    """All but the index of words, which each database keeps in its own way."""
    return {name for name in inspect(database.engine).get_table_names() if not is_of_index(name)}


def test_one_head(service: str) -> None:
    assert len(ScriptDirectory.from_config(config(service)).get_heads()) == 1


def test_models_and_migrations_agree(service: str, empty: Database) -> None:
    migrate(empty)
    command.check(config(service, empty))
    assert tables(empty) == set(services.metadata_of(service).tables) | {version_table(service)}


def test_back_to_nothing_and_up_again(service: str, empty: Database) -> None:
    migrate(empty)
    command.downgrade(config(service, empty), "base")
    assert tables(empty) <= {version_table(service)}
    migrate(empty)
    assert tables(empty) >= set(services.metadata_of(service).tables)


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    migrate(empty)
    before = tables(empty)
    migrate(empty)
    assert tables(empty) == before


def test_every_key_begins_with_the_council(service: str) -> None:
    """So that no query forgets whose data it reads, and rows can be sharded by council."""
    wrong = [
        name
        for name, table in services.metadata_of(service).tables.items()
        if next(iter(table.primary_key.columns)).name != "authority"
        and name.removeprefix(f"{service}_") not in NOT_BY_AUTHORITY
    ]
    assert not wrong


def test_every_table_is_named_after_its_service(service: str) -> None:
    assert all(name.startswith(f"{service}_") for name in services.metadata_of(service).tables)
