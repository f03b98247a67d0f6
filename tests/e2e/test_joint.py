"""A complaint that the NHS has a part in: nothing is shared without consent, and the NHS answers by a link."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support import contacts
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system
HOSPITALS = "Eastmere Hospitals NHS Trust"


@pytest.fixture
def ref(server: str) -> str:
    """Received eight days ago: one matter is the council's, the other the hospital's; its case is being opened."""
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        answer = client.post("/api/demo/sign-in", json={"persona": "contact_centre"})
        body = contacts.statutory(
            received_at=(datetime.now(UTC) - timedelta(days=8)).isoformat(),
            about=["also_nhs"],
            matters=[
                {"category": "delay", "description": "Nobody came after she was home"},
                {"description": "Sent home without her tablets", "function": "nhs"},
            ],
        )
        token = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        contact = client.post("/api/intake/v1/contacts", json=body, headers=token)
        assert contact.status_code == 201, contact.text
        return str(contact.json()["ref"])


@pytest.mark.in_turn
def test_the_nhs_is_asked_once_the_person_agrees_and_answers_by_a_link(window: Opener, ref: str) -> None:
    officer = window(1280, 400)
    officer.sign_in("Complaints officer")
    page = officer.page
    officer.open(f"/cases/{ref}", "Clocks")
    joint = page.get_by_role("region", name="Joint complaint")
    joint.get_by_role("button", name="Who answers it together").click()
    page.get_by_label(HOSPITALS).check()
    page.get_by_label("Who leads the handling").select_option(label="Eastmere City Council")
    page.get_by_label("Who speaks to the complainant").select_option(label="Eastmere City Council")
    page.get_by_label("Who sends the one answer").select_option(label="Eastmere City Council")
    page.get_by_label(re.compile("^Who answers issue 2")).select_option(label=HOSPITALS)
    officer.check()
    page.get_by_role("button", name="Save it").click()
    expect(joint).to_contain_text("Nothing may be shared yet")

    page.get_by_role("region", name="Do now").get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Ask a contributor").click()
    page.get_by_label("Body of the joint complaint").select_option(
        label=f"{HOSPITALS} (nothing may be shared yet)"
    )
    page.get_by_label("What for").fill("Why she went home without tablets")
    page.get_by_role("button", name="Record what was asked").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing may be shared with")
    officer.complaints.clear()  # the browser logs the refusal
    officer.check()
    page.get_by_role("button", name="Leave this for now").click()

    joint.get_by_role("button", name="Consent, asking and answer").click()
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Given on").fill("today")
    officer.check()
    page.get_by_role("button", name="Save it").click()
    expect(joint).not_to_contain_text("Nothing may be shared yet")

    page.get_by_role("button", name="Ask a contributor").click()
    page.get_by_label("Body of the joint complaint").select_option(label=HOSPITALS)
    page.get_by_label("What for").fill("Why she went home without tablets")
    page.get_by_role("button", name="Record what was asked").click()
    asked = page.get_by_role("region", name="Asked of contributors")
    asked.get_by_role("button", name="Make a link to answer by").click()
    address = asked.locator("code").inner_text()
    officer.check()

    ward = window(400)
    ward.page.goto(address)
    expect(ward.page.get_by_text("Why she went home without tablets")).to_be_visible()
    ward.check()
    ward.page.get_by_label("Your answer").fill("The pharmacy was shut, and nobody rang for them.")
    ward.page.get_by_label("Your name").fill("N O")
    ward.page.get_by_label("Your role").fill("Ward manager")
    ward.page.get_by_role("button", name="Send the answer").click()
    expect(ward.page.get_by_role("heading", name="Your answer was sent")).to_be_visible()
    ward.check()

    officer.open(f"/cases/{ref}", "Clocks")
    expect(joint).to_contain_text("Answered on")
    asked.get_by_text("What they answered").click()
    expect(asked).to_contain_text("The pharmacy was shut")
    officer.check()
