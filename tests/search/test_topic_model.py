"""What tells which task a Chinese topic is about, and whether any is: words, weights, and how they are learnt."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from graph_schema.errors import DataFileError
from search.engine import Engine
from search.learn_topics import Example, fit_found, fit_order
from search.passages import PassageFilter
from search.retrieval.protocol import Found
from search.retrieval.topic_model import FINDING, RANKING, load_topic_model
from search.retrieval.topic_words import cut, read_topic_words


class Shares:
    """A search in which some words are rare and the others are nowhere."""

    def find(
        self, topics: Sequence[str], words: str, allowed: PassageFilter | None = None, *, limit: int = 200
    ) -> Found:
        """Nothing."""
        return Found()

    def shares(self, words: Sequence[str]) -> dict[str, float]:
        """A thousandth for words with 路."""
        return {word: 0.001 if "路" in word else 0.0 for word in words}

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("run", "words"), [("困难群众发放低保", ("困难群众", "发放", "低保")), ("修路", ("修路",)), ("5g", ("5g",))]
)
def test_a_topic_is_cut_into_words_of_the_dictionary(run: str, words: tuple[str, ...]) -> None:
    assert "".join(cut(run)) == run
    assert set(words) <= set(cut(run))


def test_a_word_that_is_not_there_counts_by_its_characters() -> None:
    words = read_topic_words(Shares(), "马路边种树")
    near = words.best_in(["在公路两侧植树"], "在公路两侧植树")
    assert 0 < near < words.best_in(["马路边种树"], "马路边种树")
    assert near > words.best_in(["举办音乐会"], "举办音乐会") == 0
    assert words.characters_in("在公路两侧植树") > words.characters_in("举办音乐会")


def test_words_of_a_plan_s_title_tell_its_tasks_less_apart() -> None:
    words = read_topic_words(Shares(), "咖啡电商")
    plain, beside = (
        words.best_in(["咖啡加工"], "咖啡加工"),
        words.beside("咖啡产业实施方案").best_in(["咖啡加工"], "咖啡加工"),
    )
    assert beside < plain


def test_an_empty_topic_holds_nothing() -> None:
    words = read_topic_words(Shares(), "的？")
    assert (words.best_in(["文字"], "文字"), words.characters_in("文字"), words.pairs_in("文字")) == (0, 0, 0)


def test_the_shipped_model_has_all_weights() -> None:
    model = load_topic_model()
    assert (set(model.ranking), set(model.finding)) == (set(RANKING), set(FINDING))
    assert 0.7 < np.linalg.norm(model.usual) <= 1
    assert model.score(1.0, 1.0) == 1 > model.score(0.0, 1.0) > 0


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"model\.json"):
        load_topic_model(path)


def _example(meant: float, other: float, *, absent: bool = False) -> Example:
    order, find = np.zeros((2, len(RANKING))), np.zeros((2, len(FINDING)))
    order[:, 0], find[:, 0] = (meant, other), (meant, other)
    return Example(order, find, () if absent else (0,), () if absent else (1,), 1.0, absent)


def test_weights_are_learnt_from_examples() -> None:
    known = [_example(0.9, 0.1), _example(0.8, 0.3), _example(0.7, 0.2), _example(0.95, 0.4)] * 10
    unknown = [_example(0.2, 0.1, absent=True), _example(0.3, 0.2, absent=True)] * 20
    order = fit_order(known)
    assert order[0] > 0
    found, bias = fit_found([*known, *unknown], order)
    assert found[0] * 0.9 + bias > 0 > found[0] * 0.2 + bias


def test_what_people_say_in_everyday_words_is_found(engine: Engine) -> None:
    answer = engine.ask("嵊泗县让工厂的产品质量更好由哪些单位牵头？")
    assert [task.title for task in answer.tasks] == ["提高制造业质量水平"]
