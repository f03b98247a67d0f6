"""A young person's complaint on its way to the review panel: who takes part, when they can, what it led to."""

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from kernel.calendar import in_words
from kernel.localtime import local_today
from tests.e2e.screen import Opener, Window
from tests.support import contacts, tokens
from tests.support.books import books
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

INVESTIGATED, ANSWERED, ASKED_AGAIN = (local_today() - timedelta(days=days) for days in (30, 10, 7))
CALENDAR = books().calendar


@pytest.fixture
def ref(server: str) -> str:
    """What somebody in care complained of 40 days ago; its case is being opened."""
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "complaints_officer"}).json()["access_token"]
        body = contacts.statutory(
            narrative="I was moved again in term time, and nobody asked me.",
            desired_outcome="To stay at my school.",
            received_at=(datetime.now(UTC) - timedelta(days=40)).isoformat(),
            complainant={"name": "A Young Person", "role": "person_themselves"},
            person={"name": "A Young Person", "same_as_complainant": True},
            function="childrens_social_care",
        )
        contact = client.post("/api/intake/v1/contacts", json=body, headers=tokens.bearer(token))
        return str(contact.raise_for_status().json()["ref"])


def people(page: Page) -> Locator:
    return page.get_by_role("region", name="People of this stage")


def choose(page: Page, action: str) -> None:
    """What is owed now, or one of the rarer actions."""
    do_now = page.get_by_role("region", name="Do now")
    button = do_now.get_by_role("button", name=action)
    if not button.is_visible():
        do_now.get_by_text("More", exact=True).click()
    button.click()


def save(page: Page, name: str) -> None:
    """Save what was typed: its form goes away once the page shows it."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".rd-action")).to_have_count(0)


def name_somebody(page: Page, role: str, who: str, on: date) -> None:
    """Say who takes part, as who is missing first."""
    people(page).get_by_role("button", name="Appoint somebody").click()
    expect(page.get_by_label("As what").locator("option:checked")).to_have_text(role)
    page.get_by_label("Name", exact=True).fill(who)
    page.get_by_label("Appointed on").fill(in_words(on))


def appoint(page: Page, role: str, who: str, on: date) -> None:
    name_somebody(page, role, who, on)
    save(page, "Appoint them")


def give_days(officer: Window, who: str, *days: date) -> None:
    """When somebody of the panel can, one a line."""
    page = officer.page
    people(page).get_by_role("group", name=who).get_by_role("button", name="Give their days").click()
    page.get_by_label("Days on which they can").fill("\n".join(map(in_words, days)))
    officer.check()
    save(page, "Save the days")


def find_and_answer(page: Page, finding: str, because: str, on: date) -> None:
    choose(page, "Record a finding")
    page.get_by_label(finding, exact=True).check()
    page.get_by_label("Because").fill(because)
    page.get_by_label("Decided on").fill(in_words(on))
    save(page, "Save the finding")
    choose(page, "Record the answer")
    page.get_by_label("Answered on").fill(in_words(on))
    save(page, "Record that it was answered")
    expect(page.locator(".rd-strip")).to_contain_text("Answered")


def investigate(officer: Window) -> None:
    """Both sides agree to go straight to it; an officer looks into it, with somebody who is independent."""
    page = officer.page
    choose(page, "Go on to the next stage")
    page.get_by_label("Asked for on").fill(in_words(INVESTIGATED))
    page.get_by_label("Both sides agree to go on without an answer").check()
    officer.check()
    save(page, "Begin the stage")
    expect(people(page)).to_contain_text("Not appointed yet: investigating officer, independent person")
    people(page).get_by_role("button", name="Appoint somebody").click()
    page.get_by_label("Who", exact=True).select_option(label="J T")
    page.get_by_label("Appointed on").fill(in_words(INVESTIGATED))
    officer.check()
    save(page, "Appoint them")
    expect(people(page)).to_contain_text("Nobody is appointed as independent person yet")
    appoint(page, "Independent person", "Person I", INVESTIGATED)
    appoint(page, "Adjudicating officer", "Officer A", INVESTIGATED)
    expect(people(page)).not_to_contain_text("Not appointed yet")
    officer.check()
    find_and_answer(page, "Not upheld", "There was no other place.", ANSWERED)


def call_the_panel(officer: Window) -> None:
    """Three people who had no part in it; the page says while they have no day in common, and then which."""
    page = officer.page
    choose(page, "Go on to the next stage")
    page.get_by_label("Asked for on").fill(in_words(ASKED_AGAIN))
    save(page, "Begin the stage")
    expect(people(page)).to_contain_text("The panel still needs 3 persons")
    name_somebody(page, "Panel chair", "Person I", ASKED_AGAIN)
    page.get_by_role("button", name="Appoint them").click()
    expect(page.get_by_role("link", name="SI 2006/1738, reg 19")).to_be_visible()
    assert "422" in officer.complaints.pop()  # the browser logs it
    officer.check()
    page.get_by_label("Name", exact=True).fill("Person C")
    save(page, "Appoint them")
    appoint(page, "Panel member", "Person D", ASKED_AGAIN)
    appoint(page, "Panel member", "Person E", ASKED_AGAIN)
    soon, later = (CALENDAR.add(local_today(), days) for days in (2, 3))
    give_days(officer, "Panel chair, Person C", soon, later)
    give_days(officer, "Panel member, Person D", later)
    expect(people(page)).to_contain_text("No day yet on which all can")
    give_days(officer, "Panel member, Person E", soon, later)
    expect(people(page)).to_contain_text(f"All can on {later:%A} {later.day} {later:%B}")
    officer.check()


@pytest.mark.in_turn
def test_a_complaint_goes_to_a_panel_that_can_meet_in_time(window: Opener, ref: str) -> None:
    officer = window(1280, 400)
    officer.sign_in("Complaints officer")
    page = officer.page
    officer.open(f"/cases/{ref}", "Clocks")
    investigate(officer)
    call_the_panel(officer)

    # Only what has happened can be recorded: they met before the day that all had.
    met_on = CALENDAR.last_on_or_before(local_today())
    choose(page, "Record that the panel met")
    page.get_by_label("Panel met on").fill(in_words(met_on))
    officer.check()
    save(page, "Record it")
    expect(people(page)).to_contain_text(f"The panel met on {in_words(met_on)}.")
    officer.check()
    choose(page, "Record the panel’s report")
    save(page, "Record it")
    expect(page.get_by_role("button", name="Answer to the panel")).to_be_visible()
    find_and_answer(page, "Upheld", "The panel found that other places were not looked for.", local_today())
    # All of it was saved: nothing is left to be finished.
    expect(page.get_by_role("link", name="Unfinished")).to_have_count(0)
    officer.check()
