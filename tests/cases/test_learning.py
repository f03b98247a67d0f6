"""What is learned: a theme of the council's file, an action that somebody owns, and whether it helped."""

from datetime import date
from typing import Any

import pytest

from cases.learning import rules
from kernel.vocabulary import Outcome, Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.books import books

BOOKS = books()
EASTMERE = BOOKS.council("eastmere")
LESSON: dict[str, Any] = {"theme": "communication", "action": "reminder to Staff", "scope": "team"}
PLAN = "/api/cases/v1/learning"


def test_a_theme_is_a_code_of_the_councils_file() -> None:
    day = date(2026, 3, 24)
    assert rules.theme_mistake(EASTMERE, "delay", day) is None
    assert "communication, quality_of_service" in (rules.theme_mistake(EASTMERE, "Spoke to them", day) or "")
    assert rules.theme_mistake(EASTMERE, "Delay", day), "not its name either"
    none = EASTMERE.model_copy(update={"learning_themes": []})
    assert (rules.theme_mistake(none, "delay", day) or "").endswith("are: none.")


def test_events_carry_the_files_words_alone() -> None:
    assert EASTMERE.learning_action("communication", "REMINDER TO STAFF ") == "Reminder to staff"
    assert EASTMERE.learning_action("communication", "Spoke to somebody") is None
    assert rules.told_theme(EASTMERE, "Communication") == "communication", "as an earlier release wrote it"
    assert rules.told_theme(EASTMERE, "Spoke to somebody") == "other"


def test_an_effect_is_looked_at_so_many_months_after_it_was_done() -> None:
    assert rules.effect_due(EASTMERE, "communication", date(2025, 8, 31)) == date(2026, 2, 28)
    assert rules.effect_due(EASTMERE, "delay", date(2025, 8, 31)) is None


@pytest.mark.parametrize("outcome", Outcome)
def test_what_is_upheld_teaches_something_or_somebody_says_why_not(outcome: Outcome) -> None:
    teaches = outcome in {Outcome.UPHELD, Outcome.PARTIALLY_UPHELD, Outcome.UPHELD_NOT_COUNCIL}
    assert bool(rules.unlearned(outcome, False, None)) is teaches
    assert rules.unlearned(outcome, True, None) is None
    assert rules.unlearned(outcome, False, "A slip.") is None


def answered(desk: Desk, received_on: str = "2026-03-02") -> str:
    ref = desk.open(received_at=f"{received_on}T10:00:00Z")
    desk.find(ref)
    desk.respond(ref)
    return ref


def test_an_upheld_case_closes_with_learning_and_closing_again_keeps_it(desk: Desk) -> None:
    ref = answered(desk)
    assert desk.read(ref)["teaches"], "the form asks before it is refused"
    asked = desk.act(ref, "closure", {"closed_on": TODAY})
    assert (asked.status_code, asked.json()["errors"][0]["pointer"]) == (422, "/no_learning_because")
    own = {"theme": "Spoke to somebody", "action": "Ring ahead.", "scope": "team"}
    refused = desk.act(ref, "closure", {"closed_on": TODAY, "learning": [LESSON, own]})
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/learning/1/theme"]
    owed = {"kind": "payment", "amount_pounds": 75.5, "due_on": "2026-04-07"}
    wrong = desk.act(ref, "closure", {"closed_on": TODAY, "remedies": [{"kind": "payment"}], "learning": [LESSON]})
    assert [error["pointer"] for error in wrong.json()["errors"]] == ["/remedies/0/amount_pounds"]
    desk.close(ref, learning=[LESSON], remedies=[owed])
    desk.do(ref, "reopening", {"requested_on": TODAY})
    desk.find(ref)
    desk.respond(ref)
    desk.close(ref, remedies=[{"kind": "apology"}])
    (lesson,) = desk.beside(ref, "learning")["items"]
    assert (lesson["theme_name"], lesson["action"], lesson["is_open"]) == (
        "Communication",
        "Reminder to staff",
        True,
    )
    remedies = desk.beside(ref, "remedies")["items"]
    assert [(each["kind"], each["pence"], each["is_open"]) for each in remedies] == [
        ("payment", 7_550, True),
        ("apology", None, False),
    ]


def test_an_action_is_owned_done_and_looked_at_again(desk: Desk) -> None:
    ref = answered(desk, "2025-08-20")
    path = f"{CASES}/{ref}/learning"
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    lesson = LESSON | {"issue": 1, "owner": "officer-1", "due_on": "2026-03-23"}
    assert desk.officer.post(path, lesson).status_code == 201
    desk.officer.post(path, LESSON | {"action": "Somebody rings every Friday."}).raise_for_status()
    desk.close(ref)
    assert desk.list(view="follow_up") == [ref]
    assert plan(desk) == {"open": [1, 2], "late": [1], "effect": []}

    done = {"done_on": "2025-09-24", "evidence": "The minutes of the team meeting."}
    assert desk.officer.post(f"{path}/1/effect", {"looked_at_on": TODAY, "repeated": False}).status_code == 409
    assert desk.officer.post(f"{path}/1/done", done).json()["items"][0]["effect_on"] == TODAY
    assert desk.officer.post(f"{path}/1/done", done).status_code == 409
    assert plan(desk) == {"open": [2], "late": [], "effect": [1]}
    (theme,) = desk.officer.get(PLAN).json()["themes"]
    assert theme == {"theme": "communication", "name": "Communication", "open": 1, "late": 0, "effect": 1}
    masked = desk.services.caller(Role.AUDITOR).get(PLAN).json()
    assert (masked["withheld"], masked["items"][0]["action"]) == (["narrative"], None)

    manager = desk.services.caller(Role.MANAGER)
    for managers, seen in ((True, []), (False, [2])):
        body = {"people": [], "managers": managers, "reason": "It is about a colleague."}
        manager.put(f"{CASES}/{ref}/restriction", body).raise_for_status()
        assert plan(desk)["open"] == seen, "a restricted case's actions are not shown"
        assert len(desk.officer.get(PLAN).json()["themes"]) == len(seen)

    early = desk.officer.post(f"{path}/1/effect", {"looked_at_on": "2025-09-23", "repeated": True})
    assert (
        early.json()["errors"][0]["detail"] == "This is before 24 March 2026, from which its effect is looked at."
    )
    early = desk.officer.post(f"{path}/1/effect", {"looked_at_on": "2026-03-23", "repeated": False})
    assert early.json()["errors"][0]["pointer"] == "/looked_at_on", "months have to pass first"
    desk.officer.post(f"{path}/1/effect", {"looked_at_on": TODAY, "repeated": True}).raise_for_status()
    assert desk.officer.post(f"{path}/2/dropped", {"because": "The other one is enough."}).status_code == 200
    assert plan(desk) == {"open": [], "late": [], "effect": []}
    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"]
    assert [(each["title"], each["detail"]) for each in told[:2]] == [
        ("Learning does not go ahead: Communication", None),
        ("Effect looked at: Communication", "Reminder to staff. It happened again."),
    ]
    database = desk.services.database("cases")
    with database.reading() as session:
        kept = session.execute(database.tables.events.select().order_by(database.tables.events.c.position)).all()
    events = [event for event in kept if "Learning" in event.type]
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert not [word for word in ("Friday", "minutes", "enough") if word in str(events)]


def learned(desk: Desk) -> dict[str, int]:
    """Actions that figures count, by the day on which they were done."""
    desk.services.settle()
    question = {"authority": "eastmere", "year": "2025-26", "measure": "count", "unit": "learning"}
    answer = desk.officer.post("/api/analytics/v1/figures", question | {"group_by": ["learning.completed_on"]})
    values: dict[str, int] = answer.json()["values"]
    return values


def test_what_was_recorded_wrongly_of_an_action_is_taken_back(desk: Desk) -> None:
    """The effect, the end, the action itself, each with a reason; the rest stands, and figures follow."""
    desk.officer.put("/api/cases/v1/officers/me").raise_for_status()
    ref = answered(desk, "2025-08-20")
    path = f"{CASES}/{ref}/learning"
    desk.officer.post(path, LESSON).raise_for_status()
    desk.officer.post(f"{path}/1/done", {"done_on": "2025-09-01", "evidence": "The minutes."}).raise_for_status()
    desk.officer.post(f"{path}/1/effect", {"looked_at_on": TODAY, "repeated": True}).raise_for_status()
    desk.close(ref)

    def right(wrong: str, **more: str) -> dict[str, Any]:
        answer = desk.officer.post(
            f"{path}/1/put-right", {"wrong": wrong, "because": "Another case was meant."} | more
        )
        assert answer.status_code == 200, answer.text
        (item,) = answer.json()["items"]
        return dict(item)

    unseen = right("looked_at")
    assert (unseen["looked_at_on"], unseen["repeated"], unseen["effect_on"]) == (None, None, "2026-03-01")
    assert plan(desk) == {"open": [], "late": [], "effect": [1]}
    refused = desk.officer.post(f"{path}/1/put-right", {"wrong": "recorded", "because": "A slip."})
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/no_learning_because"]
    mistaken = right("recorded", no_learning_because="It could not have been foreseen.")
    assert (mistaken["is_dropped"], mistaken["done_on"], mistaken["may_act"]) == (True, "2025-09-01", False)
    assert (plan(desk)["effect"], learned(desk)) == ([], {})
    assert right("dropped")["effect_on"] == "2026-03-01"
    assert learned(desk) == {"2025-09-01": 1}
    owed = right("done")
    assert (owed["done_on"], owed["evidence"], owed["is_open"], owed["effect_on"]) == (None, None, True, None)
    assert (desk.list(view="follow_up"), plan(desk)["open"]) == ([ref], [1])

    told = desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"][:4]
    assert {(each["title"], each["by"]) for each in told} == {("Learning put right: Communication", "Officer 1")}
    because = "Another case was meant."
    assert [each["detail"] for each in told] == [
        f"Reminder to staff. It was not done on 1 September 2025. {because}",
        f"Reminder to staff. It counts after all. {because}",
        "Reminder to staff. It was recorded by mistake, and is nothing learned. "
        f"{because}\n\nNothing was learned from it: It could not have been foreseen.",
        f"Reminder to staff. Nobody looked whether it helped. {because}",
    ]


def test_an_action_that_was_a_slip_is_nothing_learned_when_the_case_closes(desk: Desk) -> None:
    ref = answered(desk)
    path, slip = f"{CASES}/{ref}/learning", {"wrong": "recorded", "because": "Another case was meant."}
    desk.officer.post(path, LESSON).raise_for_status()
    assert desk.services.caller(Role.INVESTIGATOR).post(f"{path}/1/put-right", slip).status_code == 403
    for wrong in ("done", "looked_at", "dropped", "changed", "put_right"):
        refused = desk.officer.post(f"{path}/1/put-right", slip | {"wrong": wrong})
        assert [error["pointer"] for error in refused.json()["errors"]] == ["/wrong"], wrong
    desk.officer.post(f"{path}/1/put-right", slip).raise_for_status()
    assert desk.officer.post(f"{path}/1/put-right", slip).status_code == 422, "taken back already"
    assert desk.officer.post(f"{path}/2/put-right", slip).status_code == 404
    asked = desk.act(ref, "closure", {"closed_on": TODAY})
    assert asked.json()["errors"][0]["pointer"] == "/no_learning_because"


def plan(desk: Desk) -> dict[str, list[int]]:
    """Numbers of the actions that each view of the plan lists, a page of one after the other."""
    listed: dict[str, list[int]] = {}
    for view in ("open", "late", "effect"):
        listed[view], cursor = [], None
        while True:
            asked = {"view": view, "limit": 1, "theme": "communication", **({"cursor": cursor} if cursor else {})}
            page = desk.officer.get(PLAN, params=asked).json()
            listed[view] += [item["number"] for item in page["items"]]
            if (cursor := page["next_cursor"]) is None:
                break
    return listed


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"theme": "gossip"}, "/theme", id="no theme of the file"),
        pytest.param({"scope": "the world"}, "/scope", id="no scope"),
        pytest.param({"issue": 2}, "/issue", id="an issue that there is not"),
        pytest.param({"owner": "nobody"}, "/owner", id="an owner whom nobody knows"),
        pytest.param({"due_on": "2026-03-01"}, "/due_on", id="due before the receipt"),
        pytest.param({"action": ""}, "/action", id="no action"),
    ],
)
def test_what_cannot_be_learned_is_refused_by_its_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    ref = desk.open()
    refused = desk.officer.post(f"{CASES}/{ref}/learning", LESSON | changes)
    assert refused.status_code == 422, refused.text
    assert [error["pointer"] for error in refused.json()["errors"]] == [field]
