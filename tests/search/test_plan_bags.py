"""Questions that hold a plan's name and otherwise only words that such questions are made of, in whatever order."""

import pytest

from search.understanding.plan_bags import Bag, kinds_of_words, read_bag


@pytest.mark.parametrize(
    ("masked", "asks"),
    [
        ("¶¶¶的落款单位是哪家", ("plan",)),
        ("请问§§¶¶¶大概几月印发、有效期到哪天", ("plan",)),
        ("¶¶¶的起止年份", ("plan",)),
        ("¶¶¶根据哪些上级文件制定", ("citation",)),
        ("¶¶¶是哪年印发的，依据什么文件", ("plan", "citation")),
        ("¶¶¶总共安排了几项任务", ("count",)),
        ("¶¶¶列了哪些任务", ("task",)),
    ],
)
def test_chinese_words_in_any_order(masked: str, asks: tuple[str, ...]) -> None:
    bag = read_bag(masked, "zh", has_time=False)
    assert bag is not None and bag.asks == asks


@pytest.mark.parametrize(
    ("masked", "asks"),
    [
        ("whose signature does the ¶¶¶ bear?", ("plan",)),
        ("which number do i quote for the ¶¶¶?", ("plan",)),
        ("the ¶¶¶: period of validity?", ("plan",)),
        ("on what documents does the ¶¶¶ rest?", ("citation",)),
        ("when was the ¶¶¶ published and on what is it based?", ("plan", "citation")),
        ("total number of tasks in the ¶¶¶", ("count",)),
    ],
)
def test_english_words_in_any_order(masked: str, asks: tuple[str, ...]) -> None:
    bag = read_bag(masked, "en", has_time=False)
    assert bag is not None and bag.asks == asks


@pytest.mark.parametrize(
    ("masked", "language", "has_time", "expected"),
    [
        ("‡‡‡时¶¶¶还有效吗", "zh", True, Bag(("yes_no", "plan"), "holds?")),
        ("到‡‡‡，¶¶¶是不是已经失效", "zh", True, Bag(("yes_no", "plan"), "gone?")),
        ("¶¶¶正式出台了没有", "zh", False, Bag(("yes_no", "plan"), "issued?")),
        ("¶¶¶是不是还没印发", "zh", False, Bag(("yes_no", "plan"))),
        ("‡‡‡: is the ¶¶¶ still good?", "en", True, Bag(("yes_no", "plan"), "holds?")),
        ("had the ¶¶¶ lapsed by ‡‡‡?", "en", True, Bag(("yes_no", "plan"), "gone?")),
        ("has the ¶¶¶ been officially approved?", "en", False, Bag(("yes_no", "plan"), "issued?")),
    ],
)
def test_closed_questions(masked: str, language: str, has_time: bool, expected: Bag) -> None:
    assert read_bag(masked, language, has_time=has_time) == expected


@pytest.mark.parametrize(
    ("masked", "language"),
    [
        ("¶¶¶里谁牵头养老", "zh"),
        ("¶¶¶怎么落实", "zh"),
        ("who leads dairy farming under the ¶¶¶?", "en"),
        ("which units are involved in the ¶¶¶?", "en"),
        ("tasks of “培育龙头” in the ¶¶¶", "en"),
    ],
)
def test_other_words_are_left_to_other_ways_of_reading(masked: str, language: str) -> None:
    assert read_bag(masked, language, has_time=False) is None


def test_a_plan_called_by_what_it_lists_is_asked_for_its_tasks() -> None:
    assert read_bag("§§要办多少件¶¶¶", "zh", has_time=False, of_list=True) == Bag(("count",))
    assert read_bag("¶¶¶都有哪些", "zh", has_time=False, of_list=True) == Bag(("task",))
    assert read_bag("what are §§'s ¶¶¶?", "en", has_time=False, of_list=True) == Bag(("task",))


def test_words_are_of_known_kinds() -> None:
    kinds = {kind for language in ("zh", "en") for held in kinds_of_words(language).values() for kind in held}
    assert kinds == {
        *("light", "issue", "number", "date", "name", "term", "holds", "gone", "draft", "final", "cite", "cite.weak", "paper", "papers", "task"),
        *("count", "open", "closed", "either"),
    }  # fmt: skip


def test_a_long_run_is_cut_in_linear_time() -> None:
    assert read_bag("¶" + "的文号" * 100_000, "zh", has_time=False) == Bag(("plan",))
    assert read_bag("¶" + "文号" * 100_000 + "甲", "zh", has_time=False) is None
