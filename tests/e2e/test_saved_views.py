"""A view of the queue that a manager saves for a team: its members see it, those of another team do not."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.screen import Opener, Window

pytestmark = pytest.mark.system


def put_in_team(manager: Window, who: str, team: str) -> None:
    manager.open("/officers", "People")
    officer = manager.page.get_by_role("listitem").filter(has=manager.page.get_by_text(who, exact=True))
    officer.get_by_role("button", name=f"Change {who}").click()
    officer.get_by_label("Team").select_option(label=team)
    officer.get_by_role("button", name="Save this officer").click()
    expect(officer.get_by_text(team, exact=True)).to_be_visible()


def save_view(page: Page, name: str, team: str | None = None) -> None:
    page.get_by_role("button", name="Save this view").click()
    page.get_by_label("Its name").fill(name)
    if team:
        page.get_by_label("Who sees it").select_option(label=team)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"“{name}” is saved.")).to_be_visible()


@pytest.mark.in_turn
def test_a_teams_view_is_seen_by_that_team_alone(window: Opener) -> None:
    manager, member, other = window(1280, 400), window(1280, 400), window()
    manager.sign_in("Head of service")
    put_in_team(manager, "S B", "Locality teams")
    put_in_team(manager, "J T", "Occupational Therapy")
    manager.open("/cases?view=open&team=locality", "Work queue")
    save_view(manager.page, "Open at Locality", "Locality teams")
    manager.check()

    member.sign_in("Investigator")
    member.open("/cases", "Work queue")
    views = member.page.get_by_role("navigation", name="Saved views")
    expect(views.get_by_role("listitem")).to_have_text("Open at Locality Locality teams")
    views.get_by_role("link", name="Open at Locality").click()
    expect(member.page).to_have_url(f"{member.server}/cases?view=open&team=locality")
    expect(views.get_by_role("link", name="Open at Locality")).to_have_attribute("aria-current", "page")
    expect(member.page.get_by_role("button", name="Remove")).to_have_count(0)
    member.check()

    other.sign_in("Complaints officer")
    other.open("/cases?view=late", "Work queue")
    save_view(other.page, "Late of mine")
    own = other.page.get_by_role("navigation", name="Saved views")
    expect(own.get_by_role("listitem")).to_have_text("Late of mine")
