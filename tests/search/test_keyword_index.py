"""Passages are found by their characters and words; the filter applies before ranking."""

import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph_schema.errors import IndexMismatchError, StoreError
from search.analyser import Analyser
from search.keyword_index import KeywordIndex, build_keyword_index
from search.passages import Passage, PassageFilter, hash_texts

TEXTS = [
    "深化农村土地制度改革",
    "土地整治项目",
    "推进医药卫生体制改革",
    "建设 5G 基站1,200个，覆盖率达到 98.5%",
    "发展LED照明和IGBT器件",
    "水",
    "加强饮用水水源保护",
    "打造世界一流强港",
    "土 地 流 转",
]


def passages(texts: list[str]) -> list[Passage]:
    return [
        Passage(n, text, f"task{n}", "title" if n % 2 else "sentence", ("33", f"33{n % 3:02}"), f"plan{n % 2}", ("t",))
        for n, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    folder = tmp_path_factory.mktemp("keywords")
    build_keyword_index(folder, passages(TEXTS))
    return KeywordIndex.load(folder, texts_hash=hash_texts(TEXTS))


def found(index: KeywordIndex, text: str, restriction: PassageFilter | None = None) -> list[int]:
    return [hit.number for hit in index.search(text, 9, restriction)]


def test_the_passage_that_shares_most_bigrams_comes_first(index: KeywordIndex) -> None:
    assert found(index, "土地制度改革")[0] == 0
    assert set(found(index, "土地")) == {0, 1, 8}


@pytest.mark.parametrize(
    ("question", "number"),
    [("ＬＥＤ", 4), ("igbt", 4), ("５ｇ基站", 3), ("1200个", 3), ("98.5", 3), ("世界一流　强港", 7), ("土地流轉", 8)],
)
def test_question_and_passage_are_read_alike(index: KeywordIndex, question: str, number: int) -> None:
    assert found(index, question)[0] == number


def test_latin_words_and_numbers_match_whole(index: KeywordIndex) -> None:
    assert found(index, "LE") == found(index, "98") == found(index, "20") == []


def test_a_single_character_is_found_inside_words(index: KeywordIndex) -> None:
    assert set(found(index, "水")) == {5, 6}
    assert set(found(index, "港")) == {7}


def test_a_question_without_terms_finds_nothing(index: KeywordIndex) -> None:
    for text in ("", "。！？", "   ", "🙂", "\ud800\0"):
        assert found(index, text) == []


@pytest.mark.parametrize(
    "text", ['土地") OR *:*', "words:土地 AND -改革", "土地^1e9 [a TO b]", "(" * 2000, "土" * 10_000]
)
def test_a_question_is_never_a_query_language(index: KeywordIndex, text: str) -> None:
    assert set(found(index, text)) <= set(range(len(TEXTS)))


@pytest.mark.parametrize(
    "restriction",
    [
        PassageFilter(jurisdictions=frozenset({"3301", "3302"})),
        PassageFilter(plans=frozenset({"plan0"})),
        PassageFilter(owners=frozenset({"task0", "task8", "nobody"})),
        PassageFilter(kinds=frozenset({"title"}), plans=frozenset({"plan1"})),
        PassageFilter(tasks=frozenset()),
        PassageFilter(jurisdictions=frozenset({"33"})),
    ],
)
def test_filters_allow_what_the_passages_say(index: KeywordIndex, restriction: PassageFilter) -> None:
    allowed = {passage.number for passage in passages(TEXTS) if restriction.allows(passage)}
    assert set(found(index, "土地改革水", restriction)) == set(found(index, "土地改革水")) & allowed


def test_a_filter_does_not_change_scores(index: KeywordIndex) -> None:
    everywhere = dict(index.search("土地改革", 9))
    for hit in index.search("土地改革", 9, PassageFilter(plans=frozenset({"plan0"}))):
        assert hit.score == pytest.approx(everywhere[hit.number], rel=1e-6)


def test_a_filtered_top_k_is_full(tmp_path: Path) -> None:
    """The 20 allowed passages match worst of 4,000: a filter after ranking would lose them."""
    rows = [
        Passage(n, "土地改革" if n % 200 else "其他内容很长的一句话里提到土地一次", f"t{n}", "s", (), f"p{n % 200}")
        for n in range(4000)
    ]
    build_keyword_index(tmp_path, rows)
    index = KeywordIndex.load(tmp_path)
    only = PassageFilter(plans=frozenset({"p0"}))
    assert [hit.number for hit in index.search("土地改革", 20, only)] == list(range(0, 4000, 200))
    assert len(index.search("土地改革", 10, only)) == 10
    assert all(hit.number % 200 for hit in index.search("土地改革", 20))


def test_equal_scores_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    build_keyword_index(tmp_path, passages(["产业集群"] * 3000))
    hits = KeywordIndex.load(tmp_path).search("产业集群", 50)
    assert [hit.number for hit in hits] == list(range(50))
    assert len({hit.score for hit in hits}) == 1


def test_two_builds_find_the_same_with_the_same_scores(tmp_path: Path, sentences: list[str]) -> None:
    for name in ("a", "b"):
        build_keyword_index(tmp_path / name, passages(sentences))
    a, b = KeywordIndex.load(tmp_path / "a"), KeywordIndex.load(tmp_path / "b")
    for question in random.Random(1).sample(sentences, 40):
        assert a.search(question, 30) == b.search(question, 30)
        assert a.search(question, 1)[0].score >= a.search(question, 2)[-1].score


def test_a_sentence_of_the_plans_finds_itself(tmp_path: Path, sentences: list[str]) -> None:
    build_keyword_index(tmp_path, passages(sentences))
    index = KeywordIndex.load(tmp_path)
    sample = random.Random(2).sample(range(len(sentences)), 60)
    assert all(number in {hit.number for hit in index.search(sentences[number], 3)} for number in sample)


def test_an_index_folded_otherwise_is_refused(tmp_path: Path) -> None:
    simplified = Analyser(fold=lambda text: text.replace("轉", "转"), name="t2s")
    build_keyword_index(tmp_path, passages(TEXTS), analyser=simplified)
    assert found(KeywordIndex.load(tmp_path, analyser=simplified), "流轉") == [8]
    with pytest.raises(IndexMismatchError, match=r"t2s.*plain.*python -m search --index"):
        KeywordIndex.load(tmp_path)


def test_missing_damaged_and_occupied_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no index"):
        KeywordIndex.load(tmp_path)
    build_keyword_index(tmp_path, passages(TEXTS))
    with pytest.raises(StoreError, match="already"):
        build_keyword_index(tmp_path, passages(TEXTS))
    (tmp_path / "keywords" / "meta.json").unlink()
    with pytest.raises(StoreError, match="damaged"):
        KeywordIndex.load(tmp_path)


def test_terms_are_bigrams_words_and_numbers() -> None:
    terms = Analyser().terms("到２０２５年 ＧＤＰ增长1,234.5亿元，A级")
    assert terms.words == ("2025", "gdp", "增长", "1234.5", "亿元", "a")
    assert terms.lone == ("到", "年", "级")
    assert terms.characters == tuple(sorted("到年增长亿元级"))


@pytest.mark.parametrize("text", ["（" * 1_000_000, "土 " * 500_000, "1," * 500_000, "a." * 500_000, "1" * 1_000_000])
def test_analysis_takes_linear_time(text: str) -> None:
    start = time.process_time()
    Analyser().terms(text)
    assert time.process_time() - start < 3


def test_an_index_is_read_where_nothing_can_be_written() -> None:
    """By somebody who may only read: root may write everywhere, so the reader gives up being root first."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from search.keyword_index import KeywordIndex\n"
        "os.getuid() or os.setuid(65534)\n"
        "print([hit.number for hit in KeywordIndex.load(Path(sys.argv[1])).search('土地制度改革', 1)])\n"
    )
    with TemporaryDirectory() as made:
        folder = Path(made)
        build_keyword_index(folder / "index", passages(TEXTS))
        paths = (folder, folder / "index", *(folder / "index").rglob("*"))
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = sorted(folder.rglob("*"))
        command = [sys.executable, "-c", code, str(folder / "index")]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[2], check=False
        )
        after = sorted(folder.rglob("*"))
        for path in paths:
            path.chmod(0o755)
    assert (done.stdout, done.returncode) == ("[0]\n", 0), done.stderr
    assert after == before


def test_of_equal_passages_the_first_are_found_whatever_the_index_holds_first(tmp_path: Path) -> None:
    same = passages(["修建公园"] * 300)
    build_keyword_index(tmp_path, same)
    index = KeywordIndex.load(tmp_path)
    assert [hit.number for hit in index.search("公园", 40)] == list(range(40))
    header = tmp_path / "keywords.json"
    header.write_text(header.read_text("utf-8").replace('"in_order": true', '"in_order": false'), "utf-8")
    assert KeywordIndex.load(tmp_path).search("公园", 40) == index.search("公园", 40)
