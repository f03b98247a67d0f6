"""The product with its demo council, and a headless Chromium to use it as people do."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.screen import Opener, Window
from tests.support.server import demonstration
from tests.support.waiting import DEADLINE

# Switches off what a browser does on its own account, so that it talks to the product only.
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A page is looked for until it is there; how long a busy machine takes to draw it proves nothing.
expect.set_options(timeout=1000 * DEADLINE)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the product with its demo council."""
    product = demonstration(tmp_path_factory.mktemp("e2e") / "data")
    try:
        yield product.url
    finally:
        product.stop()


@pytest.fixture
def window(browser: Browser, server: str) -> Iterator[Opener]:
    """Opens windows, and closes them at the end."""
    opened: list[Window] = []

    def new(*widths: int, dark: bool = False) -> Window:
        opened.append(Window(browser, server, *widths, dark=dark))
        return opened[-1]

    yield new
    for one in opened:
        one.close()


# Ends with its module: Playwright leaves an event loop running, in which no other test could start its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "the browser story needs Chromium: set CHROMIUM=path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
