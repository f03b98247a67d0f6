"""The day of receipt is put right, and nothing that is recorded of the case lies before it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cases.conftest import CASES, Desk
from tests.cases.stories import Story, told
from tests.cases.test_plan import PLAN
from tests.support.databases import Databases

ADVOCATE = {"role": "advocate", "name": "Ada Free", "independent": True}
BESIDE, TRUST = "2026-03-05", "eastmere_hospitals"


@pytest.fixture
def story(desk: Desk) -> Story:
    return Story(desk, desk.open())


def asked_at_once(story: Story) -> None:
    ask = {"asked_of": "Provider P", "what": "Its log", "asked_on": BESIDE}
    story.do("requests", **ask)


def paid(story: Story) -> None:
    remedy = {"kind": "payment", "pence": 5000, "what": "For the calls that were missed."}
    beside(story, "POST", "remedies", remedy)
    beside(story, "POST", "remedies/1/payments", {"pence": 2000, "paid_on": BESIDE})


def learned(story: Story) -> None:
    lesson = {"theme": "communication", "action": "Answer the phone.", "scope": "team"}
    beside(story, "POST", "learning", lesson)
    beside(story, "POST", "learning/1/done", {"done_on": BESIDE, "evidence": "The rota."})


def beside(story: Story, method: str, part: str, body: dict[str, Any], version: str = "") -> Any:
    at = f"{CASES}/{story.ref}/{part}"
    return story.desk.officer.request(method, at, json=body, headers={"If-Match": version}).raise_for_status()


def transferred(story: Story) -> None:
    """It came from a body on a day, which is the day of its receipt (`docs/joint.md`)."""
    joint = {"bodies": [{"body": TRUST}], "transfer": {"way": "received", "body": TRUST, "on": BESIDE}}
    version = story.desk.officer.get(f"{CASES}/{story.ref}/joint").headers["etag"]
    beside(story, "PUT", "joint", joint, version)


OTHERS: dict[str, tuple[Callable[[Story], Any], str]] = {
    "request": (asked_at_once, "Provider P was asked on 5 March 2026"),
    "transfer": (transferred, "Joint complaint: transferred on 5 March 2026"),
    "plan": (
        lambda story: beside(story, "PUT", "plan", PLAN | {"made_on": BESIDE}),
        "The plan was made on 5 March 2026",
    ),
    "promise": (
        lambda story: story.acknowledge(BESIDE, promised_on="2026-04-02"),
        "A date was promised on 5 March 2026",
    ),
    "payment": (paid, "A remedy was paid on 5 March 2026"),
    "learning": (learned, "What was learned was carried out on 5 March 2026"),
    "ombudsman": (
        lambda story: beside(story, "POST", "ombudsman", {"body": "lgsco", "received_on": BESIDE}),
        "The council heard of it from the Ombudsman on 5 March 2026",
    ),
    "advocate": (
        lambda story: beside(story, "POST", "appointments", ADVOCATE | {"appointed_on": BESIDE}),
        "The advocate was appointed on 5 March 2026",
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_receipt_is_not_after_what_is_recorded_beside_the_case(story: Story, what: str) -> None:
    record, said = OTHERS[what]
    record(story)
    before = story.case
    body = {"received_on": "2026-03-06", "reason": "The stamp."}
    refused = story.desk.act(story.ref, "receipt", body)
    assert refused.json()["errors"] == [
        {"pointer": "/received_on", "detail": f"{said}: that would be before it was received on 6 March 2026."}
    ]
    assert story.case == before
    story.do("receipt", **body | {"received_on": BESIDE})


def test_what_was_recorded_by_mistake_or_stays_stands_in_nobodys_way(story: Story) -> None:
    beside(story, "POST", "ombudsman", {"body": "lgsco", "received_on": BESIDE})
    mistaken = {"body": "lgsco", "received_on": BESIDE, "mistaken_because": "Of another complaint."}
    beside(story, "PUT", "ombudsman/1", mistaken)
    beside(story, "PUT", "plan", PLAN | {"made_on": BESIDE})
    beside(story, "PUT", "plan", PLAN | {"made_on": "2026-03-09", "because": "The day was wrong."})
    beside(story, "POST", "costs", {"kind": "other", "pence": 100, "spent_on": BESIDE})
    beside(story, "POST", "advocacy", {"act": "offered", "told_on": BESIDE})
    assert story.do("receipt", received_on="2026-03-06", reason="The stamp.")["received_on"] == "2026-03-06"


def test_a_further_stage_is_asked_for_before_anybody_is_appointed_for_it(
    databases: Databases, tmp_path: Path
) -> None:
    with told(databases, tmp_path, "oxfordshire", "children_statutory", "2026-03-02", "2026-11-02") as story:
        story.acknowledge("2026-03-04")
        story.answer("2026-03-13")
        story.do("stages", stage="stage_2", requested_on="2026-03-16")
        person = {"role": "independent_person", "name": "Ada Free", "independent": True}
        story.do("appointments", **person, appointed_on="2026-03-18")
        body = {"what": "stage_request", "number": 2, "on": "2026-03-19", "reason": "A slip."}
        late = story.desk.act(story.ref, "corrections", body)
        assert late.json()["errors"][0]["detail"] == (
            "The independent person was appointed on 18 March 2026: that would be before the further stage was "
            "asked for on 19 March 2026."
        )
        story.do("corrections", **body | {"on": "2026-03-18"})
