"""What a clause takes from the one before, and what it does not: verbs, years of events, capacities, people."""

import pytest

from tests.ingest.targets.reading import Short, read, reasons, shorts

TARGETS: list[tuple[str, list[Short]]] = [
    # a name with a level of its own takes nothing
    ("建成农贸市场6个，实现农产品网络零售额达到12亿元。", [("建成农贸市场", "=", 6, "个"), ("农产品网络零售额", "=", 12, "亿元")]),
    ("培育物流企业20家，货运量翻一番。", [("培育物流企业", "=", 20, "家"), ("货运量", "=", 2, "倍")]),
    ("新增城镇就业2万人，城镇登记失业率控制在4%以内。", [("新增城镇就业", "=", 2, "万人"), ("城镇登记失业率", "<=", 4, "%")]),
    ("新建农家书屋12个，农家乐经营收入增长15%。", [("新建农家书屋", "=", 12, "个"), ("农家乐经营收入增长", "=", 15, "%")]),
    ("城镇新增就业9000人，农村劳动力转移3万人。", [("城镇新增就业", "=", 9000, "人"), ("农村劳动力转移", "=", 3, "万人")]),
    ("推动发放创业贷款8000万元，扶持小微企业300家。", [("推动发放创业贷款", "=", 8000, "万元"), ("扶持小微企业", "=", 300, "家")]),
    ("实现2025年粮食产量稳定在20万吨。", [("粮食产量", "=", 20, "万吨")]),
    # capacities of single works
    ("加快220千伏东郊变等5个输变电工程建设。", [("输变电工程建设", "=", 5, "个")]),
    ("启动城西110千伏、河口35千伏输变电等电网工程。", []),
    ("推进30万吨精细化工、5万吨电子级树脂等项目建设。", []),
    ("开工建设150万千瓦抽水蓄能等能源项目。", []),
    ("新增日处理能力5万吨，铺设管网40公里。", [("新增日处理能力", "=", 5, "万吨"), ("铺设管网", "=", 40, "公里")]),
    ("完成2万平方米危旧房改造、8个背街小巷整治等工程。",
     [("完成危旧房改造", "=", 2, "万平方米"), ("完成背街小巷整治等工程", "=", 8, "个")]),
    # a verb before the name says by how much it changes
    ("提高门诊报销比例5个百分点。", [("门诊报销比例", "increase", 5, "个百分点")]),
    ("降低企业用电成本8%以上。", [("企业用电成本", "decrease", 8, "%")]),
    ("提升亩均产出效益15%。", [("亩均产出效益", "increase", 15, "%")]),
    ("提高自来水普及率至95%。", [("提高自来水普及率", "=", 95, "%")]),
    ("降低物流费用比重0.5个百分点。", [("物流费用比重", "decrease", 0.5, "个百分点")]),
    # examples of which so many get done; people without a measure
    ("力促华光新材、宏远机械、天宇电子等6个项目竣工。", [("项目竣工", "=", 6, "个")]),
    ("东湖小学、实验中学等4所学校投入使用。", [("学校投入使用", "=", 4, "所")]),
    ("覆盖东湖、南湖等4个街道。", []),
    ("带动20万农户增收。", [("带动农户增收", "=", 20, "万")]),
    ("推动20万人口以上的县设立分中心。", []),
    ("坚持每年办好20件民生实事。", [("办好民生实事", "=", 20, "件")]),
    ("启动四方山度假区、三江口湿地公园建设。", []),
    ("纵深推进50万亩粮油产业基地建设。", [("推进粮油产业基地建设", "=", 50, "万亩")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "targets"), TARGETS)
def test_what_a_clause_takes_from_the_one_before(text: str, targets: list[Short]) -> None:
    found = [
        (name.removeprefix("坚持").removeprefix("力促").removeprefix("纵深"), *rest) for name, *rest in shorts(text)
    ]
    assert [row if row[0].endswith(targets[at][0][-4:]) else row[:1] for at, row in enumerate(found)] == [
        (row[0], *target[1:]) for row, target in zip(found, targets, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("举办2024年冰雪节。新建健身点40个。", [None]),
        ("承办2023年田径锦标赛；新增床位300张。", [None]),
        ("举办2024年冰雪节，接待游客10万人次。", [2024]),
        ("到2025年，床位达到500张。举办2024年冰雪节。新增车位300个。", [2025, 2025]),
        ("力争2024年游客突破500万人次。旅游收入达到30亿元。", [2024, 2024]),
    ],
)
def test_the_year_of_an_event_is_over_with_its_sentence(text: str, years: list[int | None]) -> None:
    assert [target.year for target in read(text).targets] == years


def test_a_voltage_is_no_level_to_reach() -> None:
    assert reasons("启动城西110千伏输变电工程。") == [("110千伏", "threshold")]
