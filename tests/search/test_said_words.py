"""What people say in everyday words is found in the plans' words for it; what is cut from questions leaves words whole."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from reference.everyday import load_everyday
from search.engine import Engine
from search.retrieval.relevance import TaskText
from search.retrieval.said_words import SaidFit, fit_said, read_said


def _task(title: str, *sentences: str) -> TaskText:
    return TaskText(title, "", sentences, ())


def test_everyday_words_stand_for_words_of_plans() -> None:
    words = load_everyday()
    assert "拖欠" in words.of("欠薪")
    assert words.at("村里自来水管", 2) == "自来水"
    assert words.of("拖欠") == () == words.of("")


def test_a_line_without_the_plans_words_is_named(tmp_path: Path) -> None:
    path = tmp_path / "everyday_words.tsv"
    path.write_text("said\tplans\n盖房\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"everyday_words\.tsv, line 2"):
        load_everyday(path)
    with pytest.raises(DataFileError, match=r"nowhere\.tsv"):
        load_everyday(tmp_path / "nowhere.tsv")


def test_a_task_is_found_by_the_plans_words_for_what_is_said() -> None:
    paid, other = _task("根治欠薪", "对拖欠农民工工资的企业依法查处。"), _task("举办音乐会", "组织文艺演出。")
    words = read_said("老板拖着打工的工钱", {}, [paid.own, other.own])
    assert {"打工的", "工钱"} <= {word.word for word in words}
    assert fit_said(words, paid).best > 0.5 > fit_said(words, other).best
    assert fit_said(words, paid).title < fit_said(words, paid).whole
    assert fit_said((), paid) == SaidFit()


def test_the_word_itself_is_worth_more_than_the_plans_word_for_it() -> None:
    texts = ["新建公厕", "新建厕所", "新建桥梁"]
    (word,) = read_said("公厕", {}, texts)
    assert word.worth_in(texts[0]) == 1 > word.worth_in(texts[1]) > word.worth_in(texts[2]) == 0


def test_a_word_that_all_tasks_have_tells_less() -> None:
    common, rare = read_said("公厕桥梁", {}, ["公厕甲", "公厕乙", "公厕桥梁"])
    assert common.weight < rare.weight


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("舟山市引进科学家由谁牵头", "引进科学家"),
        ("平湖市项目快速立项归谁管", "项目快速立项"),
        ("舟山市上门走访企业由谁负责", "上门走访企业"),
        ("平湖市宽松监管由谁牵头", "宽松监管"),
        ("舟山市新型显示产业由谁牵头", "新型显示产业"),
        ("舟山市海岛老师培训由谁负责", "海岛老师培训"),
        ("领导，请问舟山市法律咨询服务哪家管", "法律咨询服务"),
        ("老师好，查询平湖市标准体系的牵头单位", "标准"),
    ],
)
def test_words_are_not_cut_in_two_by_what_questions_are_made_of(engine: Engine, question: str, topic: str) -> None:
    assert engine._understander.understand(question).topic.text.startswith(topic)
