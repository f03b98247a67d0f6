"""Who can be named for a restricted case."""

from typing import Any

import pytest

from cases.restriction.rules import Known, mistakes

OFFICERS = {
    "manager": Known("M A", active=True, is_manager=True),
    "officer": Known("O F", active=True, is_manager=False),
    "leaver": Known("L E", active=False, is_manager=False),
}


@pytest.mark.parametrize(
    ("people", "about", "owner", "by", "wrong"),
    [
        pytest.param(["officer", ...], None, "officer", "officer", [], id="the owner and every manager"),
        pytest.param([...], None, "manager", "manager", [], id="every manager, the owner too"),
        pytest.param([...], None, "officer", "manager", ["/people"], id="every manager, not the owner"),
        pytest.param([...], "manager", None, "officer", ["/managers"], id="every manager, about one of them"),
        pytest.param(["manager", "officer"], None, "officer", "manager", [], id="the owner and a manager"),
        pytest.param(["manager"], "officer", None, "manager", [], id="about a colleague"),
        pytest.param([], None, "officer", "manager", [], id="open again"),
        pytest.param(["manager"], "manager", None, "manager", ["/about", "/people/0"], id="about oneself"),
        pytest.param(["manager", "officer"], "officer", None, "manager", ["/people/1"], id="named although about"),
        pytest.param(["officer"], None, None, "manager", ["/people"], id="nobody who could open it"),
        pytest.param(["manager"], None, "officer", "manager", ["/people"], id="not its owner"),
        pytest.param(["leaver", "manager"], None, None, "manager", ["/people/0"], id="who left"),
        pytest.param(["manager", "nobody"], "nobody", None, "manager", ["/about", "/people/1"], id="unknown"),
    ],
)
def test_who_can_be_named(
    people: list[Any], about: str | None, owner: str | None, by: str, wrong: list[str]
) -> None:
    """The dots stand for every manager."""
    named = [subject for subject in people if subject is not ...]
    found = mistakes(named, named != people, about, owner, by, OFFICERS)
    assert [mistake.pointer for mistake in found] == wrong
