"""The product on new databases, and those who bring files in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.support import house, repeatable
from tests.support.databases import Databases
from tests.support.house import Caller, House

repeatable.use()


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path / "data") as made:
        yield made


@pytest.fixture
def admin(services: House) -> Caller:
    return services.caller(Role.ADMIN)


@pytest.fixture
def officer(services: House) -> Caller:
    return services.caller(Role.COMPLAINTS_OFFICER, subject="officer-1")


@pytest.fixture
def manager(services: House) -> Caller:
    return services.caller(Role.MANAGER)
