"""What a case cost: beside its record, with its own event, and no change of the case."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk

COST: dict[str, Any] = {"kind": "independent_investigation", "pence": 125_000, "spent_on": TODAY}


def costs(desk: Desk, ref: str) -> dict[str, Any]:
    answer = desk.officer.get(f"{CASES}/{ref}/costs")
    assert answer.status_code == 200, answer.text
    read: dict[str, Any] = answer.json()
    return read


def test_costs_are_read_together_and_leave_the_case_as_it_is(desk: Desk) -> None:
    ref = desk.open()
    before = desk.read(ref)
    assert costs(desk, ref) == {"items": [], "total_pence": 0}
    assert desk.officer.post(f"{CASES}/{ref}/costs", COST).status_code == 201
    second = desk.officer.post(f"{CASES}/{ref}/costs", COST | {"kind": "advocacy", "pence": 5_050})
    assert second.json() == costs(desk, ref)
    assert [(cost["number"], cost["kind"]) for cost in second.json()["items"]] == [
        (1, "independent_investigation"),
        (2, "advocacy"),
    ]
    assert second.json()["total_pence"] == 130_050
    assert desk.read(ref) == before, "neither its version nor anything of it"


def test_a_cost_is_told_in_the_timeline_and_on_the_feed(desk: Desk) -> None:
    ref = desk.open()
    desk.officer.post(f"{CASES}/{ref}/costs", COST).raise_for_status()
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][0]
    assert (told["title"], told["detail"]) == ("Cost recorded: £1,250.00", "Independent investigation")
    desk.services.settle()
    database = desk.services.database("cases")
    with database.reading() as session:
        last = session.execute(database.tables.events.select()).all()[-1]
    assert (last.type, last.ref, last.sequence) == ("CostRecorded.v1", ref, 1)
    for service in ("intake", "analytics"):
        followed = desk.services.database(service)
        with followed.reading() as session:
            assert session.execute(followed.tables.parked.select()).all() == [], service


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"pence": 0}, "/pence", id="nothing"),
        pytest.param({"pence": 12.5}, "/pence", id="half a penny"),
        pytest.param({"pence": 10**9}, "/pence", id="ten million pounds"),
        pytest.param({"kind": "lunch"}, "/kind", id="no kind of cost"),
        pytest.param({"spent_on": "2026-03-25"}, "/spent_on", id="tomorrow"),
        pytest.param({"spent_on": "2026-03-01"}, "/spent_on", id="before the receipt"),
    ],
)
def test_what_cannot_be_a_cost_is_refused_by_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    ref = desk.open()
    refused = desk.officer.post(f"{CASES}/{ref}/costs", COST | changes)
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json()["errors"]] == [field]
    assert costs(desk, ref)["items"] == []


def test_who_may_not_change_cases_records_no_cost(desk: Desk) -> None:
    ref = desk.open()
    for role in (Role.CONTACT_CENTRE, Role.INVESTIGATOR, Role.AUDITOR):
        assert desk.services.caller(role).post(f"{CASES}/{ref}/costs", COST).status_code == 403
    stranger = desk.services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    assert stranger.post(f"{CASES}/{ref}/costs", COST).status_code == 404
    assert stranger.get(f"{CASES}/{ref}/costs").status_code == 404


def test_a_cost_is_put_right_and_the_history_keeps_both(desk: Desk) -> None:
    ref = desk.open()
    for pence in (125_000, 5_050):
        desk.officer.post(f"{CASES}/{ref}/costs", COST | {"pence": pence}).raise_for_status()
    right = f"{CASES}/{ref}/costs/1/put-right"
    true = COST | {"kind": "review_panel", "pence": 12_500, "spent_on": "2026-03-20"}
    body = {"cost": true, "because": "The invoice says so."}
    answer = desk.officer.post(right, body)
    assert answer.status_code == 200, answer.text
    assert answer.json() == costs(desk, ref)
    assert answer.json()["items"][0] == {"number": 1, **true}
    assert answer.json()["total_pence"] == 17_550
    told = desk.beside(ref, "timeline")["items"][0]
    assert told["title"] == "Put right: cost"
    assert told["detail"] == (
        "£1,250.00 for independent investigation on 24 March 2026 was recorded. "
        "It is £125.00 for review panel on 20 March 2026. The invoice says so."
    )
    assert desk.officer.post(right, body).status_code == 409, "it is recorded so already"

    none = {"cost": None, "because": "It is another case's."}
    assert desk.officer.post(right, none).json()["total_pence"] == 5_050
    assert "There was no such cost. It is another case's." in desk.beside(ref, "timeline")["items"][0]["detail"]
    assert desk.officer.post(right, none).status_code == 404, "there was none"
    year = desk.officer.get("/api/cases/v1/costs").json()
    assert [(kind["kind"], kind["pence"]) for kind in year["kinds"]] == [("independent_investigation", 5_050)]
    assert year["total_pence"] == 5_050
    assert desk.officer.get("/api/cases/v1/costs/cases", params={"kind": "review_panel"}).json()["items"] == []
    third = desk.officer.post(f"{CASES}/{ref}/costs", COST).json()["items"]
    assert [cost["number"] for cost in third] == [2, 3], "what was taken back keeps its number"


def test_what_a_cost_cannot_have_been_is_refused_and_nothing_half_done(desk: Desk) -> None:
    ref = desk.open()
    before = desk.officer.post(f"{CASES}/{ref}/costs", COST).json()
    right = f"{CASES}/{ref}/costs/1/put-right"
    early = desk.officer.post(right, {"cost": COST | {"spent_on": "2026-03-01"}, "because": "The invoice."})
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/cost/spent_on")
    assert desk.officer.post(right, {"cost": None, "because": ""}).status_code == 422, "without a reason"
    for role in (Role.INVESTIGATOR, Role.AUDITOR):
        refused = desk.services.caller(role).post(right, {"cost": None, "because": "A slip."})
        assert refused.status_code == 403
    assert costs(desk, ref) == before


@pytest.mark.both_databases
def test_costs_recorded_at_once_are_all_kept_and_the_most_is_held(desk: Desk) -> None:
    ref = desk.open()
    with ThreadPoolExecutor(4) as several:
        sent = list(several.map(lambda _: desk.officer.post(f"{CASES}/{ref}/costs", COST).status_code, range(22)))
    assert sorted(sent) == [201] * 20 + [409] * 2
    assert [cost["number"] for cost in costs(desk, ref)["items"]] == list(range(1, 21))


def test_a_years_costs_stand_beside_its_budget_and_lead_to_the_cases(desk: Desk) -> None:
    one, other = desk.open(received_at="2025-03-03T10:00:00Z"), desk.open()
    spent = {
        one: [("independent_investigation", 1_500_000, "2025-03-31"), ("review_panel", 900_000, "2025-04-01")],
        other: [("review_panel", 50_000, TODAY), ("advocacy", 5_050, TODAY)],
    }
    for ref, costs_of in spent.items():
        for kind, pence, on in costs_of:
            body = {"kind": kind, "pence": pence, "spent_on": on}
            desk.officer.post(f"{CASES}/{ref}/costs", body).raise_for_status()
    year = desk.officer.get("/api/cases/v1/costs").json()
    assert (year["first_on"], year["last_on"]) == ("2025-04-01", "2026-03-31")
    assert [(kind["kind"], kind["pence"], kind["cases"], kind["before_pence"]) for kind in year["kinds"]] == [
        ("independent_investigation", 0, 0, 1_500_000),
        ("review_panel", 950_000, 2, 0),
        ("advocacy", 5_050, 1, 0),
    ]
    assert (year["total_pence"], year["before_pence"], year["budgets"]) == (955_050, 1_500_000, [])
    behind = "/api/cases/v1/costs/cases"
    panels = desk.officer.get(behind, params={"kind": "review_panel"}).json()
    assert panels == {
        "items": [{"ref": one, "pence": 900_000}, {"ref": other, "pence": 50_000}],
        "more": False,
        "restricted": 0,
    }
    assert desk.officer.get(behind, params={"year": 2024}).json()["items"] == [{"ref": one, "pence": 1_500_000}]
    (panel, _) = desk.officer.get("/api/cases/v1/costs", params={"year": 2026}).json()["budgets"]
    assert (panel["name"], panel["budget_pence"], panel["left_pence"]) == (
        "Children's stages 2 and 3",
        2_000_000,
        2_000_000,
    )
    for wrong in ({"year": "1066"}, {"kind": "lunch"}):
        assert desk.officer.get(behind, params=wrong).status_code == 422
    assert desk.services.caller(Role.CONTACT_CENTRE).get("/api/cases/v1/costs").status_code == 403
