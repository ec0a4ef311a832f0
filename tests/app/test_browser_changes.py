"""What visitors change, in a real browser: corrections at a card, uploads of every kind, removal, two visitors at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload

from tests.app.conftest import ROOT, App
from tests.app.test_documents import PLAN
from tests.app.tour import Tour, Visitors

PARTS = (
    "app",
    "data",
    "export",
    "graph_schema",
    "graph_store",
    "ingest",
    "pipeline",
    "reference",
    "search",
    ".streamlit",
)
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__")
QUESTION = "海沧县哪些单位牵头清理河道"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, bundle: None) -> Path:
    """A copy of the program: what people decide is written beside it."""
    folder = tmp_path_factory.mktemp("program")
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=LEFT_OUT)
    shutil.copy(ROOT / "app_streamlit.py", folder)
    return folder


@pytest.fixture(scope="module")
def changing(program: Path, store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on a store of its own."""
    own = Path(shutil.copytree(store, tmp_path_factory.mktemp("own") / "store"))
    running = App(own, program=program, PLAN_APP_MAX_MB="1").wait()
    yield running
    running.stop()


@pytest.fixture
def visitor(changing: App, visitors: Visitors) -> Iterator[Tour]:
    opened = visitors.visit(changing.address)
    yield opened
    opened.leave()


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def choose(visitor: Tour, *files: FilePayload) -> None:
    visitor.page.locator("input[type=file]").set_input_files(list(files))
    visitor.see(files[0]["name"])


def upload(visitor: Tour, *files: FilePayload) -> None:
    choose(visitor, *files)
    visitor.page.get_by_role("button", name="读入").click()


def remove(visitor: Tour, name: str) -> None:
    card = visitor.page.locator('[data-testid="stVerticalBlock"]').filter(has_text=name).last
    card.get_by_role("button", name="移除").last.click()
    visitor.see("确定移除")
    visitor.page.get_by_role("button", name="确定移除").click()
    visitor.see("已移除")


def test_upload_removal_and_a_node_that_is_gone(visitor: Tour, changing: App, visitors: Visitors) -> None:
    visitor.go("documents")
    upload(visitor, file("河湖.txt", PLAN.encode()))
    visitor.see("已读入 河湖.txt：2 项任务")
    visitor.go(q=QUESTION)
    assert "海沧县水利局" in visitor.text()
    other = visitors.visit(changing.address)
    other.go("explore", q=QUESTION).graph()
    visitor.go("documents")
    remove(visitor, "河湖.txt")
    visitor.go(q=QUESTION)
    assert "海沧县水利局" not in visitor.page.locator(".pa-answer").inner_text()
    task = other.cy("cy.nodes('[type = \"Task\"]')[0].id()")
    other.click_node(task)
    other.see("个点已不在数据库中")
    other.picture("gone")
    assert other.page.locator("[data-testid=stException]").count() == 0
    other.leave()


def test_files_of_every_kind_are_answered_for_one_by_one(visitor: Tour) -> None:
    visitor.go("documents")
    choose(
        visitor,
        file("empty.txt", b""),
        file("<img src=x onerror=document.title='hacked'>.txt", PLAN.replace("海沧", "海湾").encode()),
        file("坏.docx", b"PK\x03\x04 broken"),
        file("program.exe", b"MZ\x90\x00\x03" + bytes(200)),
        file("large.txt", "很长的文件。".encode() * 80_000),
        file("菜谱.txt", "红烧肉的做法：先把肉切成块，再加酱油。".encode()),
    )
    visitor.see("文件不能超过 1")  # large.txt does not even leave the visitor's machine
    visitor.page.get_by_role("button", name="读入").click()
    visitor.see("图谱已更新")
    visitor.settle().picture("uploads")
    said = " ".join(visitor.page.locator("[data-testid=stAlert]").all_inner_texts())
    for words in ("文件是空的", "坏.docx 读不了：文件损坏", "菜谱.txt", "可能不是规划", "2 项任务"):
        assert words in said, f"{words} is not said in {said}"
    assert "program.exe" in said
    assert visitor.page.title() != "hacked" and visitor.page.locator("img[src=x]").count() == 0


def test_two_visitors_upload_at_once(visitor: Tour, changing: App, visitors: Visitors) -> None:
    other = visitors.visit(changing.address)
    for who, place in ((visitor, "海东"), (other, "海西")):
        who.go("documents")
        choose(who, file(f"{place}.txt", PLAN.replace("海沧", place).encode()))
    for who in (visitor, other):
        who.page.get_by_role("button", name="读入").click()
    visitor.see("已读入 海东.txt")
    other.see("已读入 海西.txt")
    visitor.go("documents")
    assert "海东.txt" in visitor.text() and "海西.txt" in visitor.text()
    other.leave()


def test_a_unit_is_corrected_at_its_card(visitor: Tour, program: Path) -> None:
    visitor.go(q="嵊泗县哪些单位牵头整治低效工业用地")
    card = (
        visitor.page.locator('[data-testid="stColumn"]')
        .filter(has_text="嵊泗县自然资源和规划局")
        .filter(has_text="牵头")
        .last
    )
    card.get_by_role("button", name="更正").click()
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_text("配合", exact=True).click()
    dialog.get_by_role("button", name="保存并更新图谱").click()
    dialog.get_by_text("请写明理由").wait_for()
    visitor.picture("correct")
    dialog.get_by_label("理由（必填）").fill("办公室 2024-03-01 确认")
    dialog.get_by_role("button", name="保存并更新图谱").click()
    visitor.see("已更正")
    visitor.settle().picture("corrected")
    (written,) = (program / "data" / "corrections").glob("*.app.yaml")
    assert "办公室 2024-03-01 确认" in written.read_text("utf-8")
    assert "嵊泗县自然资源和规划局" not in visitor.page.locator(".pa-answer").inner_text()
