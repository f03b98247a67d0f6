"""What is sent while the line is down is sent once it is back: by a browser, whose events come one by one."""

import re

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.screen import Opener, Window

pytestmark = pytest.mark.system


def keys_of_posts(page: Page, path: str) -> list[str]:
    """Idempotency keys of what is sent there from now on."""
    keys: list[str] = []

    def heard(request: Request) -> None:
        if request.method == "POST" and request.url.endswith(path):
            keys.append(request.headers["idempotency-key"])

    page.on("request", heard)
    return keys


def begin_a_note(officer: Window, text: str) -> None:
    page = officer.page
    page.locator("[data-case]").first.click()
    page.get_by_role("main").get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Add a note").click()
    page.get_by_label("Note", exact=True).fill(text)


def test_a_contact_is_sent_once_the_line_is_back(window: Opener) -> None:
    centre = window()
    centre.sign_in("Contact centre")
    page = centre.page
    keys = keys_of_posts(page, "/contacts")
    page.get_by_label("In the caller’s own words").fill("The ramp is broken.")
    page.locator("#caller-name").fill("Mr J K")
    centre.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("is sent once you are back")).to_be_visible()
    centre.context.set_offline(False)
    expect(page.get_by_test_id("reference")).to_be_visible()
    assert len(keys) == 2
    assert len(set(keys)) == 1, "the second try carries the key of the first"
    expect(page.get_by_role("link", name=re.compile("^Unfinished"))).to_have_count(0)


@pytest.mark.in_turn
def test_a_form_on_a_case_is_sent_after_the_shortest_drop(window: Opener) -> None:
    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    begin_a_note(officer, "Rang twice, no answer.")
    keys = keys_of_posts(page, "/notes")
    officer.context.set_offline(True)
    page.get_by_role("button", name="Save the note").click()
    officer.context.set_offline(False)
    expect(page.get_by_label("Note", exact=True)).to_have_count(0)
    assert len(keys) == 2
    assert len(set(keys)) == 1


@pytest.mark.in_turn
def test_a_form_that_was_left_unsent_is_named_as_such(window: Opener) -> None:
    officer = window(400, 1280)
    officer.sign_in("Complaints officer")
    page = officer.page
    begin_a_note(officer, "Wrote to the home.")
    officer.context.set_offline(True)
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Stay on this page")).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Unfinished 1").click()
    expect(page.get_by_text("You are not connected. It is shown once you are back.")).to_be_visible()
    officer.context.set_offline(False)
    expect(page.get_by_text("Not sent: you were not connected.")).to_be_visible()
    officer.complaints.clear()  # of requests that found no line
    officer.check()
    page.get_by_role("link", name=re.compile("Add a note")).click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Wrote to the home.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_label("Note", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Unfinished"))).to_have_count(0)
