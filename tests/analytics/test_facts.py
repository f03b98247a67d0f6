"""Parts of a reference: each is kept if it is newer, and what stands in for it until it is told."""

from collections import Counter
from datetime import date
from itertools import permutations

import pytest
from sqlmodel import col, select

from analytics import facts, keeping, repository
from analytics.facts import Facts, Filling, Part
from analytics.models import CaseFact, RemedyFact
from chassis.db import Database
from kernel.bank_holidays import england_and_wales
from kernel.events import (
    AdvocacyTold,
    CaseState,
    ContactState,
    CostRecorded,
    LearningChanged,
    OmbudsmanChanged,
    RemedyChanged,
)
from kernel.imported import CodedCase
from kernel.vocabulary import Channel, Classification, Disposition, RaisedBy
from tests.figures.records import some_records
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


WORKED = {
    "classification": "statutory_complaint",
    "disposition": "accepted",
    "received_on": "2026-03-03",
    "stage": "closed",
}
BEFORE = WORKED | {"remedies": [{"kind": "apology"}], "learning": [{"theme": "Visits", "scope": "team"}]}
"""A case as an earlier release told it."""
ABOUT = {"authority": "eastmere", "ref": "EAS-2526-0001", "sequence": 1, "occurred_on": "2026-03-24", "number": 2}
REMEDIES = RemedyChanged.model_validate(
    ABOUT
    | {
        "act": "done",
        "remedies": [
            {"number": 1, "kind": "apology"},
            {"number": 2, "kind": "refund", "pence": 990},
            {"number": 3, "kind": "payment", "pence": 100, "dropped": True},
        ],
    }
)
LEARNING = LearningChanged.model_validate(
    ABOUT
    | {
        "act": "done",
        "learning": [
            {
                "number": 1,
                "theme": "delay",
                "scope": "team",
                "done_on": "2026-03-24",
                "looked_at_on": "2026-09-24",
                "repeated": False,
            },
            {"number": 2, "theme": "finance", "action": "Second check", "scope": "service", "dropped": True},
        ],
    }
)


def test_what_an_earlier_release_told_of_remedies_stands_until_their_own_part_is_told() -> None:
    calendar = england_and_wales()
    feed = [
        (facts.of_case(CaseState.model_validate(BEFORE), calendar), 1),
        (facts.of_case(CaseState.model_validate(WORKED), calendar), 2),
        (facts.of_remedies(REMEDIES), 1),
        (facts.of_learning(LEARNING), 1),
        (facts.of_case(CaseState.model_validate(WORKED), calendar), 3),
    ]
    known: dict[str, int] = {}
    columns, rows, steps = {}, {}, []
    for told, sequence in feed:
        for filling in facts.kept(told, sequence, known):
            columns |= filling.columns
            rows |= filling.rows
            known[told.part] = sequence
        kinds, themes = ([row[name] for row in rows[part]] for part, name in PARTS)
        steps.append((kinds, themes, columns["learning_count"], columns["has_learning"]))
    assert steps == [
        (["apology"], ["Visits"], 1, True),
        (["apology"], ["Visits"], 1, True),
        (["apology", "refund"], ["Visits"], 1, True),
        (["apology", "refund"], ["delay"], 1, True),
        (["apology", "refund"], ["delay"], 1, True),
    ]
    assert [row["amount_pence"] for row in rows["remedies"]] == [None, 990]
    days = {"completed_on": date(2026, 3, 24), "looked_at_on": date(2026, 9, 24), "repeated": False}
    assert rows["learning"][0].items() >= days.items()


@pytest.mark.parametrize(
    ("said", "words", "counted"),
    [
        pytest.param((None, None), [(True, None)], (True, None), id="offered here"),
        pytest.param((True, True), [(True, None)], (True, True), id="offered again: what was taken up stays"),
        pytest.param((True, True), [(True, None), (True, False)], (True, False), id="declined after all"),
        pytest.param((False, None), [(True, True)], (True, True), id="taken up, which is an offer"),
        pytest.param((None, None), [(True, True), (True, None)], (True, None), id="put right: an offer alone"),
        pytest.param(
            (True, True), [(True, False), (True, None)], (True, True), id="put right: the contact's counts"
        ),
        pytest.param((None, None), [(True, None), (None, None)], (None, None), id="taken back: nothing is known"),
        pytest.param(
            (True, False), [(True, True), (None, None)], (True, False), id="taken back: the contact's counts"
        ),
        pytest.param((True, None), [(None, None), (True, True)], (True, True), id="said again later"),
    ],
)
def test_what_counts_of_advocacy_is_the_cases_word_else_the_contacts_in_any_order(
    databases: Databases,
    said: tuple[bool | None, bool | None],
    words: list[tuple[bool | None, bool | None]],
    counted: tuple[bool | None, bool | None],
) -> None:
    """Words say what was offered and taken up by then; they come before the contact, after it or between."""
    database: Database = services.database(
        "analytics", databases.migrated("analytics", house.migrate_only("analytics"))
    )
    contact = facts.of_contact(
        ContactState(
            received_on=date(2026, 3, 3),
            channel=Channel.EMAIL,
            raised_by=RaisedBy.RELATIVE,
            classification=Classification.STATUTORY_COMPLAINT,
            disposition=Disposition.ACCEPTED,
            rule="33",
            advocacy_offered=said[0],
            advocacy_taken_up=said[1],
        )
    )
    about = ABOUT | {"act": "offered", "stage": 2}
    events = [AdvocacyTold.model_validate(about | {"offered": o, "taken_up": t}) for o, t in words]
    told = [(fact, sequence) for sequence, event in enumerate(events, 1) for fact in facts.of_advocacy(event)]
    for place in range(len(told) + 1):
        for one, sequence in [*told[:place], (contact, 1), *told[place:]]:
            with database.transaction() as tx:
                batch = keeping.Batch(tx, "eastmere", {"EAS-2526-0001"})
                batch.keep("EAS-2526-0001", one, sequence)
                batch.write()
        with database.transaction() as tx:
            (fact,) = tx.exec(select(CaseFact)).all()
            assert (fact.advocacy_offered, fact.advocacy_taken_up) == counted, place
            repository.clear(tx)
    database.engine.dispose()


PARTS = (("remedies", "kind"), ("learning", "theme"))


def test_a_part_of_an_imported_case_may_come_before_its_import(databases: Databases) -> None:
    """The two feeds have no common order: what was recorded here counts, whichever comes first."""
    url = databases.migrated("analytics", house.migrate_only("analytics"))
    database: Database = services.database("analytics", url)
    imported = CodedCase.model_validate(
        {
            "ref": "EAS-2526-0001",
            "authority": "eastmere",
            "classification": "statutory_complaint",
            "received_on": "2026-03-03",
            "costs_pounds": 5.5,
            "ombudsman": {"received_on": "2026-03-05", "decision": "open"},
        }
    )
    cost = CostRecorded.model_validate(
        ABOUT | {"imported_pence": 550, "costs": [{"kind": "advocacy", "pence": 1_000, "spent_on": "2026-03-24"}]}
    )
    decided = {"number": 1, "body": "lgsco", "received_on": "2026-03-05", "decided_on": "2026-03-23"}
    ombudsman = OmbudsmanChanged.model_validate(
        ABOUT | {"number": 1, "act": "decided", "ombudsman": [decided | {"decision": "upheld"}]}
    )
    worked = [facts.of_costs(cost), facts.of_learning(LEARNING), facts.of_ombudsman(ombudsman)]
    told = [*worked, facts.of_record(imported, england_and_wales())]
    for order in (told, told[::-1]):
        for one in order:
            with database.transaction() as tx:
                batch = keeping.Batch(tx, "eastmere", {"EAS-2526-0001"})
                batch.keep("EAS-2526-0001", one, 1)
                batch.write()
        with database.transaction() as tx:
            (fact,) = tx.exec(select(CaseFact)).all()
            assert (fact.costs_pence, fact.learning_count, fact.has_learning) == (1_550, 1, True)
            assert (fact.ombudsman_decision, fact.ombudsman_decided_on) == ("upheld", date(2026, 3, 23))
            repository.clear(tx)
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


def test_an_imported_case_was_answered_on_time_where_its_last_stage_was_within_its_target() -> None:
    seen = Counter[str]()
    for line in some_records():
        told = facts.of_record(CodedCase.model_validate(line), england_and_wales()).fillings[Part.CASE]
        answered = [stage for stage in told.rows["stages"] if stage["responded_on"]]
        if not answered:
            assert told.columns.get("responded_on") is None
            continue
        last = max(answered, key=lambda stage: (stage["responded_on"], stage["stage"]))
        # The first stage's days run from receipt.
        within = told.columns["within_target"] if last["stage"] == 1 else last["within_target"]
        due = told.columns["response_due_on"]
        assert told.columns["responded_on"] == last["responded_on"]
        if [stage["stage"] for stage in told.rows["stages"]].count(1) < 2:
            assert within == (None if due is None else last["responded_on"] <= due), line
            seen[f"{last['unit']} {within}"] += 1
    assert len(seen) == 6, seen  # each unit either way


@pytest.mark.parametrize(
    ("clock", "kept"),
    [
        pytest.param({"due_on": "2026-04-02", "met_on": "2026-04-02"}, True, id="on the day"),
        pytest.param({"due_on": "2026-04-02", "met_on": "2026-04-03"}, False, id="a day late"),
        pytest.param(
            {"due_on": "2026-04-09", "original_due_on": "2026-04-02", "met_on": "2026-04-03"},
            True,
            id="agreed anew",
        ),
        pytest.param({"due_on": "2026-04-02"}, None, id="not answered"),
        pytest.param({"due_on": "2026-04-02", "met_on": "2026-04-03", "cancelled": True}, None, id="not owed"),
        pytest.param({"kind": "promised", "due_on": "2026-04-02", "met_on": "2026-04-02"}, None, id="of stage 1"),
    ],
)
def test_a_promise_is_kept_by_the_answer_of_its_stage(clock: dict[str, str], kept: bool | None) -> None:
    stages = [{"number": 2, "code": "stage_2", "started_on": "2026-03-03"}]
    promised = {"kind": "promised_2", "stage": 2, "started_on": "2026-03-05"} | clock
    case = CaseState.model_validate(WORKED | {"stages": stages, "clocks": [promised]})
    (row,) = facts.of_case(case, england_and_wales()).fillings[Part.CASE].rows["stages"]
    assert row["promise_kept"] is kept


IN_TIME = {"kind": "ombudsman_1", "due_on": "2026-03-20", "met_on": "2026-03-20"}
LATE = {"kind": "ombudsman_2", "due_on": "2026-03-20", "met_on": "2026-03-23"}


@pytest.mark.parametrize(
    ("clocks", "late"),
    [
        pytest.param([], None, id="none asked"),
        pytest.param([LATE | {"met_on": None}], None, id="not answered"),
        pytest.param([LATE | {"cancelled": True}], None, id="withdrawn"),
        pytest.param([LATE | {"kind": "contributor_2"}], None, id="asked of somebody else"),
        pytest.param([IN_TIME], False, id="in time"),
        pytest.param([IN_TIME, LATE], True, id="one of two late"),
        pytest.param([LATE | {"kind": "ombudsman"}], True, id="a contact of its own"),
    ],
)
def test_an_enquiry_of_the_ombudsman_was_answered_late(clocks: list[dict[str, object]], late: bool | None) -> None:
    asked = [{"stage": 0, "started_on": "2026-03-06"} | clock for clock in clocks]
    case = CaseState.model_validate(WORKED | {"clocks": asked})
    assert facts.of_case(case, england_and_wales()).fillings[Part.CASE].columns["ombudsman_answered_late"] is late
