"""The simplest call, by the keyboard alone: how many keys it takes besides the words of the caller."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.screen import Opener

pytestmark = pytest.mark.system

MOST_KEYS = 21
"""As many as it took when this was written, with what is suggested on the way."""
FARTHEST = 60
"""Keys after which a field is not reached at all."""
COUNTING = """addEventListener('keydown', event => {
  if (!['Control', 'Shift'].includes(event.key)) window.pressed = (window.pressed ?? 0) + 1
}, true)"""


def reach(page: Page, field: Locator) -> None:
    """Go on by Tab until a field has the focus."""
    for _ in range(FARTHEST):
        if field.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {field}")


def write(page: Page, field: Locator, words: str) -> None:
    """What is typed is the caller's, and no key of the form's."""
    reach(page, field)
    page.keyboard.insert_text(words)


def choose(page: Page, field: Locator) -> None:
    """Of choices that are one field, Tab leads to the first, and arrows to the others."""
    name = field.get_attribute("name")
    reach(page, page.locator(f"input[name='{name}']").first)
    for _ in range(FARTHEST):
        if field.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"arrows do not lead to {field}")


def test_a_simple_call_takes_no_more_keys_than_it_did(window: Opener) -> None:
    centre = window()
    centre.page.add_init_script(COUNTING)
    centre.sign_in("Contact centre")
    page = centre.page
    words = page.get_by_label("In the caller’s own words")
    words.focus()
    page.evaluate("window.pressed = 0")
    write(page, words, "The carer did not come on Sunday, and nobody rang to say so.")
    choose(page, page.get_by_label("Unhappy about something"))
    service = page.get_by_role("button", name=re.compile("^Choose Adult social care"))
    service.wait_for()  # what is suggested stands in the way of Tab, sooner or later
    harm = page.get_by_role("group", name="Is anyone at risk of harm now?")
    choose(page, harm.get_by_label("No", exact=True))
    write(page, page.locator("#caller-name"), "A Caller")
    write(page, page.get_by_label("Phone", exact=True), "01632 960 142")
    choose(page, page.get_by_label("The person themselves"))
    reach(page, service)
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="What this is so far")
    expect(panel.get_by_role("heading", name="Statutory complaint")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("reference")).to_have_text(re.compile(r"^EAS-\d{4}-\d{4}$"))
    assert page.evaluate("window.pressed") <= MOST_KEYS
