"""Factories for the kernel's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.db import Database
from tests.kernel.feeds import SINK, SOURCE, Feed, new_database
from tests.support import repeatable
from tests.support.databases import Databases

repeatable.use()


@pytest.fixture
def source(databases: Databases) -> Iterator[Database]:
    """A database whose service tells."""
    with new_database(databases, SOURCE) as database:
        yield database


@pytest.fixture
def sink(databases: Databases) -> Iterator[Database]:
    """A database whose service follows."""
    with new_database(databases, SINK) as database:
        yield database


@pytest.fixture
def feed_of_source(source: Database, tmp_path: Path) -> Feed:
    return Feed(source, tmp_path)
