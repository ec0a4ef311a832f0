"""Policy terms: English topics in Chinese, Chinese synonyms, the fall-back dictionary."""

import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from reference.terms import TermLexicon, load_terms, synonyms, translate


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("land reform", "land reform", "用地"),
        ("which units lead land reforms", "land reforms", "土地改革"),
        ("subsidies for wastewater treatment", "wastewater treatment", "污水处理"),
        ("industrial upgrading of ship-building", "ship-building", "船舶"),
        ("digitalisation of factories", "digitalisation", "数字化"),
        ("digitalization of factories", "digitalization", "数字化"),
        ("R&D spending", "R&D spending", "研发"),
        ("labor productivity", "labor productivity", "劳动生产率"),
        ("training skilled workers", "skilled workers", "高技能人才"),
        ("low-carbon industry", "low-carbon", "低碳"),
        ("Little Giants", "Little Giants", "小巨人"),
    ],
)
def test_policy_terms_are_translated_by_the_lexicon(text: str, english: str, chinese: str) -> None:
    found = {match.english: match for match in translate(text)}
    assert english in found
    assert chinese in found[english].chinese_forms
    assert found[english].source == "lexicon"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("lighthouses", "灯塔"),
        ("squid", "鱿鱼"),
        ("chopsticks", "筷子"),
        ("camels", "骆驼"),
        ("rabies", "狂犬病"),
    ],
)
def test_other_words_fall_back_to_the_dictionary(text: str, chinese: str) -> None:
    match = translate(text)[0]
    assert match.source == "cedict"
    assert chinese in match.chinese_forms
    assert translate(text, dictionary=False) == []


def test_a_plural_noun_is_not_its_verb() -> None:
    assert translate("buildings")[0].chinese_forms[0] == "建筑"
    assert "是" not in translate("bees")[0].chinese_forms


def test_the_longest_term_wins_and_matches_do_not_overlap() -> None:
    text = "floor area ratio of new industrial land and land supply"
    matches = translate(text)
    assert [match.english for match in matches] == ["floor area ratio", "new industrial land", "land supply"]
    assert all(text[match.start : match.end] == match.english for match in matches)
    assert all(left.end <= right.start for left, right in itertools.pairwise(matches))


def test_stop_words_and_unknown_words_are_left_out() -> None:
    assert translate("which of the and who is it for") == []
    assert translate("xqzvw") == []
    assert translate("") == []


def test_synonyms_go_both_ways() -> None:
    assert "土地" in synonyms("用地")
    assert "用地" in synonyms("土地")
    assert "生态环境" in synonyms("环保")
    assert synonyms("无此词语") == []


def test_synonyms_are_found_in_text() -> None:
    text = "环保与招商引资用地"
    groups = load_terms().synonyms_in(text)
    assert [group.word for group in groups] == ["环保", "招商引资", "用地"]
    assert all(text[group.start : group.end] == group.word for group in groups)


def test_every_english_form_stands_for_one_matter() -> None:
    lexicon = load_terms()
    for line in (Path("data/lexicon/terms.csv").read_text(encoding="utf-8")).splitlines()[1:]:
        assert line.count(",") >= 2
    assert lexicon.translate("land")[0].chinese_forms == ("土地", "用地")


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("medical devices", "医疗器械"),
        ("primary-level medical workforce", "基层医疗人才"),
        ("forest fires", "森林防火"),
        ("a national high-tech zone", "高新区"),
        ("commercialising research", "科技成果转化"),
        ("pumped-storage power stations", "抽水蓄能"),
        ("rural parcel delivery", "快递进村"),
        ("job fairs", "招聘会"),
    ],
)
def test_terms_with_a_word_of_their_own_have_it_first(text: str, chinese: str) -> None:
    match = translate(text)[0]
    assert match.chinese_forms[0] == chinese
    assert not set(match.broader) & set(match.chinese_forms)


def test_no_exact_term_stands_for_two_matters() -> None:
    rows = Path("data/lexicon/exact_terms.csv").read_text(encoding="utf-8").splitlines()[1:]
    listed: dict[str, str] = {}
    for field, chinese, english in (row.split(",") for row in rows):
        for form in english.split(";"):
            assert listed.setdefault(form.lower(), chinese) == chinese, (field, form)


def test_words_of_the_field_stand_behind_the_exact_ones() -> None:
    match = translate("medical devices")[0]
    assert "药品" not in match.chinese_forms
    assert "药品" in match.broader


def test_a_malformed_term_is_named(tmp_path: Path) -> None:
    (tmp_path / "exact_terms.csv").write_text("field,chinese,english\n", encoding="utf-8")
    (tmp_path / "terms.csv").write_text("field,chinese,english\nland,土地,\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 2"):
        TermLexicon(tmp_path).translate("land")


def test_a_missing_dictionary_is_named(tmp_path: Path) -> None:
    for name in ("terms.csv", "exact_terms.csv"):
        (tmp_path / name).write_text("field,chinese,english\n", encoding="utf-8")
    (tmp_path / "english_stopwords.txt").write_text("of\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="cedict"):
        TermLexicon(tmp_path).translate("land")


def test_import_reads_no_file() -> None:
    code = (
        "import builtins, pathlib, gzip; pathlib.Path.read_text = pathlib.Path.read_bytes = None;"
        "import reference.terms, reference.bodies, reference.places; print('ok')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "ok"


def test_a_long_text_takes_linear_time() -> None:
    translate("lighthouse")
    start = time.process_time()
    translate("land reform and squid " * 5_000)
    load_terms().synonyms_in("用地" * 50_000)
    assert time.process_time() - start < 5
