"""From the name a user gives to an encoder; loads no model and no library that the named encoder does not need."""

from pathlib import Path

from graph_schema.errors import InputError
from search.encoders.protocol import Encoder

_FORMS = "bundled, sentence-transformers:NAME-OR-FOLDER, openai:URL#MODEL"


def make_encoder(spec: str = "bundled", *, cache_dir: Path | None = None) -> Encoder:
    """The encoder that `spec` names: `bundled`, `sentence-transformers:NAME-OR-FOLDER` or `openai:URL#MODEL`.

    `cache_dir` is where the bundled model keeps what it builds once (default: the user's cache folder).
    Nothing is loaded or asked for before the first text. Raises InputError for any other form.
    """
    kind, _, rest = spec.partition(":")
    if spec == "bundled":
        from search.encoders.bundled import BundledEncoder

        return BundledEncoder(cache_dir=cache_dir)
    if kind == "sentence-transformers" and rest:
        from search.encoders.sentence_transformers import SentenceTransformersEncoder

        return SentenceTransformersEncoder(rest)
    if kind == "openai" and rest:
        from search.encoders.openai_http import OpenAIEncoder

        return OpenAIEncoder.from_spec(rest)
    raise InputError(f"unknown encoder {spec[:80]!r}: one of {_FORMS}")
