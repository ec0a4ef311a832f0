"""Tasks matched by the glosses of an English topic's words."""

from collections.abc import Mapping

from search.retrieval.glossed import GlossMatch, blended, gloss_words, match_glosses, words_to_share
from search.retrieval.relevance import Coverage, TaskText
from search.understanding.query import Topic

TOPIC = Topic("defective manhole covers", english=True, said="replaces the defective manhole covers")


def matched(topic: Topic, *texts: str) -> Mapping[str, float]:
    words = gloss_words(topic, dict.fromkeys(words_to_share(topic), 0.1))
    return match_glosses(words, {text: TaskText(text, "", (), ()) for text in texts}).of


def test_a_task_that_several_words_lead_to_matches_best() -> None:
    found = matched(TOPIC, "更换有缺陷的井盖", "更换路灯", "建设公园")
    assert found["更换有缺陷的井盖"] == 1
    assert 0 < found["更换路灯"] < 0.5  # by the verb alone, which is said beside the topic
    assert found["建设公园"] == 0


def test_words_that_no_passage_has_are_left_out() -> None:
    assert {word.stem: word.forms for word in gloss_words(TOPIC, {})}["manhol"] == (("manhol", 1.0),)


def test_a_word_without_chinese_is_looked_for_as_it_is() -> None:
    assert matched(Topic("LNG", english=True), "建设lng接收站", "建设公园")["建设lng接收站"] == 1


def test_glosses_decide_where_words_explain_nothing_and_count_little_where_they_explain_all() -> None:
    nothing, everything = Coverage(0, 0, 0, 0, None), Coverage(1, 0, 1, 1, None)
    assert blended(0.3, nothing, 0.1, 0.5, 1.0) > 2 * blended(0.3, nothing, 0.1, 0.5, 0.2)
    assert blended(1.0, everything, 1.0, 0.5, 0.0) > blended(0.6, nothing, 1.0, 0.5, 0.5)


def test_most_words_of_a_topic_in_one_task_are_clear_and_one_word_never_is() -> None:
    assert GlossMatch({}, 0.65, 3).is_clear
    assert not GlossMatch({}, 0.65, 2).is_clear
    assert not GlossMatch({}, 1.0, 1).is_clear
