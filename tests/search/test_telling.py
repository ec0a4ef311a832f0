"""Words of a plan's title tell none of its targets apart; the place's own plan goes before those of places within it."""

import pytest

from graph_schema.tables import Node
from reference.glosses import content_stems
from search.retrieval.find_targets import Narrowing, RankedTarget, _at_home, _without_ratios
from search.retrieval.glossed import GlossWord, match_glosses
from search.retrieval.target_texts import ReadTarget
from search.retrieval.telling import told_shares
from search.retrieval.topic_words import TopicWords


def _read(key: str, indicator: str, plan: str) -> ReadTarget:
    node = Node(key, "Target", {"indicator": indicator, "unit": "座", "value": 2.0})
    return ReadTarget(node, f"plan-{plan}", False, indicator, "", "", "", "", indicator, indicator, indicator, plan)


def test_what_the_title_of_the_plan_says_counts_for_less() -> None:
    read = {
        "a": _read("a", "湿地巡护率", "湿地保护方案"),
        "b": _read("b", "湿地鸟类种数", "湿地保护方案"),
        "c": _read("c", "鸟类种数", "湿地保护方案"),
    }
    words = (GlossWord("bird", 1.0, (("鸟类", 1.0),)), GlossWord("wetland", 1.0, (("湿地", 1.0),)))
    glossed = match_glosses(words, {key: target.own for key, target in read.items()})
    patrols, both, birds = told_shares(read, TopicWords((), (), ()), glossed)
    assert patrols < birds < both == 1.0


def test_chinese_questions_are_read_by_their_characters() -> None:
    read = {"a": _read("a", "湿地巡护率", "湿地保护方案"), "b": _read("b", "鸟类种数", "湿地保护方案")}
    words = TopicWords((), tuple((letter, 1.0) for letter in "湿地鸟"), ())
    first, second = told_shares(read, words, match_glosses((), {}))
    assert 0 < first < second


@pytest.mark.parametrize(("score", "kept"), [(0.9, ["own", "same"]), (0.5, ["same", "else", "own"])])
def test_the_plan_of_the_place_itself_goes_first(score: float, kept: list[str]) -> None:
    read = {
        "own": _read("own", "滑冰场", "省方案"),
        "same": _read("same", "滑冰场", "市方案"),
        "else": _read("else", "滑雪装备库", "市方案"),
    }
    scores = {"own": score, "same": 1.0, "else": 0.95}
    ranked = [RankedTarget(read[key].node, read[key].owner, value) for key, value in scores.items()]
    ranked.sort(key=lambda item: -item.score)
    found = _at_home(ranked, read, Narrowing(one=True, home=frozenset(("省方案",))))
    assert [item.node.id for item in found] == kept
    assert _at_home(ranked, read, Narrowing(one=True)) == ranked


def test_tokens_with_a_digit_are_words_and_plain_numbers_are_none() -> None:
    assert content_stems("the 5G masts, FFP2 masks and PM2.5 in 2027, the 20th, 3km") == (
        "5g",
        "mast",
        "ffp2",
        "mask",
        "pm2.5",
    )


@pytest.mark.parametrize(("asked", "number"), [("花卉产值多少", 1), ("花卉产值和增速多少", 2)])
def test_growth_of_what_is_asked_for_is_left_out_unless_asked_for(asked: str, number: int) -> None:
    held = [("花卉产值", "亿元"), ("花卉产值增速", "%")]
    kept = [RankedTarget(Node(name, "Target", {"indicator": name, "unit": unit}), "plan-a", 1.0) for name, unit in held]
    assert len(_without_ratios(kept, asked)) == number
