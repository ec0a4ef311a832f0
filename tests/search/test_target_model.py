"""What speaks for a target, by the kind of value, its year and the amounts in its words."""

from pathlib import Path

import numpy as np
import pytest

from graph_schema.errors import DataFileError
from graph_schema.tables import Node
from search.retrieval.glossed import match_glosses
from search.retrieval.target_model import (
    Sought,
    TargetSigns,
    WordShares,
    load_weights,
    orders,
    scores,
    signs_of,
)
from search.retrieval.target_texts import ReadTarget
from search.retrieval.topic_words import TopicWords
from search.understanding.values import amounts_in, measure_of, read_value_asked


def _target(indicator: str, unit: str, *, year: int | None = None, scope: str = "", op: str = "=") -> ReadTarget:
    held = {"indicator": indicator, "unit": unit, "year": year, "op": op, "value": 3.0, "scope": scope or None}
    node = Node(
        f"target-{indicator}{scope}{year}", "Target", {key: value for key, value in held.items() if value is not None}
    )
    whole = f"{indicator}\n{scope}"
    return ReadTarget(node, "plan-a", False, indicator, scope, "", "", "", whole, whole, whole)


def _signs(question: str, *targets: ReadTarget, years: tuple[int, ...] = ()) -> list[TargetSigns]:
    english = question.isascii()
    none = np.zeros(len(targets))
    sought = Sought(read_value_asked(question, english=english), question, years, TopicWords((), (), ()), ())
    read = {target.node.id: target for target in targets}
    shares = WordShares(none, none, none, none, none)
    found = signs_of(sought, read, shares, [0.0] * len(targets), match_glosses((), {}), {})
    return list(found.values())


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("How many boats will the harbour town buy?", "things"),
        ("Within how many hours must a leak be reported?", "time"),
        ("How long a dike is to be raised?", "length"),
        ("How much money goes to village libraries?", "money"),
        ("What share of ponds should be clean?", "share"),
        ("How many kilometres of hiking paths?", "length"),
        ("How often are lifts to be checked?", "times"),
        ("河堤要加高多长", "length"),
        ("渔船要更新多少艘", "things"),
        ("漏水几小时内要上报", "time"),
        ("水塘清洁率要达到多少", "share"),
        ("乡村图书馆每年拨多少钱", "money"),
    ],
)
def test_measure_asked(question: str, measure: str) -> None:
    assert read_value_asked(question, english=question.isascii()).measure == measure


@pytest.mark.parametrize(
    ("question", "indicator", "unit", "is_excluded"),
    [
        ("What share of ponds should be clean?", "清淤投入", "亿元", True),
        ("What percentage of the dikes is to be raised?", "加高河堤", "公里", True),
        ("水塘占全镇水面的比例要到多少", "清淤投入", "亿元", True),
        ("What share of ponds should be clean?", "水塘清洁率", "%", False),
        ("What share of ponds should be clean?", "清洁水塘", "个", False),  # 8 of 10
        ("养殖收入占比达到多少", "养殖收入占农业收入比重", "元/百元", False),
        ("劳动生产率要达到多少", "劳动生产率", "万元/人", False),
        ("How much goes into dredging?", "清淤投入", "亿元", False),
        ("How much money goes into dredging?", "清淤投入", "亿元", False),
        ("How much money goes into dredging?", "清淤达标率", "%", True),
        ("清淤要花多少钱", "清淤河道", "公里", True),
        ("清淤要花多少钱", "清淤河道", "条", False),  # nothing is told by it, but nothing speaks against it
    ],
)
def test_values_of_another_measure_are_no_answer_where_a_share_or_a_sum_is_asked_for(
    question: str, indicator: str, unit: str, is_excluded: bool
) -> None:
    assert read_value_asked(question, english=question.isascii()).excludes(indicator, unit) == is_excluded


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("万亩", "area"),
        ("亿元", "money"),
        ("个工作日", "time"),
        ("%", "share"),
        ("公里", "length"),
        ("家", "things"),
        ("万人次", "people"),
    ],
)
def test_measure_of_a_unit(unit: str, measure: str) -> None:
    assert measure_of(unit) == measure


def test_amounts_are_read_in_both_languages() -> None:
    assert amounts_in("2-billion-plus projects") == amounts_in("总投资20亿元以上项目") == {2e9}
    assert amounts_in("百亿级产业集群") == {1e10}
    assert amounts_in("gardens") == frozenset()


def test_signs_tell_the_measure_and_the_amount_asked_for() -> None:
    small, large, area = _signs(
        "How many 2-billion-plus projects does Linshui attract?",
        _target("引进20亿元以上项目", "个"),
        _target("引进50亿元以上项目", "个"),
        _target("项目用地面积", "亩"),
    )
    assert (small.measure, large.measure, area.measure) == (1.0, 1.0, -1.0)
    assert (small.amount, small.other_amount) == (1.0, 0.0)
    assert (large.amount, large.other_amount) == (0.0, 1.0)


def test_signs_tell_the_year_and_the_part_asked_for() -> None:
    now, later, part = _signs(
        "临水县2026年改造老旧小区多少个",
        _target("改造老旧小区", "个", year=2026),
        _target("改造老旧小区", "个", year=2027),
        _target("改造老旧小区", "个", year=2026, scope="城东街道"),
        years=(2026,),
    )
    assert (now.year, now.other_year, now.part) == (1.0, 0.0, 0.0)
    assert (later.year, later.other_year) == (0.0, 1.0)
    assert part.part == 1.0


def test_a_target_of_the_measure_asked_for_is_likelier() -> None:
    count, area = _signs("How many gardens will be planted?", _target("新建花园", "座"), _target("花园用地", "公顷"))
    for english in (True, False):
        order = orders({"count": count, "area": area}, english=english)
        assert order["count"] > order["area"]
        held = scores(order, 0.9)
        assert held["count"] == pytest.approx(0.9) and 0 < held["area"] < 0.9


def test_weights_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    file = tmp_path / "weights.tsv"
    file.write_text("model\tsign\tzh\ten\ntarget\twords\t1\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"weights\.tsv"):
        load_weights(file)
