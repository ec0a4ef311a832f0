"""Tasks matched by the glosses of an English topic's words."""

from collections.abc import Mapping

from search.retrieval.glossed import GlossMatch, fit_glosses, gloss_words, match_glosses, words_to_share
from search.retrieval.relevance import TaskText
from search.understanding.query import Topic

TOPIC = Topic("defective manhole covers", english=True, said="replaces the defective manhole covers")


def matched(topic: Topic, *texts: str) -> Mapping[str, float]:
    words = gloss_words(topic, dict.fromkeys(words_to_share(topic), 0.1))
    return match_glosses(words, {text: text for text in texts}).of


def test_a_task_that_several_words_lead_to_matches_best() -> None:
    found = matched(TOPIC, "更换有缺陷的井盖", "更换路灯", "建设公园")
    assert found["更换有缺陷的井盖"] == 1
    assert 0 < found["更换路灯"] < 0.5  # by the verb alone, which is said beside the topic
    assert found["建设公园"] == 0


def test_words_that_no_passage_has_are_left_out() -> None:
    assert {word.stem: word.forms for word in gloss_words(TOPIC, {})}["manhol"] == (("manhol", 1.0),)


def test_a_word_without_chinese_is_looked_for_as_it_is() -> None:
    assert matched(Topic("LNG", english=True), "建设lng接收站", "建设公园")["建设lng接收站"] == 1


def test_a_text_is_told_by_its_title_its_best_sentence_and_its_heading() -> None:
    words = gloss_words(TOPIC, dict.fromkeys(words_to_share(TOPIC), 0.1))
    texts = {
        "titled": TaskText("更换有缺陷的井盖", "", ("改善出行。",), ()),
        "apart": TaskText("市政设施", "", ("更换路灯。", "检查井盖。"), ()),
        "headed": TaskText("市政设施", "更换井盖", ("检查路灯。",), ()),
        "none": TaskText("建设公园", "", (), ()),
    }
    fits = fit_glosses(match_glosses(words, {key: text.own for key, text in texts.items()}), texts)
    assert fits["titled"].title == fits["titled"].whole == fits["titled"].sentence > 0.3
    assert 0 < fits["apart"].sentence < fits["apart"].whole and fits["apart"].title == 0
    assert fits["headed"].headed > fits["headed"].whole == 0
    assert max(fits["none"]) == 0


def test_most_words_of_a_topic_in_one_task_are_clear_and_one_word_never_is() -> None:
    assert GlossMatch({}, 0.65, 3).is_clear
    assert not GlossMatch({}, 0.65, 2).is_clear
    assert not GlossMatch({}, 1.0, 1).is_clear
