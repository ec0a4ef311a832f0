"""A visitor with a real browser: goes to pages, waits until they are there, looks, and must not leave this machine."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Locator

ARTIFACTS = Path(__file__).resolve().parents[2] / "artifacts"
DESK = {"width": 1400, "height": 1000}
PHONE = {"width": 390, "height": 844}
_SLOW = 60_000
_PATIENCE = 20_000
"""Milliseconds within which two clicks are one double click."""


class Visitors:
    """Windows of one browser: one for each kind of visitor, kept, so that the app's scripts are fetched and read once."""

    def __init__(self, browser: Browser):
        self._browser = browser
        self._kept: dict[str, BrowserContext] = {}

    def visit(self, address: str, *, language: str = "zh", phone: bool = False, dark: bool = False) -> "Tour":
        """A new page of the app in the window of such a visitor."""
        name = "-".join([language, *(["phone"] if phone else []), *(["dark"] if dark else [])])
        if name not in self._kept:
            self._kept[name] = self._browser.new_context(
                viewport=PHONE if phone else DESK, locale={"zh": "zh-CN", "en": "en-GB"}[language], accept_downloads=True,
                color_scheme="dark" if dark else "light", has_touch=phone, is_mobile=phone,
            )  # fmt: skip
        return Tour(self._kept[name], address, language=language, name=name)


class Tour:
    """A page in a window. language: of the visitor and the app; name: of pictures."""

    def __init__(self, context: BrowserContext, address: str, *, language: str, name: str):
        self.address, self.language, self.name = address, language, name
        self.page = context.new_page()
        self.page.set_default_timeout(_SLOW)
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, self.address.replace("http", "ws"), "blob:", "data:")):
            self.outside.append(url)

    def leave(self) -> None:
        """Close the page; nothing was fetched from elsewhere and no script failed."""
        self.page.close()
        assert not self.outside, f"the page asked for {self.outside}"
        assert not self.errors, f"scripts failed: {self.errors}"

    def go(self, page: str = "", **parameters: str) -> "Tour":
        """Open a page of the app by its address."""
        query = urlencode({"lang": self.language, **parameters})
        self.page.goto(f"{self.address}/{page}?{query}")
        return self.settle()

    def settle(self) -> "Tour":
        """Wait until the app has nothing more to do."""
        self.page.wait_for_selector('[data-testid="stMainBlockContainer"]')
        self.page.wait_for_timeout(250)
        self.page.wait_for_function(
            """() => !document.querySelector('[data-testid="stStatusWidget"], [data-testid="stSkeleton"], [data-stale="true"]')
                     && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== 'running'"""
        )
        self.page.wait_for_timeout(150)
        return self

    def ask(self, question: str) -> "Tour":
        """Type a question in the first box of the page."""
        box = self.page.locator("input[type=text]").first
        box.fill(question)
        box.press("Enter")
        self.page.wait_for_selector(".pa-answer, [data-testid=stAlert]")
        return self.settle()

    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.locator('[data-testid="stApp"]').inner_text()

    def see(self, words: str) -> Locator:
        """The first element with these words, waited for."""
        found = self.page.get_by_text(words).first
        found.wait_for()
        return found

    def picture(self, name: str) -> Path:
        """A screenshot, kept outside git."""
        ARTIFACTS.mkdir(exist_ok=True)
        path = ARTIFACTS / f"{name}-{self.name}.png"
        self.page.screenshot(path=path)
        return path

    # The graph, by the handle that the component leaves for tests

    def graph(self, name: str = "explore graph") -> "Tour":
        """Wait until a graph is drawn and at rest."""
        self.page.wait_for_function(f"() => window.planGraph?.[{json.dumps(name)}]?.nodes().length > 0")
        self.settle()
        self._graph = name
        return self.rest()

    def rest(self) -> "Tour":
        """Wait until the graph is laid out, moved and labelled."""
        self.page.wait_for_selector('.pg-root[data-rest="true"]')
        return self

    def cy(self, script: str) -> Any:
        """Ask the graph: `script` speaks of `cy`."""
        return self.page.evaluate(
            f"() => {{ const cy = window.planGraph[{json.dumps(self._graph)}]; return {script}; }}"
        )

    def nodes(self) -> dict[str, tuple[float, float]]:
        """Where each node is, by its id."""
        return {
            row[0]: (row[1], row[2])
            for row in self.cy("cy.nodes().map(n => [n.id(), n.position('x'), n.position('y')])")
        }

    def node_at(self, identifier: str) -> tuple[float, float]:
        """Where a node is on the page, the graph having been moved so that it is alone there."""
        self.cy(f"void cy.stop().zoom(2).center(cy.getElementById({json.dumps(identifier)}))")
        self.page.wait_for_timeout(250)
        x, y = self.cy(f"Object.values(cy.getElementById({json.dumps(identifier)}).renderedPosition())")
        box = self.page.locator(".pg-canvas").bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def click_node(self, identifier: str, *, double: bool = False, shift: bool = False) -> "Tour":
        """Click a node with the mouse."""
        x, y = self.node_at(identifier)
        if shift:
            self.page.keyboard.down("Shift")
        if double:
            self.cy(f"cy.multiClickDebounceTime({_PATIENCE}) && 0")  # a busy machine clicks slowly
            self.page.mouse.dblclick(x, y, delay=20)
        else:
            self.page.mouse.click(x, y)
        if shift:
            self.page.keyboard.up("Shift")
        self.page.wait_for_timeout(400)
        return self.settle()

    def tool(self, action: str) -> "Tour":
        """Press a button of the graph's tool bar."""
        self.page.locator(f'.pg-bar [data-action="{action}"]').click()
        self.page.wait_for_timeout(300)
        return self.settle()
