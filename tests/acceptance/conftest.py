"""The three councils' years, brought in once for all questions, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import BACKENDS, Databases
from tests.support.house import House
from tests.support.imports import bring_in

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session", params=BACKENDS)
def years(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product with three councils' years in it."""
    folder = tmp_path_factory.mktemp("years")
    databases = Databases(request.param, folder)
    with house.opened(databases, folder / "data") as opened:
        for file in sorted(DATA.glob("*.ndjson")):
            authority = file.name.split("-")[0]
            job = bring_in(opened, opened.caller(Role.ADMIN, authority=authority), file.read_bytes())
            assert (job["state"], job["rejected"]) == ("done", 0)
        opened.settle()
        yield opened
    databases.close()
