import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.errors import StoreError
from graph_store.cache import ContentCache


@given(st.dictionaries(st.text(), st.binary()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_is_put_in_comes_out(tmp_path: Path, entries: dict[str, bytes]) -> None:
    cache = ContentCache(tmp_path / "facts")
    for key, value in entries.items():
        cache.put(key, value)
    assert {key: cache.get(key) for key in entries} == entries


def test_what_was_not_put_in_is_none_and_makes_nothing(tmp_path: Path) -> None:
    assert ContentCache(tmp_path / "facts").get("parser 1, sha256 00") is None
    assert not (tmp_path / "facts").exists()


def test_the_last_value_counts(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    cache.put("key", b"old")
    cache.put("key", b"new")
    assert cache.get("key") == b"new"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 100])
def test_a_damaged_entry_is_dropped_with_a_warning(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    cache = ContentCache(tmp_path)
    cache.put("key", b"value")
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        assert cache.get("key") is None
    assert f"{file}: a damaged cache entry is dropped" in caplog.text
    assert not file.exists()


def test_an_entry_under_another_name_is_not_believed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = ContentCache(tmp_path)
    cache.put("one", b"value")
    (one,) = (path for path in tmp_path.rglob("*") if path.is_file())
    cache.put("two", b"other")
    (two,) = (path for path in tmp_path.rglob("*") if path.is_file() and path != one)
    two.write_bytes(one.read_bytes())
    assert cache.get("two") is None
    assert "damaged" in caplog.text


def test_nothing_stays_of_what_is_not_kept(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    for number in range(20):
        cache.put(f"key {number}", b"value")
    assert cache.keep_only(["key 3", "key 7", "key unknown"]) == 18
    assert cache.get("key 3") == b"value"
    assert cache.get("key 4") is None
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


def test_a_cache_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"file/.*the cache cannot be written"):
        ContentCache(tmp_path / "file").put("key", b"value")
