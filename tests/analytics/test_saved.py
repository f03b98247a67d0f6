"""Views of dashboards that are kept under a name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.support import house
from tests.support.databases import Databases
from tests.support.house import House

VIEWS = "/api/analytics/v1/board-views"
MINE: dict[str, Any] = {"name": "Ours", "query": {"board": "performance", "quarter": 2, "team": "locality"}}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as opened:
        yield opened


def test_views_are_kept_for_oneself_and_by_managers_for_the_council(services: House) -> None:
    manager, officer, other = (
        services.caller(role, subject=subject)
        for role, subject in (
            (Role.MANAGER, "manager-1"),
            (Role.COMPLAINTS_OFFICER, "officer-1"),
            (Role.AUDITOR, "auditor-1"),
        )
    )
    mine = officer.post(VIEWS, MINE)
    assert (mine.status_code, mine.json()["query"]["year"], mine.json()["may_remove"]) == (201, None, True)
    assert officer.post(VIEWS, MINE | {"shared": True}).status_code == 403
    shared = {"name": "Last year", "shared": True, "query": {"board": "themes", "year": "2024-25"}}
    theirs = manager.post(VIEWS, shared).raise_for_status().json()

    def listed(caller: Any) -> list[tuple[str, bool, bool]]:
        return [(view["name"], view["shared"], view["may_remove"]) for view in caller.get(VIEWS).json()["items"]]

    assert listed(officer) == [("Last year", True, False), ("Ours", False, True)]
    assert listed(other) == [("Last year", True, False)]
    assert listed(manager) == [("Last year", True, True)]
    assert services.caller(Role.MANAGER, authority="leicester").get(VIEWS).json() == {"items": []}
    own, all_have = f"{VIEWS}/{mine.json()['id']}", f"{VIEWS}/{theirs['id']}"
    assert manager.request("DELETE", own).status_code == 404
    assert officer.request("DELETE", all_have).status_code == 403
    assert officer.request("DELETE", own).status_code == manager.request("DELETE", all_have).status_code == 204
    assert listed(officer) == []


def test_what_cannot_be_kept(services: House) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER)
    officer.post(VIEWS, MINE).raise_for_status()
    for wrong, pointer in (
        (MINE | {"name": "ours"}, "/name"),
        (MINE | {"name": " "}, "/name"),
        (MINE | {"name": "A", "query": {"board": "nothing"}}, "/query/board"),
        (MINE | {"name": "A", "query": {"board": "themes", "team": "nothing"}}, "/query/team"),
        (MINE | {"name": "A", "query": {"board": "themes", "quarter": 5}}, "/query/quarter"),
        (MINE | {"name": "A", "query": {"board": "themes", "cursor": "x"}}, "/query/cursor"),
    ):
        answer = officer.post(VIEWS, wrong)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), wrong
    for number in range(49):
        officer.post(VIEWS, MINE | {"name": f"View {number}"}).raise_for_status()
    assert officer.post(VIEWS, MINE | {"name": "One too many"}).status_code == 409
