"""Chapters without numbers under their usual names; tables' cells that title a row; what only organises the work."""

import pytest

from tests.ingest.plan_reading import facts
from tests.ingest.targets.reading import Short, reasons, shorts

_PLAN = (
    "云溪区燃气安全整治工作方案\n为保障安全，制定本方案。\n总体要求\n坚持人民至上，到2025年建成示范社区6个。\n重点整治内容\n"
    "1.整治违规用气。更换软管3000根。\n2.整治违规储气。配备专用气瓶间12处。\n工作安排\n整治分三个阶段进行。\n"
    "（一）排查阶段。全面排查隐患。\n（二）攻坚阶段。集中整改隐患。\n工作要求\n（一）压实责任。各镇明确1名联系人。\n（二）强化宣传。发放资料5000份。\n"
)


def test_usual_names_of_chapters_stand_without_numbers() -> None:
    found = facts(_PLAN)
    assert [action.title for action in found.actions] == ["重点整治内容", "工作安排", "工作要求"]
    assert [(task.number, task.title) for task in found.tasks] == [
        ("1", "整治违规用气"),
        ("2", "整治违规储气"),
        ("（一）", "排查阶段"),
        ("（二）", "攻坚阶段"),
        ("（一）", "压实责任"),
        ("（二）", "强化宣传"),
    ]
    assert [(target.owner, target.value) for target in found.targets] == [
        ("plan", 6),
        ("t1", 3000),
        ("t2", 12),
        ("t6", 5000),
    ]


def test_with_numbered_chapters_such_lines_head_nothing() -> None:
    text = (
        "云溪区节水方案\n一、农业节水\n工作目标\n节水率达到20%。\n主要任务\n推广滴灌。\n工作措施\n建设示范田3处。\n"
        "二、工业节水\n回收中水。\n"
    )
    assert [task.number for task in facts(text).tasks] == ["一", "二"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("专项行动将分三个阶段进行。", []),
        ("改造工作分两个步骤实施，建成泵站4座。", [("建成泵站", "=", 4, "座")]),
        ("各单位明确1名联络员，培训员工600人。", [("培训员工", "=", 600, "人")]),
        ("每处配备1名专职网格员。", [("每处配备专职网格员", "=", 1, "名")]),
        ("用好市担保集团3亿元应急转贷资金。", []),
        ("设立2亿元应急转贷资金。", [("设立应急转贷资金", "=", 2, "亿元")]),
        ("中心城区年均高峰拥堵指数不超过1.7。", [("中心城区年均高峰拥堵指数", "<=", 1.7, "")]),
        ("年均新增绿地20公顷。", [("新增绿地", "=", 20, "公顷")]),
        ("新增主变容量150兆伏安。", [("新增主变容量", "=", 150, "兆伏安")]),
        ("特困人员基本生活标准不低于低保标准的1.6倍。", []),
    ],
)
def test_what_only_organises_the_work_is_no_target(text: str, targets: list[Short]) -> None:
    assert shorts(text) == targets


def test_what_there_is_to_use_is_of_the_present() -> None:
    assert reasons("用好市担保集团3亿元应急转贷资金。") == [("3亿元", "present")]
