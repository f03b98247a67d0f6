"""Signing in by the council's identity provider: to the page that was asked for, and again over it."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from tests.e2e.screen import Window
from tests.support import provider
from tests.support.processes import free_port
from tests.support.server import Product

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the product of councils that sign in by a provider, without a demo."""
    port = free_port()
    with provider.running(f"http://127.0.0.1:{port}") as issuer:
        folder = tmp_path_factory.mktemp("council") / "data"
        with Product(folder, provider.settings_for(issuer), port=port) as product:
            yield product.url


@pytest.fixture
def window(browser: Browser, council: str, request: pytest.FixtureRequest) -> Iterator[Window]:
    opened = Window(browser, council, *getattr(request, "param", ()))
    yield opened
    opened.close()


both_widths = pytest.mark.parametrize("window", [(400, 1280)], ids=["both widths"], indirect=True)


IS_KEPT = """() => new Promise(done => {
  const asked = indexedDB.open('redress')
  asked.onsuccess = () => {
    const counted = asked.result.transaction('sealed').objectStore('sealed').count()
    counted.onsuccess = () => done(counted.result > 0)
  }
})"""


KEYS_LEFT = """() => new Promise(done => {
  const asked = indexedDB.open('redress')
  asked.onsuccess = () => {
    const counted = asked.result.transaction('keys').objectStore('keys').count()
    counted.onsuccess = () => done(counted.result)
  }
})"""


def sign_in(window: Window, who: str) -> None:
    """On the provider's own page, which asks once whether the web app may know."""
    at_the_provider(window.page, who)
    window.page.wait_for_url(f"{window.server}/**")
    window.complaints.clear()  # those of the provider's page


def at_the_provider(page: Page, who: str) -> None:
    page.get_by_placeholder("Enter any login").fill(who)
    page.get_by_placeholder("and password").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def let_the_session_end(page: Page) -> None:
    """From now on the services see no token, as when it has run out."""

    def without_token(route: object) -> None:
        headers = {name: value for name, value in route.request.headers.items() if name != "authorization"}
        route.continue_(headers=headers)

    page.route("**/api/*/v1/**", without_token)


def test_a_deep_link_leads_by_the_provider_to_its_page(window: Window, council: str) -> None:
    page = window.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{council}/figures?measure=count")
    sign_in(window, "officer@leicester")
    [authorised] = [url for url in asked if "code_challenge=" in url]
    assert "code_challenge_method=S256" in authorised
    assert "response_type=code" in authorised
    expect(page.get_by_role("heading", level=1, name="Figures")).to_be_visible()
    assert page.url.startswith(f"{council}/figures")
    window.check()
    page.reload()  # the provider knows the person still
    expect(page.get_by_role("heading", level=1, name="Figures")).to_be_visible()
    stored = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "eyJ" not in stored, "no token is stored"


@both_widths
def test_a_session_that_ends_takes_nothing_that_was_typed(window: Window, council: str) -> None:
    page = window.page
    page.goto(f"{council}/contacts/new")
    sign_in(window, "officer@leicester")
    said = page.get_by_label("In the caller’s own words")
    expect(said).to_be_visible()
    let_the_session_end(page)
    said.fill("Nobody came on Monday.")
    again = page.get_by_role("dialog", name="Your session has ended")
    expect(again).to_be_visible()
    window.check()
    page.unroute_all()
    with page.expect_popup() as opened:
        again.get_by_role("button", name="Sign in again").click()
    opened.value.get_by_role("button", name="Continue").click()
    expect(again).to_be_hidden()
    expect(said).to_have_value("Nobody came on Monday.")
    page.get_by_label("Unhappy about something").check()
    page.locator("#caller-name").fill("Test Caller")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("reference")).to_contain_text("LEI-2627-")


@pytest.mark.in_turn
def test_somebody_else_who_signs_in_over_the_page_finds_nothing_of_it(window: Window, council: str) -> None:
    page = window.page
    page.goto(f"{council}/contacts/new")
    sign_in(window, "officer@leicester")
    said = page.get_by_label("In the caller’s own words")
    said.fill("Nobody came on Monday.")
    page.wait_for_function(IS_KEPT)
    let_the_session_end(page)
    said.fill("Nobody came on Monday. Nor on Friday.")  # at once: what comes over the page takes the keys
    again = page.get_by_role("dialog", name="Your session has ended")
    expect(again).to_be_visible()
    page.unroute_all()
    page.context.clear_cookies()  # in another tab the provider knows somebody else by now
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.post_data or ""))
    with page.expect_popup() as opened:
        again.get_by_role("button", name="Sign in again").click()
    at_the_provider(opened.value, "manager@leicester")
    told = page.get_by_role("dialog", name="Somebody else is signed in now")
    expect(told).to_be_visible()
    window.complaints.clear()
    window.check()
    expect(said).to_have_value("")
    told.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    page.go_back()
    expect(said).to_have_value("")
    assert "Monday" not in "".join(sent)
    page.context.clear_cookies()
    page.goto(f"{council}/unfinished")
    sign_in(window, "officer@leicester")
    page.get_by_role("link", name="Nobody came on Monday. Nor on Friday.").click()
    expect(said).to_have_value("Nobody came on Monday. Nor on Friday.")


@pytest.mark.in_turn
def test_where_no_window_opens_the_page_itself_leads_there_and_back(window: Window, council: str) -> None:
    page = window.page
    page.goto(f"{council}/contacts/new")
    sign_in(window, "officer@leicester")
    said = page.get_by_label("In the caller’s own words")
    expect(said).to_be_visible()
    let_the_session_end(page)
    said.fill("The ramp is broken.")
    again = page.get_by_role("dialog", name="Your session has ended")
    expect(again).to_be_visible()
    page.unroute_all()
    again.get_by_role("button", name="Sign in on this page").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Restored what you typed at")).to_be_visible()
    expect(said).to_have_value("The ramp is broken.")


class Tokens:
    """What the provider's token endpoint gives the page."""

    def __init__(self, page: Page) -> None:
        self.given: list[dict[str, str]] = []
        page.on("response", lambda answer: self._keep(answer))

    def _keep(self, answer: Response) -> None:
        if answer.request.method == "POST" and answer.url.endswith("/token") and answer.ok:
            self.url = answer.url
            self.given.append(answer.json())

    def end(self, page: Page) -> None:
        """The services refuse from now on what was given so far."""
        ended = [f"Bearer {given['access_token']}" for given in self.given]

        def refused(route: Route) -> None:
            if route.request.headers.get("authorization") in ended:
                route.fulfill(status=401, json={"title": "Sign in first", "status": 401})
            else:
                route.continue_()

        page.route("**/api/*/v1/**", refused)

    def renew(self, refresh_token: str) -> httpx.Response:
        """As somebody else would who has the refresh token."""
        asked = {"grant_type": "refresh_token", "client_id": "redress-web", "refresh_token": refresh_token}
        return httpx.post(self.url, data=asked)


@pytest.mark.in_turn
def test_a_session_is_renewed_without_a_word_and_a_stolen_one_ends(window: Window, council: str) -> None:
    page = window.page
    tokens = Tokens(page)
    page.goto(council)
    page.get_by_role("button", name="Sign in").click()
    sign_in(window, "officer@leicester")
    page.get_by_role("link", name="Record a contact").click()
    said = page.get_by_label("In the caller’s own words")
    expect(said).to_be_visible()
    tokens.end(page)
    with page.expect_response(lambda answer: answer.url.endswith("/contacts/preview") and answer.ok):
        said.fill("The carer did not come.")
    first, second = tokens.given
    assert first["refresh_token"] != second["refresh_token"]
    stolen = tokens.renew(second["refresh_token"])
    assert stolen.status_code == 200
    tokens.end(page)
    said.fill("The carer did not come. Twice.")
    # The provider sees that one token serves two, and ends the session of both.
    expect(page.get_by_role("dialog", name="Your session has ended")).to_be_visible()
    expect(said).to_have_value(re.compile(r"^The carer did not come\."))
    assert tokens.renew(stolen.json()["refresh_token"]).status_code == 400
    window.complaints.clear()


@pytest.mark.in_turn
@both_widths
def test_signing_out_signs_out_there_too(window: Window, council: str) -> None:
    page = window.page
    page.goto(council)
    page.get_by_role("button", name="Sign in").click()
    sign_in(window, "manager@leicester")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    beside = page.context.new_page()
    beside.goto(f"{council}/contacts/new")
    beside.get_by_label("In the caller’s own words").fill("Nobody came.")
    beside.wait_for_function(IS_KEPT)
    if window.width < 600:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Signing out throws away what you have not finished.")).to_be_visible()
    if window.width < 600:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(beside.get_by_role("button", name="Sign in")).to_be_visible()
    window.complaints.clear()
    window.check()
    page.go_back()
    page.goto(f"{council}/today")
    expect(page.get_by_placeholder("Enter any login")).to_be_visible()


@pytest.mark.in_turn
def test_the_api_is_described_by_files_of_the_councils_own(window: Window, council: str) -> None:
    page = window.page
    page.goto(f"{council}/api/cases/v1/docs")
    fetched: list[str] = []
    sign_in(window, "officer@leicester")
    page.on("request", lambda asked: fetched.append(asked.url) if asked.resource_type != "fetch" else None)
    expect(page.locator(".opblock-summary", has_text="/v1/cases/counts").first).to_be_visible()
    assert [url for url in fetched if not url.startswith((council, "data:"))] == []
    assert window.complaints == [], "nothing that the content policy had to refuse"


@pytest.mark.in_turn
def test_somebody_of_two_councils_and_two_roles_chooses(window: Window, council: str) -> None:
    page = window.page
    page.goto(f"{council}/contacts")
    sign_in(window, "officer,manager@leicester,eastmere")
    expect(page.get_by_role("heading", level=1, name="Contacts")).to_be_visible()
    chooser = page.get_by_role("combobox", name="Council")
    expect(chooser).to_have_value("eastmere")
    with page.expect_request(lambda asked: asked.headers.get("redress-council") == "leicester"):
        chooser.select_option("leicester")
    expect(chooser).to_have_value("leicester")
    role = page.get_by_role("combobox", name="Role")
    expect(role).to_have_value("complaints_officer")
    with page.expect_request(lambda asked: asked.headers.get("redress-role") == "manager"):
        role.select_option("manager")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    expect(role).to_have_value("manager")
    window.check()
    # A choice that somebody else left in this tab is not this person's.
    page.evaluate("sessionStorage.setItem('redress.council', 'coventry')")
    page.reload()
    expect(chooser).to_have_value("eastmere")
    # What they typed at one council goes when they sign out at another.
    page.get_by_role("link", name="Record a contact").click()
    page.get_by_label("In the caller’s own words").fill("Nobody came.")
    page.wait_for_function(IS_KEPT)
    chooser.select_option("leicester")
    expect(chooser).to_have_value("leicester")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("also 1 thing at another council")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.evaluate(KEYS_LEFT) == 0


@pytest.mark.in_turn
@pytest.mark.parametrize("who", ["nobody@leicester", "officer@nowhere", "officer"])
def test_whom_the_provider_gives_no_place_here_is_told_why(browser: Browser, council: str, who: str) -> None:
    window = Window(browser, council)
    window.page.goto(f"{council}/cases")
    sign_in(window, who)
    expect(window.page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    expect(window.page.get_by_role("alert")).to_contain_text("names no")
    window.close()


@pytest.mark.in_turn
def test_a_provider_that_does_not_answer_is_said(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = provider.settings_for(f"http://127.0.0.1:{free_port()}")
    with Product(tmp_path_factory.mktemp("away") / "data", away) as product:
        window = Window(browser, product.url)
        window.page.goto(product.url)
        window.page.get_by_role("button", name="Sign in").click()
        expect(window.page.get_by_role("alert")).to_contain_text("does not answer")
        window.close()
