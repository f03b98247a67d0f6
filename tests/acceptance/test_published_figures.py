"""Every published figure of three councils' years, asked through the interface, on both databases."""

import json
from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.acceptance.conftest import DATA
from tests.support.house import House

NO_PART_OF_THE_QUESTION = {"id", "published_id", "basis", "note", "values", "partial"}


def entries() -> list[Any]:
    """Each expected entry with its council and year."""
    found = []
    for file in sorted((DATA / "expected").glob("*.json")):
        authority, _, year = file.stem.partition("-")
        for entry in json.loads(file.read_text()):
            found.append(pytest.param(authority, year, entry, id=f"{authority}-{entry['id']}"))
    return found


def test_there_are_as_many_entries_as_were_published() -> None:
    assert len(entries()) == 104


@pytest.mark.parametrize(("authority", "year", "entry"), entries())
def test_published_figure(years: House, authority: str, year: str, entry: dict[str, Any]) -> None:
    question = {key: value for key, value in entry.items() if key not in NO_PART_OF_THE_QUESTION}
    manager = years.caller(Role.MANAGER, authority=authority)
    answer = manager.post("/api/analytics/v1/figures", question | {"authority": authority, "year": year})
    assert answer.status_code == 200, answer.text
    assert same(answer.json()["values"], entry["values"], entry.get("partial", False))


def same(answered: Any, expected: Any, partial: bool) -> bool:
    """Equal, a group that is left out being 0; with `partial` only the listed groups are looked at."""
    if not isinstance(expected, dict):
        return bool(answered == expected)
    if not isinstance(answered, dict):
        return False
    keys = set(expected) if partial else set(expected) | set(answered)
    return all(
        same(answered.get(key, empty(expected.get(key))), expected.get(key, empty(answered.get(key))), partial)
        for key in keys
    )


def empty(other: Any) -> Any:
    return {} if isinstance(other, dict) else 0


@pytest.mark.parametrize("council", ["leicester", "coventry", "shropshire"])
def test_an_export_gives_back_the_same_lines(years: House, council: str) -> None:
    (file,) = DATA.glob(f"{council}-*.ndjson")
    exported = years.caller(Role.ADMIN, authority=council).get("/api/intake/v1/exports/imported")
    given = {line["ref"]: line for line in map(json.loads, file.read_text().splitlines())}
    assert {line["ref"]: line for line in map(json.loads, exported.text.splitlines())} == given
