"""Text to token ids of XLM-RoBERTa, by sentencepiece; knows nothing of graphs, sessions or prompts."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from sentencepiece import SentencePieceProcessor

from search.encoders.container import Container

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3

# Written by a user these strings would become the ids that only the model's own frame may hold.
_SPECIAL = re.compile(r"<(?:s|/s|pad|unk|mask)>")
_SPACES = re.compile(r" {2,}")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Tokenizer:
    """Splits text into the ids the model was trained on, without the frame of begin and end."""

    def __init__(self, model: bytes, normalisation: Mapping[int, str]) -> None:
        """`model` is a serialised sentencepiece model, `normalisation` maps code points to their replacement."""
        self._normalisation = normalisation
        self._encode: Callable[[str], list[int]] = SentencePieceProcessor(model_proto=model).encode

    def encode(self, text: str) -> list[int]:
        """Token ids of `text`; strings such as `<s>` are read as a space, runs of unknown characters as one id."""
        return self._encode(normalise(text, self._normalisation))


def normalise(text: str, mapping: Mapping[int, str]) -> str:
    """`text` with every code point mapped, the model's special strings removed and runs of spaces made one."""
    # Mapping comes first: full-width ＜ｓ＞ turns into the very string that has to go.
    mapped = _SURROGATES.sub(" ", text).replace("\0", " ").translate(mapping)
    return _SPACES.sub(" ", _SPECIAL.sub(" ", mapped))


def build_sentencepiece(container: Container) -> bytes:
    """A sentencepiece model of the container's pieces and scores; the same container gives the same bytes."""
    proto: Any = import_module("sentencepiece.sentencepiece_model_pb2")  # only needed once: costs 60 ms at start

    model = proto.ModelProto()
    for piece, score in zip(container.pieces(), container.scores().tolist(), strict=True):
        model.pieces.add(piece=piece, score=score)
    kind = proto.ModelProto.SentencePiece
    for control in (BEGIN, PAD, END, container.pieces_count - 1):  # the last piece is <mask>
        model.pieces[control].type = kind.CONTROL
    model.pieces[UNKNOWN].type = kind.UNKNOWN
    trainer = model.trainer_spec
    trainer.model_type = proto.TrainerSpec.UNIGRAM
    trainer.vocab_size = container.pieces_count
    trainer.unk_id, trainer.bos_id, trainer.eos_id, trainer.pad_id = UNKNOWN, BEGIN, END, PAD
    # Normalisation and the folding of spaces are done before, exactly as the model's own rules say.
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString(deterministic=True))
