"""What is done for all of them, hours of service, dates before a verb, 涉及: wordings of lists of good works."""

import pytest

from tests.ingest.targets.reading import Short, read, shorts


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("开展上门助浴服务3万小时，年度送餐量8万餐次。", [("开展上门助浴服务", "=", 3, "万小时"), ("年度送餐量", "=", 8, "万餐次")]),
        ("实现脱贫户享受扶贫小额贷款6亿元。", [("脱贫户享受扶贫小额贷款", "=", 6, "亿元")]),
        ("改造老旧小区40个，涉及楼房210栋、5200户。",
         [("改造老旧小区", "=", 40, "个"), ("改造涉及楼房", "=", 210, "栋"), ("改造涉及楼房", "=", 5200, "户")]),
        ("普及自来水2万户。", [("普及自来水", "=", 2, "万户")]),
        ("对全市120家学校食堂、60家大型餐饮开展明厨亮灶改造。",
         [("对全市学校食堂", "=", 120, "家"), ("对全市大型餐饮开展明厨亮灶改造", "=", 60, "家")]),
        ("对全区900个投放点进行升级改造。", [("对全区投放点进行升级改造", "=", 900, "个")]),
        ("对水稻、母猪等6个品种实施政策性保险。", [("品种实施政策性保险", "=", 6, "个")]),
        ("对全县18个乡镇开展巡查。", []),
        ("对辖区内300家企业进行检查。", []),
        ("检测主管80公里，对其中的约20公里进行修复。", [("检测主管", "=", 80, "公里"), ("对其中进行修复", "~", 20, "公里")]),
        ("投放人工鱼礁5万空方。", [("投放人工鱼礁", "=", 5, "万空方")]),
        ("任务数=户籍人口数x50%。", []),
        ("各村任务数=各村户籍人口数x 50%。", []),
        ("完成4个轨道交通站点50米公交配套改造。", [("完成轨道交通站点50米公交配套改造", "=", 4, "个")]),
        ("按照目前的工作要求，完成培训300人次。", [("完成培训", "=", 300, "人次")]),
        ("3月底前新建成驿站2家；6月底前新增托位100个。", [("新建成驿站", "=", 2, "家"), ("新增托位", "=", 100, "个")]),
        ("8月10日至8月31日完成2万人第二剂接种。", [("完成第二剂接种", "=", 2, "万人")]),
        ("形成2个产值超千亿元和3个产值超五百亿元的产业集群。",
         [("形成产值超千亿元", "=", 2, "个"), ("形成产值超五百亿元的产业集群", "=", 3, "个")]),
        ("推进国道110城北段、省道204改线等工程，修建便道6公里。", [("修建便道", "=", 6, "公里")]),
        ("完成投资13亿元，年底竣工20个。", [("完成投资", "=", 13, "亿元"), ("竣工", "=", 20, "个")]),
        ("孤儿养育标准由每人每月1800元提高到2200元。", []),
    ],
)  # fmt: skip
def test_lists_of_good_works(text: str, targets: list[Short]) -> None:
    found = [(name.replace("对全市", "").replace("对全区", ""), *rest) for name, *rest in shorts(text)]
    wanted = [(name.replace("对全市", "").replace("对全区", ""), *rest) for name, *rest in targets]
    assert found == wanted


def test_once_a_year_is_every_year() -> None:
    (target,) = read("一年至少开展一次义务献血活动。").targets
    assert (target.indicator, target.op, target.frequency) == ("开展义务献血活动", ">=", "annual")


def test_a_span_of_years_in_a_bracket_is_over_with_its_sentence() -> None:
    reading = read("完成两年（2023—2024年）打通28条断头路目标。购置200辆公交车。")
    assert [target.year for target in reading.targets] == [2024, None]


def test_a_vision_of_a_far_year_governs_nothing() -> None:
    reading = read("锚定2035年远景目标，建成示范园区6个。到2025年游客达到80万人次。")
    assert [target.year for target in reading.targets] == [None, 2025]
