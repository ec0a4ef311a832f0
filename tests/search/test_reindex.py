"""`python -m search --index`: indexes of another version are written anew, whole ones are left."""

from pathlib import Path

import pytest

from graph_schema.errors import IndexMismatchError
from pipeline.update import add
from search import open_store
from search.analyser import Analyser
from search.reindex import rebuild_index

PLAN = """# 云岭县冷链物流建设实施方案

## 一、重点任务

1. 建设冷链集配中心。（牵头单位：县商务局）
"""


def test_indexes_of_an_analyser_of_another_version_are_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.md").write_text(PLAN, encoding="utf-8")
    store = tmp_path / "store"
    older = Analyser(name="older")
    with monkeypatch.context() as before:
        before.setattr("search.indexing.FOLDING", older)
        before.setattr("pipeline.update.INDEX_VERSION", f"0 {older.identity}")
        add(store, [tmp_path / "plans"])
    with pytest.raises(IndexMismatchError, match=r"search --index"):
        open_store(store)
    assert rebuild_index(store).written
    assert not rebuild_index(store).written
    with open_store(store) as engine:
        assert "县商务局" in engine.ask("谁牵头建设冷链集配中心").answer
