"""The working-day calendar, in a browser: a holiday is looked at, added, seen on a case, and taken back."""

import re
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screen import Opener
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def holiday(server: str) -> date:
    """A working day soon, which many of the demo council's dates still lie beyond."""
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        answer = client.post("/api/demo/sign-in", json={"persona": "manager"})
        token = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        day = datetime.now(UTC).date() + timedelta(days=2)
        for year in (day.year, day.year + 1):
            calendar = client.get("/api/cases/v1/calendar", params={"year": year}, headers=token).json()
            off = {one["on"] for one in calendar["days_off"]}
            while day.year == year and (day.weekday() >= 5 or day.isoformat() in off):
                day += timedelta(days=1)
        return day


def fill_holiday(page: Page, holiday: date) -> None:
    page.get_by_label("Date", exact=True).fill(in_words(holiday))
    expect(page.get_by_text("A working day until now.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"^Apply to \d+ cases"))).to_be_visible()


@pytest.mark.in_turn
def test_a_holiday_moves_what_was_previewed_and_is_taken_back(window: Opener, holiday: date) -> None:
    manager = window(400, 1280)
    manager.sign_in("Head of service")
    page = manager.page
    manager.open("/calendar", "Working-day calendar")
    expect(page.get_by_role("heading", name=re.compile("^Days off in"))).to_be_visible()
    manager.check()

    page.get_by_role("link", name="Add a bank holiday").click()
    fill_holiday(page, holiday)
    manager.check()
    sheet = page.get_by_role("region", name="What would happen")
    target = sheet.get_by_role("row").nth(1)
    ref = re.findall(r"EAS-\d{4}-\d{4}", target.inner_text())[0]
    before, after = target.locator("s").inner_text(), target.locator("b").first.inner_text()
    assert before != after

    # Nothing is applied without its name and who says so.
    apply = sheet.get_by_role("button", name=re.compile("^Apply to"))
    cases = re.findall(r"\d+", apply.inner_text())[0]
    apply.click()
    expect(page.get_by_role("link", name="Give it a name")).to_be_visible()
    manager.check()
    page.get_by_label("Name", exact=True).fill("Special bank holiday")
    page.get_by_label("Source", exact=True).fill("Proclamation in the Gazette")
    apply.click()
    expect(page.get_by_role("heading", name=re.compile("^Special bank holiday added on"))).to_be_focused()
    history = page.get_by_role("region", name="What was changed here").get_by_role("listitem").first
    expect(history).to_contain_text(f"{cases} cases moved")
    manager.check()
    history.get_by_role("button", name=re.compile("^What moved")).click()
    moved = history.get_by_role("listitem").filter(has_text=ref).first
    expect(moved).to_contain_text(after)
    manager.check()

    moved.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Clocks")).to_be_visible()
    # "Fri 4 Dec" in the list is "4 December" on the case.
    day = re.compile(rf"(?<!\d){' '.join(after.split()[1:3])}")
    expect(page.locator(".rd-clockrow").filter(has_text=day).first).to_be_visible()

    manager.open("/calendar", "Working-day calendar")
    page.get_by_role("link", name="Undo").first.click()
    expect(page.get_by_role("button", name=f"Undo it for {cases} cases")).to_be_visible()
    expect(sheet.get_by_role("row").filter(has_text=ref).first).to_contain_text(before)
    manager.check()
    page.get_by_label("Why it is taken back").fill("It was announced in error")
    page.get_by_role("button", name="Undo it for").click()
    expect(page.get_by_role("heading", name=re.compile("^Undone: Special bank holiday added"))).to_be_focused()
    manager.check()


@pytest.mark.in_turn
def test_others_look_and_read_who_may_apply(window: Opener, holiday: date) -> None:
    officer = window()
    officer.sign_in("Complaints officer")
    page = officer.page
    page.get_by_role("link", name="Calendar").click()
    expect(page.get_by_role("heading", name="Working-day calendar")).to_be_visible()
    changes = page.get_by_role("link", name=re.compile("^(Add a bank|Close the|Move|Withdraw|Undo)"))
    expect(changes).to_have_count(0)
    officer.open("/calendar/add", re.compile("bank holiday"))
    page.get_by_label("Date", exact=True).fill(in_words(holiday))
    expect(page.get_by_text("Only the head of service or an administrator may apply this.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Apply"))).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the list").click()
    assert download.value.suggested_filename == f"calendar-{holiday}.csv"
    officer.check()


@pytest.mark.in_turn
def test_the_calendar_fits_a_narrow_screen(window: Opener, holiday: date) -> None:
    narrow = window(320, 400)
    narrow.sign_in("Head of service")
    page = narrow.page
    narrow.open("/calendar?year=2030", "Working-day calendar")
    expect(page.get_by_text("Provisional").first).to_be_visible()
    narrow.check()
    narrow.open("/calendar/add?what=closure", "Close the offices")
    page.get_by_label("First day").fill(in_words(holiday))
    expect(page.get_by_role("button", name=re.compile("^Apply"))).to_be_visible()
    narrow.check()
    narrow.open("/calendar/withdraw?what=bank_holiday&on=2028-12-25", "Withdraw a bank holiday")
    expect(page.get_by_role("button", name="Apply: no case moves")).to_be_visible()
    narrow.check()
