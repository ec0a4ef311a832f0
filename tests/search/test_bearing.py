"""A topic's thing must be in what is found; words for what may be done with anything are not enough."""

import pytest

from search.retrieval.bearing import is_common, tells_bearer
from search.retrieval.relevance import WeightedConcept, weigh
from search.understanding.query import Concept, Topic
from search.understanding.topic import chinese_topic, english_topic

HELD = 0.01


def weighed(topic: Topic, *held: str) -> tuple[WeightedConcept, ...]:
    """The topic's concepts in a graph that has these words."""
    return weigh(topic.concepts, dict.fromkeys(held, HELD), english=topic.english)


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        ("滑雪装备产业集群", "实施产业集群梯度发展 培育装备产业集群", False),
        ("滑雪装备产业集群", "打造滑雪装备生产基地", True),
        ("稳定币平台", "建设公共服务平台", False),
        ("品牌建设", "打响区域品牌", True),
        ("近视防控", "全面降低学生近视率", True),
        ("香蕉龙头企业", "招引龙头企业", False),
    ],
)
def test_a_thing_named_must_be_in_the_text(topic: str, text: str, told: bool) -> None:
    read = chinese_topic(topic, lambda pair: pair in text)
    assert tells_bearer(read, weighed(read, "装备", "产业集群", "平台", "品牌", "龙头企业", "近视"), [text]) is told


@pytest.mark.parametrize(
    ("topic", "text", "told"),
    [
        ("motorcycle brands", "加强企业品牌建设", False),
        ("high-quality brands", "加强企业品牌建设", True),
        ("rubber industry cluster", "培育产业集群", False),
        ("rubber industry cluster", "培育橡胶产业集群", True),
    ],
)
def test_english_things_are_told_by_their_chinese_words(topic: str, text: str, told: bool) -> None:
    read = english_topic(topic)
    assert tells_bearer(read, weighed(read, "品牌", "产业集群"), [text]) is told


def test_words_made_of_common_ones_are_common() -> None:
    assert is_common("品牌建设")
    assert is_common("公共服务平台")
    assert not is_common("滑雪平台")
    assert not is_common("竹")


def test_one_of_several_texts_is_enough() -> None:
    read = chinese_topic("咖啡品牌")
    assert tells_bearer(read, weighed(read, "品牌"), ["打响品牌", "咖啡豆品牌"])
    assert not tells_bearer(read, weighed(read, "品牌"), [])


def test_what_is_done_at_the_end_of_a_long_word_is_no_thing() -> None:
    read = Topic("冷链物流平台", "冷链物流平台", (Concept(("冷链物流",)), Concept(("平台",))))
    assert not tells_bearer(read, weighed(read, "平台", "物流"), ["优化货运物流，建设平台"])
    assert tells_bearer(read, weighed(read, "平台", "物流"), ["补齐冷链短板，建设平台"])


def test_a_longer_word_that_no_plan_can_have_is_one_thing() -> None:
    read = chinese_topic("航空母舰建造", lambda pair: pair == "航空")
    assert read.concepts[0].forms == ("航空母舰",)
    assert chinese_topic("航空物流", lambda pair: True).concepts[0].forms[0] == "航空"


def test_english_words_that_no_list_knows_are_things_unless_mistyped() -> None:
    new, mistyped = english_topic("stablecoin brands"), english_topic("industrail brands")
    assert not tells_bearer(new, weighed(new, "品牌"), ["加强品牌建设"])
    assert tells_bearer(mistyped, weighed(mistyped, "品牌"), ["加强品牌建设"])
