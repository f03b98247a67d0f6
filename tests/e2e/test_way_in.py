"""Somebody new: the tour, the keys, help and colours, narrow and wide."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screen import Opener

pytestmark = pytest.mark.system

MOST_FETCHED = 200_000
"""Bytes over the wire before somebody can record a contact."""

BACKGROUND = "() => getComputedStyle(document.body).backgroundColor"


def test_a_contact_can_be_recorded_before_much_is_fetched(window: Opener) -> None:
    centre = window()
    centre.sign_in("Contact centre")
    expect(centre.page.get_by_label("In the caller’s own words")).to_be_visible()
    expect(centre.page.get_by_text("Eastmere City Council").first).to_be_visible()
    assert centre.fetched() < MOST_FETCHED


def take_the_tour(page: Page) -> None:
    """By the keyboard, to its last step, each frame in sight above the words; left by Escape."""
    page.get_by_role("button", name="Take the tour").click()
    tour = page.get_by_role("dialog")
    for step in range(1, 5):
        expect(tour).to_contain_text(f"step {step} of 4")
        expect(tour.get_by_role("heading")).to_be_focused()
        expect(page.locator("[data-toured]")).to_be_in_viewport()
        if step < 4:
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(tour).not_to_be_attached()
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.in_turn
def test_whoever_is_new_finds_their_way(window: Opener) -> None:
    centre = window(400, 1280)
    page = centre.page
    centre.sign_in("Contact centre")
    expect(page.get_by_role("region", name="Tour")).to_be_visible()
    centre.check()
    take_the_tour(page)

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Go to the next case")
    centre.check()
    page.keyboard.press("Escape")
    expect(keys).not_to_be_attached()
    expect(page.get_by_role("main")).to_be_focused()

    page.get_by_role("link", name="Help with this page").click()
    expect(page.get_by_role("heading", level=1, name="Searching")).to_be_visible()
    light = page.evaluate(BACKGROUND)
    page.get_by_label("Colours").select_option("Dark")
    assert page.evaluate(BACKGROUND) != light
    centre.check()

    page.get_by_role("link", name="Accessibility statement").click()
    expect(page.get_by_role("heading", level=1, name="Accessibility statement")).to_be_visible()
    centre.check()
