"""A complaint about somebody who works here: few see it from the start, and a second person closes it."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.screen import Opener
from tests.support import tokens
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

NOT_SHOWN = re.compile(r"\d+ restricted cases? (is|are) not shown to you\.")


def work_it(server: str, ref: str) -> None:
    """The officer who is named looks into it, up to the answer."""
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "complaints_officer"}).json()["access_token"]
        client.headers.update(tokens.bearer(token))
        case = f"/api/cases/v1/cases/{ref}"
        today = client.get(case).raise_for_status().json()["received_on"]
        for method, what, body in (
            ("POST", "acknowledgement", {"acknowledged_on": today, "method": "letter"}),
            ("POST", "allocation", {"owner": "demo-complaints_officer"}),
            ("PUT", "issues/1/finding", {"outcome": "upheld", "reason": "He says so.", "decided_on": today}),
            ("POST", "response", {"responded_on": today, "method": "letter"}),
        ):
            version = {"If-Match": f'"{client.get(case).json()["version"]}"'}
            client.request(method, f"{case}/{what}", json=body, headers=version).raise_for_status()


@pytest.mark.in_turn
def test_a_complaint_about_a_colleague_is_seen_by_few_and_closed_by_a_second_person(
    window: Opener, server: str
) -> None:
    centre = window()
    centre.sign_in("Contact centre")
    page = centre.page
    page.get_by_label("In the caller’s own words").fill("The officer who visits with the nurse shouted at her.")
    page.get_by_label("Unhappy about something").check()
    page.locator("#caller-name").fill("A Caller")
    page.get_by_label("The person themselves").check()
    page.locator("#service").select_option("team:locality")
    page.get_by_label("It is about a councillor, or somebody who works here").check()
    expect(page.get_by_text("You and managers alone will see it, ")).to_be_visible()
    page.get_by_text("Does it touch anything else?").click()
    page.get_by_label("The NHS as well").check()
    centre.check()
    page.keyboard.press("Control+Enter")
    ref = page.get_by_test_id("reference").inner_text()
    expect(page.get_by_text("It is restricted: you and managers alone see it.")).to_be_visible()
    centre.check()

    officer = window(400)
    officer.sign_in("Complaints officer")
    colleague = officer.page
    expect(colleague.get_by_text(NOT_SHOWN)).to_be_visible()
    expect(colleague.locator(f"[data-case='{ref}']")).to_have_count(0)
    officer.check()
    for path in (f"/cases/{ref}", f"/contacts/{ref}"):
        officer.open(path, ref)
        expect(colleague.get_by_text("only people who are named for it see it")).to_be_visible()
        officer.check()

    manager = window()
    manager.sign_in("Head of service")
    page = manager.page
    manager.open(f"/cases/{ref}", "Clocks")
    seen_by = page.get_by_role("region", name="Who sees it")
    expect(seen_by).to_contain_text("Only L M and managers")
    page.get_by_role("button", name="Change who sees it").click()
    page.get_by_role("checkbox", name="J T").check()
    page.get_by_label("Why").fill("J T looks into it.")
    manager.check()
    page.get_by_role("button", name="Restrict it to them").click()
    expect(seen_by).to_contain_text("J T")
    manager.check()

    officer.open(f"/cases/{ref}", "Clocks")
    work_it(server, ref)
    for ending in ("Close the case", "Record a withdrawal"):
        expect(colleague.get_by_text(f"{ending}: its procedure has cases closed by somebody who")).to_be_visible()
    officer.check()
    page.get_by_role("region", name="Do now").get_by_role("button", name="Close the case").click()
    page.get_by_label("What was learned", exact=True).select_option("nothing")
    page.get_by_label("Why nothing was learned").fill("It is known already.")
    manager.check()
    page.get_by_role("button", name="Close the case").last.click()
    expect(page.locator(".rd-strip__due")).to_contain_text("Upheld")
    expect(page.get_by_role("region", name="What has happened")).to_contain_text("Restricted to")
    manager.check()
