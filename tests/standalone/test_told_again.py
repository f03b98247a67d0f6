"""Followers whose places were set back are told again what they know: nothing changes by it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, update

from standalone.moving.tables import METADATA
from tests.support import house
from tests.support.databases import Databases
from tests.support.demo import NOW, made_once, urls_in
from tests.support.house import House


@contextmanager
def settled(folder: Path) -> Iterator[House]:
    """The demonstration's council, with a year of work, once every follower has applied what there is."""
    with (
        time_machine.travel(NOW, tick=True),
        house.opened(Databases("sqlite", folder), folder, **urls_in(folder)) as services,
    ):
        services.settle()
        for service in ("intake", "cases"):
            services.run(services.apps[service].state.said.catch_up)
        yield services


def everything(services: House) -> dict[str, list[dict[str, Any]]]:
    """All rows of all services, by table."""
    found = {}
    for service, metadata in METADATA.items():
        with services.database(service).reading() as session:
            for table in metadata.sorted_tables:
                rows = session.execute(select(table).order_by(*table.primary_key)).mappings()
                found[table.name] = [dict(row) for row in rows]
    return found


@pytest.mark.in_turn
def test_a_year_that_is_told_again_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(made_once(), folder)
    with settled(folder) as services:
        before = everything(services)
        for service in METADATA:
            database = services.database(service)
            with database.transaction() as tx:
                tx.execute(update(database.tables.cursors).values(position=0, mark=None))
    with settled(folder) as services:
        after = everything(services)
    assert [name for name in before if before[name] != after[name]] == []
