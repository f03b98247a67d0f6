"""Somebody rings again: what was recorded before is shown while the form is filled, and linked by one press."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.screen import Window

pytestmark = pytest.mark.system

CALL = "The grab rail by the back door came off the wall and Dad fell. Nobody has rung back since Tuesday."
Opener = Callable[..., Window]


@pytest.fixture
def window(browser: Browser, server: str) -> Iterator[Opener]:
    """Opens windows, and closes them at the end."""
    opened: list[Window] = []

    def new(*widths: int) -> Window:
        opened.append(Window(browser, server, *widths))
        opened[-1].sign_in("Contact centre")
        return opened[-1]

    yield new
    for one in opened:
        one.close()


def fill_call(page: Page, caller: str, said: str) -> None:
    page.get_by_label("In the caller’s own words").fill(said)
    expect(page.locator(".rd-short")).to_be_attached()  # what comes on top of a narrow page has come
    page.get_by_label("Unhappy about something").check()
    page.locator("#caller-name").fill(caller)
    page.get_by_label("Phone", exact=True).fill("01632 960 777")
    page.get_by_label("Family").check()
    page.locator("#person-name").fill("Cyril Quarrington")
    page.get_by_label("Agrees", exact=True).check()
    page.get_by_label("Date of birth, if they know it").fill("3 May 1941")
    page.locator("#service").select_option("team:occupational_therapy")


def save(page: Page) -> str:
    page.keyboard.press("Control+Enter")
    reference = page.get_by_test_id("reference")
    expect(reference).to_be_visible()
    return reference.inner_text()


@pytest.mark.in_turn
def test_a_second_call_is_linked_to_the_first(window: Opener) -> None:
    centre = window(400, 1280)
    page = centre.page
    fill_call(page, "Joan Quarrington", CALL)
    first = save(page)
    page.get_by_role("button", name="Next call").click()

    fill_call(page, "Alan Quarrington", CALL.replace("Nobody has", "I was promised a call, nobody has"))
    probable = page.locator("section", has=page.get_by_role("heading", name=re.compile("^Probably the same")))
    line = probable.locator("li", has_text=first)
    expect(line).to_contain_text("Statutory complaint, open")
    expect(line).to_contain_text("Same person: Cyril Quarrington, born 3 May 1941. The same phone number.")
    expect(line).to_contain_text("Nearly the same words")
    centre.check()

    with page.expect_popup() as opened:
        line.get_by_role("link", name=re.compile(first)).click()
    expect(opened.value.get_by_role("heading", name="What they said")).to_be_visible()
    opened.value.close()

    line.get_by_role("button", name=f"Link {first}").focus()
    page.keyboard.press("Enter")
    expect(line.get_by_role("button", name=f"Linked – undo {first}")).to_be_focused()
    centre.check()
    second = save(page)
    expect(page.get_by_text(f"Linked to {first}.")).to_be_visible()

    page.get_by_role("link", name="See what was recorded").click()
    linked = page.get_by_role("region", name="Linked contacts")
    expect(linked).to_contain_text("Linked by L M")
    centre.check()
    linked.get_by_role("button", name=f"Linked – undo {first}").click()
    expect(linked.get_by_role("status")).to_have_text(f"{first} is not linked any more.")
    expect(linked.get_by_role("button", name=f"Link {first}")).to_be_visible()
    centre.check()
    linked.get_by_role("button", name=f"Link {first}").click()
    expect(linked.get_by_role("status")).to_be_focused()
    centre.open(f"/contacts/{first}", "Linked contacts")
    expect(page.get_by_role("region", name="Linked contacts")).to_contain_text(second)
