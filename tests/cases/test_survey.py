"""How it was handled: nobody is asked without a word who should not be, and no answer tells whose it is."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.survey.rules import Handled, not_asked_because, quarter_of, shut, word_needed_because
from kernel.vocabulary import Role
from tests.cases.conftest import CASES, TODAY, Desk
from tests.support.books import books
from tests.support.statements import counted

DAYS = books().calendar
TODAY_ON = date.fromisoformat(TODAY)
ENDED = Handled(ended_on=date(2026, 3, 17), after_days=5, is_complaint=True)
SURVEY, ANSWERS = "/api/cases/v1/survey", "/api/cases/v1/survey-answers"
ANSWER: dict[str, Any] = {
    "understood": "yes",
    "informed": "partly",
    "respected": "yes",
    "clear": "no",
    "changed": "partly",
    "overall": 4,
    "said": "Nobody rang me back.",
}
WROTE = {"name": "A Caller", "role": "relative", "address": "1 Any Street, Anytown"}
DOUBTS = ("withdrawn", "deceased", "safeguarding", "contact_plan", "restricted", "anonymous")


@given(st.fixed_dictionaries(dict.fromkeys((*DOUBTS, "has_address"), st.booleans())))
def test_a_word_is_needed_exactly_where_there_is_a_doubt(known: dict[str, bool]) -> None:
    doubts = [name for name in DOUBTS if known[name]]
    if not known["has_address"] and not known["anonymous"]:
        doubts.append("no address")
    assert len(word_needed_because(replace(ENDED, **known))) == len(doubts)


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)), st.integers(0, 30), st.integers(0, 60))
def test_they_are_asked_once_so_many_working_days_have_passed(ended_on: date, after: int, later: int) -> None:
    case = replace(ENDED, ended_on=ended_on, after_days=after)
    today = ended_on + timedelta(days=later)
    passed = sum(DAYS.is_working_day(ended_on + timedelta(days=day)) for day in range(1, later + 1))
    assert (not_asked_because(case, today, DAYS) is None) == (passed >= after)


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({}, None),
        ({"after_days": None}, "The council's file sets no survey."),
        ({"is_complaint": False}, "Only a complaint is asked about."),
        ({"was_asked": True}, "They were asked already: nobody is asked twice."),
        ({"ended_on": None}, "Not yet: the complaint is not answered."),
        ({"after_days": 6}, "Not yet: they may be asked from 25 March 2026."),
    ],
)
def test_whom_no_word_lets_be_asked(changes: dict[str, Any], because: str | None) -> None:
    assert not_asked_because(replace(ENDED, **changes), TODAY_ON, DAYS) == because


def test_what_shuts_a_link_does_not_tell_when_it_was_used() -> None:
    assert shut(used=False, last=TODAY_ON, today=TODAY_ON) is None
    late = shut(used=False, last=date(2026, 3, 23), today=TODAY_ON)
    assert late is not None
    assert late.detail == "This link served until 23 March 2026."
    used = shut(used=True, last=TODAY_ON, today=TODAY_ON)
    assert used is not None
    assert "2026" not in used.detail


def test_a_quarter_is_all_that_an_answer_says_of_when() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [
        "2026-Q1",
        "2026-Q1",
        "2026-Q2",
        "2026-Q4",
    ]


def ended(desk: Desk, **changes: Any) -> str:
    """A complaint that was answered a week ago."""
    ref = desk.open(**{"complainant": WROTE} | changes)
    desk.acknowledge(ref)
    desk.find(ref, "not_upheld", on="2026-03-16")
    desk.respond(ref, on="2026-03-17")
    return ref


def ask(desk: Desk, ref: str, **body: Any) -> int:
    answer = desk.officer.post(f"{CASES}/{ref}/survey", body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["letter"])


def secret_in(desk: Desk, ref: str, letter: int) -> str:
    words = desk.officer.get(f"{CASES}/{ref}/letters/{letter}").json()
    assert words["missing"] == []
    link = next(line for line in words["text"].splitlines() if "/survey#" in line)
    assert link.partition("#")[2] in words["easy_read"]
    return str(link.partition("#")[2])


def send(desk: Desk, secret: str, **changes: Any) -> httpx.Response:
    return desk.services.caller().post(f"{SURVEY}/answer", ANSWER | changes, headers={"Redress-Link": secret})


def look(desk: Desk, secret: str) -> httpx.Response:
    return desk.services.caller().get(SURVEY, headers={"Redress-Link": secret})


@pytest.mark.both_databases
def test_somebody_is_asked_by_a_letter_and_answers_by_its_link_once(desk: Desk) -> None:
    ref = ended(desk)
    assert desk.beside(ref, "survey") == {
        "asked": None,
        "may_ask": True,
        "not_because": None,
        "word_needed": [],
        "may_type": False,
        "answer": None,
        "withheld": [],
    }
    letter = ask(desk, ref)
    secret = secret_in(desk, ref, letter)
    assert desk.officer.post(f"{CASES}/{ref}/survey", {}).status_code == 409
    again = desk.officer.post(f"{CASES}/{ref}/letters/{letter}/filling?version=1", {})
    assert secret in again.json()["text"], "filled again it keeps its link"
    assert look(desk, secret).json() == {"council": "Eastmere City Council", "expires_on": "2026-05-23"}
    before = desk.beside(ref, "survey")
    assert send(desk, secret).json() == {"council": "Eastmere City Council"}
    assert [send(desk, secret).status_code, look(desk, secret).status_code] == [410, 410]
    assert desk.beside(ref, "survey") == before, "the case does not tell that an answer came"
    (told,) = [
        item for item in desk.officer.get(f"{CASES}/{ref}/timeline").json()["items"] if "handled" in item["title"]
    ]
    assert told["title"] == "Asked how it was handled"


@pytest.mark.both_databases
def test_nothing_in_any_table_joins_an_answer_to_its_case(desk: Desk) -> None:
    ref = ended(desk)
    secret = secret_in(desk, ref, ask(desk, ref))
    database = desk.services.database("cases")
    tables = database.tables.events.metadata.sorted_tables

    def everything() -> dict[str, list[dict[str, Any]]]:
        with database.reading() as session:
            return {
                table.name: [dict(row._mapping) for row in session.execute(table.select())] for table in tables
            }

    before = everything()
    assert look(desk, secret).status_code == 200
    with counted(database.engine) as sent:
        assert send(desk, secret).status_code == 201
    assert len(sent) <= 16, "\n".join(sent)
    after = everything()
    assert {name for name in after if after[name] != before[name]} == {"cases_survey", "cases_survey_answer"}
    (answer,) = after["cases_survey_answer"]
    (survey,) = after["cases_survey"]
    assert survey == before["cases_survey"][0] | {"used": True}, "neither when, nor which"
    assert {name: answer[name] for name in ("quarter", "team", "ref")} == {
        "quarter": "2026-Q1",
        "team": None,
        "ref": None,
    }
    same = {str(value) for value in answer.values()} & {str(value) for value in survey.values()}
    assert same <= {"eastmere", "None"}


def test_who_may_be_talked_to_is_kept_with_the_case(desk: Desk) -> None:
    ref = ended(desk)
    send(desk, secret_in(desk, ref, ask(desk, ref)), may_talk=True).raise_for_status()
    assert desk.beside(ref, "survey")["answer"] == ANSWER | {"quarter": "2026-Q1"}
    auditor = desk.services.caller(Role.AUDITOR)
    read = auditor.get(f"{CASES}/{ref}/survey").json()
    assert (read["answer"], read["withheld"], read["may_type"]) == (None, ["narrative"], False)


def test_without_an_officers_word_nobody_is_asked_where_there_is_a_doubt(desk: Desk) -> None:
    ref = desk.open(complainant=WROTE)
    desk.acknowledge(ref)
    gone = {"withdrawn_on": "2026-03-10", "withdrawn_by": "complainant", "reason": "It is too much for me."}
    desk.do(ref, "withdrawal", gone)
    assert desk.beside(ref, "survey")["word_needed"] == ["The complaint was withdrawn."]
    refused = desk.officer.post(f"{CASES}/{ref}/survey", {})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/although")
    ask(desk, ref, although="She asked to be told how she can say it.")
    auditor = desk.services.caller(Role.AUDITOR)
    assert auditor.post(f"{CASES}/{ref}/survey", {}).status_code == 403
    by_phone = ended(desk, complainant={"name": "A Caller", "role": "relative", "phone": "0116 496 0000"})
    refused = desk.officer.post(f"{CASES}/{by_phone}/survey", {})
    assert "No address is known" in refused.json()["errors"][0]["detail"]


def test_an_answer_is_kept_though_the_case_was_taken_up_again(desk: Desk) -> None:
    ref = desk.open(complainant=WROTE)
    desk.acknowledge(ref)
    gone = {"withdrawn_on": "2026-03-10", "withdrawn_by": "complainant", "reason": "It is too much for me."}
    desk.do(ref, "withdrawal", gone)
    secret = secret_in(desk, ref, ask(desk, ref, although="She asked to be told how she can say it."))
    desk.do(ref, "reopening", {"requested_on": TODAY})
    assert send(desk, secret, may_talk=True).status_code == 201
    assert desk.beside(ref, "survey")["answer"]["quarter"] == "2026-Q1"


def test_nobody_is_asked_while_it_is_looked_into_once_more(desk: Desk) -> None:
    ref = ended(desk)
    assert desk.beside(ref, "survey")["may_ask"]
    desk.do(ref, "reopening", {"requested_on": TODAY})
    assert desk.beside(ref, "survey")["not_because"] == "Not yet: the complaint is not answered."


def test_a_letter_that_was_discarded_asked_nobody(desk: Desk) -> None:
    ref = ended(desk)
    letter = ask(desk, ref)
    first = secret_in(desk, ref, letter)
    assert desk.officer.request("DELETE", f"{CASES}/{ref}/letters/{letter}").status_code == 204
    second = secret_in(desk, ref, ask(desk, ref))
    assert (look(desk, first).status_code, look(desk, second).status_code) == (404, 200)


def test_what_came_on_paper_is_typed_once_and_read_once_there_are_enough(desk: Desk) -> None:
    paper = {name: value for name, value in ANSWER.items() if name != "said"}
    refs = [ended(desk) for _ in range(5)]
    assert desk.officer.post(f"{CASES}/{refs[0]}/survey/paper", paper).status_code == 409
    for ref in refs[:4]:
        ask(desk, ref)
        assert desk.officer.post(f"{CASES}/{ref}/survey/paper", paper).status_code == 204
    assert desk.officer.post(f"{CASES}/{refs[0]}/survey/paper", paper).status_code == 409
    assert desk.officer.get(ANSWERS).json() == {"items": [], "next_cursor": None, "fewest": 5}
    send(desk, secret_in(desk, refs[4], ask(desk, refs[4]))).raise_for_status()
    first = desk.officer.get(ANSWERS, params={"limit": 3}).json()
    rest = desk.officer.get(ANSWERS, params={"limit": 3, "cursor": first["next_cursor"]}).json()
    items = first["items"] + rest["items"]
    assert (len(items), rest["next_cursor"]) == (5, None)
    assert sorted(filter(None, (item["said"] for item in items))) == [ANSWER["said"]]
    assert not any(ref in str(items) for ref in refs)
    assert desk.services.caller(Role.AUDITOR).get(ANSWERS).status_code == 403


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        pytest.param({"overall": 6}, 422, id="a number that is none of them"),
        pytest.param({"clear": "perhaps"}, 422, id="a word that is none of them"),
        pytest.param({"ref": "EAS-2526-0001"}, 422, id="a field that is none"),
        pytest.param({"said": "x" * 10_000}, 422, id="longer than anybody writes"),
        pytest.param({"said": "\x00"}, 422, id="nothing that can be read"),
        pytest.param({"said": "x" * 5_000}, 201, id="as long as may be"),
    ],
)
def test_what_comes_by_a_link_is_read_strictly(desk: Desk, changes: dict[str, Any], status: int) -> None:
    ref = ended(desk)
    assert send(desk, secret_in(desk, ref, ask(desk, ref)), **changes).status_code == status


def test_what_opens_nothing(desk: Desk, on_an_ordinary_tuesday: Any) -> None:
    ref = ended(desk)
    secret = secret_in(desk, ref, ask(desk, ref))
    for unknown in ("nothing", secret[:-1], secret.swapcase(), "x" * 200):
        assert [look(desk, unknown).status_code, send(desk, unknown).status_code] == [404, 404]
    assert desk.services.caller().get(SURVEY).status_code == 422
    other = desk.services.caller(Role.COMPLAINTS_OFFICER, authority="leicester")
    assert other.get(f"{CASES}/{ref}/survey").status_code == 404
    assert other.post(f"{CASES}/{ref}/survey/paper", ANSWER).status_code == 404
    on_an_ordinary_tuesday.move_to("2026-05-24T10:00:00Z")
    assert send(desk, secret).json()["detail"] == "This link served until 23 May 2026."


@pytest.mark.both_databases
def test_of_two_answers_at_once_one_is_kept(desk: Desk) -> None:
    ref = ended(desk)
    secret = secret_in(desk, ref, ask(desk, ref))
    both = desk.services.caller().post_at_once(f"{SURVEY}/answer", [ANSWER] * 2, headers={"Redress-Link": secret})
    assert sorted(answer.status_code for answer in both) == [201, 410]
