"""`python -m tests.app.pictures`: takes the README's pictures of the app, on a store of the plans that come with the program."""

import base64
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import pipeline
from app.graph_component.build import build
from graph_store.opening import open_graph
from tests.app.conftest import ROOT, App
from tests.app.tour import Tour, Visitors

FOLDER = ROOT / "docs"
WINDOW = {"width": 1280, "height": 800}
_QUALITY = 0.82
_TO_WEBP = """async ([png, quality]) => {
  const picture = await createImageBitmap(await (await fetch(png)).blob());
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}"""


def main() -> None:
    """Take the pictures."""
    build()
    FOLDER.mkdir(exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        pipeline.add(store, [ROOT / "data" / "documents"])
        running = App(store).wait()
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        try:
            take(Visitors(browser), running.address, store)
        finally:
            browser.close()
            running.stop()


def take(visitors: Visitors, address: str, store: Path) -> None:
    """The three pages that the README shows: an answer, a graph, two plans side by side."""
    with open_graph(store) as graph:
        plan = min(
            (node.id for node in graph.stream_nodes("Plan") if "嵊泗县制造业" in str(node.properties["title"])),
        )
    chinese = visitors.visit(address, language="zh")
    chinese.page.set_viewport_size(WINDOW)
    keep(chinese.go(q="哪些单位牵头舟山的土地改革").graph("ask graph"), "ask")
    keep(chinese.go("explore", start=plan).graph(), "explore")
    english = visitors.visit(address, language="en", dark=True)
    english.page.set_viewport_size(WINDOW)
    keep(english.go("compare", by="indicator", indicator="规上工业亩均税收"), "compare")


def keep(visitor: Tour, name: str) -> None:
    """A picture of what is on the screen, as a small WebP file."""
    visitor.page.mouse.move(0, 0)
    visitor.page.wait_for_timeout(800)
    path = FOLDER / f"{name}.webp"
    path.write_bytes(webp(visitor.page, visitor.page.screenshot()))
    print(f"{path.name}: {path.stat().st_size // 1024} KB", file=sys.stderr)  # noqa: T201


def webp(page: Page, png: bytes) -> bytes:
    """A picture in the format that the browser writes smallest."""

    data = "data:image/png;base64," + base64.b64encode(png).decode("ascii")
    return base64.b64decode(page.evaluate(_TO_WEBP, [data, _QUALITY]))


if __name__ == "__main__":
    main()
