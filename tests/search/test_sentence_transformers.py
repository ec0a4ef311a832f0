"""The sentence-transformers encoder: its identity, and what it says when the library or the model is not there."""

import sys
from pathlib import Path

import pytest

from graph_schema.errors import MissingDependencyError
from search.encoders import make_encoder
from search.encoders.sentence_transformers import SentenceTransformersEncoder


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingDependencyError, match=r"pip install .sentence-transformers"):
        make_encoder("sentence-transformers:org/model").encode_query(["x"])


def test_a_folder_is_known_by_its_content_wherever_it_lies(tmp_path: Path) -> None:
    names = []
    for place, content in enumerate(["a", "a", "b"]):
        folder = tmp_path / str(place) / "model"
        (folder / "1_Pooling").mkdir(parents=True)
        (folder / "1_Pooling" / "config.json").write_text(content)
        names.append(SentenceTransformersEncoder(str(folder)).name)
    assert names[0] == names[1] != names[2]
    assert all(name.startswith("sentence-transformers:model@") for name in names)


def test_another_number_format_is_another_encoder() -> None:
    assert SentenceTransformersEncoder("org/model", dtype="bfloat16").name == "sentence-transformers:org/model bfloat16"
