"""Dates that change by decision: extensions, holds, what was asked of others, a corrected receipt."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases.conftest import NOTHING_LEARNED, TODAY, Desk
from tests.cases.stories import Story, told
from tests.support.databases import Databases

RECEIVED = "2026-03-02"
TARGET, LEGAL_LIMIT = "2026-03-30", "2026-09-01"


@pytest.fixture
def story(desk: Desk) -> Story:
    """A statutory complaint of Eastmere, received on Monday 2 March and looked at on Tuesday 24 March."""
    return Story(desk, desk.open())


@pytest.fixture
def years_later(databases: Databases, tmp_path: Path) -> Iterator[Story]:
    """The same complaint, looked back on long after every date has passed."""
    with told(databases, tmp_path, "eastmere", "adult_statutory", RECEIVED, "2027-03-01") as story:
        yield story


def timeline(story: Story) -> list[tuple[str, str | None]]:
    items = story.desk.officer.get(f"/api/cases/v1/cases/{story.ref}/timeline").json()["items"]
    return [(item["title"], item["detail"]) for item in items]


# Extensions


def test_an_extension_moves_one_clock_and_keeps_the_date_before(story: Story) -> None:
    before = {clock["kind"]: clock["due_on"] for clock in story.case["clocks"]}
    case = story.extend("stage_1", "2026-03-20", amount=30)
    target = story.clock("stage_1")
    assert (target["original_due_on"], target["due_on"], target["amount"]) == (TARGET, "2026-04-15", 30)
    assert {c["kind"]: c["due_on"] for c in case["clocks"]} == before | {"stage_1": "2026-04-15"}
    assert timeline(story)[0] == (
        "Council target extended to 15 April 2026",
        "It was 30 March 2026. Agreed with the complainant. A witness is away.",
    )


def test_a_second_extension_still_counts_from_the_start_and_keeps_the_first_date(story: Story) -> None:
    story.extend("stage_1", "2026-03-20", amount=30)
    story.extend("stage_1", "2026-03-23", amount=35)
    target = story.clock("stage_1")
    assert (target["original_due_on"], target["due_on"]) == (TARGET, "2026-04-22")
    assert [e["due_after"] for e in story.case["extensions"]] == ["2026-04-15", "2026-04-22"]


def test_an_answer_after_the_first_date_and_before_the_second_is_told_as_both(years_later: Story) -> None:
    years_later.extend("stage_1", "2026-03-20", amount=30)
    years_later.answer("2026-04-02")
    target = years_later.clock("stage_1")
    assert (target["met_original"], target["met_extended"], target["state"]) == (False, True, "met")


def test_the_legal_limit_is_extended_by_agreement_before_it_expires(years_later: Story) -> None:
    asked = {"until": "2026-11-30", "reason": "The records are with the police."}
    clock = "clocks/statutory/extension"
    assert years_later.refused(clock, **asked, agreed_on="2026-08-20", person_agreed=False) == (
        422,
        "/person_agreed",
    )
    assert years_later.refused(clock, **asked, agreed_on="2026-09-02", person_agreed=True) == (422, "/agreed_on")
    years_later.do(clock, **asked, agreed_on=LEGAL_LIMIT, person_agreed=True)
    limit = years_later.clock("statutory")
    assert (limit["original_due_on"], limit["due_on"]) == (LEGAL_LIMIT, "2026-11-30")
    path = f"/api/cases/v1/cases/{years_later.ref}/clocks/statutory/explanation"
    told = years_later.desk.officer.get(path).json()["summary"]
    assert told == "The date that was agreed with the person, before the legal limit had passed."


def test_a_later_date_is_promised_anew_and_the_first_promise_is_kept(years_later: Story) -> None:
    years_later.acknowledge("2026-03-04", promised_on="2026-03-27")
    years_later.extend("promised", "2026-03-25", until="2026-04-10")
    promised = years_later.clock("promised")
    assert (promised["original_due_on"], promised["due_on"]) == ("2026-03-27", "2026-04-10")
    assert years_later.case["promised_on"] == "2026-04-10"
    assert years_later.due("stage_1") == TARGET, "the council's target does not move with it"


def test_a_grade_keeps_an_extension_that_is_longer_than_its_target(story: Story) -> None:
    story.extend("stage_1", "2026-03-20", amount=30)
    story.do("grade", grade="simple", answers={"extent": "simple"})
    target = story.clock("stage_1")
    assert (target["original_due_on"], target["due_on"]) == ("2026-03-16", "2026-04-15")
    story.do("grade", grade="complex", answers={"extent": "complex"})
    target = story.clock("stage_1")
    assert (target["original_due_on"], target["due_on"]) == (None, "2026-05-07")


@pytest.mark.parametrize(
    ("clock", "body", "wrong"),
    [
        pytest.param("stage_1", {"amount": 30, "agreed_on": "2026-03-31"}, "/agreed_on", id="after it expired"),
        pytest.param("stage_1", {"amount": 30, "agreed_on": "2026-02-27"}, "/agreed_on", id="before it began"),
        pytest.param("stage_1", {"amount": 30, "agreed_on": "2027-03-02"}, "/agreed_on", id="in the future"),
        pytest.param("stage_1", {"amount": 20}, "/amount", id="no longer than it is"),
        pytest.param("stage_1", {"amount": 401}, "/amount", id="beyond reason"),
        pytest.param("stage_1", {"until": "2026-04-15"}, "/amount", id="a date for a count"),
        pytest.param("stage_1", {"amount": 30, "reason": " "}, "/reason", id="without a reason"),
        pytest.param("statutory", {"amount": 9}, "/until", id="a count for a date"),
        pytest.param("statutory", {"until": LEGAL_LIMIT}, "/until", id="to the day it ends anyway"),
    ],
)
def test_an_extension_that_is_none(years_later: Story, clock: str, body: dict[str, Any], wrong: str) -> None:
    before = years_later.case
    usual = {"agreed_on": "2026-03-20", "person_agreed": True, "reason": "A witness is away."}
    assert years_later.refused(f"clocks/{clock}/extension", **{**usual, **body}) == (422, wrong)
    assert years_later.case == before, "nothing is half applied"


def test_what_cannot_be_extended(story: Story) -> None:
    body = {"agreed_on": "2026-03-20", "person_agreed": True, "reason": "A witness is away.", "amount": 30}
    assert story.refused("clocks/acknowledge/extension", **body)[0] == 409, "the law gives no longer limit"
    assert story.refused("clocks/nothing/extension", **body)[0] == 404
    story.acknowledge("2026-03-04")
    story.answer("2026-03-20")
    assert story.refused("clocks/stage_1/extension", **body)[0] == 409, "it was met"


# Holds


def test_a_hold_moves_only_the_target_that_waits_for_its_reason(story: Story) -> None:
    story.acknowledge("2026-03-04", promised_on="2026-04-02")
    hold = {"reason": "consent", "waiting_on": "Mrs M P's consent", "started_on": "2026-03-18"}
    case = story.do("holds", **hold, review_on="2026-03-27")
    assert story.due("stage_1") == "2026-04-13", "eight working days are not counted, then Easter"
    assert (story.due("statutory"), story.due("promised")) == (LEGAL_LIMIT, "2026-04-02")
    assert case["waiting"] == {
        "reason": "consent",
        "waiting_on": "Mrs M P's consent",
        "since": "2026-03-18",
        "days": 4,
        "review_on": "2026-03-27",
    }
    assert timeline(story)[0] == (
        "Waiting for consent",
        "Mrs M P's consent. Council target moved from 30 March 2026 to 13 April 2026.",
    )
    days = story.desk.officer.get(f"/api/cases/v1/cases/{story.ref}/clocks/stage_1/explanation").json()["days"]
    assert [day["on"] for day in days if day["skipped"] == "held"] == [
        *("2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23"),
        *("2026-03-24", "2026-03-25", "2026-03-26", "2026-03-27"),
    ]

    story.do("holds/1/end", ended_on="2026-03-19")
    assert story.due("stage_1") == "2026-04-01", "two working days of waiting in the end"
    assert story.case["waiting"] is None


def test_a_hold_for_safeguarding_moves_nothing(story: Story) -> None:
    before = {clock["kind"]: clock["due_on"] for clock in story.case["clocks"]}
    hold = {"reason": "safeguarding", "waiting_on": "The enquiry", "started_on": "2026-03-18"}
    case = story.do("holds", **hold, review_on="2026-04-30")
    assert {clock["kind"]: clock["due_on"] for clock in case["clocks"]} == before
    assert case["waiting"]["days"] == 4


def test_an_answer_ends_the_waiting(story: Story) -> None:
    story.acknowledge("2026-03-04")
    story.do("holds", reason="other", waiting_on="A witness", started_on="2026-03-18", review_on="2026-04-30")
    case = story.answer(TODAY)
    assert [hold["ended_on"] for hold in case["holds"]] == [TODAY]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        pytest.param({"started_on": "2026-03-01"}, "/started_on", id="before the case began"),
        pytest.param({"started_on": "2026-03-25", "review_on": "2026-04-01"}, "/started_on", id="in the future"),
        pytest.param({"review_on": "2026-03-10"}, "/review_on", id="looked at again before it starts"),
        pytest.param({"review_on": "2026-03-23"}, "/review_on", id="looked at again in the past"),
        pytest.param({"review_on": None}, "/review_on", id="never looked at again"),
        pytest.param({"reason": "holiday"}, "/reason", id="a reason that is none"),
    ],
)
def test_a_hold_that_is_none(story: Story, body: dict[str, Any], wrong: str) -> None:
    usual = {"reason": "consent", "waiting_on": "Consent", "started_on": "2026-03-18", "review_on": "2026-03-27"}
    assert story.refused("holds", **{**usual, **body}) == (422, wrong)
    assert story.case["holds"] == []


def test_a_hold_ends_after_it_starts_and_once(story: Story) -> None:
    story.do("holds", reason="court", waiting_on="The hearing", started_on="2026-03-18", review_on="2026-03-27")
    assert story.refused("holds", reason="other", waiting_on="X", started_on=TODAY, review_on=TODAY)[0] == 409
    assert story.refused("holds/1/end", ended_on="2026-03-17") == (422, "/ended_on")
    assert story.refused("holds/2/end", ended_on=TODAY)[0] == 404
    story.do("holds/1/end", ended_on="2026-03-20")
    assert story.refused("holds/1/end", ended_on=TODAY)[0] == 409
    again = {"reason": "court", "waiting_on": "The hearing", "review_on": "2026-03-27"}
    assert story.refused("holds", **again, started_on="2026-03-20") == (422, "/started_on")
    story.do("holds", **again, started_on="2026-03-23")


# What was asked of others, and by the Ombudsman


def test_a_contributor_has_a_clock_of_its_own(story: Story) -> None:
    story.acknowledge("2026-03-04")
    case = story.do("requests", asked_of="Provider B", what="Its visit records", asked_on="2026-03-12")
    clock = story.clock("contributor_1")
    assert (clock["due_on"], clock["owed_by"], clock["state"]) == ("2026-03-19", "contributor", "missed")
    assert case["next_due"]["kind"] == "stage_1", "the council is late with nothing"
    assert story.refused("requests/1/answer", answered_on="2026-03-11") == (422, "/answered_on")
    story.do("requests/1/answer", answered_on="2026-03-20")
    assert story.clock("contributor_1")["state"] == "met_late"
    assert story.refused("requests/1/answer", answered_on=TODAY)[0] == 409
    assert timeline(story)[:2] == [
        ("Provider B answered", "Its visit records"),
        ("Asked Provider B", "Its visit records"),
    ]


def test_a_date_that_was_given_wins_over_the_counted_one(story: Story) -> None:
    asked = {"asked_of": "Hospital", "what": "Discharge notes", "asked_on": "2026-03-12"}
    assert story.refused("requests", **asked, due_on="2026-03-11") == (422, "/due_on")
    story.do("requests", **asked, due_on="2026-04-10")
    assert story.due("contributor_1") == "2026-04-10"


def test_the_ombudsmans_28_days_run_after_the_case_is_closed(story: Story) -> None:
    story.acknowledge("2026-03-04")
    story.answer("2026-03-10")
    story.do("closure", closed_on="2026-03-11")
    letter = {"asked_of": "The Ombudsman", "what": "Comments on the complaint", "asked_on": "2026-03-16"}
    case = story.do("ombudsman-enquiries", **letter)
    assert story.due("ombudsman_1") == "2026-04-13"
    assert (case["status"], case["stage"], case["next_due"]["name"]) == (
        "open",
        "closed",
        "to answer the Ombudsman",
    )
    assert story.ref in story.desk.list(view="open")
    story.do("ombudsman-enquiries", **letter, due_on="2026-03-30")
    assert story.due("ombudsman_2") == "2026-03-30", "the date in the letter wins"
    assert story.case["next_due"]["kind"] == "ombudsman_2"
    for number in (1, 2):
        case = story.do(f"requests/{number}/answer", answered_on=TODAY)
    assert (case["status"], case["next_due"]) == ("closed", None)


# A corrected receipt


def test_a_corrected_receipt_counts_every_clock_anew_and_says_what_moved(story: Story) -> None:
    story.acknowledge("2026-03-04", promised_on="2026-04-02")
    case = story.do("receipt", received_on="2026-02-25", reason="It lay in the councillor's office.")
    assert case["received_on"] == "2026-02-25"
    assert {clock["kind"]: clock["due_on"] for clock in case["clocks"]} == {
        "acknowledge": "2026-03-02",
        "stage_1": "2026-03-25",
        "promised": "2026-04-02",
        "statutory": "2026-08-24",
    }
    assert story.states()["acknowledge"] == "met_late", "the acknowledgement of 4 March comes too late for it"
    assert timeline(story)[0] == (
        "Receipt corrected from 2 March 2026 to 25 February 2026",
        "It lay in the councillor's office. Legal limit moved from 1 September 2026 to 24 August 2026. "
        "Acknowledge moved from 5 March 2026 to 2 March 2026. "
        "Council target moved from 30 March 2026 to 25 March 2026.",
    )


@pytest.mark.parametrize(
    ("received_on", "wrong"),
    [
        pytest.param("2026-03-05", "/received_on", id="after the acknowledgement"),
        pytest.param("2026-03-25", "/received_on", id="in the future"),
        pytest.param("1899-12-31", "/received_on", id="a slip of the pen"),
    ],
)
def test_a_receipt_that_cannot_be(story: Story, received_on: str, wrong: str) -> None:
    story.acknowledge("2026-03-04")
    before = story.case
    assert story.refused("receipt", received_on=received_on, reason="A mistake.") == (422, wrong)
    assert story.case == before


def test_a_receipt_is_corrected_only_to_another_day(story: Story) -> None:
    assert story.refused("receipt", received_on=RECEIVED, reason="A mistake.")[0] == 409


# Days that cannot be


def issue(story: Story, decided_on: str) -> dict[str, Any]:
    body = {"outcome": "upheld", "reason": "The log shows it.", "decided_on": decided_on}
    return story.do("issues/1/finding", **body)


HOLD = {"reason": "other", "waiting_on": "A witness", "review_on": "2026-04-30"}
ASKED = {"asked_of": "Provider B", "what": "Its visit records"}
DONE: dict[str, tuple[str, dict[str, Any]]] = {
    "it was acknowledged": ("acknowledgement", {"acknowledged_on": "2026-03-20", "method": "letter"}),
    "the finding on issue 1 was made": (
        "issues/1/finding",
        {"outcome": "upheld", "reason": "The log shows it.", "decided_on": "2026-03-20"},
    ),
    "it began to wait": ("holds", {**HOLD, "started_on": "2026-03-20"}),
    "Provider B was asked": ("requests", {**ASKED, "asked_on": "2026-03-20"}),
    "a later date was agreed": (
        "clocks/stage_1/extension",
        {"amount": 30, "agreed_on": "2026-03-20", "person_agreed": True, "reason": "A witness is away."},
    ),
}


@pytest.mark.parametrize(("act", "body"), DONE.values(), ids=DONE)
@pytest.mark.parametrize("end", ["response", "withdrawal"])
def test_an_answer_and_an_end_come_after_everything_that_was_done(
    story: Story, act: str, body: dict[str, Any], end: str, request: pytest.FixtureRequest
) -> None:
    ends: dict[str, Any] = {
        "response": {"responded_on": "2026-03-19", "method": "letter"},
        "withdrawal": {"withdrawn_on": "2026-03-19", "withdrawn_by": "complainant", "reason": "They moved."},
    }
    if act != "issues/1/finding":
        issue(story, "2026-03-03")
    story.do(act, **body)
    answer = story.desk.act(story.ref, end, ends[end])
    assert answer.status_code == 422
    (wrong,) = answer.json()["errors"]
    assert wrong["pointer"] in {"/responded_on", "/withdrawn_on"}
    done = next(words for words, (what, _) in DONE.items() if what == act)
    assert wrong["detail"] == f"This is before {done} on 20 March 2026."
    assert story.case["stage"] in {"received", "acknowledged"}, "nothing is half applied"


def test_waiting_that_ended_comes_before_the_answer(story: Story) -> None:
    issue(story, "2026-03-03")
    story.do("holds", **HOLD, started_on="2026-03-10")
    story.do("holds/1/end", ended_on="2026-03-20")
    assert story.refused("response", responded_on="2026-03-19", method="letter") == (422, "/responded_on")
    story.do("response", responded_on="2026-03-20", method="letter")


def test_a_finding_is_not_made_after_the_answer_that_gives_it(story: Story) -> None:
    issue(story, "2026-03-18")
    story.do("response", responded_on="2026-03-18", method="letter")
    finding = {"outcome": "not_upheld", "reason": "A second look."}
    assert story.refused("issues/1/finding", **finding, decided_on="2026-03-20") == (422, "/decided_on")
    story.do("issues/1/finding", **finding, decided_on="2026-03-17")


def test_what_the_ombudsman_asks_comes_whenever_it_comes(story: Story) -> None:
    issue(story, "2026-03-03")
    story.do("ombudsman-enquiries", **ASKED, asked_on="2026-03-20")
    story.do("response", responded_on="2026-03-19", method="letter")


def test_a_case_is_closed_after_its_answer_and_the_waiting_before_it(story: Story) -> None:
    issue(story, "2026-03-03")
    story.do("response", responded_on="2026-03-19", method="letter", reached_on="2026-03-21")
    assert story.refused("closure", closed_on="2026-03-18") == (422, "/closed_on")
    story.do("closure", closed_on="2026-03-19", **NOTHING_LEARNED)


def test_a_later_extension_is_agreed_after_the_one_before(story: Story) -> None:
    story.extend("stage_1", "2026-03-20", amount=30)
    later = {"amount": 40, "agreed_on": "2026-03-19", "person_agreed": True, "reason": "Longer still."}
    assert story.refused("clocks/stage_1/extension", **later) == (422, "/agreed_on")


@pytest.mark.parametrize("received_on", ["1926-03-02", "1999-12-31"])
def test_a_receipt_of_another_century_is_a_slip(story: Story, received_on: str) -> None:
    assert story.refused("receipt", received_on=received_on, reason="A slip.") == (422, "/received_on")


def test_a_receipt_is_not_after_a_finding(story: Story) -> None:
    issue(story, "2026-03-03")
    assert story.refused("receipt", received_on="2026-03-04", reason="A slip.") == (422, "/received_on")


def test_a_receipt_is_not_after_the_end_nor_before_what_never_was(story: Story) -> None:
    extension = {"amount": 30, "agreed_on": "2026-03-09", "person_agreed": True, "reason": "More time."}
    story.do("clocks/stage_1/extension", **extension)
    story.do("corrections", what="extension", number=1, on=None, reason="A slip.")
    story.do("withdrawal", withdrawn_on="2026-03-10", withdrawn_by="complainant", reason="Content.")
    assert story.refused("receipt", received_on="2026-03-11", reason="The stamp.") == (422, "/received_on")
    assert story.do("receipt", received_on="2026-03-10", reason="The stamp.")["received_on"] == "2026-03-10"


# What is to come


AHEAD: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a promise": ("acknowledgement", "promised_on", {"acknowledged_on": "2026-03-04", "method": "letter"}),
    "a hold": ("holds", "review_on", {"reason": "other", "waiting_on": "X", "started_on": "2026-03-04"}),
    "a request": ("requests", "due_on", {**ASKED, "asked_on": "2026-03-04"}),
}
BEYOND = "2026-09-02"
"""The day after the legal limit."""


@pytest.mark.parametrize(("act", "field", "body"), AHEAD.values(), ids=AHEAD)
def test_a_day_beyond_the_legal_limit_is_asked_again_and_taken_with_a_reason(
    story: Story, act: str, field: str, body: dict[str, Any]
) -> None:
    before = story.case
    answer = story.desk.act(story.ref, act, {**body, field: BEYOND})
    assert answer.status_code == 422
    told = "This is beyond the legal limit of 1 September 2026 (SI 2009/309, reg 14(3))."
    assert answer.json()["errors"] == [
        {"pointer": f"/{field}", "detail": told},
        {"pointer": "/beyond_limit_reason", "detail": "Say why it is so late, or give an earlier day."},
    ]
    assert story.case == before
    story.do(act, **body, **{field: BEYOND}, beyond_limit_reason="Agreed with the family, who are abroad.")
    assert "Agreed with the family, who are abroad." in str(timeline(story)[0][1])


@pytest.mark.parametrize(("act", "field", "body"), AHEAD.values(), ids=AHEAD)
@pytest.mark.parametrize("day", ["2028-03-25", "2036-03-30", "2100-12-31"])
def test_a_day_beyond_two_years_is_a_slip_whatever_reason_is_given(
    story: Story, act: str, field: str, body: dict[str, Any], day: str
) -> None:
    meant = {**body, field: day, "beyond_limit_reason": "It is meant."}
    answer = story.desk.act(story.ref, act, meant)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": f"/{field}", "detail": "This is more than two years ahead, after 24 March 2028."}
    ]


@pytest.mark.parametrize(("act", "field", "body"), AHEAD.values(), ids=AHEAD)
def test_the_limit_itself_is_asked_nothing(story: Story, act: str, field: str, body: dict[str, Any]) -> None:
    story.do(act, **body, **{field: LEGAL_LIMIT})


def test_a_promise_within_an_agreed_extension_is_asked_nothing(story: Story) -> None:
    story.extend("statutory", "2026-03-20", until="2026-12-31")
    story.acknowledge("2026-03-04", promised_on="2026-12-18")


def test_a_later_promise_is_asked_again_too(story: Story) -> None:
    story.acknowledge("2026-03-04", promised_on="2026-03-27")
    later = {"agreed_on": "2026-03-20", "person_agreed": True, "reason": "A witness is away.", "until": BEYOND}
    assert story.refused("clocks/promised/extension", **later) == (422, "/until")
    story.do("clocks/promised/extension", **later, beyond_limit_reason="They are abroad until then.")
    assert story.case["promised_on"] == BEYOND


def test_no_limit_is_extended_by_more_than_two_years(story: Story) -> None:
    far = {"agreed_on": "2026-03-20", "person_agreed": True, "reason": "A slip.", "until": "2036-09-30"}
    assert story.refused("clocks/statutory/extension", **far) == (422, "/until")


def test_the_ombudsmans_letter_is_within_two_years_and_under_no_limit_of_the_case(story: Story) -> None:
    assert story.refused("ombudsman-enquiries", **ASKED, asked_on=TODAY, due_on="2036-04-20") == (422, "/due_on")
    story.do("ombudsman-enquiries", **ASKED, asked_on=TODAY, due_on="2026-10-01")
