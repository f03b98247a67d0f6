"""People in their roles, a plan that follows somebody, a grade that a person sets, a compliment and its thanks."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.screen import Window
from tests.support import contacts, tokens
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

Opener = Callable[[str, int], Window]
Recorder = Callable[..., str]


@pytest.fixture
def window(browser: Browser, server: str) -> Iterator[Opener]:
    """Opens windows for a role, and closes them at the end."""
    opened: list[Window] = []

    def new(role: str, *widths: int) -> Window:
        opened.append(Window(browser, server, *widths))
        opened[-1].sign_in(role)
        return opened[-1]

    yield new
    for one in opened:
        one.close()


@pytest.fixture
def recorded(server: str) -> Recorder:
    """Records a contact and returns its reference."""

    def record(**changes: object) -> str:
        with httpx.Client(base_url=server, timeout=DEADLINE) as client:
            token = client.post("/api/demo/sign-in", json={"persona": "contact_centre"}).json()["access_token"]
            headers = tokens.bearer(token)
            answer = client.post("/api/intake/v1/contacts", json=contacts.statutory(**changes), headers=headers)
            return str(answer.raise_for_status().json()["ref"])

    return record


@pytest.mark.in_turn
def test_nobody_is_anonymous_by_a_slip(window: Opener) -> None:
    centre = window("Contact centre", 400, 1280)
    page = centre.page
    page.get_by_label("In the caller’s own words").fill("Somebody shouts at residents in that home.")
    page.get_by_label("They will not say").check()
    page.keyboard.press("Control+Enter")
    # What is wrong, apart from words of harm, which are loud too once they are found.
    expect(page.locator(".rd-errors")).to_contain_text("we cannot reply to them")
    centre.check()
    page.get_by_label("No, they will say who they are").click()  # it goes away with its question
    expect(page.locator("#caller-name")).to_be_visible()
    page.get_by_label("They will not say").check()
    page.get_by_label("Yes, that is what they want").check()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("reference")).to_be_visible()


@pytest.mark.in_turn
def test_a_plan_and_a_grade_that_people_set(window: Opener, recorded: Recorder) -> None:
    ref = recorded(harm_alleged="yes", complainant={"name": "Mr P", "phone": "01632 960 555"})
    officer = window("Complaints officer", 400, 1280)
    officer.open(f"/contacts/{ref}?people", "Who and what")
    page = officer.page
    page.get_by_label("The complainant").check()
    page.get_by_label("By what right").select_option("deputy")
    page.get_by_label("What was seen of it").fill("Sealed order")
    page.get_by_label("Seen on").fill("today")
    page.locator("summary", has_text="Contact plan").click()
    page.get_by_label("How contact is limited").fill("One call a week")
    page.get_by_label("Looked at again on").fill("1 June")
    officer.check()
    page.get_by_role("button", name="Save the people").click()
    expect(page.get_by_text("What is known of the people was saved.")).to_be_visible()
    expect(page.get_by_role("note", name="Contact plan")).to_contain_text("One call a week")
    officer.check()

    officer.open(f"/cases/{ref}", "Clocks")
    expect(page.get_by_role("note", name="Contact plan")).to_contain_text("One call a week")
    page.get_by_role("main").get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Set the grade").click()
    expect(page.get_by_text(re.compile("^This leads to Complex"))).to_be_visible()
    page.get_by_label("Grade", exact=True).select_option("simple")
    officer.check()
    page.get_by_label("Why Simple and not Complex").fill("It was a rumour.")
    page.get_by_role("button", name="Set Simple").click()
    expect(page.get_by_text("The criteria led to Complex. It was a rumour.")).to_be_visible()
    officer.check()


@pytest.mark.in_turn
def test_a_compliment_is_thanked_for_and_counted(window: Opener, recorded: Recorder) -> None:
    ref = recorded(kind="praise", title="Kind to Mum")
    officer = window("Complaints officer", 400, 1280)
    officer.open(f"/contacts/{ref}", "What was done")
    page = officer.page
    page.get_by_role("button", name="Thank for it").click()
    page.get_by_label("Kindness and respect").check()
    page.get_by_role("button", name="Save the thanks").click()
    expect(page.get_by_role("definition").filter(has_text="Kindness and respect")).to_be_visible()
    officer.check()
    officer.open("/registers", "Registers")
    page.get_by_role("link", name="Compliments").click()
    expect(page.get_by_role("link", name="Kind to Mum")).to_be_visible()
    officer.check()
