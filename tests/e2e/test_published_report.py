"""The page of a published report stands alone: on a wide window, on a phone, and for whoever has it read out."""

import pytest
from playwright.sync_api import Browser, expect

from analytics.reports.formats import Format, render
from tests.e2e.screen import Window
from tests.reports.published_report import REPORT


@pytest.mark.in_turn
def test_a_published_page_is_for_everybody(browser: Browser) -> None:
    window = Window(browser, "", 1280, 400, 320)
    page = window.page
    page.set_content(render(REPORT, Format.HTML).content.decode())
    window.check()
    page.get_by_role("link", name="Table 1.1: Complaints by subject").click()
    table = page.get_by_role("region", name="Table 1.1: Complaints by subject").get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(7)
    expect(table.get_by_role("rowheader")).to_have_count(4)
    for chart in REPORT.charts():
        expect(page.get_by_role("img", name=chart.alt)).to_be_attached()
    counted = page.get_by_text("Number of cases by subject;")
    expect(counted).to_be_hidden()
    page.get_by_text("How this was counted: Table 1.1").click()
    expect(counted).to_be_visible()
    window.check()
    page.set_content(render(REPORT, Format.EASY_READ).content.decode())
    window.check()
    window.close()
