"""Mappings that a council saves: what fits the import format is kept, every mistake is told where it is."""

from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.support.house import Caller, House

MAPPINGS = "/api/intake/v1/import-mappings"
COLUMNS = [
    {"column": "Ref No", "field": "ref"},
    {"column": "Date received", "field": "received_on"},
    {"column": "Type", "field": "classification", "values": {"Stat": "statutory_complaint", "?": None}},
]


def mapping(*more: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"columns": [*COLUMNS, *more], **parts}


def column(name: str, field: str, **values: str | None) -> dict[str, Any]:
    return {"column": name, "field": field, "values": values}


def test_a_mapping_is_saved_changed_and_forgotten(services: House, admin: Caller) -> None:
    assert admin.get(MAPPINGS).json() == {"items": []}
    saved = admin.put(f"{MAPPINGS}/complaints-log", mapping())
    assert saved.status_code == 200, saved.text
    assert saved.json()["mapping"] == {
        "columns": [{"values": {}, **each} for each in COLUMNS],
        "constants": {},
        "dates": "day_first",
        "reference": "as_written",
        "sheet": None,
        "header_row": 1,
    }
    assert saved.json()["changed_by"] == "Admin"

    admin.put(f"{MAPPINGS}/complaints-log", mapping(header_row=3))
    assert admin.get(f"{MAPPINGS}/complaints-log").json()["mapping"]["header_row"] == 3
    admin.put(f"{MAPPINGS}/another", mapping())
    assert [each["name"] for each in admin.get(MAPPINGS).json()["items"]] == ["another", "complaints-log"]

    assert admin.request("DELETE", f"{MAPPINGS}/another").status_code == 204
    assert admin.request("DELETE", f"{MAPPINGS}/another").status_code == 404
    assert admin.get(f"{MAPPINGS}/another").status_code == 404


def test_a_mapping_belongs_to_its_council(services: House, admin: Caller) -> None:
    admin.put(f"{MAPPINGS}/complaints-log", mapping())
    stranger = services.caller(Role.ADMIN, authority="leicester")
    assert stranger.get(f"{MAPPINGS}/complaints-log").status_code == 404
    assert stranger.get(MAPPINGS).json() == {"items": []}
    assert stranger.put(f"{MAPPINGS}/complaints-log", mapping(header_row=2)).status_code == 200
    assert admin.get(f"{MAPPINGS}/complaints-log").json()["mapping"]["header_row"] == 1


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({"columns": []}, "/columns", "no column gives ref"),
    ({"columns": COLUMNS[1:]}, "/columns", "no column gives ref"),
    ({"columns": COLUMNS[:2]}, "/columns", "no column gives classification, and it is not the same in every row"),
    (mapping(column("A", "colour")), "/columns/3/field", "'colour': there is no such field"),
    (mapping(column("A", "authority")), "/columns/3/field", "'authority': there is no such field"),
    (mapping(column("A", "issues.category")), "/columns/3/field", "'issues.category': there is no such field"),
    (mapping(column("A", "issues[101].category")), "/columns/3/field", "there are at most 100 issues"),
    (mapping(column("A", "team[1]")), "/columns/3/field", "'team[1]': there is no such field"),
    (mapping(column("A", "ref")), "/columns/3/field", "another column gives ref already"),
    (mapping(column("A", "outcome", Won="won")), "/columns/3/values/Won", "'won' is none of upheld"),
    (mapping(column("A", "outcome", **{"n/a": "x"})), "/columns/3/values/n~1a", "'x' is none of upheld"),
    (mapping(column("A", "person.age", Old="200")), "/columns/3/values/Old", "less than or equal to 125"),
    (
        mapping(column("A", "stages[1].outcome")),
        "/columns",
        "stages[1].outcome needs stages[1].started_on beside it",
    ),
    (
        mapping(column("Reply", "stages[1].responded_on"), constants={"stages[1].target": "28"}),
        "/columns",
        "stages[1].responded_on needs stages[1].target_working_days beside it",
    ),
    (
        mapping(column("Date received", "stages[1].started_on")),
        "/columns",
        "no column of its own says which rows have stages[1].started_on",
    ),
    (mapping(constants={"colour": "red"}), "/constants/colour", "'colour': there is no such field"),
    (
        mapping(constants={"person.ward": "North"}),
        "/columns",
        "no column of its own says which rows have person.ward",
    ),
    (mapping(constants={"ref": "1"}), "/constants/ref", "a column gives ref already"),
    (mapping(constants={"channel": ""}), "/constants/channel", "channel needs a value"),
    (mapping(constants={"channel": "pigeon"}), "/constants/channel", "'pigeon' is none of"),
]


def test_every_mistake_is_told_where_it_is(services: House, admin: Caller) -> None:
    for body, pointer, why in MISTAKES:
        answer = admin.put(f"{MAPPINGS}/complaints-log", body)
        assert answer.status_code == 422, f"{body}: {answer.text}"
        told = [(each["pointer"], each["detail"]) for each in answer.json()["errors"]]
        assert any(where == pointer and why in detail for where, detail in told), f"{body}: {told}"
    assert admin.get(MAPPINGS).json() == {"items": []}


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"columns": [column("Ref\x00", "ref")]}, id="control characters"),
        pytest.param({"columns": COLUMNS, "header_row": 0}, id="row zero"),
        pytest.param({"columns": COLUMNS, "dates": "sometimes"}, id="an unknown order of dates"),
        pytest.param({"columns": COLUMNS, "colour": "red"}, id="an unknown part"),
        pytest.param({"columns": [column("A", "ref")] * 501}, id="too many columns"),
    ],
)
def test_what_is_no_mapping_is_refused(services: House, admin: Caller, parts: dict[str, Any]) -> None:
    assert admin.put(f"{MAPPINGS}/complaints-log", parts).status_code == 422


def test_only_those_who_import_see_mappings(services: House) -> None:
    auditor = services.caller(Role.AUDITOR)
    assert auditor.get(MAPPINGS).status_code == 403
    assert auditor.put(f"{MAPPINGS}/complaints-log", mapping()).status_code == 403


def test_every_field_of_the_import_format_can_be_mapped(services: House, admin: Caller) -> None:
    fields = {each["path"]: each for each in admin.get("/api/intake/v1/import-fields").json()["items"]}
    assert fields["outcome"]["kind"] == "code"
    assert "upheld" in fields["outcome"]["codes"]
    assert {"issues[].category", "stages[].responded_on", "person.ward", "contributing_teams"} <= set(fields)
    assert "authority" not in fields


def test_a_council_keeps_a_hundred_mappings(services: House, admin: Caller) -> None:
    for number in range(100):
        assert admin.put(f"{MAPPINGS}/log-{number}", mapping()).status_code == 200
    refused = admin.put(f"{MAPPINGS}/one-more", mapping())
    assert refused.status_code == 409
    assert "100 mappings already" in refused.json()["detail"]
    assert admin.put(f"{MAPPINGS}/log-7", mapping(header_row=2)).status_code == 200
