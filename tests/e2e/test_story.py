"""The main job, end to end, in a browser: a call becomes a case, the case an outcome, the dashboard moves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screen import Opener, Window

pytestmark = pytest.mark.system

# The promise is two seconds from a change to the dashboard; the rest is a busy machine.

CALL = (
    "Mum came out of hospital in January and was promised a bath lift and rails. Nine weeks on, nobody has come "
    "to measure up. I have rung four times and each time I was told someone would ring me back."
)


def choose(page: Page, group: str, choice: str) -> None:
    page.get_by_role("group", name=group).get_by_label(choice, exact=True).check()


def fill_call(page: Page) -> None:
    """What a son says on the phone about his mother's bath lift."""
    page.get_by_label("In the caller’s own words").fill(CALL)
    page.get_by_label("Unhappy about something").check()
    page.get_by_role("button", name=re.compile("^Add “Delay”")).click()
    page.get_by_label("What would put it right?").fill("A date for the visit, and an apology to Mum")
    choose(page, "Is anyone at risk of harm now?", "No")
    page.locator("#caller-name").fill("Mr J K")
    page.get_by_label("Phone", exact=True).fill("01632 960 142")
    page.get_by_label("Family").check()
    page.get_by_label("Relationship").fill("Son")
    page.locator("#person-name").fill("Mrs A K")
    page.get_by_label("Agrees", exact=True).check()
    page.get_by_role("button", name=re.compile("^Choose Occupational Therapy")).click()
    page.get_by_label("When did it start?").fill("yesterday")
    choose(page, "Is it sorted out, to their satisfaction?", "No")


def record_call(window: Window) -> str:
    """Record the call and return its reference."""
    page = window.page
    expect(page.get_by_role("heading", name="Record a contact")).to_be_visible()
    window.check()
    fill_call(page)
    panel = page.get_by_role("complementary", name="What this is so far")
    expect(panel.get_by_role("heading", name="Statutory complaint")).to_be_visible()
    expect(panel).to_contain_text("They are unhappy about something past.")
    for date in ("Acknowledge by", "Answer by", "Legal limit"):
        expect(panel).to_contain_text(date)
    panel.get_by_role("button", name=re.compile("^Source")).last.click()
    expect(panel).to_contain_text("Rule 33")
    window.check()
    panel.get_by_role("button", name="How these were worked out").click()
    expect(panel.get_by_role("table").first).to_be_visible()
    window.check()
    page.keyboard.press("Control+Enter")
    reference = page.get_by_test_id("reference")
    expect(reference).to_have_text(re.compile(r"^EAS-\d{4}-\d{4}$"))
    window.check()
    return reference.inner_text()


def figure(page: Page, label: str) -> int:
    """One of the five numbers of the dashboard."""
    return int(page.locator(".rd-figures li", has_text=label).locator(".rd-figures__value").inner_text())


def test_a_call_becomes_a_case_and_the_dashboard_shows_it(window: Opener) -> None:
    manager = window()
    manager.page.goto(manager.server)
    expect(manager.page.get_by_text("so answer by")).to_be_visible()
    manager.check()
    manager.sign_in("Head of service")
    today = manager.page
    expect(today.get_by_role("heading", name="Open cases by team")).to_be_visible()
    expect(today.get_by_text("Live, as of")).to_be_visible()
    manager.check()
    today.evaluate("window.notReloaded = true")
    was_open = figure(today, "open cases")
    unowned = figure(today, "without an owner")
    answered = int(today.get_by_text(re.compile(r"^\d+ of \d+ answers$")).inner_text().split()[2])

    contact_centre = window()
    contact_centre.sign_in("Contact centre")
    ref = record_call(contact_centre)
    contact_centre.page.get_by_role("link", name="See what was recorded").click()
    expect(contact_centre.page.get_by_role("heading", name="What they said")).to_be_visible()
    contact_centre.check()
    expect(contact_centre.page.get_by_role("heading", name="Where it stands")).to_be_visible()
    contact_centre.check()

    expect(today.locator(".rd-figures__value").first).to_have_text(str(was_open + 1))
    expect(today.locator(".rd-figures__value").last).to_have_text(str(unowned + 1))

    officer = window(dark=True)
    officer.sign_in("Complaints officer")
    work_case(officer, ref)

    expect(today.locator(".rd-figures__value").first).to_have_text(str(was_open))
    expect(today.get_by_text(re.compile(rf"^\d+ of {answered + 1} answers$"))).to_be_visible()
    assert today.evaluate("window.notReloaded") is True
    today.emulate_media(color_scheme="dark")
    manager.check()


def print_case(page: Page, ref: str) -> None:
    """On paper there is the case alone, black on white though the screen is dark, whose it is and of which day."""
    expect(page.get_by_role("button", name="Print this case")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".rd-printed")).to_have_text(
        re.compile(rf"^Eastmere City Council · {ref} · Printed \d+ \w+ \d+$")
    )
    expect(page.get_by_role("heading", name="Clocks")).to_be_visible()
    pressed = page.locator("header.rd-header, nav, footer, .rd-button, .rd-linklike, input, select, textarea")
    expect(pressed.filter(visible=True)).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")


def work_case(window: Window, ref: str) -> None:
    """From the queue through every step to an outcome."""
    page = window.page
    expect(page.get_by_role("heading", name="Work queue")).to_be_visible()
    link = page.locator(f"[data-case='{ref}']")
    expect(link).to_be_visible()
    window.check()
    link.click()
    expect(page.get_by_role("heading", name="Clocks")).to_be_visible()
    print_case(page, ref)
    do_now = page.get_by_role("region", name="Do now")
    expect(do_now).to_contain_text("Not yet")
    page.get_by_role("button", name=re.compile("^Council target")).click()
    expect(page.get_by_role("heading", name=re.compile("^Why "))).to_be_visible()
    expect(page.get_by_role("table", name=re.compile(r"\d{4}$")).first).to_be_visible()
    window.check()

    do_now.get_by_role("button", name="Acknowledge", exact=True).click()
    window.check()
    page.get_by_role("button", name="Record the acknowledgement").click()
    expect(page.locator(".rd-strip")).to_contain_text("Being looked into")

    do_now.get_by_text("More", exact=True).click()
    do_now.get_by_role("button", name="Allocate").click()
    owner = page.get_by_label("Owner")
    owner.select_option(owner.locator("option", has_text="J T").get_attribute("value"))
    page.get_by_role("button", name="Save the owner").click()
    expect(page.get_by_text("Owner J T")).to_be_visible()

    do_now.get_by_role("button", name="Record a finding").click()
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_role("link", name="Choose what was found")).to_be_visible()
    window.check()
    page.get_by_label("Upheld", exact=True).check()
    page.get_by_label("Because").fill("The visit was never booked.")
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_text("1 of 1 issue")).to_be_visible()

    do_now.get_by_role("button", name="Record the answer").click()
    page.get_by_role("button", name="Record that it was answered").click()
    expect(page.locator(".rd-strip")).to_contain_text("Answered")

    do_now.get_by_role("button", name="Close the case").click()
    page.get_by_label("Apology").check()
    page.get_by_label("What was learned", exact=True).select_option(label="Communication")
    page.get_by_label("What will change").select_option(label="Something else, in your own words")
    page.get_by_label("In your own words").fill("A visit is booked before a person goes home.")
    window.check()
    page.get_by_role("button", name="Close the case").last.click()
    expect(page.locator(".rd-strip__due")).to_contain_text("Upheld")

    expect(page.get_by_role("region", name="Putting it right")).to_contain_text("Apology")
    page.get_by_role("region", name="Learning").get_by_role("button", name="It is done").click()
    page.get_by_label("What shows it").fill("The minutes of the team meeting")
    window.check()
    page.get_by_role("button", name="It is done").first.click()
    expect(page.get_by_role("region", name="Learning")).to_contain_text("Look at its effect from")
    timeline = page.get_by_role("region", name="What has happened")
    for step in ("Received", "Acknowledged", "upheld", "Closed", "Learning carried out"):
        expect(timeline).to_contain_text(step)
    window.check()


PAGES = [
    ("Contact centre", "/contacts", "Contacts"),
    ("Contact centre", "/contacts/new", "Record a contact"),
    ("Complaints officer", "/cases", "Work queue"),
    ("Complaints officer", "/cases?view=closed", "Work queue"),
    ("Complaints officer", "/day", "Your day"),
    ("Complaints officer", "/help/case", "Working a case"),
    ("Head of service", "/today", "Open cases by team"),
    ("Administrator", "/officers", "People"),
]


@pytest.mark.in_turn
def test_nothing_scrolls_sideways_on_a_narrow_screen(window: Opener) -> None:
    narrow = window(320, 400)
    page = narrow.page
    page.goto(narrow.server)
    expect(page.get_by_text("so answer by")).to_be_visible()
    narrow.check()
    for role, path, heading in PAGES:
        narrow.sign_in(role)
        narrow.open(path, heading)
        page.wait_for_load_state("load")
        narrow.check()
    narrow.sign_in("Contact centre")
    ref = record_call(narrow)
    page.get_by_role("link", name="See what was recorded").click()
    expect(page.get_by_role("region", name="Where it stands")).to_contain_text("Owner")
    narrow.check()
    narrow.sign_in("Auditor")
    narrow.open(f"/cases/{ref}", "Clocks")
    expect(page.get_by_role("note", name="Not shown")).to_contain_text("what was said and written")
    narrow.check()
    page.get_by_role("button", name=re.compile("^Council target")).click()
    expect(page.get_by_role("table", name=re.compile(r"\d{4}$")).first).to_be_visible()
    narrow.check()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    narrow.check()


def test_the_queue_is_worked_without_a_mouse(window: Opener) -> None:
    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    page.reload()  # a page that was loaded begins at its top
    expect(page.locator("[data-case]").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-case]").nth(1)).to_be_focused()
    refs = [page.locator("[data-case]").nth(place).get_attribute("data-case") for place in (0, 1)]
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("x")
    chosen = page.get_by_role("region", name="Selected cases")
    expect(chosen).to_contain_text("2 selected")
    note = chosen.get_by_role("button", name="Add a note")
    note.press("Enter")
    page.get_by_label("Note").press("Escape")
    expect(note).to_be_focused()
    expect(page.get_by_label("Note")).to_have_count(0)
    page.keyboard.press("a")
    expect(page.get_by_label("Allocate to")).to_be_focused()
    page.get_by_label("Allocate to").select_option(
        label=page.locator("#bulk-to optgroup option").nth(1).inner_text()
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^2 cases given to "))).to_be_visible()
    officer.check()
    page.locator(f"[data-case='{refs[1]}']").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/cases/{refs[1]}$"))
    expect(page.get_by_text(str(refs[1]), exact=True).first).to_be_visible()
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(f"/cases/{refs[0]}$"))


def test_a_reload_keeps_the_person_signed_in_and_the_token_out_of_storage(window: Opener) -> None:
    manager = window()
    manager.sign_in("Head of service")
    page = manager.page
    expect(page.get_by_role("heading", name="Open cases by team")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Open cases by team")).to_be_visible()
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "eyJ" not in stored
