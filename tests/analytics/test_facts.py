"""Parts of a reference: each is kept if it is newer, and what stands in for it until it is told."""

from itertools import permutations

import pytest
from sqlmodel import col, select

from analytics import facts, keeping
from analytics.facts import Facts, Filling, Part
from analytics.models import RemedyFact
from chassis.db import Database
from kernel.bank_holidays import england_and_wales
from kernel.events import CaseState
from tests.support import house, services
from tests.support.databases import Databases

PLAN = "plan"
"""A part beside the record, as a later release may have it."""

TOLD = [
    (Facts(Part.CONTACT, {Part.CONTACT: Filling({"team": "contact 1"})}), 1),
    (Facts(Part.CASE, {Part.CASE: Filling({"grade": "case 1"}), PLAN: Filling({"owner": "case 1"})}), 1),
    (Facts(Part.CASE, {Part.CASE: Filling({"grade": "case 2"}), PLAN: Filling({"owner": "case 2"})}), 2),
    (Facts(PLAN, {PLAN: Filling({"owner": "plan 1"})}), 1),
    (Facts(PLAN, {PLAN: Filling({"owner": "plan 2"})}), 2),
]


@pytest.fixture(autouse=True)
def a_plan_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(facts.STAND_INS, PLAN, [Part.CASE, Part.CONTACT])


def test_any_order_keeps_the_newest_of_each_part() -> None:
    for order in permutations(TOLD):
        known: dict[str, int] = {}
        columns: dict[str, str] = {}
        for told, sequence in order:
            for filling in facts.kept(told, sequence, known):
                columns |= filling.columns
                known[told.part] = sequence
        assert columns == {"team": "contact 1", "grade": "case 2", "owner": "plan 2"}
        assert known == {Part.CONTACT: 1, Part.CASE: 2, PLAN: 2}


def test_of_two_stand_ins_the_nearer_one_counts() -> None:
    by_contact = Facts(Part.CONTACT, {PLAN: Filling({"owner": "contact"})})
    by_case = Facts(Part.CASE, {PLAN: Filling({"owner": "case"})})
    assert facts.kept(by_contact, 5, {}) == [Filling({"owner": "contact"})]
    assert facts.kept(by_contact, 5, {Part.CASE: 1}) == []
    assert facts.kept(by_case, 1, {Part.CONTACT: 5}) == [Filling({"owner": "case"})]
    assert facts.kept(by_case, 2, {Part.CASE: 1, PLAN: 1}) == []


def test_a_further_part_is_kept_between_batches(databases: Databases) -> None:
    url = databases.migrated("analytics", house.migrate_only("analytics"))
    database: Database = services.database("analytics", url)

    def keep(told: Facts, sequence: int) -> list[str]:
        with database.transaction() as tx:
            batch = keeping.Batch(tx, "eastmere", {"EAS-2526-0001"})
            batch.keep("EAS-2526-0001", told, sequence)
            batch.write()
        with database.reading() as session:
            return [row.kind for row in session.exec(select(RemedyFact).order_by(col(RemedyFact.number)))]

    def plan(*kinds: str) -> Facts:
        return Facts(PLAN, {PLAN: Filling(rows={"remedies": [{"kind": kind} for kind in kinds]})})

    assert keep(plan("apology", "payment"), 2) == ["apology", "payment"]
    assert keep(plan("explanation"), 1) == ["apology", "payment"]
    assert keep(plan("explanation"), 3) == ["explanation"]
    database.engine.dispose()


@pytest.mark.parametrize(
    ("unit", "target", "in_working_days", "within"),
    [
        pytest.param("working_days", 20, 20, True, id="working days"),
        pytest.param("calendar_days", 27, None, False, id="calendar days"),
        pytest.param("calendar_days", 28, None, True, id="the last of the calendar days"),
        pytest.param("months_inclusive", 1, None, True, id="months"),
    ],
)
def test_a_case_is_held_against_its_target_in_the_targets_own_unit(
    unit: str, target: int, in_working_days: int | None, within: bool
) -> None:
    stage = {
        "number": 1,
        "code": "stage_1",
        "started_on": "2026-03-03",
        "target_days": target,
        "target_unit": unit,
        "responded_on": "2026-03-31",
    }
    case = CaseState.model_validate(
        {
            "classification": "statutory_complaint",
            "disposition": "accepted",
            "received_on": "2026-03-03",
            "stage": "responded",
            "stages": [stage],
        }
    )
    filling = facts.of_case(case, england_and_wales()).fillings[Part.CASE]
    (row,) = filling.rows["stages"]
    assert (row["target"], row["target_working_days"], row["within_target"]) == (target, in_working_days, within)
    assert filling.columns["within_target"] is within
    assert (filling.columns["calendar_days_to_respond"], filling.columns["months_to_respond"]) == (28, 1)
    assert (filling.columns["working_days_over_target"] is None) == (in_working_days is None)
