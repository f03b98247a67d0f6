"""Every place of every role's menu opens: nothing is refused, nothing breaks, and the focus goes there."""

import re

import pytest
from playwright.sync_api import Response, expect

from tests.e2e.screen import Opener, Window

pytestmark = pytest.mark.system

ROLES = {
    "Contact centre": 6,
    "Complaints officer": 14,
    "Head of service": 17,
    "Investigator": 10,
    "Auditor": 11,
    "Administrator": 8,
}
"""How many places each has; recording beside the cases is one."""

FOCUS_IS_IN_IT = "() => document.querySelector('main').contains(document.activeElement)"


def walk(window: Window, role: str) -> list[str]:
    """Open every place of a role's menu. Returns their addresses."""
    page, refused = window.page, list[str]()

    def keep(answer: Response) -> None:
        if answer.status >= 400:
            refused.append(f"{answer.status} {answer.request.method} {answer.url} on {page.url}")

    page.on("response", keep)
    window.sign_in(role)
    menu = page.get_by_role("navigation", name="Main")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    addresses = [str(place.get_attribute("href")) for place in menu.locator("a").all()]
    # The page that is open already is come to anew, last.
    for address in sorted(addresses, key=lambda one: page.url == window.server + one):
        # Also one that is folded behind *More* just now.
        menu.locator(f"a[href='{address}']").dispatch_event("click")
        page.wait_for_url(re.compile(rf"{re.escape(window.server + address)}(\?.*)?$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".rd-filling")).to_have_count(0)
        page.wait_for_function(FOCUS_IS_IN_IT)
    assert refused == []
    assert window.complaints == []
    return addresses


@pytest.mark.in_turn
def test_every_place_of_every_roles_menu_opens(window: Opener) -> None:
    assert {role: len(walk(window(), role)) for role in ROLES} == ROLES
