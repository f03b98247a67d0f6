"""A year that is worked here, act by act, gives the figures of the same year imported.

What no act can give is known by name: nobody records that something is *unknown*, so that it is not recorded at
all; and a worked case is counted under the codes of the council's file, where a spreadsheet has names.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import time_machine

from kernel.procedures import load_books
from kernel.vocabulary import Role
from tests.acceptance.conftest import DATA
from tests.acceptance.living import Living
from tests.acceptance.test_published_figures import NO_PART_OF_THE_QUESTION, same
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import House

COUNCIL, YEAR = "coventry", "2023-24"
FIGURES = json.loads((DATA / "expected" / f"{COUNCIL}-{YEAR}.json").read_text())


def _codes() -> dict[str, str]:
    """The code of what the year's spreadsheet names, and what is not recorded here at all."""
    council = load_books().council(COUNCIL)
    named = [*council.service_areas, *(council.equality.age_bands if council.equality else [])]
    return {entry.name: entry.code for entry in named} | {"unknown": "not_recorded"}


CODES = _codes()


def in_codes(said: Any) -> Any:
    """The same with codes in the place of names; groups that become one are added."""
    if isinstance(said, Mapping):
        coded: dict[str, Any] = {}
        for key, value in said.items():
            code = CODES.get(key, key)
            coded[code] = coded[code] + value if code in coded else in_codes(value)
        return coded
    if isinstance(said, list):
        return [in_codes(each) for each in said]
    return CODES.get(said, said) if isinstance(said, str) else said


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The product with the year in it: every contact recorded, every case worked to where it stood."""
    folder = tmp_path_factory.mktemp("lived")
    databases = Databases("sqlite", folder)
    with (
        time_machine.travel("2024-09-02T10:00:00Z", tick=True),
        house.opened(databases, folder / "data") as opened,
    ):
        living = Living.of(opened, COUNCIL)
        lines = [json.loads(line) for line in (DATA / f"{COUNCIL}-{YEAR}.ndjson").read_text().splitlines()]
        refs = [living.record(line) for line in lines]
        opened.settle()
        for ref, line in zip(refs, lines, strict=True):
            living.work(ref, line)
        opened.settle()
        yield opened
    databases.close()


def test_the_year_lived_gives_the_published_figures(lived: House) -> None:
    manager = lived.caller(Role.MANAGER, authority=COUNCIL, seconds=10**8)
    differing = {}
    for entry in FIGURES:
        question = {key: value for key, value in entry.items() if key not in NO_PART_OF_THE_QUESTION}
        asked = in_codes(question) | {"authority": COUNCIL, "year": YEAR}
        answer = manager.post("/api/analytics/v1/figures", asked)
        assert answer.status_code == 200, answer.text
        values = answer.json()["values"]
        if not same(values, in_codes(entry["values"]), entry.get("partial", False)):
            differing[entry["id"]] = values
    assert not differing
