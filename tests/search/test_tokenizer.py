"""Tokens are those of the model's own rules, whatever the text holds."""

import random
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor

from graph_schema.errors import EncoderError
from search.encoders.container import Container
from search.encoders.tokenizer import BEGIN, END, PAD, UNKNOWN, Tokenizer, build_piece_table, normalise


def sentencepiece_model(container: Container) -> bytes:
    """The same pieces and scores as a model of the sentencepiece library, which knows the rules by itself."""
    proto: Any = import_module("sentencepiece.sentencepiece_model_pb2")
    model = proto.ModelProto()
    for piece, score in zip(container.pieces(), container.scores().tolist(), strict=True):
        model.pieces.add(piece=piece, score=score)
    for control in (BEGIN, PAD, END, container.pieces_count - 1):
        model.pieces[control].type = proto.ModelProto.SentencePiece.CONTROL
    model.pieces[UNKNOWN].type = proto.ModelProto.SentencePiece.UNKNOWN
    trainer = model.trainer_spec
    trainer.model_type = proto.TrainerSpec.UNIGRAM
    trainer.unk_id, trainer.bos_id, trainer.eos_id, trainer.pad_id = UNKNOWN, BEGIN, END, PAD
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    return bytes(model.SerializeToString())


class Library:
    """Ids by sentencepiece after the model's own normalisation."""

    def __init__(self, container: Container) -> None:
        self.processor = SentencePieceProcessor(model_proto=sentencepiece_model(container))
        self.normalisation = container.normalisation

    def encode(self, text: str) -> list[int]:
        ids: list[int] = self.processor.encode(normalise(text, self.normalisation))
        return ids


@pytest.fixture(scope="module")
def library(container: Container) -> Library:
    return Library(container)


@pytest.fixture(scope="module")
def tokenizer(container: Container) -> Tokenizer:
    return Tokenizer(container, build_piece_table(container))


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
def test_ids_of_the_plans_sentences_are_those_of_sentencepiece(
    prefix: str, sentences: list[str], library: Library, tokenizer: Tokenizer
) -> None:
    sample = random.Random(7).sample(sentences, 200)
    for text in (*sample, *MADE_UP):
        assert tokenizer.encode(prefix + text) == library.encode(prefix + text), text


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60))
def test_ids_of_any_text_are_those_of_sentencepiece(text: str, library: Library, tokenizer: Tokenizer) -> None:
    assert tokenizer.encode(f"passage: {text}") == library.encode(f"passage: {text}")


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


def test_the_piece_table_is_the_same_for_the_same_container(container: Container) -> None:
    assert build_piece_table(container) == build_piece_table(container)


def test_a_piece_table_that_was_cut_is_named(container: Container) -> None:
    with pytest.raises(EncoderError, match="delete the cache"):
        Tokenizer(container, build_piece_table(container)[:-4])
