"""What becomes of imported lines: history that can be read and counted, and adopted while it is open."""

from datetime import date
from typing import Any

import pytest

from kernel.localtime import financial_year, local_today
from kernel.vocabulary import Role
from tests.support import contacts
from tests.support.house import Caller, House
from tests.support.imports import bring_in, line, ndjson

CASES = "/api/cases/v1/cases"
CONTACTS = "/api/intake/v1/contacts"


def label(year: int) -> str:
    return f"{year % 100:02}{(year + 1) % 100:02}"


def adopt(officer: Caller, ref: str, **body: Any) -> Any:
    version = officer.get(f"{CASES}/{ref}").json()["version"]
    return officer.post(f"{CASES}/{ref}/adoption", body, headers={"If-Match": f'"{version}"'})


def queue(officer: Caller, view: str = "open") -> list[str]:
    return [case["ref"] for case in officer.get(CASES, params={"view": view}).json()["items"]]


def test_a_recorded_contact_gets_a_number_after_the_imported_ones(
    services: House, admin: Caller, officer: Caller
) -> None:
    this_year = label(financial_year(local_today()))
    bring_in(services, admin, ndjson(line(f"EAS-{this_year}-0041", received_on=local_today().isoformat())))
    recorded = officer.post(CONTACTS, contacts.statutory())
    assert (recorded.status_code, recorded.json()["ref"]) == (201, f"EAS-{this_year}-0042")


def test_a_reference_of_a_year_blocks_its_number_whenever_it_was_received(
    services: House, admin: Caller, officer: Caller
) -> None:
    """A council's year of references need not be the one in which the contact came."""
    year = financial_year(local_today())
    before = date(year, 3, 30).isoformat()
    bring_in(services, admin, ndjson(*(line(f"EAS-{label(year)}-{n:04}", received_on=before) for n in (1, 2))))
    recorded = [officer.post(CONTACTS, contacts.statutory()) for _ in range(2)]
    assert [answer.status_code for answer in recorded] == [201, 201]
    assert [answer.json()["ref"] for answer in recorded] == [f"EAS-{label(year)}-{n:04}" for n in (3, 4)]


def test_an_imported_contact_can_be_read_and_searched(services: House, admin: Caller, officer: Caller) -> None:
    case = line(
        channel="letter", raised_by="relative", local_label="concern", narrative="Visits were missed.\nTwice."
    )
    bring_in(services, admin, ndjson(case))
    contact = officer.get(f"{CONTACTS}/{case['ref']}")
    assert contact.status_code == 200, contact.text
    body = contact.json()
    assert (body["assessment"]["classification"], body["received_on"]) == ("statutory_complaint", "2023-05-02")
    assert (body["title"], body["narrative"]) == ("Visits were missed.", "Visits were missed.\nTwice.")
    assert body["assessment"]["clocks"] == []
    listed = officer.get(CONTACTS, params={"q": "EAS-2324-0001"}).json()["items"]
    assert [each["ref"] for each in listed] == ["EAS-2324-0001"]


@pytest.mark.parametrize("classification", ["compliment", "comment", "other_contact"])
def test_a_contact_that_opens_no_case_is_counted_and_has_none(
    services: House, admin: Caller, officer: Caller, manager: Caller, classification: str
) -> None:
    bring_in(services, admin, ndjson(line(classification=classification)))
    services.settle()
    assert officer.get(f"{CONTACTS}/EAS-2324-0001").json()["assessment"]["classification"] == classification
    assert officer.get(f"{CASES}/EAS-2324-0001").status_code == 404
    question = {"authority": "eastmere", "year": "2023-24", "measure": "count", "group_by": ["classification"]}
    assert manager.post("/api/analytics/v1/figures", question).json()["values"] == {classification: 1}


def test_an_imported_case_is_history(services: House, admin: Caller, officer: Caller) -> None:
    closed = line(
        acknowledged_on="2023-05-04",
        closed_on="2023-06-01",
        outcome="partially_upheld",
        team="Quality Team",
        issues=[{"category": "delay", "subcategory": "Waiting list", "outcome": "upheld"}],
        stages=[{"stage": 1, "started_on": "2023-05-02", "target_working_days": 20, "responded_on": "2023-05-31"}],
    )
    bring_in(services, admin, ndjson(closed, line("EAS-2324-0002")))
    services.settle()
    assert queue(officer) == queue(officer, "late") == queue(officer, "unowned") == []
    assert officer.get(f"{CASES}/counts").json()["open"] == 0

    case = officer.get(f"{CASES}/EAS-2324-0001").json()
    assert (case["stage"], case["status"], case["outcome"]) == ("imported", "closed", "partially_upheld")
    assert (case["team"], case["acknowledged_on"], case["closed_on"]) == (
        "Quality Team", "2023-05-04", "2023-06-01",
    )  # fmt: skip
    assert (case["clocks"], case["next_due"]) == ([], None)
    assert case["actions"] == ["note"]
    (issue,) = case["issues"]
    assert (issue["category"], issue["description"], issue["outcome"]) == ("delay", "Waiting list", "upheld")

    timeline = officer.get(f"{CASES}/EAS-2324-0001/timeline").json()["items"]
    assert [(item["on"], item["title"]) for item in timeline] == [
        ("2023-06-01", "Closed"),
        ("2023-05-04", "Acknowledged"),
        ("2023-05-02", "Received"),
    ]


def test_adoption_takes_an_open_case_into_todays_work(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    received, acknowledged = "2023-05-02", "2023-05-04"
    bring_in(services, admin, ndjson(line(acknowledged_on=acknowledged, issues=[{"category": "delay"}])))
    services.settle()
    before = officer.get(f"{CASES}/EAS-2324-0001").json()
    assert (before["actions"], before["primary_action"]) == (["adopt", "note"], "adopt")

    answer = adopt(officer, "EAS-2324-0001", team="locality")
    assert answer.status_code == 200, answer.text
    case = answer.json()
    assert (case["status"], case["stage"], case["team"]) == ("open", "acknowledged", "locality")
    assert case["owner"]["subject"] == "officer-1"
    clocks = {clock["kind"]: clock for clock in case["clocks"]}
    assert {clock["started_on"] for clock in clocks.values()} == {received}
    assert clocks["acknowledge"]["met_on"] == acknowledged
    assert clocks["stage_1"]["due_on"] == "2023-06-01"  # 20 working days, two bank holidays between
    assert clocks["statutory"]["due_on"] == "2023-11-01"
    assert queue(officer) == queue(officer, "late") == queue(officer, "mine") == ["EAS-2324-0001"]
    titles = [item["title"] for item in officer.get(f"{CASES}/EAS-2324-0001/timeline").json()["items"]]
    assert titles == ["Taken into today's work", "Acknowledged", "Received"]

    services.settle()
    question = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
    assert manager.post("/api/analytics/v1/figures", question).json()["values"] == 1
    assert manager.get("/api/analytics/v1/dashboard").json()["open"] == 1


def test_a_case_not_acknowledged_owes_that_first_when_adopted(
    services: House, admin: Caller, officer: Caller
) -> None:
    bring_in(services, admin, ndjson(line(outcome="open")))
    services.settle()
    case = adopt(officer, "EAS-2324-0001").json()
    assert (case["stage"], case["outcome"], case["next_due"]["kind"]) == ("received", None, "acknowledge")
    assert case["next_due"]["due_on"] == "2023-05-05"
    assert [issue["category"] for issue in case["issues"]] == ["other"]


@pytest.mark.parametrize(
    "ended",
    [
        {"closed_on": "2023-06-01", "outcome": "upheld"},
        {"withdrawn_on": "2023-06-01"},
        {"outcome": "not_upheld"},
        {"outcome": "withdrawn"},
    ],
    ids=str,
)
def test_a_case_that_ended_cannot_be_adopted(
    services: House, admin: Caller, officer: Caller, ended: dict[str, str]
) -> None:
    bring_in(services, admin, ndjson(line(**ended)))
    services.settle()
    assert "adopt" not in officer.get(f"{CASES}/EAS-2324-0001").json()["actions"]
    assert adopt(officer, "EAS-2324-0001").status_code == 409
    assert queue(officer) == []


def test_more_is_learned_of_an_adopted_case_and_its_class_stands(
    services: House, admin: Caller, officer: Caller
) -> None:
    """Its letters need a name, and whoever is at risk is told of; its line said neither, nor what kind it is."""
    bring_in(services, admin, ndjson(line(issues=[{"category": "delay"}, {"category": "delay"}])))
    services.settle()
    path, people = f"{CONTACTS}/EAS-2324-0001", {"complainant": {"name": "A Caller", "role": "relative"}}
    refused = officer.put(f"{path}/people", people, headers={"If-Match": '"1"'})
    assert (refused.status_code, "take its case into today’s" in refused.json()["detail"]) == (409, True)
    adopt(officer, "EAS-2324-0001")
    services.settle()
    officer.put(f"{path}/people", people, headers={"If-Match": '"1"'}).raise_for_status()
    more = {"kind": "dissatisfaction", "function": "adult_social_care", "event_on": "2023-05-01", "affected": True}
    officer.patch(f"{path}/facts", more, headers={"If-Match": '"2"'}).raise_for_status()
    learned = officer.patch(f"{path}/facts", {"harm_alleged": "yes"}, headers={"If-Match": '"3"'}).json()
    assert (learned["complainant"]["name"], learned["assessment"]["rule"]) == ("A Caller", "imported")
    assert [duty["code"] for duty in learned["assessment"]["duties"]] == ["safeguarding"]
    assert (learned["assessment"]["classification"], learned["assessment"]["now_suggests"]) == (
        *("statutory_complaint", None),
    )
    services.settle()
    case = officer.get(f"{CASES}/EAS-2324-0001").json()
    assert (case["classification"], case["stage"], "safeguarding" in case["flags"]) == (
        *("statutory_complaint", "received", True),
    )
    assert [issue["category"] for issue in case["issues"]] == ["delay", "delay"]


def test_a_case_is_adopted_once_and_by_who_may(services: House, admin: Caller, officer: Caller) -> None:
    bring_in(services, admin, ndjson(line()))
    services.settle()
    for role in (Role.CONTACT_CENTRE, Role.INVESTIGATOR, Role.AUDITOR, Role.ADMIN):
        refused = services.caller(role).post(
            f"{CASES}/EAS-2324-0001/adoption", {"procedure": None, "team": None}, headers={"If-Match": '"1"'}
        )
        assert refused.status_code == 403, role
    assert adopt(officer, "EAS-2324-0001", procedure="corporate").status_code == 422
    assert adopt(officer, "EAS-2324-0001", team="nowhere").status_code == 422
    assert queue(officer) == []
    assert adopt(officer, "EAS-2324-0001").status_code == 200
    assert adopt(officer, "EAS-2324-0001").status_code == 409


def test_an_import_repeated_leaves_an_adopted_case_alone(services: House, admin: Caller, officer: Caller) -> None:
    bring_in(services, admin, ndjson(line()))
    services.settle()
    adopted = adopt(officer, "EAS-2324-0001", team="locality").json()
    assert bring_in(services, admin, ndjson(line()))["unchanged"] == 1
    services.settle()
    assert officer.get(f"{CASES}/EAS-2324-0001").json() == adopted


def test_a_note_on_history_changes_no_figure(services: House, admin: Caller, officer: Caller) -> None:
    stages = [{"stage": 1, "started_on": "2023-05-02", "target_working_days": 12, "responded_on": "2023-05-09"}]
    bring_in(services, admin, ndjson(line(outcome="upheld", stages=stages)))
    services.settle()
    question = {
        "authority": "eastmere", "year": "2023-24", "measure": "count", "group_by": ["working_days_over_target"],
    }  # fmt: skip
    before = officer.post("/api/analytics/v1/figures", question).json()
    assert before["values"] == {"-8": 1}
    noted = officer.post(f"{CASES}/EAS-2324-0001/notes", {"text": "Looked at for the yearly report."})
    assert noted.status_code == 201
    services.settle()
    assert officer.post("/api/analytics/v1/figures", question).json()["values"] == before["values"]


@pytest.mark.parametrize("to", ["corporate_complaint", "enquiry", "compliment"])
def test_an_imported_case_of_another_class_has_no_clock_until_it_is_adopted(
    services: House, admin: Caller, officer: Caller, to: str
) -> None:
    """Its line may say neither how it came nor that it ended; an officer may be wrong, and decide again."""
    bring_in(services, admin, ndjson(line()))
    for classification in (to, "statutory_complaint"):
        body = {"classification": classification, "reason": "It was typed wrongly."}
        changed = officer.post(f"{CONTACTS}/EAS-2324-0001/reclassifications", body)
        assert changed.status_code == 201, changed.text
        assert (changed.json()["assessment"]["clocks"], changed.json()["assessment"]["duties"]) == ([], [])
        services.settle()
        case = officer.get(f"{CASES}/EAS-2324-0001").json()
        assert (case["classification"], case["stage"], case["clocks"]) == (classification, "imported", [])
        assert case["actions"] == (["note"] if classification == "compliment" else ["adopt", "note"])
    assert adopt(officer, "EAS-2324-0001").json()["next_due"]["kind"] == "acknowledge"


def test_a_refused_import_stays_refused_when_it_is_adopted(
    services: House, admin: Caller, officer: Caller
) -> None:
    bring_in(services, admin, ndjson(line()))
    refused = {"classification": "statutory_complaint", "refusal_reason": "out_of_time", "reason": "It came late."}
    contact = officer.post(f"{CONTACTS}/EAS-2324-0001/reclassifications", refused).json()
    assert {duty["code"] for duty in contact["assessment"]["duties"]} == {"notice", "ombudsman"}
    services.settle()
    assert adopt(officer, "EAS-2324-0001").json()["disposition"] == "refused"


def test_what_a_line_said_is_counted_once_an_officer_changed_its_class(
    services: House, admin: Caller, officer: Caller, manager: Caller
) -> None:
    said = line(
        team="Quality Team",
        contributing_teams=["Finance"],
        division="Adults",
        provider={"name": "Larch Lodge", "kind": "care_home"},
        person={"ethnicity": "asian_indian", "age_band": "65-74", "gender": "female"},
        advocacy={"offered": True, "taken_up": False},
    )
    bring_in(services, admin, ndjson(said))
    services.settle()
    fields = (
        *("team", "division", "provider.name", "provider.kind", "advocacy.offered"),
        *("person.ethnicity", "person.age_band", "person.gender"),
    )
    asked = [{"group_by": [field]} for field in fields]
    asked.append({"unit": "team_involved", "group_by": ["team_involved"]})

    def values(question: dict[str, Any]) -> Any:
        all_of = {"authority": "eastmere", "year": "2023-24", "measure": "count"}
        return manager.post("/api/analytics/v1/figures", all_of | question).json()["values"]

    before = [values(question) for question in asked]
    assert not any("not_recorded" in counted for counted in before)
    body = {"classification": "corporate_complaint", "reason": "It was typed wrongly."}
    officer.post(f"{CONTACTS}/{said['ref']}/reclassifications", body).raise_for_status()
    services.settle()
    assert [values(question) for question in asked] == before
    assert values({"group_by": ["anonymous"]}) == {"not_recorded": 1}, "no line says it"
