import pytest

from tests.ingest.targets.reading import read, reasons

CASES = [
    ("对新认定的企业一次性给予20万元奖励。", [("20万元", "subsidy")]),
    ("违反规定的，处以2000元以上2万元以下罚款。", [("2000元以上", "subsidy"), ("2万元以下", "subsidy")]),
    ("按实际投资额的15%给予补助，最高不超过500万元。", [("15%", "subsidy"), ("500万元", "subsidy")]),
    ("新引进人才可按1.5倍享受购房补贴。", [("1.5倍", "subsidy")]),
    ("给予企业10万元/人奖励。", [("10万元/人", "subsidy")]),
    ("发放标准为每人每月800元。", [("800元", "subsidy")]),
    ("年销售收入2000万元以上的企业全部纳统。", [("2000万元以上", "threshold")]),
    ("对能耗超过0.52吨标准煤/万元的项目从严审查。", [("0.52吨标准煤/万元", "threshold")]),
    ("用地3亩以上的企业列入排查。", [("3亩以上", "threshold")]),
    ("对占地100亩以上低效用地开展连片改造。", [("100亩以上", "threshold")]),
    ("消除集体经济年收入10万元以下的薄弱村。", [("10万元以下", "threshold")]),
    ("可按不低于基准地价的70%确定底价。", [("70%", "threshold")]),
    ("可将配套用地比例上限由7%提高到15%。", [("7%", "threshold"), ("15%", "threshold")]),
    ("参与总规模50亿元的省级专项基金建设。", [("50亿元", "threshold")]),
    ("总投资120亿元的项目开工建设。", [("120亿元", "threshold")]),
    ("距离居民区500米以内禁止新建。", [("500米以内", "threshold")]),
    ("年出栏50头以上的养殖场须配套粪污处理设施。", [("50头以上", "threshold")]),
    ("对考核排名后3位的乡镇进行约谈。", [("3位", "threshold")]),
    ("按照每千人口不少于10个托位的标准规划建设。", [("10个", "threshold")]),
    ("推进3万吨级泊位改造。", [("3万吨", "threshold")]),
    ("目前全市已有高新技术企业500家。", [("500家", "present")]),
    ("2022年，全市工业产值达到500亿元。", [("500亿元", "present")]),
    ("按照《通知》（临政办发〔2022〕77号）执行。", [("77号", "name")]),
    ("截至2022年底，全市拥有床位800张。", [("800张", "present")]),
    ("全市共有残疾人13.7万人。", [("13.7万人", "present")]),
    ("深入实施“3个100”工程。", [("3个", "name")]),
    ("瞄准世界500强企业开展招商。", [("500强", "name")]),
    ("应用网上技术市场3.0版。", [("3.0版", "name")]),
    ("统筹推进六大行动。", [("六大", "name")]),
    ("开展新八级工制度试点。", [("八级", "name")]),
    ("推进中芯三期建设。", [("三期", "name")]),
    ("建设15分钟生活圈。", [("15分钟", "date")]),
    ("建立一个重点项目、一名责任领导的工作体系。", [("一个", "other"), ("一名", "other")]),
    ("围绕8个应用场景开展攻关。", [("8个", "other")]),
    ("建立一个协调机制。", [("一个", "other")]),
    ("争取省数字经济等3支专项基金的支持。", [("3支", "other")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:12] for text, _ in CASES])
def test_numbers_that_are_no_targets(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text).targets == ()
    assert reasons(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月底前完成。",
        "3年未开工的依法收回。",
        "一企一策推进。",
        "实施“415X”行动。",
        "按照A类、E类管理。",
        "实现全覆盖。",
        "召开第19次常务会议。",
    ],
)
def test_dates_and_labels_need_no_mention(text: str) -> None:
    reading = read(text)
    assert reading.targets == ()
    assert all(other.reason == "name" for other in reading.not_targets)


def test_a_threshold_inside_a_target_is_named_too() -> None:
    reading = read("每年引进投资亿元以上制造业项目50个以上。")
    assert [target.indicator for target in reading.targets] == ["引进投资亿元以上制造业项目"]
    assert [(other.quote, other.reason) for other in reading.not_targets] == [("亿元以上", "threshold")]


def test_a_baseline_is_the_present() -> None:
    reading = read("常住人口城镇化率由65%提高到70%。")
    assert [target.value for target in reading.targets] == [70]
    assert reasons("常住人口城镇化率由65%提高到70%。") == [("65%", "present")]


@pytest.mark.parametrize(
    ("text", "start", "goal"),
    [("良种率由2022年底的46%提高到60%。", "46%", 60), ("农药用量从2021年的30吨下降到20吨。", "30吨", 20)],
)
def test_what_a_goal_starts_from_is_of_the_present(text: str, start: str, goal: float) -> None:
    assert [target.value for target in read(text).targets] == [goal]
    assert reasons(text) == [(start, "present")]
