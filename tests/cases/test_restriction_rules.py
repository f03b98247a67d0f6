"""Who can be named for a restricted case."""

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
    people: list[str], about: str | None, owner: str | None, by: str, wrong: list[str]
) -> None:
    assert [mistake.pointer for mistake in mistakes(people, about, owner, by, OFFICERS)] == wrong
