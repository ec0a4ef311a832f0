"""English words to the Chinese words whose glosses have them."""

from pathlib import Path

import pytest

from graph_schema.errors import DataFileError
from reference.glosses import Glosses, content_stems, load_glosses
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
