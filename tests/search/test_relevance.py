"""How well texts cover a topic: words of substance, general words, synonyms, words in pieces."""

from search.retrieval.relevance import TaskText, beside_subject, cover_task, coverage, coverages, held_by_some, weigh
from search.understanding.query import Concept
from search.understanding.topic import chinese_topic, english_topic

LAND = weigh(
    [Concept(("土地", "用地")), Concept(("改革",), 0.25)], {"土地": 0.02, "用地": 0.03, "改革": 0.02}, english=False
)


def test_general_words_count_little_beside_words_of_substance() -> None:
    assert coverage(LAND, "深化改革开放") < 0.2 < 0.8 < coverage(LAND, "加强用地保障")


def test_a_topic_of_general_words_alone_is_about_them() -> None:
    concepts = weigh([Concept(("改革",), 0.25)], {"改革": 0.02}, english=False)
    assert coverage(concepts, "深化改革开放") == 1


def test_a_long_word_is_found_in_pieces() -> None:
    concepts = weigh([Concept(("知识产权保护",))], {}, english=False)
    assert 0.5 < coverage(concepts, "强化知识产权全链条保护") < 1
    assert coverage(concepts, "强化文物保护") == 0


def test_many_texts_are_covered_as_each_of_them_is() -> None:
    concepts = weigh(
        [Concept(("知识产权保护", "专利保护")), Concept(("土地",)), Concept(("改革",), 0.25)], {}, english=False
    )
    texts = ["强化知识产权全链条保护", "深化土地改革", "专利保护", "知识产权保护与土地", "建设公园", ""]
    alone = [coverage(concepts, text) for text in texts]
    assert coverages(concepts, texts).tolist() == alone
    assert coverages(held_by_some(concepts, texts), texts).tolist() == alone
    assert held_by_some(concepts, ["建设知识产权法庭", "深化改革"])[0].forms == ("知识产权保护",)
    assert coverages(concepts, []).tolist() == []
    assert coverages((), texts).tolist() == [0.0] * len(texts)


def test_a_title_counts_more_than_a_heading_and_a_heading_more_than_text() -> None:
    def score(title: str = "", action: str = "", text: str = "") -> float:
        return cover_task(LAND, TaskText(title, action, (text,), ())).score

    assert score(title="整治用地") > score(action="整治用地") > score(text="整治用地") > score(text="整治企业") == 0


def test_chinese_topics_fall_into_known_words() -> None:
    forms = [concept.forms[0] for concept in chinese_topic("小学和初中的班额").concepts]
    assert forms == ["小学", "初中", "班额"]


def test_english_policy_terms_come_before_single_words() -> None:
    assert "高新技术企业" in english_topic("new high-tech enterprises").concepts[-1].forms


def test_what_a_plan_is_about_tells_none_of_its_tasks_apart() -> None:
    shares = {"氢能": 0.02, "交通": 0.05, "城市": 0.1, "治理": 0.1}
    concepts = weigh([Concept(("氢能",)), Concept(("交通",))], shares, english=False)
    inside = beside_subject(concepts, "白石市氢能产业发展行动计划")
    assert coverage(inside, "开展交通示范") > 0.7 > 0.5 > coverage(inside, "突破氢能装备")
    assert beside_subject(concepts, "白石市低空经济行动计划") == concepts
    assert beside_subject(concepts[:1], "白石市氢能产业发展行动计划") == concepts[:1]


def test_general_words_decide_where_the_plans_subject_is_all_else_that_was_asked() -> None:
    shares = {"氢能": 0.02, "城市": 0.1, "治理": 0.1}
    concepts = weigh([Concept(("氢能",)), Concept(("城市",), 0.25), Concept(("治理",), 0.25)], shares, english=False)
    inside = beside_subject(concepts, "白石市氢能产业发展行动计划")
    assert coverage(inside, "赋能城市治理") > 0.7 > 0.5 > coverage(inside, "突破氢能装备")


def test_a_term_of_the_lexicon_is_not_cut_at_its_first_character() -> None:
    found = chinese_topic("海水淡化", lambda pair: pair == "海水")
    assert [concept.forms[0] for concept in found.concepts] == ["海水淡化"]


def test_the_fields_sense_of_a_dictionary_word_comes_first() -> None:
    (inspected,) = english_topic("inspect").concepts
    assert inspected.forms[0] == "监督"
    assert "考察" in inspected.broader
