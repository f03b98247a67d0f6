"""A council's own spreadsheet, in a browser: its columns and words are mapped, tried, mended, and brought in."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.screen import Opener
from tests.support import tokens
from tests.support.spreadsheets import workbook
from tests.support.waiting import DEADLINE

pytestmark = pytest.mark.system

LOG = """Adult social care complaints 2023-24,,,,,,,,
,,,,,,,,
Complaint Ref.,Date of Receipt,Complaint Type,Method of Contact,Finding,Nature of complaint,Reply Sent,Team,Notes
CMP/1,02/05/2023,Statutory,Telephone,Partly upheld,Delay in assessment,30/05/2023,Locality North,Rang twice
CMP/2,13/05/2023,Compliment,E-mail,,,,Locality South,
CMP/3,31/06/2023,Statutory,Letter,Not upheld,Charges,12/07/2023,Locality North,
CMP/4,14/06/2023,Grievance,Carrier pigeon,Upheld,Conduct of staff,10/07/2023,,
"""


def choose(page: Page, file: Path) -> None:
    """Choose a spreadsheet and look at its columns."""
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at its columns").click()
    expect(page.get_by_role("heading", name=f"How {file.name} is read")).to_be_visible()
    expect(page.get_by_role("table", name="Columns of the file")).to_be_visible()


def gives(page: Page, column: str) -> Locator:
    return page.get_by_role("combobox", name=f"What {column} gives").first


def try_it(page: Page) -> None:
    page.get_by_role("button", name="Save and try it").click()


@pytest.fixture
def log(tmp_path: Path, server: str) -> Iterator[Path]:
    """A council's log; what was translated in it is not offered again in the next test."""
    written = tmp_path / "Complaints log.csv"
    written.write_text(LOG, encoding="cp1252")
    yield written
    with httpx.Client(base_url=server, timeout=DEADLINE) as client:
        token = client.post("/api/demo/sign-in", json={"persona": "complaints_officer"}).json()["access_token"]
        mapping = "/api/intake/v1/import-mappings/complaints-log"
        client.delete(mapping, headers=tokens.bearer(token)).raise_for_status()


@pytest.mark.in_turn
def test_a_councils_log_goes_from_its_own_words_into_the_figures(window: Opener, log: Path) -> None:
    officer = window(400, 1280)
    officer.sign_in("Complaints officer")
    officer.open("/imports", "Imports")
    page = officer.page
    choose(page, log)
    officer.check()

    # What the headings and the words suggest is there; what they do not, is asked for.
    expect(page.get_by_label("Row with the headings")).to_have_value("3")
    expect(gives(page, "Finding")).to_have_value("outcome")
    expect(gives(page, "Notes")).to_have_value("narrative")
    expect(page.get_by_label("Partly upheld is, as outcome")).to_have_value("partially_upheld")
    page.get_by_label("Carrier pigeon is, as channel").select_option(label="Letter")
    gives(page, "Notes").select_option(label="Not read")
    try_it(page)
    page.get_by_role("link", name="“Stage 1: target working days” needs a value").click()
    assert "422" in officer.complaints.pop()  # the browser logs it
    officer.check()
    expect(page.get_by_label("Stage 1: target working days")).to_be_focused()
    page.keyboard.type("20")

    # A try stores no row, and says what is wrong by row and column.
    try_it(page)
    expect(page.get_by_role("heading", name=re.compile("^4 rows read: 2 would be added"))).to_be_focused()
    errors = page.get_by_role("table", name="The first errors")
    expect(errors).to_contain_text("'31/06/2023' is not a date such as 28/02/2024")
    expect(errors).to_contain_text("'Grievance' is not translated: say in the mapping what it stands for")
    expect(page.get_by_text("Columns that are not read: Notes")).to_be_visible()
    expect(page.get_by_role("region", name="Row 4")).to_contain_text("2 May 2023")
    officer.check()

    # The word that no one had translated is translated; the day that does not exist stays wrong.
    page.get_by_label("Grievance is, as classification").select_option(label="Statutory complaint")
    try_it(page)
    page.get_by_role("button", name="Bring in 3 rows").click()
    expect(page.get_by_role("heading", name=log.name)).to_be_visible()
    expect(page.get_by_text("Done", exact=True).first).to_be_visible()
    expect(page.get_by_role("table", name="Errors and warnings by line")).to_contain_text("31/06/2023")
    officer.check()

    # The next file is read in the same way, and what is there already is not brought in twice.
    choose(page, log)
    page.get_by_label("Begin with").select_option(label="complaints-log")
    expect(page.get_by_label("Grievance is, as classification")).to_have_value("statutory_complaint")
    try_it(page)
    expect(page.get_by_text("There is nothing new to bring in.")).to_be_visible()
    officer.check()


@pytest.mark.in_turn
def test_a_workbook_is_read_by_its_sheet_and_without_a_mouse(window: Opener, tmp_path: Path) -> None:
    officer = window()
    officer.sign_in("Complaints officer")
    officer.open("/imports", "Imports")
    page = officer.page
    book = tmp_path / "Compliments.xlsx"
    book.write_bytes(
        workbook(
            ["Reference", "Date received"], ["EAS-2223-0901", "03/04/2022"], name="2022-23", others=["Lookups"]
        )
    )
    choose(page, book)
    page.get_by_label("Sheet", exact=True).select_option(label="Lookups")
    expect(page.get_by_role("rowheader", name="nothing here")).to_be_visible()
    page.get_by_label("Sheet", exact=True).select_option(label="2022-23")
    expect(page.get_by_role("rowheader", name="Date received")).to_be_visible()

    page.get_by_label("Classification", exact=True).focus()
    page.keyboard.type("Compliment")
    page.get_by_label("One more field", exact=True).focus()
    page.keyboard.type("Team")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Team", exact=True).fill("Locality")
    page.get_by_label("Save this mapping as").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^1 row read: 1 would be added"))).to_be_focused()
    officer.check()
    page.get_by_role("button", name="Bring in 1 row").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Compliments.xlsx")).to_be_visible()
    expect(page.get_by_text("Nothing was wrong with any line.")).to_be_visible()


@pytest.mark.in_turn
def test_what_is_no_workbook_is_refused_in_a_sentence(window: Opener, tmp_path: Path) -> None:
    officer = window(400)
    officer.sign_in("Complaints officer")
    officer.open("/imports", "Imports")
    old = tmp_path / "Old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    officer.page.get_by_label("File", exact=True).set_input_files(old)
    officer.page.get_by_role("button", name="Look at its columns").click()
    expect(officer.page.get_by_role("alert")).to_contain_text("The file is a workbook in the old XLS format")
    assert "422" in officer.complaints.pop()  # the browser logs it
    officer.check()
