"""Two things in one call, one of them the hospital's; and what is learned of a contact on the next day."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support import contacts, tokens
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system


@pytest.mark.in_turn
def test_a_call_about_two_things_is_judged_one_by_one_and_follows_what_is_learned(window: Opener) -> None:
    centre = window()
    centre.sign_in("Contact centre")
    page = centre.page
    panel = page.get_by_role("complementary")
    page.get_by_label("In the caller’s own words").fill("Sent home too early, and now the visits are missed.")
    page.get_by_label("Unhappy about something").check()
    page.locator("#service").select_option("team:locality")
    page.get_by_role("button", name="Add a matter").click()
    page.get_by_label("Matter 1 is about").select_option("quality_of_service")
    page.get_by_role("button", name="And another thing").click()
    page.get_by_label("In a few words").fill("Sent home too early")
    page.get_by_label("Whose work is it?").select_option("function:nhs")
    page.locator("#caller-name").fill("A Caller")
    page.get_by_label("The person themselves").check()
    expect(panel.get_by_text("2. Answered together with the other body")).to_be_visible()
    expect(panel.get_by_role("heading", name="Statutory complaint")).to_be_visible()
    panel.get_by_role("button", name="How this was decided").click()
    expect(panel.get_by_text("This decided it.")).to_have_count(2)
    centre.check()
    page.keyboard.press("Control+Enter")
    ref = page.get_by_test_id("reference").inner_text().replace(" ", "").replace("\n", "")
    officer = window(400)
    officer.sign_in("Complaints officer")
    officer.open(f"/contacts/{ref}", "What they said")
    page = officer.page
    expect(page.get_by_text("Answered together with the other body.")).to_be_visible()
    owed = page.get_by_role("listitem").filter(has_text="Agree with the other body who leads")
    owed.get_by_role("button", name="Done today").click()
    expect(owed.get_by_text("Done on")).to_be_visible()
    page.get_by_role("button", name="It was put right").click()
    officer.check()
    page.get_by_role("button", name="They are satisfied").click()
    expect(page.get_by_role("heading", name="Enquiry", exact=True)).to_be_visible()
    expect(page.get_by_text("With what was learned")).to_be_visible()
    expect(page.get_by_text("They are satisfied: from not said to yes")).to_be_visible()
    officer.check()
    officer.open(f"/cases/{ref}", "Also owed")
    expect(page.get_by_text("Enquiry", exact=True).first).to_be_visible()
    owed = page.get_by_role("region", name="Also owed").get_by_role("listitem")
    sent_on = owed.filter(has_text="Ask whether it may be sent on")
    sent_on.get_by_role("button", name="Done on another day").click()
    sent_on.get_by_label("On which day was it done?").fill("today")
    officer.check()
    sent_on.get_by_role("button", name="Save the day").click()
    expect(sent_on).to_have_count(0)
    expect(owed.filter(has_text="Tell them to whom it was sent"), "and that is owed yet").to_be_visible()
    officer.open("/cases", "Work queue")
    listed = page.get_by_role("region", name="Duties owed")
    listed.get_by_role("button").click()
    of_it = listed.get_by_role("listitem").filter(has_text=ref)
    expect(of_it.filter(has_text="Tell them to whom it was sent")).to_be_visible()
    expect(of_it.filter(has_text="Ask whether it may be sent on")).to_have_count(0)
    officer.check()


@pytest.mark.in_turn
def test_what_is_still_to_ask_is_answered_where_it_stands(window: Opener, server: str) -> None:
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "contact_centre"}).json()["access_token"]
        sent = client.post(
            "/api/intake/v1/contacts", json=contacts.statutory(kind=None), headers=tokens.bearer(token)
        )
        ref = sent.raise_for_status().json()["ref"]
    officer = window()
    officer.sign_in("Complaints officer")
    officer.open(f"/contacts/{ref}", "Not decided yet")
    page = officer.page
    ask = page.get_by_role("group", name="Has something already gone wrong")
    page.get_by_role("button", name="How this was decided").click()
    expect(page.get_by_text("If they say that something went well: Compliment: accepted")).to_be_visible()
    officer.check()
    ask.get_by_role("button", name="Unhappy about something").click()
    expect(page.get_by_role("heading", name="Statutory complaint", exact=True)).to_be_visible()
    officer.check()
