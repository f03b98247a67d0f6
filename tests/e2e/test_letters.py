"""A call becomes a case, and its acknowledgement is written and sent in two presses."""

import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener

pytestmark = pytest.mark.system


def test_an_acknowledgement_is_written_and_sent_in_two_presses(window: Opener) -> None:
    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    ref = officer.open_a_case()
    letters = page.get_by_role("region", name="Correspondence")
    expect(letters.get_by_label("Which letter")).to_have_value("acknowledgement")
    officer.check()
    letters.get_by_role("button", name="Write it").click()
    seen = page.get_by_role("region", name="The letter as it leaves")
    expect(seen).to_contain_text("Dear A Caller")
    expect(seen).to_contain_text("Our reference: " + ref)
    officer.check()
    page.get_by_label("Letter", exact=True).fill("Dear A Caller\n\nWe have your complaint.")
    expect(seen).not_to_contain_text("What happens now")
    page.emulate_media(media="print")
    expect(page.locator("body")).to_have_js_property("innerText", seen.inner_text())
    expect(seen).to_have_css("border-top-width", "0px")
    page.emulate_media(media="screen")
    page.get_by_label("Address or e-mail").fill("1 Any Street, Anytown")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", name="In the outbox")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="PDF").click()
    assert taken.value.suggested_filename == f"{ref}-letter-1.pdf"
    officer.check()
    page.get_by_role("link", name=f"Back to {ref}").click()
    letters = page.get_by_role("region", name="Correspondence")
    expect(letters).to_contain_text("Ready to be sent by hand")
    letters.get_by_label("Which letter").select_option("other")
    letters.get_by_role("button", name="Write it").click()
    page.get_by_text("It left by another way").click()
    page.get_by_role("button", name="Record it as sent").click()
    expect(page.get_by_role("heading", name="Sent")).to_be_visible()
    page.get_by_role("link", name=f"Back to {ref}").click()
    expect(page.get_by_role("region", name="Correspondence")).to_contain_text("Sent on")
