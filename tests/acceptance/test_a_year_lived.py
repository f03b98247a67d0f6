"""A year that is worked here, act by act, gives the figures of the same year imported.

What no act can give is known by name: nobody records that something is *unknown*, so that it is not recorded at
all; a worked case is counted under the codes of the council's file, where a spreadsheet has names; and a case that
has neither an end nor an outcome is open.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine

from kernel.procedures import Council
from kernel.vocabulary import Role
from tests.acceptance.conftest import DATA
from tests.acceptance.council_files import Line, file_of
from tests.acceptance.living import Living
from tests.acceptance.test_published_figures import NO_PART_OF_THE_QUESTION, same
from tests.support import house
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.house import House

WORKED = {
    "coventry": ("2023-24", "2024-09-02"),
    "leicester": ("2023-24", "2024-09-02"),
    "shropshire": ("2022-23", "2023-07-03"),
}
"""Each council's year, and the day on which its last act is recorded: what is open then is open in its report."""
NEITHER_ENDED_NOR_OPEN = {("shropshire", "open_at_year_report"): 14 + 1}
"""A figure that differs by the line that records neither an end nor an outcome: worked here, it is open."""


def _codes(council: Council) -> dict[str, str]:
    """The code of what the year's spreadsheet names, and what is not recorded here at all."""
    named = [*council.teams, *council.service_areas, *(council.equality.age_bands if council.equality else [])]
    return {entry.name: entry.code for entry in named} | {"unknown": "not_recorded"}


def in_codes(said: Any, codes: Mapping[str, str]) -> Any:
    """The same with codes in the place of names; groups that become one are added."""
    if isinstance(said, Mapping):
        coded: dict[str, Any] = {}
        for key, value in said.items():
            code = codes.get(key, key)
            coded[code] = coded[code] + value if code in coded else in_codes(value, codes)
        return coded
    if isinstance(said, list):
        return [in_codes(each, codes) for each in said]
    return codes.get(said, said) if isinstance(said, str) else said


@pytest.mark.in_turn
@pytest.mark.parametrize("council", list(WORKED))
def test_the_year_lived_gives_the_published_figures(
    council: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year, today = WORKED[council]
    lines = [json.loads(line) for line in (DATA / f"{council}-{year}.ndjson").read_text().splitlines()]
    file = file_of(books().council(council), lines)
    with_file = replace(books(), councils={**books().councils, council: file})
    monkeypatch.setattr(house, "books", lambda: with_file)
    with _lived(tmp_path, file, lines, today) as (living, refs):
        differing = dict(_differing(living.services, file, year))
        upheld = _upheld(living, year)
        line, ref = next(
            pair for pair in zip(lines, refs, strict=True) if pair[0].get("procedure") and pair[0].get("closed_on")
        )
        living.goes_to_ombudsman(line, ref, f"{int(year[:4]) + 1}-03-28")
        assert _upheld(living, year) == [count + 1 for count in upheld], "beside a complaint it counts once"
    assert differing == {entry: value for (of, entry), value in NEITHER_ENDED_NOR_OPEN.items() if of == council}


@contextmanager
def _lived(
    folder: Path, council: Council, lines: Sequence[Line], today: str
) -> Iterator[tuple[Living, list[str]]]:
    """Who lived the year: every contact recorded, every case worked to where it stood; with their references."""
    databases = Databases("sqlite", folder)
    with (
        time_machine.travel(f"{today}T10:00:00Z", tick=True),
        house.opened(databases, folder / "data") as opened,
    ):
        living = Living.of(opened, council)
        refs = [living.record(line) for line in lines]
        opened.settle()
        for ref, line in zip(refs, lines, strict=True):
            living.work(ref, line)
        opened.settle()
        yield living, refs
    databases.close()


def _upheld(living: Living, year: str) -> list[int]:
    """How many complaints the Ombudsman told of, and upheld, on its board and in the council's own report."""
    manager = living.services.caller(Role.MANAGER, authority=living.council.code, seconds=10**8)
    of_report = {"authority": living.council.code, "scope": "adults", "year": year}
    board = manager.get("/api/analytics/v1/boards/ombudsman", params={"year": year}).json()
    report = manager.get("/api/analytics/v1/annual-report/draft", params=of_report).json()["report"]
    tables = {
        block["id"]: {row["id"]: row["values"][0]["value"] for row in block["rows"]}
        for read in (board, report)
        for section in read["sections"]
        for block in section["blocks"]
        if block["kind"] == "table"
    }
    return [tables["facts"]["told"], tables["decisions"]["upheld"], tables["ombudsman_decisions"]["upheld"]]


def _differing(services: House, council: Council, year: str) -> Iterator[tuple[str, Any]]:
    """The figures that are not as published, by their entry."""
    manager = services.caller(Role.MANAGER, authority=council.code, seconds=10**8)
    codes = _codes(council)
    for entry in json.loads((DATA / "expected" / f"{council.code}-{year}.json").read_text()):
        question = {key: value for key, value in entry.items() if key not in NO_PART_OF_THE_QUESTION}
        asked = in_codes(question, codes) | {"authority": council.code, "year": year}
        answer = manager.post("/api/analytics/v1/figures", asked)
        assert answer.status_code == 200, answer.text
        values = answer.json()["values"]
        if not same(values, in_codes(entry["values"], codes), entry.get("partial", False)):
            yield entry["id"], values
