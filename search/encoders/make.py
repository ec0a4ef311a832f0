"""From the name a user gives to an encoder; loads no model and no library that the named encoder does not need."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from graph_schema.errors import InputError
from search.encoders.protocol import Encoder

_FORMS = "bundled, sentence-transformers:NAME-OR-FOLDER, openai:URL#MODEL"
_FOR_MODELS: Mapping[str, Callable[[str], Any]] = {"device": str, "batch_size": int, "dtype": str}
_FOR_SERVERS: Mapping[str, Callable[[str], Any]] = {"batch_size": int, "timeout": float, "attempts": int}


def make_encoder(spec: str = "bundled", *, cache_dir: Path | None = None) -> Encoder:
    """The encoder that `spec` names: `bundled`, `sentence-transformers:NAME-OR-FOLDER` or `openai:URL#MODEL`.

    Options follow a question mark: `?device=cuda&batch_size=64&dtype=bfloat16` for a model of sentence-transformers,
    `?batch_size=64&timeout=30&attempts=5` for a server. `cache_dir` is where the bundled model keeps what it builds
    once (default: the user's cache folder). Nothing is loaded or asked for before the first text. Raises InputError
    for any other form.
    """
    kind, _, rest = spec.partition(":")
    if spec == "bundled":
        from search.encoders.bundled import BundledEncoder

        return BundledEncoder(cache_dir=cache_dir)
    if kind == "sentence-transformers" and rest.partition("?")[0]:
        from search.encoders.sentence_transformers import SentenceTransformersEncoder

        name, _, options = rest.partition("?")
        return SentenceTransformersEncoder(name, **_read_options(options, _FOR_MODELS))
    if kind == "openai" and rest:
        from search.encoders.openai_http import OpenAIEncoder

        url, _, named = rest.partition("#")  # a question mark before the model's name is the URL's own
        model, _, options = named.partition("?")
        return OpenAIEncoder(url, model, **_read_options(options, _FOR_SERVERS))
    raise InputError(f"unknown encoder {spec[:80]!r}: one of {_FORMS}")


def _read_options(text: str, known: Mapping[str, Callable[[str], Any]]) -> dict[str, Any]:
    """What stands behind the question mark, by name."""
    read: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        if name not in known:
            raise InputError(f"the encoder has no option {name[:40]!r}; it has {', '.join(known)}")
        try:
            read[name] = known[name](value)
        except ValueError as exc:
            raise InputError(f"the encoder's option {name} cannot be {value[:40]!r}; give a number") from exc
        if not value or (isinstance(read[name], int | float) and not read[name] > 0):
            raise InputError(f"the encoder's option {name} cannot be {value[:40]!r}; give a value above 0")
    return read
