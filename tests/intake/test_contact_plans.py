"""A contact plan: decided, told, shown at the next call, appealed, looked at again, ended, and listed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, update

from analytics.handlers import apply_all
from chassis.rows import table_of
from intake.models import ContactRow
from intake.parties import PlanSaid
from kernel.events import ContactAnonymised
from kernel.vocabulary import Role
from standalone import operate
from tests.support import contacts
from tests.support.house import Caller, House

CONTACTS, PLANS = "/api/intake/v1/contacts", "/api/intake/v1/contact-plans"
NOW = datetime(2026, 3, 24, 10, tzinfo=UTC)
TODAY = date(2026, 3, 24)
DECIDED = {
    "limits": "By letter alone, answered once a week",
    "reason": "Forty calls in three days, many of them abusive",
    "since": "2026-03-20",
    "decided_by": "The head of service",
    "review_on": "2026-09-20",
}
TOLD = DECIDED | {"told_on": "2026-03-23", "appeal_until": "2026-04-20"}
REVIEWED = {"reviewed_on": "2026-03-22", "review": "goes_on", "review_on": "2027-03-22"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        pytest.param({}, [], id="decided"),
        pytest.param(TOLD | {"appeal": "waiting"}, [], id="told and appealed"),
        pytest.param({"reason": None}, ["/reason"], id="no reason"),
        pytest.param({"decided_by": None}, ["/decided_by"], id="decided by nobody"),
        pytest.param({"since": "2026-03-25"}, ["/since"], id="begins tomorrow"),
        pytest.param({"told_on": "2026-03-19"}, ["/told_on"], id="told before it was decided"),
        pytest.param({"appeal_until": "2026-04-20"}, ["/appeal_until"], id="an appeal of who was not told"),
        pytest.param({"appeal": "upheld"}, ["/appeal"], id="an appeal upheld of who was not told"),
        pytest.param({"review_on": "2027-03-20"}, [], id="twelve months"),
        pytest.param({"review_on": "2027-03-21"}, ["/review_on"], id="more than twelve months"),
        pytest.param({"review_on": "2026-03-20"}, ["/review_on"], id="looked at again at once"),
        pytest.param({"review": "goes_on"}, ["/review"], id="looked at on no day"),
        pytest.param(REVIEWED, [], id="goes on"),
        pytest.param(
            {"reviewed_on": "2026-03-19", "review": "ended"}, ["/reviewed_on"], id="ended before it began"
        ),
        pytest.param({"reviewed_on": "2026-03-25", "review": "ended"}, ["/reviewed_on"], id="ended tomorrow"),
    ],
)
def test_what_a_plan_has_to_say(said: dict[str, Any], wrong: list[str]) -> None:
    plan = PlanSaid.model_validate(DECIDED | said)
    assert [mistake.pointer for mistake in plan.mistakes(TODAY, TODAY)] == wrong


@pytest.fixture(autouse=True)
def on_an_ordinary_tuesday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def _rings(centre: Caller, name: str = "A Caller") -> dict[str, Any]:
    caller = contacts.statutory()["complainant"] | {"name": name}
    answer = centre.post(CONTACTS, json=contacts.statutory(complainant=caller))
    assert answer.status_code == 201, answer.text
    return answer.json()


def _plan(officer: Caller, contact: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    version = officer.get(f"{CONTACTS}/{contact['ref']}").json()["version"]
    answer = officer.put(
        f"{CONTACTS}/{contact['ref']}/contact-plan", json=said, headers={"If-Match": f'"{version}"'}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()["complainant"]["contact_plan"]


def _listed(caller: Caller) -> list[str]:
    return [contact["ref"] for contact in caller.get(PLANS).json()["items"]]


def _counted(services: House, **asked: Any) -> Any:
    services.settle()
    question = {"authority": "eastmere", "year": "2025-26", "measure": "count", "unit": "contact_plan", **asked}
    answer = services.caller(Role.MANAGER).post("/api/analytics/v1/figures", question)
    assert answer.status_code == 200, answer.text
    return answer.json()["values"]


@pytest.mark.both_databases
def test_a_plan_from_its_decision_to_its_end(services: House) -> None:
    centre, officer = services.caller(Role.CONTACT_CENTRE), services.caller(Role.COMPLAINTS_OFFICER)

    # Decided by the head of service, and told in writing three days later.
    first = _rings(centre)
    _plan(officer, first, DECIDED)
    assert _plan(officer, first, TOLD)["told_on"] == "2026-03-23"
    assert _listed(officer) == [first["ref"]]

    # They ring again, and whoever is on the line sees it; the plan now stands in that contact.
    second = _rings(centre)
    carried = second["complainant"]["contact_plan"]
    assert carried["limits"] == TOLD["limits"]
    assert carried["taken_from"] == first["ref"]
    assert "contact_plan" in second["assessment"]["flags"]
    assert _listed(officer) == [second["ref"]]
    late = officer.put(f"{CONTACTS}/{first['ref']}/contact-plan", json=TOLD, headers={"If-Match": '"3"'})
    assert (late.status_code, second["ref"] in late.json()["detail"]) == (409, True)

    # They appeal, and the appeal is not upheld. The review finds that less will do, for half a year more.
    _plan(officer, second, TOLD | {"appeal": "waiting"})
    appealed = TOLD | {"appeal": "dismissed"}
    _plan(officer, second, appealed)
    changed = appealed | {
        "limits": "One call a week",
        "reviewed_on": "2026-03-24",
        "review": "changed",
        "review_on": "2026-09-24",
    }
    assert _plan(officer, second, changed)["taken_from"] == first["ref"]

    # Those that are to be looked at sooner come first, and a page goes on where the last one ended.
    other = _rings(centre, "Another Caller")
    _plan(officer, other, DECIDED | {"review_on": "2026-04-01"})
    assert _listed(officer) == [other["ref"], second["ref"]]
    page = officer.get(PLANS, params={"limit": 1}).json()
    rest = officer.get(PLANS, params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert [contact["ref"] for contact in rest["items"]] == [second["ref"]]
    assert officer.get(PLANS, params={"cursor": "WzEsMl0"}).status_code == 422

    # Each counts once, whichever contact carries it: from the day on which it began.
    assert _counted(services) == 2
    assert _counted(services, group_by=["ref"]) == {first["ref"]: 1, other["ref"]: 1}
    assert _counted(services, cohort="open", year=None, **{"from": "2026-03-01", "to": "2026-03-19"}) == 0

    # It ends: what came of it stays in the contact, and the next one knows of no plan.
    ended = _plan(officer, second, changed | {"review": "ended"})
    assert ended["review"] == "ended"
    assert _listed(officer) == [other["ref"]]
    day = {"year": None, "from": "2026-03-20", "to": "2026-03-23"}
    assert (_counted(services, cohort="open"), _counted(services, cohort="open", **day)) == (1, 2)
    assert _counted(services, cohort="concluded") == 1
    assert "contact_plan" not in officer.get(f"{CONTACTS}/{second['ref']}").json()["assessment"]["flags"]
    assert _rings(centre)["complainant"]["contact_plan"] is None

    # Only who works at cases decides on one; who may not see plans is shown none.
    refused = centre.put(f"{CONTACTS}/{other['ref']}/contact-plan", json=DECIDED, headers={"If-Match": '"2"'})
    assert refused.status_code == 403
    assert services.caller(Role.AUDITOR).get(PLANS).status_code == 403


def test_a_plan_counts_once_whatever_becomes_of_its_contact(services: House) -> None:
    """The people of its contact change or are taken out, another plan follows it, or it is taken out itself."""
    centre, officer = services.caller(Role.CONTACT_CENTRE), services.caller(Role.COMPLAINTS_OFFICER)
    contact = _rings(centre)
    _plan(officer, contact, DECIDED)
    renamed = officer.get(f"{CONTACTS}/{contact['ref']}").json()
    people = {"complainant": renamed["complainant"] | {"name": "A Caller-Again", "contact_plan": DECIDED}}
    _change_people(officer, contact, people)
    assert _counted(services, cohort="open", group_by=["ref"]) == {contact["ref"]: 1}

    # Somebody who does not see it says a plan anew while they ring again: it takes the place of the one before.
    caller = people["complainant"] | {"contact_plan": {"limits": "By letter", "review_on": "2026-06-01"}}
    following = centre.post(CONTACTS, json=contacts.statutory(complainant=caller)).json()
    assert _counted(services, group_by=["contact_plan.ended_on"]) == {"2026-03-24": 1, "not_recorded": 1}
    assert _counted(services, cohort="open", group_by=["ref"]) == {following["ref"]: 1}

    _change_people(officer, following, {"complainant": caller | {"contact_plan": None}})
    assert (_counted(services), _counted(services, cohort="open")) == (2, 0)

    told = {"authority": "eastmere", "occurred_on": TODAY, "sequence": 9}
    with services.database("analytics").transaction() as tx:
        apply_all(services.context.books.calendar)(tx, [ContactAnonymised(ref=contact["ref"], **told)])
    assert _counted(services) == 2, "a number is left of people who were taken out"


def test_a_plan_that_an_earlier_release_did_not_tell_of_counts_once_it_is_counted_anew(services: House) -> None:
    centre, officer = services.caller(Role.CONTACT_CENTRE), services.caller(Role.COMPLAINTS_OFFICER)
    contact = _rings(centre)
    _plan(officer, contact, DECIDED)
    events = services.database("intake").tables.events
    with services.database("intake").transaction() as tx:  # as a release kept it that told of none
        tx.execute(delete(events).where(events.c.type.startswith("ContactPlanChanged")))
        tx.execute(update(table_of(ContactRow)).values(plan_sequence=0))
    assert _counted(services, cohort="open") == 0
    assert operate.recount(services.context.settings) == [
        f"{contact['ref']}: its contact plan is counted from now on"
    ]
    assert _counted(services, cohort="open") == 1
    assert operate.recount(services.context.settings) == [], "once is enough"


def _change_people(officer: Caller, contact: dict[str, Any], people: dict[str, Any]) -> None:
    version = officer.get(f"{CONTACTS}/{contact['ref']}").json()["version"]
    answer = officer.put(f"{CONTACTS}/{contact['ref']}/people", json=people, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.text
