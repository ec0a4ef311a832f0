"""Bodies of one place that lists name together, and names that ran together in print."""

import pytest

from tests.ingest.plan_reading import chapter, facts, listed, units


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("城乡融合示范区、高新区党工委和管委会", ["城乡融合示范区党工委和管委会", "高新区党工委和管委会"]),
        ("县水务局、各县（市、区）党委和人民政府", ["县水务局", "各县（市、区）党委和人民政府"]),
        ("各园区党工委和管委会，市城管局", ["各园区党工委和管委会", "市城管局"]),
        ("各街道党工委和办事处", ["各街道党工委和办事处"]),
        ("经开区党工委、管委会", ["经开区党工委", "经开区管委会"]),
        ("东山县、西河县党委和政府", ["东山县党委和政府", "西河县党委和政府"]),
        ("市直有关部门各县区人民政府", ["市直有关部门", "各县区人民政府"]),
        ("县文旅局乡镇人民政府", ["县文旅局", "乡镇人民政府"]),
        ("区城管局街道办事处", ["区城管局", "街道办事处"]),
        ("县交通主管部门镇（街道）、村委会", ["县交通主管部门", "镇（街道）", "村委会"]),
        ("市住建局、城乡建设主管部门", ["市住建局", "城乡建设主管部门"]),
        ("县行业主管部门和乡（镇）人民政府", ["县行业主管部门", "乡（镇）人民政府"]),
    ],
)
def test_organs_of_one_place_are_one_entry_and_names_that_ran_together_are_two(
    listing: str, expected: list[str]
) -> None:
    assert [name for name, _, _ in listed(f"（责任单位：{listing}）")] == expected


def test_a_sentence_parts_a_kind_of_departments_from_the_towns_and_takes_no_operator_for_a_body() -> None:
    text = chapter(
        "（一）管护水渠。县水利主管部门乡（镇）政府及县水政监察大队负责实施和监管。经营主体负责日常维护。",
        "（二）清理河道。由县水务局负责统一调度。施工主体负责安全。",
    )
    assert [units(task) for task in facts(text).tasks] == [
        [
            ("县水利主管部门", "lead", "first_listed"),
            ("乡（镇）政府", "support", "listed"),
            ("县水政监察大队", "support", "listed"),
        ],
        [("县水务局", "lead", "first_listed")],
    ]
