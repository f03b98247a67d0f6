"""A council's history comes in through the browser, and its figures are asked and followed to a case."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screen import Opener
from tests.support.waiting import eventually

pytestmark = pytest.mark.system

# A year that the demonstration has nothing of.
YEAR = "2018-19"
EMAIL = re.compile(r"^Email 4 of 7 \(57%\)")


def line(number: int, outcome: str, channel: str = "email") -> dict[str, Any]:
    return {
        "ref": f"EAS-1819-{number:04}",
        "authority": "eastmere",
        "classification": "statutory_complaint",
        "procedure": "adult_statutory",
        "received_on": f"2018-05-{number:02}",
        "closed_on": "2018-07-02",
        "channel": channel,
        "outcome": outcome,
        "issues": [{"category": "communication", "outcome": outcome}],
    }


def history() -> bytes:
    """Seven complaints, three of them upheld, a compliment, and a line that is no JSON."""
    outcomes = ["upheld", "upheld", "upheld", "not_upheld", "not_upheld", "not_upheld", "partially_upheld"]
    lines = [json.dumps(line(number, outcome)) for number, outcome in enumerate(outcomes, 1)]
    compliment = line(8, "") | {"classification": "compliment"}
    lines.append(json.dumps({k: compliment[k] for k in ("ref", "authority", "classification", "received_on")}))
    return "\n".join([*lines[:2], "{not JSON", *lines[2:]]).encode()


def wait_until_counted(page: Page, server: str, number: int) -> None:
    """The facts follow an import a moment later: ask again until all of it is counted."""
    figure = page.locator(".rd-onefigure", has_text=re.compile(f"^{number}$"))

    def is_counted() -> bool:
        page.goto(f"{server}/figures?measure=count&year={YEAR}")
        page.get_by_role("button", name="Download as CSV").wait_for()
        return figure.count() == 1

    eventually(is_counted, what=f"{number} to be counted")


@pytest.mark.in_turn
def test_history_comes_in_and_its_figures_lead_to_its_cases(window: Opener) -> None:
    admin = window()
    admin.sign_in("Administrator")
    page = admin.page
    admin.open("/imports", "Imports")
    admin.check()
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "2018-19.ndjson", "mimeType": "application/x-ndjson", "buffer": history()}
    )
    page.get_by_role("button", name="Bring in this file").click()
    job = page.get_by_role("region", name="2018-19.ndjson")
    expect(job.get_by_text("Done", exact=True)).to_be_visible()
    expect(job.locator(".rd-job__numbers")).to_contain_text(re.compile(r"Added\s*8"))
    errors = job.get_by_role("table", name="Errors and warnings by line")
    expect(errors.get_by_role("row", name=re.compile("^Line 3 Error|^3 Error"))).to_have_count(1)
    with page.expect_download() as downloading:
        job.get_by_role("button", name="Download as CSV").click()
    assert downloading.value.path().read_text().splitlines()[1].startswith("3,,error,")
    admin.check()

    wait_until_counted(page, admin.server, 8)

    manager = window()
    manager.sign_in("Head of service")
    page = manager.page
    page.get_by_role("link", name="Figures").click()
    expect(page.get_by_role("heading", level=1, name="Performance")).to_be_visible()
    manager.check()
    page.get_by_role("link", name="Ask a question of your own").click()
    expect(page.get_by_role("table", name="The answer")).to_be_visible()
    manager.check()
    form = page.get_by_role("form", name="The question")
    form.get_by_label("What to work out").select_option(label="Share upheld")
    form.get_by_label("Year").select_option(YEAR)
    form.get_by_role("button", name=re.compile("^Add a condition.*Only those where")).click()
    kind = form.get_by_role("group", name="Only those where")
    kind.get_by_label("Value").select_option(label="Statutory complaint")
    form.get_by_label("Group by").select_option(label="Channel")
    manager.check()

    form.get_by_role("button", name="Show the figure").click()
    expect(page.get_by_role("row", name=EMAIL)).to_be_visible()
    assert f"year={YEAR}" in page.url
    manager.check()

    page.get_by_role("button", name=re.compile("^Show the 4.*Email")).click()
    behind = page.get_by_role("region", name=re.compile("^The cases behind"))
    expect(behind.get_by_role("link")).to_have_text([f"EAS-1819-000{number}" for number in (1, 2, 3, 7)])
    manager.check()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download as CSV").click()
    assert "Email,57,4,7" in downloading.value.path().read_text(encoding="utf-8-sig")
    behind.get_by_role("link", name="EAS-1819-0002").click()
    expect(page).to_have_url(re.compile("/cases/EAS-1819-0002$"))
    expect(page.get_by_text("Imported").first).to_be_visible()

    page.go_back()
    expect(page.get_by_role("row", name=EMAIL)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="How many by classification")).to_be_visible()


QUESTIONS = [
    "measure=count&year=2025-26&by=classification&by=channel",
    "measure=percent_difference&year=2025-26&versus=outcome:is:upheld&by=team",
    "measure=mean_working_days&field=working_days_to_respond&year=2025-26&by=team&rounding=1",
    "measure=ranking&year=2025-26&by=issue.category&unit=issue&depth=3",
    "measure=count&year=2015-16",
    "measure=guess&where=outcome",
]


@pytest.mark.in_turn
def test_figures_and_imports_fit_a_narrow_screen(window: Opener) -> None:
    narrow = window(320, 400)
    narrow.sign_in("Administrator")
    page = narrow.page
    narrow.open("/imports", "Imports")
    expect(page.get_by_role("heading", name="Newest imports")).to_be_visible()
    narrow.check()
    for question in QUESTIONS:
        narrow.open(f"/figures?{question}", "Figures")
        expect(page.get_by_role("table").or_(page.locator(".rd-notice")).first).to_be_visible()
        narrow.check()
    page.get_by_role("button", name="Change the question").click()
    page.get_by_role("button", name="Change the question").click()
    expect(page.get_by_role("button", name="Show the figure")).to_be_visible()
    narrow.check()
