"""Wordings of many offices: what the page adds, what is paid, what each one must be like, how long a year holds."""

import pytest

from tests.ingest.targets.reading import Short, read, reasons, shorts

OTHERS = [
    # what the page adds
    ("浏览次数：3,502次", [("3,502次", "other")]),
    ("看不清？换一张", [("一张", "other")]),
    # the present
    ("截至2021年底，全县养老床位达1.2万张，护理型床位占比仅55%。", [("1.2万张", "present"), ("55%", "present")]),
    ("近年来投入加大，截至2022年6月全省建成站点约300个。", [("300个", "present")]),
    ("乡镇卫生院医师中本科学历仅占三成。", [("三成", "present")]),
    # what is paid
    ("高龄老人津贴每人每月分别发放100元、300元。", [("100元", "subsidy"), ("300元", "subsidy")]),
    ("养老护理员每月岗位津贴300元。", [("300元", "subsidy")]),
    ("对入选民宿给予奖励，同一企业年度累计不超过100万元。", [("100万元", "subsidy")]),
    ("单个站点建设资金最高40万元。", [("40万元", "subsidy")]),
    ("单户最高不超过30万元。", [("30万元", "subsidy")]),
    ("农险保费由财政承担70%，农户自缴30%。", [("70%", "subsidy"), ("30%", "subsidy")]),
    ("网格员每月600元。", [("600元", "subsidy")]),
    # what each one must be like
    ("优先支持日处理能力1万吨以上、出水水质优良的污水处理厂提标改造。", [("1万吨以上", "threshold")]),
    (
        "支持年产值5亿元以上、研发投入占比3%以上的企业牵头组建创新联合体。",
        [("5亿元以上", "threshold"), ("3%以上", "threshold")],
    ),
    ("社区食堂使用面积不少于60平方米。", [("60平方米", "threshold")]),
    ("耕作层厚度不小于25厘米。", [("25厘米", "threshold")]),
    (
        "严格执行婚丧喜庆限高规定，宴席每桌不超过800元，礼金不超过200元。",
        [("800元", "threshold"), ("200元", "threshold")],
    ),
    ("企业提取的培训经费比例不得低于本企业工资总额的8%。", [("8%", "threshold")]),
    ("健全12家县级医院对口支援机制。", [("12家", "other")]),
    # names
    ("严格落实中央八项规定精神。", [("八项", "name")]),
    ("落实县十八届人大三次会议决议。", [("十八届", "name"), ("三次", "name")]),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS, ids=[text[:12] for text, _ in OTHERS])
def test_what_is_no_target(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text).targets == ()
    assert reasons(text) == expected


TARGETS: list[tuple[str, list[Short]]] = [
    ("网站年访问量达到500万次。", [("网站年访问量", "=", 500, "万次")]),
    ("每年召开四次会议研究部署。", [("召开会议研究部署", "=", 4, "次")]),
    ("保费收入达到30亿元。", [("保费收入", "=", 30, "亿元")]),
    ("惠农补贴“一卡通”发放率达到100%。", [("惠农补贴“一卡通”发放率", "=", 100, "%")]),
    ("居民住院费用政策范围内报销比例稳定在75%左右。", [("居民住院费用政策范围内报销比例", "~", 75, "%")]),
    ("低保标准每人每月提高到850元。", [("低保标准", "=", 850, "元")]),
    ("工会帮扶资金发放500万元。", [("工会帮扶资金发放", "=", 500, "万元")]),
    ("生均校舍建筑面积不低于8平方米。", [("生均校舍建筑面积", ">=", 8, "平方米")]),
    ("新建标准厂房建筑面积不低于50万平方米。", [("新建标准厂房建筑面积", ">=", 50, "万平方米")]),
    ("日均车流量达到8000辆次。", [("日均车流量", "=", 8000, "辆次")]),
    ("年出栏畜禽120万头只。", [("年出栏畜禽", "=", 120, "万头只")]),
    ("全市算力规模突破5000P。", [("算力规模", ">", 5000, "P")]),
    ("断面水质达标月数不少于11个月。", [("断面水质达标月数", ">=", 11, "个月")]),
    ("完成老旧电梯安全性能提升200台。", [("完成老旧电梯安全性能提升", "=", 200, "台")]),
    ("亩均单产提高20公斤。", [("亩均单产", "increase", 20, "公斤")]),
    ("在中心城区新建公共停车场12处。", [("新建公共停车场", "=", 12, "处")]),
    ("万元GDP用水量下降16%，用水总量控制在14亿立方米以内。", [
        ("万元GDP用水量", "decrease", 16, "%"),
        ("用水总量", "<=", 14, "亿立方米"),
    ]),
    ("目前仅有三级医院2家，力争达到4家。", [("三级医院", "=", 4, "家")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TARGETS, ids=[text[:12] for text, _ in TARGETS])
def test_what_is_one(text: str, expected: list[Short]) -> None:
    assert shorts(text) == expected


@pytest.mark.parametrize(
    ("text", "frequencies"),
    [
        ("快递业务量每年增长15%以上，新建物流点200个。", ["annual", None]),
        ("开展应急演练每年不少于4次，配备消防队员300人。", ["annual", None]),
        ("每年新增技能人才2000人，其中高技能人才600人。", ["annual", "annual"]),
        ("县城PM2.5年均浓度控制在32微克/立方米以内。", [None]),
        ("三年累计培训农民工2万人次。", ["cumulative"]),
        ("到2025年，三个园区合计营收占比达到50%。", [None]),
    ],
)
def test_frequency(text: str, frequencies: list[str | None]) -> None:
    assert [target.frequency for target in read(text).targets] == frequencies


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("三年新建农村公路600公里。实施危桥改造50座。", [2025, None]),
        ("未来三年，新增托位3000个。改造幼儿园20所。", [2025, 2025]),
        ("经三年努力，绿化覆盖率达到42%。新建绿道80公里。", [2025, 2025]),
        ("2024年底前新增床位50张，民间投资三年累计完成30亿元。", [2024, 2025]),
        ("五年累计新增就业30万人。", [None]),
    ],
)
def test_spans_of_years(text: str, years: list[int | None]) -> None:
    assert [target.year for target in read(text).targets] == years


def test_a_count_within_the_plans_span_is_a_goal() -> None:
    assert [target.year for target in read("截至2025年底，全市养老床位达到1.5万张。").targets] == [2025]
