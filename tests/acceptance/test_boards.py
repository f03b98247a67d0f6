"""Dashboards over three councils' years."""

from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.support.house import House

BOARDS = "/api/analytics/v1/boards"
YEARS = {"leicester": "2023-24", "coventry": "2023-24", "shropshire": "2022-23"}


@pytest.mark.in_turn
@pytest.mark.parametrize(("authority", "year"), YEARS.items())
def test_every_dashboard_answers(years: House, authority: str, year: str) -> None:
    """Also of the year after, beside which these stand; one without records says so."""
    manager = years.caller(Role.MANAGER, authority=authority)
    names = [board["name"] for board in manager.get(BOARDS).json()]
    assert len(names) == 8
    for name in names:
        board = manager.get(f"{BOARDS}/{name}?year={year}")
        assert board.status_code == 200, (name, board.text)
        assert board.json()["sections"]
        [team, *_] = years.context.books.council(authority).teams
        assert manager.get(f"{BOARDS}/{name}?year={year}&quarter=1&team={team.code}").status_code == 200
    unknown = manager.get(f"{BOARDS}/themes?year={year}&team=nobody")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/team")
    assert team.code in unknown.json()["detail"]
    assert manager.get(f"{BOARDS}/nothing?year={year}").status_code == 404
    assert manager.get(f"{BOARDS}/themes?year=2011-12").status_code == 422


@pytest.mark.in_turn
def test_performance_has_the_councils_own_target(years: House) -> None:
    """And says of which answers the days are that it tells apart."""
    board = years.caller(Role.MANAGER, authority="leicester").get(f"{BOARDS}/performance?year=2023-24").json()
    tables = {
        block["id"]: block
        for section in board["sections"]
        for block in section["blocks"]
        if block["kind"] == "table"
    }
    [on_time] = [row for row in tables["kpis"]["rows"] if row["id"] == "on_time"]
    assert [value["value"] for value in on_time["values"][:2]] == [66, "39 of 59"]
    assert on_time["values"][-1]["value"] == years.context.books.council("leicester").on_time_target == 75
    assert [row["id"] for row in tables["days"]["rows"]][-1] == "elsewhere_days"
    assert tables["days"]["title"] == "Working days from the receipt to the last answer, by whose they were"


def test_people_stand_beside_the_people_supported(years: House) -> None:
    """Those of Leicester's report; a group of few complaints, and one of none, says nothing of itself."""

    def people(query: str) -> dict[str, Any]:
        board = years.caller(Role.MANAGER, authority="leicester").get(f"{BOARDS}/people?{query}").json()
        [table] = [block for block in board["sections"][0]["blocks"] if block.get("id") == "ethnicity"]
        return dict(table)

    table = people("year=2023-24")
    heads = [column["head"] for column in table["columns"]]
    assert heads[-3:] == ["People supported", "For each 1,000", "Likely between"]
    beside = {row["id"]: [value["value"] for value in row["values"]] for row in table["rows"]}
    assert beside["white_british"][-3:] == [2476, 10.5, "6.9 and 15.4"]
    assert beside["asian_indian"][-3:] == [1519, 7.9, "4.1 and 13.8"]
    assert beside["black_african"][-3:] == [143, None, "too few to say"]
    assert [beside["asian_pakistani"][at] for at in (0, -3, -1)] == [0, 93, "too few to say"]
    assert beside["not_known"][-3:] == [127, None, None]
    assert beside["total"][-3] == 5079
    assert "long-term support on 31 March 2024" in table["note"]
    assert [column["head"] for column in people("year=2023-24&quarter=1")["columns"]] == ["Q1 2023-24"] * 2


def test_who_may_not_count_people_sees_what_could_be_published(years: House) -> None:
    def small(role: Role) -> set[int]:
        board = years.caller(role, authority="coventry").get(f"{BOARDS}/people?year=2023-24").json()
        tables = [
            block for section in board["sections"] for block in section["blocks"] if block["kind"] == "table"
        ]
        values = [value for table in tables for row in table["rows"] for value in row["values"]]
        return {value["value"] for value in values if value["unit"] == "count" and value["value"]} & {1, 2, 3, 4}

    assert small(Role.MANAGER)
    assert not small(Role.CONTACT_CENTRE)
