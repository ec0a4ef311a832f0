"""The tour of every feature in a real browser: both languages, desk and phone, light and dark; nothing leaves this machine."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_store.sqlite_store import SqliteGraphStore
from tests.app.conftest import App
from tests.app.readable import faint_words, nameless_controls
from tests.app.tour import Tour, Visitors

QUESTIONS = {"zh": "哪些单位牵头舟山的土地改革", "en": "which units lead land reform in Zhoushan"}
VISITORS = [("zh", False, False), ("en", False, True), ("zh", True, False), ("en", True, False), ("zh", True, True)]
ENGLISH = re.compile(r"[A-Za-z]{3,}")
MAY_STAND = {"English", "PNG", "SVG", "LNG", "Shift", "BibTeX"}


@pytest.fixture(
    params=VISITORS,
    ids=lambda visitor: "-".join([visitor[0], "phone" if visitor[1] else "desk", "dark" if visitor[2] else "light"]),
)
def visitor(request: pytest.FixtureRequest, app: App, visitors: Visitors) -> Iterator[Tour]:
    language, phone, dark = request.param
    opened = visitors.visit(app.address, language=language, phone=phone, dark=dark)
    yield opened
    opened.leave()


OWN_WORDS = """() => {
  const parts = 'button, label, h1, h2, h3, h4, th, [data-testid=stCaptionContainer], [data-testid=stPageLink], [data-testid=stFileUploader]';
  const own = [...document.querySelectorAll(parts)].filter(part => !part.closest('[data-testid=stFileUploaderDropzone]'));
  return own.map(part => {
    const copy = part.cloneNode(true);
    copy.querySelectorAll('[data-testid=stIconMaterial], [data-testid=stFileUploaderDropzone]').forEach(icon => icon.remove());
    return copy.textContent; });
}"""


def looks_right(visitor: Tour, name: str) -> None:
    """A picture is kept; the page is no wider than its window, can be read, and its own words are in its language."""
    visitor.picture(name)
    wide = visitor.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 1, f"{name}: {wide} pixels wider than the window"
    assert visitor.page.locator("[data-testid=stException]").count() == 0
    assert visitor.page.evaluate("document.documentElement.lang") == visitor.language
    assert not (faint := faint_words(visitor.page)), f"{name}: too little contrast: {faint}"
    assert not (nameless := nameless_controls(visitor.page)), f"{name}: no name for {nameless}"
    if visitor.language == "zh":
        english = {word for text in visitor.page.evaluate(OWN_WORDS) for word in ENGLISH.findall(text)} - MAY_STAND
        assert not english, f"{name}: English on the Chinese page: {english}"


def test_tour_of_all_pages(visitor: Tour, graph: SqliteGraphStore) -> None:
    language = visitor.language
    unit = next(node.id for node in graph.stream_nodes("Unit") if node.properties["name"] == "嵊泗县经济和信息化局")
    plans = sorted(edge.source for edge in graph.stream_edges("FROM"))
    task = graph.edges(sources=[unit], types=["LEADS"])[0].target
    said = graph.provenance([task])[task][0]
    visitor.go().page.locator("input[type=text]").first.wait_for()
    visitor.settle()
    looks_right(visitor, "start")
    visitor.ask(QUESTIONS[language]).graph("ask graph")
    assert "自然资源和规划局" in visitor.page.locator(".pa-answer").inner_text()
    looks_right(visitor, "ask")
    visitor.go("explore", start=unit).graph()
    looks_right(visitor, "explore")
    visitor.go("compare", by="indicator", indicator="规上工业亩均税收")
    looks_right(visitor, "indicator")
    visitor.go("compare", by="plans", left=plans[0], right=plans[1])
    looks_right(visitor, "plans")
    visitor.go("compare", by="unit", unit=unit)
    looks_right(visitor, "load")
    visitor.go("documents")
    looks_right(visitor, "documents")
    visitor.go("documents", doc=said.document, at=f"{said.start}-{said.end}")
    hit = visitor.page.locator(".pt-hit").first
    hit.wait_for()
    box, frame = hit.bounding_box(), visitor.page.locator(".pt-root").bounding_box()
    assert box is not None and frame is not None and frame["y"] <= box["y"] < frame["y"] + frame["height"]
    looks_right(visitor, "text")


def test_language_is_switched_at_the_top(tour: Tour) -> None:
    tour.go(q=QUESTIONS["zh"])
    tour.page.get_by_role("radio", name="English").or_(tour.page.get_by_role("button", name="English")).first.click()
    tour.settle()
    tour.see("Understood")
    assert "lang=en" in tour.page.url and tour.page.locator("input[type=text]").first.input_value() == QUESTIONS["zh"]


def test_a_task_opens_its_document_at_the_sentence(tour: Tour) -> None:
    tour.go().ask(QUESTIONS["zh"])
    tour.page.get_by_role("link", name="看原文").first.click()
    tour.page.locator(".pt-hit").first.wait_for()
    assert "documents" in tour.page.url and "at=" in tour.page.url
    tour.page.locator(".pt-lead").first.click()
    tour.settle().graph()
    assert "explore" in tour.page.url


def test_an_answer_is_exported(tour: Tour, tmp_path: Path) -> None:
    tour.go().ask(QUESTIONS["zh"])
    tour.page.get_by_text("导出", exact=True).click()
    tour.settle()
    tour.see("GB/T 7714")
    tour.page.get_by_role("button", name="生成文件").click()
    tour.settle()
    with tour.page.expect_download() as download:
        tour.page.get_by_role("button", name=re.compile("^下载|下载 ")).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.suffix == ".graphml" and "自然资源和规划局" in path.read_text("utf-8")


def test_a_question_is_fast_beyond_the_engine(tour: Tour, record_property: Callable[[str, object], None]) -> None:
    tour.go().ask(QUESTIONS["zh"])
    started = time.monotonic()
    box = tour.page.locator("input[type=text]").first
    box.fill("平湖市有哪些人才任务")
    box.press("Enter")
    tour.page.wait_for_function("() => document.querySelector('.pa-answer')?.innerText.includes('平湖')")
    record_property("seconds", round(time.monotonic() - started, 2))
    assert time.monotonic() - started < 30


def test_the_first_visitor_sees_the_demo_store_being_made(tmp_path: Path, bundle: None, visitors: Visitors) -> None:
    running = App(tmp_path / "store").wait()
    visitor = visitors.visit(running.address)
    try:
        visitor.page.goto(f"{visitor.address}/?lang=zh")
        visitor.see("还没有数据库")
        visitor.page.locator('[data-testid="stProgress"]').wait_for()
        visitor.leave()
    finally:
        running.stop()
