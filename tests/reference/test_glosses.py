"""English words to the Chinese words whose glosses have them."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from reference.glosses import FILE, Glosses, content_stems, load_glosses, relatives
from reference.terms import load_terms


def test_a_word_inside_a_gloss_leads_to_the_chinese_word() -> None:
    covers = load_glosses().chinese_of(content_stems("manholes")[0])
    assert 0 < covers["井盖"] < 1  # manhole cover


def test_the_whole_gloss_is_worth_more_than_a_word_of_it() -> None:
    words = load_glosses().chinese_of("vegetabl")
    assert words["蔬菜"] > words["菜园"]


def test_terms_of_plans_count_by_each_of_their_words() -> None:
    assert "冷链物流" in load_glosses().chinese_of("logistic")
    assert "冷链物流" in load_glosses().chinese_of("chain")


def test_words_without_substance_are_no_stems() -> None:
    assert content_stems("Who is to repair the roads, and the roads' lamps?") == ("repair", "road", "lamp")


def test_an_unknown_word_has_no_chinese() -> None:
    assert load_glosses().chinese_of("zzyzx") == {}


def test_a_word_a_letter_off_is_near_the_one_meant() -> None:
    assert load_glosses().nearest("tobaco") == "tobacco"
    assert load_glosses().nearest("tobacco") is None
    assert load_glosses().nearest("zzyzxq") is None


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"gone\.tsv\.gz"):
        Glosses(tmp_path / "gone.tsv.gz", load_terms()).chinese_of("road")


def test_irregular_forms_have_the_words_of_their_base() -> None:
    glosses = load_glosses()
    assert set(glosses.chinese_of("pay")) <= set(glosses.chinese_of("paid"))
    assert "招聘" not in glosses.chinese_of("paid")


def test_a_verb_has_the_words_of_its_noun_for_less() -> None:
    glosses = load_glosses()
    assert "inspect" in relatives("inspection") and "inspection" in relatives("inspect")
    assert "stat" not in relatives("station")
    assert 0 < glosses.chinese_of("evacuat")["疏散"] <= 1
    assert glosses.chinese_of("incubat")["孵化器"] >= 0.7


def test_words_that_plans_use_are_found_by_what_people_say() -> None:
    glosses = load_glosses()
    assert glosses.chinese_of("footbridg")["天桥"] == 1
    assert glosses.chinese_of("toilet")["户厕"] > 0.5
    assert content_stems("old blocks") == ("old", "block")


def test_a_malformed_line_of_the_words_of_plans_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("chinese\tenglish\n井盖\n", encoding="utf-8")
    monkeypatch.setattr("reference.glosses.PLAN_WORDS", path)
    with pytest.raises(DataFileError, match="line 2"):
        Glosses(FILE, load_terms()).chinese_of("manhol")
