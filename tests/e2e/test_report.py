"""The annual report, in a browser: what stops it, words with figures, publishing, and version 1 as it left."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screen import Opener

pytestmark = pytest.mark.system

LESSONS = "Most came about because nobody rang back"
ACTIONS = "Every team now rings back on the day"


def write(page: Page, place: str, text: str) -> None:
    """Follow the self-check to a place for words, and write there."""
    checks = page.get_by_role("region", name="Self-check")
    checks.get_by_role("link", name=re.compile(f"^See it in section.*{place}")).click()
    page.get_by_role("button", name=re.compile(f"^Write this.*{place}")).click()
    page.get_by_label("Your words").fill(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the words").click()
    expect(page.get_by_label("Your words")).to_have_count(0)


def publish(page: Page) -> None:
    """By its key: while something stops it, the button says so, and can be pressed all the same."""
    page.get_by_role("button", name="Publish", exact=True).press("Enter")


@pytest.mark.in_turn
def test_a_report_is_written_checked_and_published(window: Opener) -> None:
    manager = window(1280, 400)
    manager.sign_in("Head of service")
    page = manager.page
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("heading", name=re.compile("^Annual report"))).to_be_visible()
    expect(page.get_by_role("link", name="2 things to fix before you can publish")).to_be_visible()
    page.get_by_role("button", name=re.compile("^[0-9]+ complaints$")).first.click()
    card = page.get_by_role("group", name=re.compile("^Complaints received"))
    expect(card.get_by_role("link", name="See the cases")).to_be_visible()
    manager.check()

    address = page.url.removeprefix(manager.server)

    publish(page)
    why = page.get_by_role("alert")
    expect(why).to_be_focused()
    expect(why).to_contain_text("Not yet: 2 things to fix first.")

    write(page, "Matters of general importance", LESSONS + ", and 3% were late.")
    save(page)
    typed = (
        page.get_by_role("region", name="Self-check")
        .get_by_role("listitem")
        .filter(has_text="The number 3% is typed")
    )
    expect(page.get_by_role("mark").filter(has_text="3%")).to_be_visible()
    manager.check()
    use = typed.get_by_role("button", name=re.compile("^Use "))
    share = re.findall(r"\d+%", use.inner_text())[0]
    use.click()
    expect(typed).to_have_count(0)
    expect(page.get_by_role("button", name=share, exact=True).locator("visible=true")).to_be_visible()

    write(page, "What was done, and what will be", ACTIONS + ". We had")
    page.get_by_role("searchbox", name="Put a figure in").fill("complaints received")
    page.get_by_role("group", name="Put a figure in").get_by_role("button").first.click()
    expect(page.get_by_label("Your words")).to_have_value(ACTIONS + ". We had {received}")
    manager.check()
    save(page)

    expect(page.get_by_text("Nothing stops it")).to_be_visible()
    publish(page)
    expect(page.get_by_role("heading", name="Version 1 is published")).to_be_focused()
    manager.check()
    versions = page.get_by_role("region", name="Published versions")
    with page.expect_download() as downloading:
        versions.get_by_role("button", name=re.compile("^Web page")).click()
    said = downloading.value.path().read_text()
    assert LESSONS in said
    assert ACTIONS in said

    versions.get_by_role("link", name=re.compile("^Read it")).click()
    expect(page.get_by_text("Version 1, as it was published")).to_be_visible()
    expect(page.get_by_text(LESSONS)).to_be_visible()
    manager.check()

    reader = window(400, 1280)
    reader.sign_in("Administrator")
    reader.open(address, "Published versions")
    expect(reader.page.get_by_role("heading", name="Version 1", exact=True)).to_be_visible()
    reader.check()
