"""An admin connects a partner's system, and an officer sends a complaint on to it."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support import contacts, tokens
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system


@pytest.fixture
def ref(server: str) -> str:
    """A complaint about the NHS alone."""
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "contact_centre"}).json()["access_token"]
        body = contacts.statutory(function="nhs", title="Sent home without medicines")
        answer = client.post("/api/intake/v1/contacts", json=body, headers=tokens.bearer(token))
        return str(answer.raise_for_status().json()["ref"])


@pytest.mark.in_turn
def test_a_system_is_connected_reached_and_shut_out(window: Opener, ref: str) -> None:
    trust = "Riverside NHS Trust"
    admin = window(400, 1280)
    admin.sign_in("Administrator")
    admin.open("/clients", "Partners’ systems")
    page = admin.page
    page.get_by_role("button", name="Issue a client").click()
    page.get_by_label("Organisation").fill(trust)
    admin.check()
    page.get_by_role("button", name="Issue it and show the secret").click()
    expect(page.get_by_role("heading", name=f"The secret of {trust} is shown this once")).to_be_focused()
    admin.check()

    officer = window(400, 1280)
    officer.sign_in("Complaints officer")
    officer.open(f"/contacts/{ref}", "Sending it on")
    page = officer.page
    page.get_by_label("Sent to").select_option(trust)
    page.get_by_label("They agreed on").fill("today")
    page.get_by_label("How they agreed").fill("By phone")
    officer.check()
    page.get_by_role("button", name="Record that it was sent on").click()
    expect(page.get_by_text("Not confirmed yet")).to_be_visible()
    page.get_by_label(f"{trust} received it on").fill("today")
    page.get_by_role("button", name="Record their receipt").click()
    expect(page.get_by_text("Not confirmed yet")).to_have_count(0)
    officer.check()

    page = admin.page
    page.get_by_role("button", name="They have it: hide it").click()
    page.get_by_role("button", name=f"Revoke for {trust}").click()
    page.get_by_label(f"To revoke it, type: {trust}").fill(trust)
    admin.check()
    page.get_by_role("button", name="Revoke it for good").click()
    expect(page.get_by_role("listitem").filter(has_text=trust).get_by_text(re.compile("^Revoked"))).to_be_visible()
    admin.check()
