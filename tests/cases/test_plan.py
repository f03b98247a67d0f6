"""The plan of a case (SI 2009/309, reg 13(7)): agreed or set and told, changed with a reason."""

from pathlib import Path
from typing import Any

from kernel.vocabulary import Role
from tests.cases.conftest import CASES, Desk
from tests.cases.stories import told
from tests.support.databases import Databases

PLAN: dict[str, Any] = {
    "issues": [{"number": 1, "words": "I sat there for three hours and nobody rang."}],
    "wants": "That it does not happen to the next person.",
    "how": "The manager reads the log and speaks with the two who were on the round.",
    "who": "The manager of the reablement team",
    "hears": "fortnightly",
    "agreed": True,
    "made_on": "2026-03-05",
    "method": "phone",
}


def put(desk: Desk, ref: str, by: Any = None, **changes: Any) -> Any:
    return (by or desk.officer).request("PUT", f"{CASES}/{ref}/plan", json=PLAN | changes)


def wrong_at(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["pointer"]


def test_a_plan_is_agreed_and_changed_with_a_reason_and_none_is_lost(desk: Desk) -> None:
    ref = desk.open()
    assert desk.beside(ref, "plan")["plan"] is None
    desk.acknowledge(ref)
    first = put(desk, ref, promised_on="2026-03-27").json()
    assert first["plan"]["issues"][0]["words"] == PLAN["issues"][0]["words"]
    assert first["promised_on"] == "2026-03-27"
    case = desk.read(ref)
    clock = next(clock for clock in case["clocks"] if clock["kind"] == "promised")
    assert (clock["due_on"], case["next_due"]["due_on"]) == ("2026-03-27", "2026-03-27"), "it is the date owed"
    assert wrong_at(put(desk, ref, hears="weekly")) == (422, "/because")
    assert wrong_at(put(desk, ref, because="They rang.", promised_on="2026-03-31")) == (422, "/promised_on")
    change = {"hears": "weekly", "agreed": False, "made_on": "2026-03-10", "because": "They were not told enough."}
    changed = put(desk, ref, **change)
    assert [plan["number"] for plan in (changed.json()["plan"], *changed.json()["earlier"])] == [2, 1]
    told = [(entry["title"], entry["detail"]) for entry in desk.beside(ref, "timeline")["items"]]
    assert told[0] == (
        "Plan changed",
        "Set, and the complainant was told. They hear from us every week. They were not told enough.",
    )
    assert ("An answer promised by 27 March 2026", None) in told


def test_a_plan_has_the_name_that_its_procedure_gives_it(databases: Databases, tmp_path: Path) -> None:
    with told(databases, tmp_path, "oxfordshire", "adult_statutory", "2026-03-02", "2026-03-24") as story:
        plan = story.desk.beside(story.ref, "plan")
        assert (plan["name"], plan["parts"][1]) == ("Complaint Resolution Plan", "The desired outcome")


def test_a_plan_is_about_what_the_case_has_on_a_day_in_order(desk: Desk) -> None:
    ref = desk.open()
    issue = PLAN["issues"][0]
    assert wrong_at(put(desk, ref, issues=[issue | {"number": 2}])) == (422, "/issues/0/number")
    assert wrong_at(put(desk, ref, issues=[issue, issue])) == (422, "/issues/1/number")
    assert wrong_at(put(desk, ref, issues=[])) == (422, "/issues")
    assert wrong_at(put(desk, ref, made_on="2026-03-01")) == (422, "/made_on"), "before the receipt"
    assert wrong_at(put(desk, ref, made_on="2026-03-25")) == (422, "/made_on"), "in the future"
    assert wrong_at(put(desk, ref, promised_on="2026-03-04")) == (422, "/promised_on")
    assert wrong_at(put(desk, ref, promised_on="2026-12-24")) == (422, "/promised_on"), "beyond the six months"
    late = put(desk, ref, promised_on="2026-12-24", beyond_limit_reason="They are abroad until then.")
    assert late.status_code == 200
    assert wrong_at(put(desk, ref, because="A slip.", made_on="2026-03-04")) == (422, "/made_on")


def test_a_plan_is_made_by_who_looks_into_the_case_while_it_lasts(desk: Desk) -> None:
    ref = desk.open()
    investigator = desk.services.caller(Role.INVESTIGATOR, subject="investigator-1")
    assert put(desk, ref, by=investigator).status_code == 403, "it is not theirs"
    auditor = desk.services.caller(Role.AUDITOR)
    assert put(desk, ref).status_code == 200
    seen = auditor.get(f"{CASES}/{ref}/plan").json()
    assert (seen["plan"]["how"], seen["plan"]["hears"], seen["withheld"]) == (None, "fortnightly", ["narrative"])
    desk.do(ref, "withdrawal", {"withdrawn_on": "2026-03-24", "withdrawn_by": "complainant", "reason": "Content."})
    assert put(desk, ref, because="Too late.").status_code == 409
    assert put(desk, desk.open(kind="request")).status_code == 409, "an enquiry has none"
