"""One person's browser window, and what must hold on every page they see."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize

from tests.support.waiting import DEADLINE

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

# What axe cannot decide is listed apart from what is wrong; for contrast, not knowing is not enough. To list what
# is right, and a selector for each element, would take longer than to check. That targets are of 24 px, or as far
# apart, or in a sentence (WCAG 2.5.8), axe looks at only if it is told to.
CHECK = """() => axe.run(document, {
  resultTypes: ['violations', 'incomplete'], selectors: false, rules: {'target-size': {enabled: true}},
}).then(found => {
  const lines = rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`)
  const unsure = found.incomplete.filter(rule => rule.id === 'color-contrast')
  return [...found.violations, ...unsure].flatMap(lines)
})"""

# What is drawn by colour alone: no words, and another colour than what it lies on. It is marked while ours are
# shown.
DRAWN_BY_COLOUR = """() => {
  const isClear = colour => /^rgba.* 0\\)$/.test(colour)
  const behind = one => !one ? 'rgb(255, 255, 255)' : isClear(getComputedStyle(one).backgroundColor)
    ? behind(one.parentElement) : getComputedStyle(one).backgroundColor
  for (const one of document.querySelectorAll('[data-drawn]')) delete one.dataset.drawn
  for (const one of document.querySelectorAll('i, b, span, div, p')) {
    const { width, height } = one.getBoundingClientRect()
    if (one.childNodes.length || one.closest('svg, .rd-filling') || width < 3 || height < 3) continue
    const { backgroundColor, backgroundImage } = getComputedStyle(one)
    const isDrawn = !isClear(backgroundColor) && backgroundColor !== behind(one.parentElement)
    if (isDrawn || backgroundImage !== 'none') one.dataset.drawn = ''
  }
}"""

# Where somebody's own colours replace ours, each of them keeps its own, or has an edge; so has what is typed into.
LOST_COLOURS = """() => [
  ...document.querySelectorAll('[data-drawn], input:not([type]), input[type=search], textarea')
]
  .filter(one => {
    const is = getComputedStyle(one)
    const edges = ['borderTop', 'borderRight', 'borderBottom', 'borderLeft', 'outline']
    const hasEdge = edges.some(edge => is[edge + 'Style'] !== 'none' && parseFloat(is[edge + 'Width']) > 0)
    return one.checkVisibility() && is.forcedColorAdjust !== 'none' && !hasEdge
  })
  .map(one => one.outerHTML.slice(0, 160))"""

# What a page itself does once its width has changed, it does before the second frame.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# Once something on a page had the focus, nothing that is done there may drop it.
HAD_FOCUS = "addEventListener('focusin', () => { window.hadFocus = true }, true)"
LOST_FOCUS = "() => window.hadFocus === true && document.activeElement === document.body"


FETCHED = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .reduce((sum, each) => sum + each.transferSize, 0)"""

NARROW = 640
"""Up to this width (px) the style sheets lay a page out in one way; between the others they may differ."""

Opener = Callable[..., "Window"]
"""Opens a window, of the widths that are given."""


class Window:
    """A window of its own: nobody else's session is in it.

    Attributes:
        width: in which it is used.
        widths: in which every page is looked at: that one, and others that it is drawn to for a moment.
        complaints: what the page itself reported as an error.
    """

    def __init__(self, browser: Browser, server: str, *widths: int, dark: bool = False) -> None:
        self.server = server
        self.widths = widths or (1280,)
        self.width = self.widths[0]
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport=self._size(self.width), locale="en-GB", color_scheme="dark" if dark else "light"
        )
        self.context.set_default_timeout(1000 * DEADLINE)
        self.page: Page = self.context.new_page()
        self.page.add_init_script(HAD_FOCUS)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        # The browser logs that a case which is still being opened is not there yet, that a session has ended, and
        # that something is not shown to who asks.
        if message.type == "error" and not re.search("status of 40[134]", message.text):
            self.complaints.append(message.text)

    def sign_in(self, role: str) -> None:
        """Choose who to be on the first page."""
        self.page.goto(self.server)
        self.page.get_by_role("button", name=re.compile(f"^{role}")).click()
        self.page.locator("nav[aria-label='Main']").wait_for(state="attached")

    def open(self, path: str, heading: str | re.Pattern[str]) -> None:
        self.page.goto(self.server + path)
        self.page.get_by_role("heading", name=heading).first.wait_for()

    def open_a_case(self) -> str:
        """Record somebody's own complaint, and open its case. Returns its reference."""
        self.open("/contacts/new", "Record a contact")
        self.page.get_by_label("In the caller’s own words").fill("Nobody came on Friday, and nobody rang.")
        self.page.get_by_label("Unhappy about something").check()
        self.page.locator("#caller-name").fill("A Caller")
        self.page.get_by_label("The person themselves").check()
        self.page.locator("#service").select_option("team:locality")
        self.page.keyboard.press("Control+Enter")
        ref = self.page.get_by_test_id("reference").inner_text()
        self.open(f"/cases/{ref}", "Clocks")
        return ref

    def fetched(self) -> int:
        """Bytes that came over the network for what is open now."""
        return int(self.page.evaluate(FETCHED))

    def check(self) -> None:
        """Nothing axe can see is wrong, nothing scrolls sideways or goes in forced colours, and nothing broke."""
        # A bar that stays on top covers whatever is scrolled under it at this moment.
        self.page.evaluate("window.scrollTo(0, 0)")
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        for width in reversed(self.widths):
            self._draw_to(width)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{wide} px wide at {self.page.url}, {width} px"
            if width == min(self.widths) or width > NARROW:
                found = self.page.evaluate(CHECK)
                assert found == [], f"{found} at {self.page.url}, {width} px"
        self._check_forced_colours()
        assert not self.page.evaluate(LOST_FOCUS), f"the focus fell to the page's top at {self.page.url}"
        assert self.complaints == [], self.complaints

    def _check_forced_colours(self) -> None:
        """Nothing that is drawn by colour alone goes where somebody's own colours replace ours."""
        self.page.evaluate(DRAWN_BY_COLOUR)
        self.page.emulate_media(forced_colors="active")
        lost = self.page.evaluate(LOST_COLOURS)
        self.page.emulate_media(forced_colors="none")
        assert lost == [], f"{lost} at {self.page.url}, in forced colours"

    def _draw_to(self, width: int) -> None:
        if len(self.widths) > 1:
            self.page.set_viewport_size(self._size(width))
            self.page.evaluate(DRAWN)

    @staticmethod
    def _size(width: int) -> ViewportSize:
        return {"width": width, "height": 900}

    def close(self) -> None:
        self.context.close()
