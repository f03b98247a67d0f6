"""Somebody without an account tells the council something; an officer looks at it; their link opens their page."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.screen import Opener
from tests.support import files

pytestmark = pytest.mark.system

TITLE = "Nobody came on Sunday"
MOST_FETCHED = 200_000
"""Bytes over the air before somebody on an old phone can begin."""


def test_from_the_form_to_the_own_page(window: Opener) -> None:
    somebody = window(320, 1280)
    page = somebody.page
    somebody.open("/tell-us/eastmere", "Tell Eastmere City Council about social care")
    assert somebody.fetched() < MOST_FETCHED
    somebody.check()
    send = page.get_by_role("button", name="Send it to Eastmere City Council")
    send.click()
    expect(page.get_by_role("alert")).to_be_focused()
    somebody.check()
    page.get_by_label("Something went wrong, and I want to complain").check()
    page.get_by_label("Somebody else’s").check()
    page.get_by_label("What happened?").fill(f"{TITLE}.")
    page.get_by_role("group", name="Is anybody in danger").get_by_label("I am not sure").check()
    expect(page.get_by_text("01632 960 201")).to_be_visible()
    diary: FilePayload = {"name": "diary.pdf", "mimeType": "application/pdf", "buffer": files.PDF}
    page.get_by_label("Letters, photos or recordings").set_input_files([diary])
    send.click()
    expect(page.get_by_role("group", name="We cannot reply to you. Is that what you want?")).to_be_focused()
    somebody.check()
    page.get_by_role("button", name="Go back and say how to reach me").click()
    page.keyboard.type("01632 960 111")
    page.keyboard.press("Enter")
    expect(page.get_by_text("We have your file.")).to_be_visible()
    somebody.check()
    link = page.get_by_role("link", name="/c/eastmere#").get_attribute("href")
    ref = page.get_by_text("Your reference is").locator("b").inner_text()

    officer = window()
    officer.sign_in("Complaints officer")
    officer.open("/mail", "E-mail")
    waiting = officer.page.get_by_role("region", name="By the public’s form")
    officer.check()
    waiting.get_by_role("link", name=f"{ref} was sent").click()
    came = officer.page.get_by_role("region", name="By the public’s form")
    expect(came).to_contain_text("diary.pdf")
    came.get_by_role("button", name="I have looked at it").first.click()
    expect(came).to_contain_text("looked at it on")
    officer.check()

    somebody.open(str(link), "What you told Eastmere City Council")
    expect(page.get_by_text(ref)).to_be_visible()
    assert page.evaluate("location.hash") == "", "nobody reads it over a shoulder"
    page.get_by_label("What do you want to add?").fill("Somebody came on Monday.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("We have had what you added since")).to_be_visible()
    somebody.check()
    officer.page.reload()
    expect(came).to_contain_text("Somebody came on Monday.")
