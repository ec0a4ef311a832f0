"""Tokens are those of the model's own rules, whatever the text holds."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.encoders.container import Container
from search.encoders.tokenizer import UNKNOWN, Tokenizer, build_sentencepiece, normalise


class Rules:
    """The published rules in plain Python: the best path over the pieces by the sum of their scores."""

    def __init__(self, container: Container) -> None:
        scores = container.scores().tolist()
        special = {0, 1, 2, 3, container.pieces_count - 1}
        self.pieces = {
            piece: (place, scores[place]) for place, piece in enumerate(container.pieces()) if place not in special
        }
        self.longest = max(map(len, self.pieces))
        self.unknown = min(scores) - 10
        self.normalisation = container.normalisation

    def encode(self, text: str) -> list[int]:
        spaced = normalise(text, self.normalisation)
        if not spaced:
            return []
        run = (spaced if spaced[0] == " " else " " + spaced).replace(" ", "▁")
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-math.inf, 0, 0)] * len(run)
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + self.longest) + 1):
                known = self.pieces.get(run[start:end], (UNKNOWN, self.unknown) if end == start + 1 else None)
                if known is not None and best[start][0] + known[1] > best[end][0]:
                    best[end] = (best[start][0] + known[1], start, known[0])
        ids: list[int] = []
        end = len(run)
        while end:
            ids.append(best[end][2])
            end = best[end][1]
        return fused(ids[::-1])


def fused(ids: list[int]) -> list[int]:
    """Runs of unknown characters count as one."""
    return [token for place, token in enumerate(ids) if token != UNKNOWN or place == 0 or ids[place - 1] != UNKNOWN]


@pytest.fixture(scope="module")
def rules(container: Container) -> Rules:
    return Rules(container)


@pytest.fixture(scope="module")
def tokenizer(container: Container) -> Tokenizer:
    return Tokenizer(build_sentencepiece(container), container.normalisation)


MADE_UP = (
    "到2027年，力争实现规上工业增加值突破１２０亿元（年均增长≥8％）",
    "牵头单位：市發展和改革委員會；配合單位：各鄉鎮、街道",
    "Which units lead land reform in Zhoushan City?",
    "  开头   有 空格\t制表\u3000全角～波浪\u200b零宽  ",
    "①②③ ㎡ ½ ﬁ Å é 🙂🙂🙂 𠀀𠀁",
    "Ünïcödé Ñandú ÇA и кириллица ελληνικά العربية हिन्दी ไทย",
    "▁▁ a▁b",
    "。",
    " ",
)


@pytest.mark.parametrize("prefix", ["query: ", "passage: "])
def test_ids_of_the_plans_sentences_are_those_of_the_rules(
    prefix: str, sentences: list[str], rules: Rules, tokenizer: Tokenizer
) -> None:
    sample = random.Random(7).sample(sentences, 200)
    for text in (*sample, *MADE_UP):
        assert tokenizer.encode(prefix + text) == rules.encode(prefix + text), text


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60))
def test_ids_of_any_text_are_those_of_the_rules(text: str, rules: Rules, tokenizer: Tokenizer) -> None:
    assert tokenizer.encode(f"passage: {text}") == rules.encode(f"passage: {text}")


@pytest.mark.parametrize("string", ["<s>", "</s>", "<pad>", "<unk>", "<mask>", "＜ｓ＞", "＜mask＞"])
def test_special_strings_in_a_text_do_not_become_special_tokens(
    string: str, container: Container, tokenizer: Tokenizer
) -> None:
    ids = tokenizer.encode(f"query: 土地{string}改革")
    assert ids == tokenizer.encode("query: 土地 改革")
    assert not {0, 1, 2, container.pieces_count - 1} & set(ids)


def test_a_special_string_cannot_be_assembled_by_removing_another(container: Container) -> None:
    assert "<s>" not in normalise("<<s>s>", container.normalisation)


def test_control_characters_and_lone_surrogates_are_harmless(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("query: 土地\0改革\ud800") == tokenizer.encode("query: 土地 改革 ")


def test_the_sentencepiece_model_is_the_same_for_the_same_container(container: Container) -> None:
    assert build_sentencepiece(container) == build_sentencepiece(container)
