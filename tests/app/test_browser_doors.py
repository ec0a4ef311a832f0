"""In a real browser: addresses with rubbish, the password, reading only, chips that are changed and removed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import App
from tests.app.tour import Tour, Visitors

QUESTION = "哪些单位牵头舟山的土地改革"
RUBBISH = [
    ("", {"q": QUESTION, "year": "九", "place": "亚特兰蒂斯", "role": "boss"}, "place=亚特兰蒂斯、role=boss、year=九"),
    ("explore", {"start": "<script>document.title='hacked'</script>"}, "请换一个起点"),
    ("compare", {"by": "unit", "unit": "unit-gone"}, "unit=unit-gone"),
    ("documents", {"doc": "../../etc/passwd", "at": "x"}, "这份文件已不在数据库中"),
    ("no-such-page", {}, "没有这个页面"),
]


def test_rubbish_in_the_address_is_told(tour: Tour) -> None:
    for page, parameters, said in RUBBISH:
        tour.go(page, **parameters).see(said)
        assert tour.page.locator("[data-testid=stException]").count() == 0
        assert tour.page.title() != "hacked"
    tour.picture("rubbish")


def test_an_answer_is_sent_as_its_address(tour: Tour, app: App, visitors: Visitors) -> None:
    tour.go(q=QUESTION).page.get_by_role("button", name="舟山市").first.click()
    tour.page.get_by_role("button", name="嵊泗县", exact=True).click()
    tour.page.locator(".pa-answer").filter(has_text=re.compile("^嵊泗县")).wait_for()
    tour.settle()
    assert tour.page.locator("[data-testid=stPopoverBody]").count() == 0
    assert tour.page.locator("input[type=text]").first.input_value() == QUESTION.replace("舟山", "嵊泗县")
    tour.page.get_by_role("button", name="牵头", exact=True).click()
    tour.page.get_by_role("button", name="配合", exact=True).click()
    tour.page.wait_for_url(re.compile("role=support"))
    answer = tour.settle().page.locator(".pa-answer").inner_text()
    other = visitors.visit(app.address)
    other.page.goto(tour.page.url)
    other.page.locator(".pa-answer").wait_for()
    assert other.page.locator(".pa-answer").inner_text() == answer
    other.leave()


@pytest.fixture(scope="module")
def locked(store: Path, bundle: None) -> Iterator[App]:
    """The app with a password, for reading only."""
    running = App(store, PLAN_APP_PASSWORD="开门", PLAN_APP_READONLY="1").wait()
    yield running
    running.stop()


def test_password_and_reading_only(locked: App, visitors: Visitors) -> None:
    visitor = visitors.visit(locked.address)
    visitor.go(q=QUESTION).see("密码")
    box = visitor.page.locator("input[type=password]")
    box.fill("芝麻")
    box.press("Enter")
    visitor.see("密码不对")
    assert visitor.page.locator(".pa-answer").count() == 0
    visitor.picture("password")
    box.fill("开门")
    box.press("Enter")
    visitor.page.locator(".pa-answer").wait_for()
    visitor.settle()
    assert "自然资源和规划局" in visitor.text() and visitor.page.get_by_role("button", name="更正").count() == 0
    visitor.page.get_by_role("link", name="文件", exact=True).first.click()
    visitor.see("这里只供查阅")
    assert visitor.page.locator("input[type=file]").count() == 0
    assert visitor.page.get_by_role("button", name="移除").count() == 0
    visitor.leave()
