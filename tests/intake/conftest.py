"""Factories for intake's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.intake.desk import Desk
from tests.support import house, repeatable
from tests.support.databases import Databases
from tests.support.house import Caller, House

repeatable.use()


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as made:
        yield made


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER)


@pytest.fixture
def desk(services: House) -> Desk:
    return Desk(services.database("intake"), services.context.books)
