"""What another version of a council's file changes, and what it may not take away."""

from datetime import date
from pathlib import Path

import pytest

from kernel.procedures import LAW, Council, Law, changes, read, read_council, taken_away
from tests.support.councils import NORTHBROOK

TODAY = date(2026, 3, 24)
"""While version 1 of its procedure is in force, and version 2 is still to come."""
FASTER = "stage_1: {name: Target, amount: 10"


def northbrook(folder: Path, was: str = "", now: str = "") -> Council:
    """Its file, with one thing in it exchanged."""
    assert was in NORTHBROOK
    path = folder / "northbrook.yaml"
    path.write_text(NORTHBROOK.replace(was, now, 1), encoding="utf-8")
    return read_council(path, read(LAW, Law))


def test_every_value_that_differs_is_told_with_where_it_stands(tmp_path: Path) -> None:
    before = northbrook(tmp_path)
    after = northbrook(tmp_path, FASTER, FASTER.replace("10", "15"))
    assert changes(before, after) == [
        ("procedures.adult_statutory version 2.stages.stage_1.limits.stage_1.amount", 10, 15)
    ]
    assert changes(before, before) == []


def test_an_entry_is_known_by_its_code_wherever_it_stands(tmp_path: Path) -> None:
    before = northbrook(tmp_path)
    adults = "  - {code: adults, name: Adults}\n"
    after = northbrook(tmp_path, adults, "  - {code: first, name: First contact}\n" + adults)
    assert {(change.key, change.after) for change in changes(before, after) if change.after} == {
        ("teams.first.code", "first"),
        ("teams.first.name", "First contact"),
        ("teams.first.function", "adult_social_care"),
    }


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        pytest.param("prefix: NOR", "prefix: NOB", "prefix: was NOR", id="prefix"),
        pytest.param(
            "code: waiting_list", "code: queue", "categories.delay.subcategories.waiting_list: ", id="code"
        ),
        pytest.param("code: younger", "code: of_age", "equality.age_bands.younger: ", id="age band"),
        pytest.param(
            "amount: 12",
            "amount: 10",
            "procedures.adult_statutory.stages.stage_1.limits.stage_1.amount: version 1 is in force",
            id="a limit in force",
        ),
        pytest.param(
            "adult_statutory\n    name: Adult statutory\n    summary: Two",
            "children_statutory\n    name: Adult statutory\n    summary: Two",
            "procedures.adult_statutory: version 1 is gone",
            id="a version",
        ),
    ],
)
def test_what_records_rest_on_stays(tmp_path: Path, was: str, now: str, said: str) -> None:
    lost, *_ = taken_away(northbrook(tmp_path), northbrook(tmp_path, was, now), TODAY)
    assert lost.startswith(said)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param("name: Target", "name: Council target", id="a name"),
        pytest.param("in_force_until: 2026-03-31", "in_force_until: 2026-03-30", id="the last day"),
        pytest.param(FASTER, FASTER.replace("10", "15"), id="a version that is still to come"),
        pytest.param("code: upheld, name: Well-founded", "code: not_upheld, name: Dismissed", id="outcome"),
        pytest.param("name: Asked, amount: 4", "name: Asked, amount: 5", id="a limit of no procedure"),
    ],
)
def test_what_nothing_rests_on_may_change(tmp_path: Path, was: str, now: str) -> None:
    assert list(taken_away(northbrook(tmp_path), northbrook(tmp_path, was, now), TODAY)) == []
