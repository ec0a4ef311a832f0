"""Writes the bundled model as an ordinary sentence-transformers folder, for tools that run such models (on a GPU, say).

Made of JSON and safetensors by hand: neither torch nor transformers is needed. The weights are those of the container,
unpacked to fp32 (490 MB). Knows no session.
"""

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_schema.errors import InputError
from search.encoders.container import Container, dequantise, read_container
from search.encoders.model_files import encoder_folder, find_container

_TOKENS = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>", "mask_token": "<mask>"}
_PADDING_ID = 1
_UNKNOWN_ID = 3
_POSITIONS_USED = 512
_ROWS_AT_ONCE = 16_384
_KEPT = "\ue000"
"""Stands for the full-width tilde, which this model's normalisation leaves and NFKC does not."""
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}

Floats = npt.NDArray[np.float32]


def write_model_folder(folder: Path, *, cache_dir: Path | None = None) -> Path:
    """Write the model into `folder`, which must be new or empty; returns it.

    Its vectors are those of the bundled encoder but for rounding, for texts of up to 510 tokens: longer ones are cut
    here, and taken in parts there. Raises InputError where the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: is there already and holds something; name a new folder")
    container = read_container(find_container(encoder_folder(cache_dir)))
    (folder / "1_Pooling").mkdir(parents=True, exist_ok=True)
    for name, value in _small_files(container).items():
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _write_weights(folder / "model.safetensors", container)
    return folder


def _small_files(container: Container) -> dict[str, Any]:
    words = container.tensors["emb.word"].elements // container.hidden
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu", "torch_dtype": "float32",
            "vocab_size": words, "hidden_size": container.hidden, "num_hidden_layers": container.layers,
            "num_attention_heads": container.heads, "intermediate_size": container.feed_forward,
            "max_position_embeddings": container.positions, "type_vocab_size": 2, "pad_token_id": _PADDING_ID,
            "layer_norm_eps": container.epsilon, "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0,
        },
        "modules.json": [
            {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for place, (path, kind) in enumerate(modules)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": container.hidden, "pooling_mode_mean_tokens": True},
        "sentence_bert_config.json": {"max_seq_length": _POSITIONS_USED, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "}, "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": _POSITIONS_USED,
            "clean_up_tokenization_spaces": False, "cls_token": "<s>", "sep_token": "</s>", **_TOKENS,
        },
        "tokenizer.json": _tokenizer(container),
    }  # fmt: skip


def _tokenizer(container: Container) -> dict[str, Any]:
    pieces = container.pieces()
    special = [{"SpecialToken": {"id": token, "type_id": 0}} for token in ("<s>", "</s>")]
    text = {"Sequence": {"id": "A", "type_id": 0}}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [
            {"id": pieces.index(token), "content": token, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for token in sorted(_TOKENS.values(), key=pieces.index)
        ],
        "normalizer": {"type": "Sequence", "normalizers": [
            _replace("～", _KEPT), {"type": "Nmt"}, {"type": "NFKC"}, _replace(_KEPT, "～"),
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
        ]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing", "single": [special[0], text, special[1]],
            "pair": [special[0], text, special[1], special[1], {"Sequence": {"id": "B", "type_id": 0}}, special[1]],
            "special_tokens": {
                token: {"id": token, "ids": [pieces.index(token)], "tokens": [token]} for token in ("<s>", "</s>")
            },
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram", "unk_id": _UNKNOWN_ID, "byte_fallback": False,
            "vocab": [[piece, float(score)] for piece, score in zip(pieces, container.scores().tolist(), strict=True)],
        },
    }  # fmt: skip


def _replace(old: str, new: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": {"String": old}, "content": new}


def _write_weights(path: Path, container: Container) -> None:
    """The safetensors layout: length of the header, header, then the tensors one after the other."""
    shapes = dict(_shapes(container))
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, shape in shapes.items():
        end = at + 4 * int(np.prod(shape))
        header[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [at, end]}
        at = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for part in _values(container):
            file.write(part.astype("<f4").tobytes())


def _shapes(container: Container) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Names as transformers has them and shapes, in the order in which `_values` gives the values."""
    hidden, wide = container.hidden, container.feed_forward
    words = container.tensors["emb.word"].elements // hidden
    yield "embeddings.word_embeddings.weight", (words, hidden)
    yield "embeddings.position_embeddings.weight", (container.positions, hidden)
    yield "embeddings.token_type_embeddings.weight", (2, hidden)
    for end in ("weight", "bias"):
        yield f"embeddings.LayerNorm.{end}", (hidden,)
    rows = {"fi": wide}
    columns = {"fo": wide}
    for layer in range(container.layers):
        for short, name in _LAYER.items():
            flat = short in ("aln", "oln")
            shape = (hidden,) if flat else (rows.get(short, hidden), columns.get(short, hidden))
            yield f"encoder.layer.{layer}.{name}.weight", shape
            yield f"encoder.layer.{layer}.{name}.bias", (shape[0],)
    yield "pooler.dense.weight", (hidden, hidden)
    yield "pooler.dense.bias", (hidden,)


def _values(container: Container) -> Iterator[Floats]:
    hidden = container.hidden
    words = container.q4("emb.word", hidden)
    for start in range(0, len(words), _ROWS_AT_ONCE):
        yield dequantise(words[start : start + _ROWS_AT_ONCE])
    for name in ("emb.pos", "emb.type", "emb.ln.w", "emb.ln.b"):
        yield container.fp32(name)
    for layer in range(container.layers):
        for short in _LAYER:
            name = f"l{layer}.{short}"
            if short in ("aln", "oln"):
                yield container.fp32(f"{name}.w")
            else:
                yield dequantise(container.q4(f"{name}.w", container.feed_forward if short == "fo" else hidden))
            yield container.fp32(f"{name}.b")
    yield np.zeros(hidden * hidden + hidden, np.float32)  # this model has no pooler and transformers wants one
