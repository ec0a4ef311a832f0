"""Wordings met in plans of many places, told again with other words: what counts, for which year, and what does not."""

import pytest

from tests.ingest.targets.reading import Short, read, reasons, shorts


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("玉米播种、收割机械化率分别达到80%和75%。", [("玉米播种机械化率", "=", 80, "%"), ("玉米收割机械化率", "=", 75, "%")]),
        ("规上企业单位产值能耗、水耗分别下降8%、10%。", [("规上企业单位产值能耗", "decrease", 8, "%"), ("规上企业单位产值水耗", "decrease", 10, "%")]),
        ("建有工会、团组织的企业比例分别达到60%、50%。", [("建有工会的企业比例", "=", 60, "%"), ("团组织的企业比例", "=", 50, "%")]),
        ("市、县、乡道管护经费每公里分别不低于8000元、6000元、4000元。", [("市道管护经费", ">=", 8000, "元/公里"), ("县道管护经费", ">=", 6000, "元/公里"), ("乡道管护经费", ">=", 4000, "元/公里")]),
        ("小学、初中覆盖率分别达到95%、90%。", [("小学覆盖率", "=", 95, "%"), ("初中覆盖率", "=", 90, "%")]),
        ("水电、抽水蓄能装机容量分别达到300万千瓦、120万千瓦。", [("水电装机容量", "=", 300, "万千瓦"), ("抽水蓄能装机容量", "=", 120, "万千瓦")]),
        ("示范农场和示范合作社分别达到500家。", [("示范农场", "=", 500, "家"), ("示范合作社", "=", 500, "家")]),
        ("工业产值年均增长9%以上，占全县比重提高到70%以上。", [("工业产值年均增长", ">=", 9, "%"), ("工业产值占全县比重", ">=", 70, "%")]),
        ("住院等候时间不应超过3天。", [("住院等候时间", "<=", 3, "天")]),
        ("将立项审查用时压缩至2周以内。", [("立项审查用时", "<=", 2, "周")]),
        ("接警后8分钟内出动。", [("接警后出动", "<=", 8, "分钟")]),
        ("进出口比缩小到1.4∶1左右。", [("进出口比", "~", 1.4, "")]),
        ("将全市平均担保费率降至1.2%以下。", [("平均担保费率", "<=", 1.2, "%")]),
        ("在全省范围内选择8个左右有基础的县开展试点。", [("在全省范围内选择有基础的县开展试点", "~", 8, "个")]),
        ("年产卫星80颗。", [("年产卫星", "=", 80, "颗")]),
    ],
)  # fmt: skip
def test_what_counts(text: str, targets: list[Short]) -> None:
    assert [(name.removeprefix("将"), op, value, unit) for name, op, value, unit in shorts(text)] == targets


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("用好国内国际两个市场。", "两个", "name"),
        ("学习贯彻省委十二届三次、四次全会精神。", "三次", "name"),
        ("发展现代五项、马术等项目。", "五项", "name"),
        ("实现群众办事最多跑一次。", "一次", "name"),
        ("对原12个薄弱乡镇帮扶力度不减。", "12个", "present"),
        ("每人只享受一次。", "一次", "other"),
        ("《甲方案》《乙方案》等3个方案已经市政府同意。", "3个", "other"),
        ("领导小组下设综合协调、督导检查等4个工作组。", "4个", "other"),
        ("单位职工达到40%（超过200人的单位达到20%）的，可申请贷款。", "20%", "threshold"),
        ("清洁车辆占比达到50%及以上，是参与采购的必要条件。", "50%及以上", "threshold"),
        ("落实国家对新建小区应当100%建设充电设施的规定。", "100%", "threshold"),
        ("研制4.2米直径的储罐。", "4.2米", "threshold"),
        ("打造超千万件的金牌产品。", "超千万件", "threshold"),
        ("培育年产值超50亿元、带动力强的链主企业3家。", "50亿元", "threshold"),
    ],
)
def test_what_does_not_count(text: str, quote: str, reason: str) -> None:
    assert (quote, reason) in [(found, why) for found, why in reasons(text)] or (quote.removeprefix("超"), reason) in (
        reasons(text)
    )


def test_a_base_of_comparison_is_not_the_year() -> None:
    reading = read("能耗较“十三五”末下降12%，保留绿色工厂20家。", year=2025, kind="objective")
    assert [target.year for target in reading.targets] == [2025, 2025]


def test_the_last_sentence_of_an_opening_paragraph_governs_the_items_below() -> None:
    opening = "坚持创新引领，做强主导产业。到2024年末，将全区打造成为先进制造高地。"
    assert read(opening, kind="objective").opens_year == 2024
    assert read("2020年以来成效明显，2021年再上台阶。各项工作有序推进。", kind="objective").opens_year is None


def test_the_same_measure_of_a_zone_is_the_same_indicator_with_a_scope() -> None:
    first, second = read("压减审批事项60项以上，自由贸易试验区力争达到90项。").targets
    assert (second.indicator, second.scope, second.value) == (first.indicator, "自由贸易试验区", 90)


def test_addresses_hold_no_figures() -> None:
    text = "来源：https://www.example.org/a?b=5%25#:~:text=%E8%BF%91%E5%B9%B4 建成驿站6个。"
    assert [target.value for target in read(text).targets] == [6]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("年均开发1万个以上的公益岗位。", [("开发公益岗位", ">=", 1, "万个")]),
        ("每20公里乡道配备不少于两名管护员。", [("20公里乡道配备管护员", ">=", 2, "名")]),
        ("地方一般公共预算收入突破90亿元。", [("地方一般公共预算收入", ">", 90, "亿元")]),
    ],
)
def test_more_that_counts(text: str, targets: list[Short]) -> None:
    assert [(name.removeprefix("每"), op, value, unit) for name, op, value, unit in shorts(text)] == targets


@pytest.mark.parametrize(
    "text",
    [
        "开展中高职三二分段培养。",
        "引导资源向两个新城配置。",
        "起数、损失、伤亡三项统计指标稳中有降。",
        "按照总里程12%的维修率测算费用。",
        "项目所需经费约300万元。",
        "推广廿八里街道的经验。",
        "成熟一片开发一片。",
        "推广使用电动三轮车。",
        "将万里、宜春等老旧站点纳入改造。",
    ],
)
def test_more_that_does_not_count(text: str) -> None:
    assert shorts(text) == []


def test_an_item_of_goals_keeps_its_year_to_itself() -> None:
    assert read("（一）到2022年，管理体制基本建立。", kind="objective").opens_year is None
    assert read("（一）总体目标。到2022年，管理体制基本建立。", kind="objective").opens_year == 2022


def test_what_is_made_counts_though_a_phrase_of_politics_begins_alike() -> None:
    assert shorts("新建两个市场，打造两个先行示范区。") == [
        ("新建市场", "=", 2, "个"),
        ("打造先行示范区", "=", 2, "个"),
    ]
    assert shorts("引进一家加工企业。") == [("引进加工企业", "=", 1, "家")]
    assert shorts("对两座危桥实施改造。") == [("对危桥实施改造", "=", 2, "座")]
