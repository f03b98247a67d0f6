"""An e-mail arrives, is recorded as a contact with the day on which it arrived, and shows with it."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support import tokens
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

LETTER = b"""From: A. Writer <writer@example.org>
To: complaints@eastmere.example
Subject: Nobody came on Friday
Message-ID: <one@example.org>
Content-Type: text/plain; charset=utf-8

I am unhappy that nobody came on Friday, and nobody rang.

> On Monday you wrote:
> Somebody will come on Friday.
"""


def deliver(server: str) -> None:
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "complaints_officer"}).json()["access_token"]
        headers = tokens.bearer(token) | {"Content-Type": "message/rfc822"}
        client.post("/api/intake/v1/mail", content=LETTER, headers=headers).raise_for_status()


@pytest.mark.in_turn
def test_an_email_becomes_a_contact_that_was_received_when_it_arrived(window: Opener, server: str) -> None:
    deliver(server)
    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    officer.open("/mail", "E-mail")
    page.get_by_role("link", name="Nobody came on Friday").click()
    expect(page.get_by_text("I am unhappy that nobody came on Friday")).to_be_visible()
    expect(page.get_by_text("Somebody will come on Friday.")).to_be_hidden()
    officer.check()
    page.get_by_role("button", name="Record it as a contact").click()
    words = page.get_by_label("In the caller’s own words")
    expect(words).to_have_value("I am unhappy that nobody came on Friday, and nobody rang.")
    expect(page.locator("#caller-name")).to_have_value("A. Writer")
    page.get_by_label("Unhappy about something").check()
    page.get_by_label("The person themselves").check()
    page.locator("#service").select_option("team:locality")
    page.keyboard.press("Control+Enter")
    ref = page.get_by_test_id("reference").inner_text()

    officer.open(f"/contacts/{ref}", "Nobody came on Friday")
    page.get_by_role("region", name="E-mail").get_by_text("Nobody came on Friday", exact=True).click()
    expect(page.get_by_role("region", name="E-mail")).to_contain_text("writer@example.org")
    officer.check()
    officer.open(f"/cases/{ref}", "Clocks")
    expect(page.get_by_role("region", name="Correspondence")).to_contain_text("Nobody came on Friday")
    officer.open("/mail?state=recorded", "E-mail")
    page.get_by_role("link", name="Nobody came on Friday").click()
    expect(page.get_by_role("link", name=ref)).to_be_visible()
