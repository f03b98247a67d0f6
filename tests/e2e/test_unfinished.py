"""Nothing that was typed is lost: reloads, crashes, sessions that end; and nobody else reads it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support.waiting import eventually

pytestmark = pytest.mark.system


STORY = "Nobody came to the review on Monday."
# Everything the browser keeps, as far as a script can read it.
KEPT = """async () => {
  const database = await new Promise(done => {
    const asked = indexedDB.open('redress')
    asked.onsuccess = () => done(asked.result)
  })
  const all = name => new Promise(done => {
    const asked = database.transaction(name).objectStore(name).getAll()
    asked.onsuccess = () => done(asked.result)
  })
  const keys = await all('keys')
  const sealed = await all('sealed')
  return {
    keys: keys.length,
    readable: keys.some(key => key.extractable),
    sealed: sealed.length,
    text: sealed.map(one => new TextDecoder().decode(one.content)).join(),
  }
}"""


def test_a_reload_in_the_middle_of_a_call_loses_nothing(window: Opener) -> None:
    centre = window()
    centre.sign_in("Contact centre")
    page = centre.page
    said = page.get_by_label("In the caller’s own words")
    said.fill(STORY)
    page.get_by_label("Unhappy about something").check()
    expect(page.get_by_text("Kept in this browser at")).to_be_visible()
    eventually(lambda: page.evaluate(KEPT)["sealed"] == 1, 5, what="the draft in the browser")
    page.reload()
    expect(said).to_have_value(STORY)
    expect(page.get_by_label("Unhappy about something")).to_be_checked()
    expect(page.get_by_text("Restored what you typed at")).to_be_visible()
    centre.check()
    kept = page.evaluate(KEPT)
    assert kept["sealed"] == 1
    assert not kept["readable"]
    assert "Monday" not in kept["text"]

    # A new tab, as after a crash, begins a new call and leads to the one that was begun.
    tab = centre.context.new_page()
    tab.goto(centre.server)
    tab.get_by_role("button", name=re.compile("^Contact centre")).click()
    expect(tab.get_by_label("In the caller’s own words")).to_have_value("")
    tab.get_by_role("link", name="Unfinished 1").click()
    tab.get_by_role("link", name=re.compile("Nobody came to the review")).click()
    expect(tab.get_by_label("In the caller’s own words")).to_have_value(STORY)

    # Somebody else in the same browser is shown none of it.
    other = centre.context.new_page()
    other.goto(centre.server)
    other.get_by_role("button", name=re.compile("^Complaints officer")).click()
    expect(other.get_by_role("heading", name="Work queue")).to_be_visible()
    expect(other.get_by_role("link", name=re.compile("^Unfinished"))).to_have_count(0)

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signing out throws away")).to_be_visible()
    centre.check()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("^Every complaint"))).to_be_visible()
    page.go_back()
    expect(page.get_by_text(STORY)).to_have_count(0)
    expect(page.get_by_role("heading", level=1, name=re.compile("^Every complaint"))).to_be_visible()
    assert page.evaluate(KEPT)["sealed"] == 0


@pytest.mark.in_turn
def test_somebody_else_finishes_it(window: Opener) -> None:
    centre = window(400)
    centre.sign_in("Contact centre")
    page = centre.page
    page.get_by_label("In the caller’s own words").fill("The lift is out of order.")
    page.get_by_role("button", name="Save for someone else to finish").click()
    expect(page.get_by_role("heading", name="Left for someone else to finish")).to_be_focused()
    centre.check()

    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    page.get_by_role("link", name="Unfinished 1").click()
    expect(page.get_by_text("Left by L M")).to_be_visible()
    officer.check()
    page.get_by_role("button", name="Finish it").click()
    expect(page.get_by_label("In the caller’s own words")).to_have_value("The lift is out of order.")
    page.locator("#caller-name").fill("Mr J K")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("reference")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Unfinished"))).to_have_count(0)


@pytest.mark.in_turn
def test_a_form_on_a_case_is_there_again_after_a_reload(window: Opener) -> None:
    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    page.locator("[data-case]").first.click()
    page.get_by_role("main").get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Add a note").click()
    page.get_by_label("Note", exact=True).fill("Rang twice, no answer.")
    eventually(lambda: page.evaluate(KEPT)["sealed"] == 1, 5, what="the draft in the browser")
    page.reload()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Rang twice, no answer.")
    officer.check()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("")
    expect(page.get_by_role("link", name=re.compile("^Unfinished"))).to_have_count(0)
