"""A case that was imported and one that was worked here give the same answers, for what both have."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import Caller, House
from tests.support.imports import bring_in, line, ndjson

CASES = "/api/cases/v1/cases"


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with time_machine.travel("2026-03-24T10:00:00Z", tick=True), house.opened(databases, tmp_path) as made:
        yield made


def work(services: House, officer: Caller, contact: dict[str, Any], *steps: tuple[str, dict[str, Any]]) -> None:
    """Record a contact and take the steps of its case one after the other."""
    recorded = officer.post("/api/intake/v1/contacts", contact)
    assert recorded.status_code == 201, recorded.text
    services.settle()
    ref = recorded.json()["ref"]
    for step, body in steps:
        version = officer.get(f"{CASES}/{ref}").json()["version"]
        method = "PUT" if step.endswith(("finding", "draft", "decision")) else "POST"
        answer = officer.request(method, f"{CASES}/{ref}/{step}", json=body, headers={"If-Match": f'"{version}"'})
        assert answer.status_code in {200, 201}, answer.text


def finding(outcome: str) -> dict[str, Any]:
    return {"outcome": outcome, "reason": "The log shows it.", "decided_on": "2026-03-20"}


ANSWERED = [
    ("acknowledgement", {"acknowledged_on": "2026-01-07", "method": "letter"}),
    ("allocation", {"team": "locality"}),
    ("issues", {"category": "communication", "description": "Nobody rang."}),
    ("issues/1/finding", finding("upheld")),
    ("issues/2/finding", finding("not_upheld")),
    ("response", {"responded_on": "2026-03-20", "method": "email"}),
    (
        "closure",
        {
            "closed_on": "2026-03-23",
            "remedies": [{"kind": "payment", "amount_pounds": 75.5}, {"kind": "apology"}],
            "learning": [
                {"theme": "communication", "action": "Training", "scope": "team"},
                {"theme": "delay", "action": "change to working practice", "scope": "service"},
            ],
        },
    ),
    ("costs", {"kind": "advocacy", "pence": 120_500, "spent_on": "2026-03-23"}),
    (
        "costs/1/put-right",
        {"cost": {"kind": "advocacy", "pence": 12_050, "spent_on": "2026-03-23"}, "because": "The invoice."},
    ),
    ("remedies", {"kind": "refund", "pence": 990, "due_on": "2026-05-01"}),
    ("ombudsman", {"body": "lgsco", "received_on": "2026-03-02", "formal_investigation": True}),
    ("ombudsman/1/draft", {"draft_on": "2026-03-09", "draft_decision": "not_upheld"}),
    ("ombudsman/1/decision", {"decided_on": "2026-03-16", "decision": "upheld"}),
    ("ombudsman/1/remedies", {"what": "Pay", "pence": 25_050, "done_on": "2026-03-19", "evidence": "Paid."}),
    ("ombudsman/1/remedies", {"what": "Say sorry", "done_on": "2026-03-18", "evidence": "The letter."}),
    ("learning/2/done", {"done_on": "2026-03-24", "evidence": "The minutes of the meeting."}),
]
WITHDRAWN = [
    ("allocation", {"team": "locality"}),
    ("ombudsman", {"body": "lgsco", "received_on": "2026-01-08"}),
    ("ombudsman/1/draft", {"draft_on": "2026-01-09", "draft_decision": "not_upheld"}),
    ("withdrawal", {"withdrawn_on": "2026-01-12", "withdrawn_by": "complainant", "reason": "Put right."}),
]
LOCALITY = {"team": "locality", "division": "adults", "service_area": "community"}
IMPORTED = [
    line(
        "EAS-2526-0001", received_on="2026-01-02", channel="phone", raised_by="relative", **LOCALITY,
        procedure="adult_statutory", acknowledged_on="2026-01-07", closed_on="2026-03-23",
        outcome="partially_upheld",
        stages=[
            {
                "stage": 1, "started_on": "2026-01-02", "target_working_days": 20, "responded_on": "2026-03-20",
                "outcome": "partially_upheld",
            }
        ],
        issues=[
            {"category": "delay", "about": "council", "outcome": "upheld"},
            {"category": "communication", "about": "council", "outcome": "not_upheld"},
        ],
        remedies=[
            {"kind": "payment", "amount_pounds": 75.5}, {"kind": "apology"},
            {"kind": "refund", "amount_pounds": 9.9},
        ],
        learning=[
            {"theme": "communication", "action": "Training", "scope": "team"},
            {
                "theme": "delay", "action": "Change to working practice", "scope": "service",
                "completed_on": "2026-03-24",
            },
        ],
        costs_pounds=120.5,
        ombudsman={
            "received_on": "2026-03-02", "decided_on": "2026-03-16", "decision": "upheld",
            "formal_investigation": True, "remedy_pounds": 250.5, "recommendations_met_on": "2026-03-19",
        },
    ),
    line(
        "EAS-2526-0002", received_on="2026-01-05", channel="phone", raised_by="relative", **LOCALITY,
        procedure="adult_statutory", withdrawn_on="2026-01-12", closed_on="2026-01-12", outcome="withdrawn",
        issues=[{"category": "delay", "about": "council"}],
        ombudsman={"received_on": "2026-01-08", "decision": "not_upheld", "decision_is_draft": True},
    ),
    line("EAS-2526-0003", classification="compliment", received_on="2026-01-05", channel="phone",
         raised_by="relative", **LOCALITY),
]  # fmt: skip

GROUPED = [
    "classification", "outcome", "channel", "raised_by", "team", "division", "service_area", "procedure",
    "received_on", "received_month",
    "acknowledged_on", "withdrawn_on", "closed_on", "working_days_to_acknowledge", "working_days_to_respond",
    "working_days_over_target", "working_days_to_close", "closed_within_six_months", "stage_count", "issue_count",
    "learning_count", "investigated", "has_learning", "provider_named",
]  # fmt: skip
QUESTIONS: list[dict[str, Any]] = [
    *({"measure": "count", "group_by": [path]} for path in GROUPED),
    {"measure": "count", "unit": "issue", "group_by": ["issue.category", "issue.outcome"]},
    {"measure": "count", "unit": "issue", "group_by": ["issue.about"]},
    {"measure": "count", "unit": "stage", "group_by": ["stage.stage", "stage.working_days"]},
    {"measure": "count", "unit": "stage", "group_by": ["stage.target_working_days", "stage.responded_on"]},
    {"measure": "count", "unit": "learning", "group_by": ["learning.theme", "learning.scope"]},
    {"measure": "count", "unit": "learning", "group_by": ["learning.action", "learning.completed_on"]},
    {"measure": "sum", "field": "costs_pounds"},
    {"measure": "sum", "field": "ombudsman.remedy_pounds"},
    {"measure": "count", "group_by": ["ombudsman.received_on", "ombudsman.decided_on"]},
    {"measure": "count", "group_by": ["ombudsman.decision", "ombudsman.decision_is_draft"]},
    {"measure": "count", "group_by": ["ombudsman.recommendations_met_on", "ombudsman.formal_investigation"]},
    {
        "measure": "upheld_rate",
        "filters": {"ombudsman.decision": ["upheld", "not_upheld"], "ombudsman.decision_is_draft": {"not": True}},
        "numerator": {"ombudsman.decision": "upheld"},
    },
    {"measure": "count", "unit": "remedy", "group_by": ["remedy.kind", "remedy.amount_pounds"]},
    {"measure": "sum", "unit": "remedy", "field": "remedy.amount_pounds"},
    {"measure": "count", "unit": "team_involved", "group_by": ["team_involved"]},
    {"measure": "within_target_rate", "numerator": {"working_days_over_target": {"max": 0}}},
    {"measure": "upheld_rate", "numerator": {"outcome": ["upheld", "partially_upheld"]}, "cohort": "with_outcome"},
    {"measure": "mean_working_days", "field": "working_days_to_respond", "cohort": "concluded", "rounding": 2},
]


def answers(services: House) -> dict[str, Any]:
    services.settle()
    manager = services.caller(Role.MANAGER)
    told = {}
    for question in QUESTIONS:
        answer = manager.post(
            "/api/analytics/v1/figures", {"authority": "eastmere", "year": "2025-26", **question}
        )
        assert answer.status_code == 200, answer.text
        told[str(question)] = {name: answer.json()[name] for name in ("values", "numerator", "denominator")}
    return told


@pytest.mark.in_turn
def test_an_import_gives_the_answers_of_the_same_cases_worked_here(
    services: House, databases: Databases, tmp_path: Path
) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER, subject="officer-1")
    matters = [{"category": "delay"}]
    first = contacts.statutory(received_at="2026-01-02T10:00:00Z", matters=matters)
    second = contacts.statutory(received_at="2026-01-05T10:00:00Z", matters=matters)
    praise = contacts.statutory(received_at="2026-01-05T10:00:00Z", kind="praise", team="locality")
    work(services, officer, first, *ANSWERED)
    work(services, officer, second, *WITHDRAWN)
    work(services, officer, praise)
    live = answers(services)

    with house.opened(databases, tmp_path / "imported") as other:
        job = bring_in(other, other.caller(Role.ADMIN), ndjson(*IMPORTED))
        assert (job["added"], job["rejected"], job["warnings"]) == (3, 0, 0)
        imported = answers(other)
    for question in map(str, QUESTIONS):
        assert imported[question] == live[question], question


def test_advocacy_counts_as_it_was_put_right(services: House) -> None:
    officer = services.caller(Role.COMPLAINTS_OFFICER, subject="officer-1")
    contact = contacts.statutory(received_at="2026-01-02T10:00:00Z", matters=[{"category": "delay"}])
    taken_up = {"act": "taken_up", "told_on": "2026-01-07"}
    offered, wrong = taken_up | {"act": "offered"}, {"because": "The letter says so."}
    work(services, officer, contact, ("advocacy", taken_up))
    (case,) = officer.get(CASES).json()["items"]
    right = f"{CASES}/{case['ref']}/advocacy/1/put-right"

    def counted() -> list[dict[str, int]]:
        services.settle()
        question = {"authority": "eastmere", "year": "2025-26", "measure": "count"}
        asked = ({**question, "group_by": [path]} for path in ("advocacy.offered", "advocacy.taken_up"))
        return [officer.post("/api/analytics/v1/figures", each).json()["values"] for each in asked]

    assert counted() == [{"true": 1}, {"true": 1}]
    officer.post(right, {"word": offered} | wrong).raise_for_status()
    assert counted() == [{"true": 1}, {"not_recorded": 1}]
    officer.post(right, {"word": None} | wrong).raise_for_status()
    assert counted() == [{"not_recorded": 1}, {"not_recorded": 1}]
