"""Dates that change by decision, in a browser: a later date, a hold, and what is asked of a contributor."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.screen import Opener, Window
from tests.support import contacts
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

# A case opens a moment after its contact is recorded; the rest is a busy machine.
TARGET = re.compile("^Council target")


@pytest.fixture
def ref(server: str) -> str:
    """A complaint that was received eight days ago; its case is being opened."""
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        answer = client.post("/api/demo/sign-in", json={"persona": "contact_centre"})
        body = contacts.statutory(
            received_at=(datetime.now(UTC) - timedelta(days=8)).isoformat(),
            matters=[{"category": "quality_of_service", "description": "Four visits missed"}],
        )
        token = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        contact = client.post("/api/intake/v1/contacts", json=body, headers=token)
        assert contact.status_code == 201, contact.text
        return str(contact.json()["ref"])


def in_words(days: int) -> str:
    """A day from today, as somebody would type it."""
    day = datetime.now(UTC) + timedelta(days=days)
    return f"{day.day} {day:%B %Y}"


def under_more(page: Page, name: str) -> None:
    """Choose one of the rarer actions."""
    do_now = page.get_by_role("region", name="Do now")
    button = do_now.get_by_role("button", name=name)
    if not button.is_visible():
        do_now.get_by_text("More", exact=True).click()
    button.click()
    expect(page.get_by_role("heading", name=name)).to_be_focused()


def history(page: Page) -> Locator:
    return page.get_by_role("region", name="What has happened")


def extend(officer: Window) -> None:
    """Give the council target more days, and see the date before it kept."""
    page = officer.page
    before = row(page, TARGET).locator(".rd-clock__due b").inner_text()
    under_more(page, "Agree a later date")
    page.get_by_label("Which date").select_option(label=option(page, "Council target"))
    officer.check()
    page.get_by_role("button", name="Save the later date").click()
    expect(page.get_by_role("link", name="Give the new total of working days")).to_be_visible()
    officer.check()
    page.get_by_label("Working days in all").fill("70")
    expect(page.get_by_text("New date:")).to_be_visible()
    page.get_by_label("They agreed").check()
    page.get_by_label("In words").fill("The provider sends its records late")
    page.get_by_role("button", name="Save the later date").click()
    # The service knows the longest total; what it refuses stands at its field.
    expect(page.get_by_role("link", name=re.compile("^At most 65 in all"))).to_be_visible()
    assert "422" in officer.complaints.pop()  # the browser logs it
    officer.check()
    page.get_by_label("Working days in all").fill("30")
    page.get_by_role("button", name="Save the later date").click()
    expect(page.get_by_role("status").filter(has_text="Council target moved from")).to_be_visible()
    expect(page.get_by_role("heading", name="Do now")).to_be_focused()
    expect(row(page, TARGET)).to_contain_text("30 working days")
    expect(row(page, TARGET)).to_contain_text(f"It was {before}; extended to")
    expect(history(page)).to_contain_text(re.compile("Council target extended to .* The provider sends"))
    page.get_by_role("button", name=TARGET).click()
    expect(page.get_by_text(re.compile("^Agreed on .* with the person’s agreement"))).to_be_visible()
    expect(page.get_by_text(re.compile("counted, day 30, due"))).to_be_attached()
    officer.check()


def hold(officer: Window) -> None:
    """Wait for consent, see what does not count, and wait no longer."""
    page = officer.page
    strip = page.locator(".rd-strip")
    under_more(page, "Put on hold")
    officer.check()
    page.get_by_label("Consent").check()
    page.get_by_label("Waiting on whom").fill("Mrs M P")
    page.get_by_label("Since").fill(in_words(-4))
    page.get_by_label("Look at it again on").fill(in_words(9))
    page.get_by_role("button", name="Put it on hold").click()
    expect(strip).to_contain_text("Waiting for consent from Mrs M P")
    expect(strip).to_contain_text("looked at again on")
    expect(history(page)).to_contain_text("Waiting for consent. Mrs M P.")
    expect(page.get_by_text(re.compile("not counted, waiting")).first).to_be_attached()
    officer.check()

    ref = page.url.rsplit("/", 1)[1]
    officer.open(f"/cases?view=open&q={ref}", "Work queue")
    expect(page.get_by_role("row", name=re.compile(ref))).to_contain_text("Mrs M PConsent, ")
    officer.check()
    page.locator(f"[data-case='{ref}']").click()

    under_more(page, "End the hold")
    expect(page.get_by_text("Waiting for consent from Mrs M P, since")).to_be_visible()
    officer.check()
    page.get_by_role("button", name="End the hold").last.click()
    expect(history(page)).to_contain_text("No longer waiting for consent")
    expect(strip).not_to_contain_text("Waiting for consent")
    officer.check()


def ask(officer: Window) -> None:
    """Ask a provider for its records: their clock starts, and stops with the reply."""
    page = officer.page
    under_more(page, "Ask a contributor")
    officer.check()
    page.get_by_label("Who was asked").fill("Provider B")
    page.get_by_label("What for").fill("The visit records")
    page.get_by_label("Asked on").fill("yesterday")
    page.get_by_role("button", name="Record what was asked").click()
    asked = row(page, re.compile("^Provider B: The visit records"))
    expect(asked).to_contain_text("5 working days from")
    expect(history(page)).to_contain_text("Asked Provider B. The visit records")
    page.get_by_role("button", name=re.compile("^Provider B: The visit records")).click()
    expect(page.get_by_text(re.compile("asked, day 0"))).to_be_attached()
    officer.check()

    page.get_by_role("button", name="Record their reply").click()
    expect(page.get_by_label("To what")).to_contain_text("Provider B: The visit records")
    officer.check()
    page.get_by_role("button", name="Record the reply").click()
    expect(asked).to_contain_text("Met,")
    expect(history(page)).to_contain_text("Provider B answered. The visit records")
    officer.check()


def row(page: Page, name: re.Pattern[str]) -> Locator:
    """The line of one clock."""
    return page.locator(".rd-clockrow").filter(has=page.get_by_role("button", name=name))


def option(page: Page, name: str) -> str:
    """The whole label of the option that begins so."""
    return page.locator("option").filter(has_text=re.compile(f"^{name}")).inner_text()


@pytest.mark.in_turn
def test_dates_change_by_decision_and_the_page_says_how(window: Opener, ref: str) -> None:
    officer = window(400, 1280)
    officer.sign_in("Complaints officer")
    page = officer.page
    page.goto(f"{officer.server}/cases/{ref}")
    expect(page.get_by_role("heading", name="Clocks")).to_be_visible()
    officer.check()
    extend(officer)
    hold(officer)
    ask(officer)


@pytest.mark.in_turn
def test_a_date_is_worked_out_and_counted_by_itself(window: Opener) -> None:
    anyone = window()
    anyone.sign_in("Contact centre")
    page = anyone.page
    page.get_by_role("link", name="Deadlines").click()
    page.get_by_label("Procedure").select_option(label="Children's statutory")
    page.get_by_label("Day received").fill("7 september 2026")
    expect(page.get_by_role("heading", name="Answer by Monday 21 September 2026")).to_be_visible()
    anyone.check()
    page.get_by_label("Stage").select_option(label="Review panel")
    expect(page.get_by_role("heading", name="Hold the panel by Monday 19 October 2026")).to_be_visible()
    page.get_by_role("button", name="Give the day on which the panel met").click()
    page.keyboard.type("12 october 2026")
    report = page.get_by_role("listitem").filter(has_text="Panel’s report by")
    expect(report).to_contain_text("Monday 19 October 2026")
    expect(report).to_contain_text("5 working days from 12 October 2026, the panel")
    anyone.check()

    page.get_by_role("link", name="Count days by themselves").click()
    page.get_by_label("From the day").fill("11 december 2026")
    page.get_by_label("How many").fill("20")
    expect(page.get_by_role("heading", name="Wednesday 13 January 2027")).to_be_visible()
    expect(page.get_by_role("table", name="January 2027")).to_be_visible()
    anyone.check()


@pytest.mark.in_turn
def test_dates_fit_a_narrow_screen(window: Opener) -> None:
    narrow = window(320, 400)
    narrow.sign_in("Contact centre")
    for question in (
        "procedure=adult_statutory&received_on=2026-03-09",
        "procedure=children_statutory&stage=stage_3&received_on=2026-03-09&panel_met_on=2026-04-10",
        "mode=count&start=2026-12-11&amount=20&unit=working_days",
        "mode=count",
    ):
        narrow.open(f"/deadlines?{question}", "Work out a date")
        expect(narrow.page.locator(".rd-verdict__title")).not_to_have_text(re.compile("^The date"))
        narrow.check()
