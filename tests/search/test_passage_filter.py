"""A filter means the same to the mask of the vector index as to a single passage."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.errors import IndexMismatchError, StoreError
from search.passage_table import PassageTable, build_passage_table
from search.passages import Passage, PassageFilter, hash_texts

VALUES = st.sampled_from(["a", "b", "舟山", "330900", ""])
SETS = st.none() | st.frozensets(VALUES, max_size=3)


@st.composite
def passage_lists(draw: st.DrawFn) -> list[Passage]:
    rows = draw(
        st.lists(
            st.tuples(st.text(max_size=3), VALUES, VALUES, st.lists(VALUES, max_size=3), VALUES, st.lists(VALUES)),
            max_size=8,
        )
    )
    return [
        Passage(number, text, owner, kind, tuple(places), plan, tuple(tasks))
        for number, (text, owner, kind, places, plan, tasks) in enumerate(rows)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(passages=passage_lists(), restriction=st.builds(PassageFilter, SETS, SETS, SETS, SETS, SETS))
def test_mask_and_single_passage_agree(tmp_path: Path, passages: list[Passage], restriction: PassageFilter) -> None:
    build_passage_table(tmp_path, passages)
    table = PassageTable.load(tmp_path, texts_hash=hash_texts(passage.text for passage in passages))
    mask = table.allowed(restriction)
    allowed = [passage.number for passage in passages if restriction.allows(passage)]
    assert (list(range(len(passages))) if mask is None else np.flatnonzero(mask).tolist()) == allowed
    for passage in passages:
        assert table.owner(passage.number) == passage.owner
        assert table.kind(passage.number) == passage.kind
        assert table.tasks(passage.number) == sorted(set(passage.tasks))


def test_no_filter_needs_no_mask(tmp_path: Path) -> None:
    build_passage_table(tmp_path, [Passage(0, "土地", "t1", "title", ("330900",), "p")])
    table = PassageTable.load(tmp_path)
    assert table.allowed(None) is None
    assert table.allowed(PassageFilter()) is None


def test_the_same_passages_give_the_same_bytes(tmp_path: Path) -> None:
    passages = [Passage(n, f"句{n}", f"t{n % 7}", "sentence", ("33", "3309"), f"p{n % 3}") for n in range(50)]
    for name in ("a", "b"):
        build_passage_table(tmp_path / name, passages)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_other_texts_and_wrong_numbers_are_refused(tmp_path: Path) -> None:
    passage = Passage(0, "土地", "t1", "title", ("330900",), "p")
    build_passage_table(tmp_path, [passage])
    with pytest.raises(IndexMismatchError, match="python -m search --index"):
        PassageTable.load(tmp_path, texts_hash=hash_texts(["海洋"]))
    with pytest.raises(StoreError, match="not numbered"):
        build_passage_table(tmp_path, [passage, passage])
    (tmp_path / "kind.values.npy").write_bytes(b"")
    with pytest.raises(StoreError, match="damaged"):
        PassageTable.load(tmp_path)


def test_lists_of_texts_that_join_to_the_same_string_differ() -> None:
    assert len({hash_texts(texts) for texts in (["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], [])}) == 5
