"""The demonstration: an invented council with a lively year, the same for the same day."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from cases.models import CaseRow, ClockRow, PlanRow
from cases.tables import feed_of_cases
from chassis import feed
from intake.models import ContactRow
from kernel.localtime import local_date
from kernel.vocabulary import Classification, Role
from standalone import demo_data
from standalone.demo_cases import SEED
from standalone.demo_council import COUNCIL, DEMO
from standalone.demo_data import DAYS, make_demo_council, plan_year
from tests.support.books import books
from tests.support.databases import Databases
from tests.support.demo import NOW, made, made_once, urls_in
from tests.support.house import House

BOOKS = books()
SINCE = date(2025, 4, 1)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2029, 12, 31)))
@example(datetime(2026, 11, 30, 23))
@settings(max_examples=15)
def test_the_plan_is_the_same_for_the_same_moment_and_lies_before_it(moment: datetime) -> None:
    now = moment.replace(tzinfo=UTC)
    plans = plan_year(Random(SEED), now, BOOKS)
    assert plans == plan_year(Random(SEED), now, BOOKS)
    assert all(plan.received_at <= now for plan in plans)
    assert all(local_date(plan.received_at) >= local_date(now) - timedelta(days=DAYS) for plan in plans)
    unacknowledged = (plan for plan in plans if plan.kind == "complaint" and plan.acknowledged is None)
    assert all(plan.age <= 3 for plan in unacknowledged), "what is late is a scene of its own"
    assert {plan.kind for plan in plans} - {"corporate_reviewed"} == {
        "complaint",
        "provider",
        "corporate",
        "enquiry",
        "compliment",
        "comment",
        "member",
        "elsewhere",
        "joint",
        "unclear",
        "childrens",
        "at_once",
        "provider_first",
        "provider_back",
    }


def test_the_plan_of_a_day_hardly_depends_on_the_hour() -> None:
    """Only what would still lie ahead comes earlier."""
    morning, evening = (datetime.combine(NOW.date(), time(hour), UTC) for hour in (0, 22))
    early, late = (plan_year(Random(SEED), now, BOOKS) for now in (morning, evening))
    assert Counter((plan.kind, plan.story.title) for plan in early) == Counter(
        (plan.kind, plan.story.title) for plan in late
    )


@pytest.fixture(scope="module")
def demo() -> Iterator[House]:
    folder = made_once()
    with made(Databases("sqlite", folder), folder, **urls_in(folder)) as services:
        yield services


@pytest.mark.in_turn
def test_a_shorter_past_on_either_database(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_data, "DAYS", 45)
    with made(databases, tmp_path) as services:
        assert all(contact.received_on >= NOW.date() - timedelta(days=45) for contact in contacts(services))
        test_everything_was_followed_and_nothing_parked(services)
        test_nothing_lies_in_the_future(services)


@pytest.mark.in_turn
def test_another_officer_looks_again_at_a_corporate_complaint_once_there_are_two_stages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_data, "DAYS", 45)
    with made(Databases("sqlite", tmp_path), tmp_path, datetime(2026, 12, 1, 14, 30, tzinfo=UTC)) as services:
        officer = services.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL)
        title = DEMO.corporate_reviewed.title
        (ref,) = [contact.ref for contact in contacts(services) if contact.title == title]
        case = officer.get(f"/api/cases/v1/cases/{ref}").json()
    first, second = case["stages"]
    assert (second["name"], second["acts"].keys()) == ("Stage 2", {"received", "acknowledged"})
    assert "responded" in first["acts"]
    assert (case["owner"]["name"], case["next_action"]) == ("A N", "Record 1 more finding")


def contacts(of: House) -> list[ContactRow]:
    with of.database("intake").reading() as session:
        return list(session.exec(select(ContactRow)))


def cases(of: House) -> list[CaseRow]:
    with of.database("cases").reading() as session:
        return list(session.exec(select(CaseRow)))


def test_every_class_and_no_other_council(demo: House) -> None:
    made = contacts(demo)
    assert {contact.authority for contact in made} == {COUNCIL}
    assert Counter(contact.classification for contact in made).keys() >= {
        Classification.STATUTORY_COMPLAINT,
        Classification.CORPORATE_COMPLAINT,
        Classification.ENQUIRY,
        Classification.COMPLIMENT,
        Classification.COMMENT,
    }
    assert 300 < len(made) < 900


def test_the_ombudsmans_dashboard_has_what_it_decided(demo: House) -> None:
    values = {name: values[0] for name, values in table(demo, "ombudsman", "facts").items()}
    assert values == {"told": 2, "uphold_rate": 100, "upheld_of_all": 50, "paid": 250, "met": 0}


def test_the_dashboard_of_themes_has_every_theme_of_the_council(demo: House) -> None:
    rows = table(demo, "themes", "themes")
    assert rows.keys() == {*(theme.code for theme in BOOKS.council(COUNCIL).themes), "total"}


def test_the_dashboard_of_intake_has_contacts_of_people_who_stay_unknown(demo: House) -> None:
    """The facts that stand on it agree with the contacts themselves."""
    made = [contact.body["complainant"]["anonymous"] for contact in contacts(demo) if contact.received_on >= SINCE]
    counted, anonymous = table(demo, "intake", "anonymous_by_channel")["total"][:2]
    assert (counted, anonymous) == (len(made), sum(made))
    assert 0 < anonymous < counted / 10


def test_the_dashboard_of_intake_has_a_matter_put_right_at_once_and_a_second_call_of_it(demo: House) -> None:
    facts = table(demo, "intake", "facts")
    assert facts["at_once"][1].startswith("2 of ")
    assert table(demo, "intake", "repeats_by_channel")["phone"][1] == 2, "and what came back from its provider"
    assert table(demo, "intake", "dispositions")["resolved_oral"][0] == 2


def table(demo: House, board: str, name: str) -> dict[str, list[Any]]:
    """The values of each row of a dashboard's table."""
    manager = demo.caller(Role.MANAGER, authority=COUNCIL)
    told = manager.get(f"/api/analytics/v1/boards/{board}", params={"year": "2025-26"}).json()
    (found,) = [
        block
        for section in told["sections"]
        for block in section["blocks"]
        if block["kind"] == "table" and block["id"] == name
    ]
    return {row["id"]: [value["value"] for value in row["values"]] for row in found["rows"]}


def test_a_manager_is_told_of_what_is_late(demo: House) -> None:
    manager = demo.caller(Role.MANAGER, authority=COUNCIL)
    alerts = manager.get("/api/analytics/v1/alerts").json()["items"]
    stand = {alert["name"]: alert["spells"][0] for alert in alerts}
    assert len(stand) == len(DEMO.alerts)
    assert (stand["Late more than two"]["state"], stand["Late more than two"]["value_now"]) == ("raised", 3)


def test_a_newcomer_finds_every_kind_of_work(demo: House) -> None:
    officer = demo.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL, subject="demo-complaints_officer")
    counts = officer.get("/api/cases/v1/cases/counts").json()
    assert counts["late"] == 3
    assert counts["soon"] >= 6
    assert counts["ombudsman"] == 2, "one asked about, one decided with a remedy that is late"
    opened = officer.get("/api/cases/v1/cases", params={"view": "open"}).json()["items"]
    assert "joint_nhs" in {case["procedure"] for case in opened}
    assert {"Eastmere Hospitals NHS Trust"} <= {
        case["waiting"]["waiting_on"] for case in opened if case["waiting"]
    }
    childrens = [case for case in opened if case["procedure"] == "children_statutory"]
    panels = [officer.get(f"/api/cases/v1/cases/{case['ref']}/appointments").json()["panel"] for case in childrens]
    assert [len(panel["days"]) for panel in panels if panel] == [1], "one day on which all three can"
    assert len(panels) == 2
    with demo.database("cases").reading() as session:
        assert session.exec(select(PlanRow)).first()


def test_a_provider_had_a_complaint_first_and_the_council_has_it_now(demo: House) -> None:
    first, back = [contact for contact in contacts(demo) if contact.title == DEMO.provider_first.title]
    assert (first.assessment["disposition"], first.assessment["redirected_to"]) == ("signposted", "provider")
    same = ("complainant", "person", "event_on", "provider")
    assert [first.body[name] for name in same] == [back.body[name] for name in same]
    officer = demo.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL)
    linked = officer.get(f"/api/intake/v1/contacts/{back.ref}").json()["links"]
    assert [link["ref"] for link in linked] == [first.ref]
    sent_on = officer.get(f"/api/intake/v1/contacts/{first.ref}").json()["redirection"]
    assert (sent_on["route"], sent_on["to"]) == ("provider", "Provider B")
    case = officer.get(f"/api/cases/v1/cases/{back.ref}").json()
    assert (case["procedure"], case["status"]) == ("provider", "open")
    assert [request["answered_on"] is not None for request in case["requests"]] == [True]


def test_a_newcomer_finds_contacts_to_decide(demo: House) -> None:
    officer = demo.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL)
    assert officer.get("/api/intake/v1/duties").json()["undecided"] == 2
    assert [contact.title for contact in contacts(demo) if contact.undecided] == [
        story.title for story in reversed(DEMO.unclear)
    ]


def test_each_act_was_recorded_on_its_day(demo: House) -> None:
    events = feed_of_cases.events
    with demo.database("cases").reading() as session:
        told = session.execute(select(events.c.occurred_on, events.c.recorded_at)).all()
    assert [(on, at) for on, at in told if local_date(at) != on] == []


def test_a_plan_has_each_issue_in_words_of_its_own(demo: House) -> None:
    with demo.database("cases").reading() as session:
        plans = [plan.issues for plan in session.exec(select(PlanRow))]
    said = [[issue["words"] for issue in issues] for issues in plans]
    assert all(len(words) == len(set(words)) for words in said)
    assert any(len(words) > 1 for words in said)


def test_a_newcomer_finds_a_day_costs_and_plans_of_contact(demo: House) -> None:
    officer = demo.caller(Role.COMPLAINTS_OFFICER, authority=COUNCIL, subject="demo-complaints_officer")
    manager = demo.caller(Role.MANAGER, authority=COUNCIL)
    mine, late = (
        officer.get("/api/cases/v1/tasks", params={"view": view}).json()["items"] for view in ("mine", "late")
    )
    today = local_date(NOW).isoformat()
    assert [task["due_on"] < today for task in mine] == [True, False, False, False]
    assert mine[1]["due_on"] == today
    assert {bool(task["team"]) for task in late} == {True, False}
    digest = officer.get("/api/cases/v1/digest").json()
    assert [case["news"] for case in digest["watched"]] == [1]
    costs = manager.get("/api/cases/v1/costs", params={"year": 2025}).json()
    assert {kind["kind"] for kind in costs["kinds"] if kind["pence"]} == {
        "independent_investigation",
        "review_panel",
        "advocacy",
        "interpreting",
    }
    plans = manager.get("/api/intake/v1/contact-plans").json()["items"]
    reviews = [plan["complainant"]["contact_plan"]["review_on"] for plan in plans]
    assert len(reviews) == 2
    assert today < reviews[0] < reviews[1]


WITH_WORDS = {"contact/provider_name", "issues/provider_name", "learning/action", "provider/name"}
"""What an event says in words: businesses that give care, and actions of the council's file."""


def test_no_event_tells_what_anybody_wrote_or_is_called(demo: House) -> None:
    """Codes have no spaces; names and sentences do."""
    for name in ("intake", "cases"):
        database = demo.database(name)
        with database.reading() as session:
            told = feed.read(session, database.tables, 0, 100_000)
        assert len(told) > 300
        words = {path for each in told for path in _in_words(each["data"])}
        assert words <= WITH_WORDS, name


def _in_words(said: Any, path: str = "") -> Iterator[str]:
    """The path of every text with a space in it."""
    if isinstance(said, dict):
        for key, value in said.items():
            yield from _in_words(value, f"{path}/{key}".lstrip("/"))
    elif isinstance(said, list):
        for value in said:
            yield from _in_words(value, path)
    elif isinstance(said, str) and " " in said:
        yield "/".join(path.split("/")[-2:])


def test_nothing_lies_in_the_future(demo: House) -> None:
    # It took a while to make, and the clock was set back to that afternoon since.
    today, now = local_date(NOW), NOW + timedelta(minutes=5)
    assert all(contact.received_at <= now and contact.received_on <= today for contact in contacts(demo))
    for case in cases(demo):
        acts = (case.acknowledged_on, case.responded_on, case.closed_on, case.withdrawn_on)
        assert all(case.received_on <= day <= today for day in acts if day), case.ref
    with demo.database("cases").reading() as session:
        assert all(clock.met_on <= today for clock in session.exec(select(ClockRow)) if clock.met_on)


def test_the_queue_is_lively(demo: House) -> None:
    officer = demo.caller(Role.COMPLAINTS_OFFICER, subject="demo-complaints_officer")
    counts: dict[str, int] = officer.get("/api/cases/v1/cases/counts").json()
    assert all(
        counts[view] > 0 for view in ("late", "soon", "unowned", "mine", "open", "closed", "to_acknowledge")
    )
    assert counts["late"] < counts["open"] < counts["closed"]


def test_the_dashboard_shows_a_year(demo: House) -> None:
    board: dict[str, Any] = demo.caller(Role.MANAGER).get("/api/analytics/v1/dashboard").json()
    assert (board["today"], board["year"]) == ("2026-03-24", "2025-26")
    assert all(month["received"] and month["answered"] for month in board["months"][1:])
    assert 0.5 < board["on_time"]["numerator"] / board["on_time"]["denominator"] < 1
    assert board["open"] == demo.caller(Role.MANAGER).get("/api/cases/v1/cases/counts").json()["open"]
    assert {"upheld", "not_upheld", "partially_upheld"} <= {outcome["outcome"] for outcome in board["outcomes"]}


def test_everything_was_followed_and_nothing_parked(demo: House) -> None:
    admin = demo.caller(Role.ADMIN)
    for name in ("cases", "analytics"):
        assert admin.get(f"/api/{name}/v1/parked-events").json() == {"items": []}
    opened = {contact.ref for contact in contacts(demo) if Classification(contact.classification).opens_case}
    assert {case.ref for case in cases(demo)} == opened


def test_the_mailbox_is_not_empty(demo: House) -> None:
    found = demo.caller(Role.COMPLAINTS_OFFICER).get("/api/intake/v1/mail").json()
    assert (found["counts"]["waiting"], found["counts"]["set_aside"]) == (4, 2)
    newest = [case.ref for case in cases(demo)]
    assert [line["suggested_ref"] in newest for line in found["items"] if line["suggested_ref"]] == [True]


TITLES = {"Mr", "Mrs", "Ms", "Cllr", "MP"}
MEN, WOMEN = {"Son", "Husband", "Father", "Brother"}, {"Daughter", "Wife", "Mother", "Sister"}


def test_titles_relations_and_ages_fit_each_other_and_what_is_told(demo: House) -> None:
    stories = {story.title: story for story in [*DEMO.complaints, *DEMO.compliments, *DEMO.enquiries, DEMO.joint]}
    for contact in contacts(demo):
        caller, person = contact.body["complainant"], contact.body["person"]
        if person is None:
            assert caller["anonymous"] or caller["role"] in {"mp", "councillor"}
            continue
        born_on, relation = date.fromisoformat(person["born_on"]), caller["relationship"]
        age, title = contact.received_on.year - born_on.year, person["name"].split(" ")[0]
        is_man = person["demographics"]["gender"] == "male"
        assert (title in TITLES, title == "Mr") == (age >= 18, is_man and age >= 18)
        assert relation is None or caller["name"].startswith("Mr ") == (relation in MEN)
        assert (relation is None) == (caller["name"] == person["name"])
        assert relation not in {"Son", "Daughter"} or age >= 55
        if story := stories.get(contact.title):
            assert story.whom != "me" or relation is None
            assert story.whom not in {"her", "him"} or (
                relation in MEN | WOMEN and is_man == (story.whom == "him")
            )


def test_people_of_the_demonstration_are_invented(demo: House) -> None:
    """Initials for names, telephone numbers that nobody has, addresses that reach nobody."""
    assert all(mail.sender.endswith(("@example.org>", "@example.net>", "@example.com>")) for mail in DEMO.mails)
    for contact in contacts(demo):
        if contact.body["complainant"]["anonymous"]:
            continue
        words = contact.body["complainant"]["name"].split(" ")
        assert all(len(word) == 1 or word in TITLES for word in words)
        assert (contact.complainant_phone or "").startswith("01632960")
    assert all(len(persona.name.replace(" ", "")) == 2 for persona in DEMO.personas)


def test_a_second_start_adds_nothing(demo: House) -> None:
    before = len(contacts(demo))
    demo.run(make_demo_council, demo.context, demo.apps)
    assert len(contacts(demo)) == before
    with demo.database("cases").reading() as session:
        assert len(feed.read(session, demo.database("cases").tables, 0, 1)) == 1
