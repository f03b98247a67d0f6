"""Whom a case waits for, and whose its days were."""

from tests.cases.conftest import Desk
from tests.cases.stories import Story


def test_a_case_says_whom_it_waits_for_and_whose_its_days_were(desk: Desk) -> None:
    story = Story(desk, desk.open())
    story.acknowledge("2026-03-04")
    assert (story.case["waiting"], story.case["ours_since"]) == (None, "2026-03-02")
    ask = {"what": "Its log", "asked_on": "2026-03-05"}
    story.do("requests", asked_of="Provider P", due_on="2026-03-12", **ask)
    story.do("requests", asked_of="Provider Q", due_on="2026-03-11", **ask)
    waiting = story.case["waiting"]
    assert (waiting["reason"], waiting["waiting_on"]) == ("contributor", "Provider Q"), "it is due first"
    assert (waiting["days"], waiting["review_on"]) == (13, "2026-03-11")
    story.do("requests/2/answer", answered_on="2026-03-10")
    assert story.case["waiting"]["waiting_on"] == "Provider P"
    hold = {"waiting_on": "Mrs M P", "started_on": "2026-03-12", "review_on": "2026-04-01"}
    story.do("holds", reason="complainant", **hold)
    assert story.case["waiting"]["reason"] == "complainant", "what holds it is said first"
    assert story.case["ours_since"] is None
    story.do("holds/1/end", ended_on="2026-03-13")
    story.do("requests/1/answer", answered_on="2026-03-16")
    assert (story.case["waiting"], story.case["ours_since"]) == (None, "2026-03-16")
    story.answer("2026-03-18")
    days = {"service": 5, "contributor": 5, "complainant": 2, "consent": 0, "elsewhere": 0}
    assert story.case["days_by"] == days
    assert sum(days.values()) == story.case["stages"][0]["response_days"]
