import pytest

from tests.ingest.targets.reading import read


@pytest.mark.parametrize(
    ("text", "op", "value"),
    [
        ("森林覆盖率达到60%", "=", 60),
        ("森林覆盖率60%以上", ">=", 60),
        ("森林覆盖率不低于60%", ">=", 60),
        ("森林覆盖率不得低于60%", ">=", 60),
        ("森林覆盖率≥60%", ">=", 60),
        ("森林覆盖率稳定在60%以上", ">=", 60),
        ("森林覆盖率60%左右", "~", 60),
        ("森林覆盖率约60%", "~", 60),
        ("森林覆盖率超过60%", ">", 60),
        ("森林覆盖率突破60%", ">", 60),
        ("森林覆盖率提高到60%", "=", 60),
        ("森林覆盖率提升至60%以上", ">=", 60),
        ("森林覆盖率提高2个百分点", "increase", 2),
        ("森林覆盖率提高2个百分点以上", "increase", 2),
        ("森林覆盖率提升近2个百分点", "increase", 2),
        ("失业率控制在5.5%以内", "<=", 5.5),
        ("失业率控制在5.5%左右", "~", 5.5),
        ("失业率不超过5.5%", "<=", 5.5),
        ("失业率低于5.5%", "<", 5.5),
        ("失业率≤5.5%", "<=", 5.5),
        ("失业率降至5.5%以下", "<=", 5.5),
        ("能耗强度下降13.5%", "decrease", 13.5),
        ("能耗强度较2020年下降13.5%以上", "decrease", 13.5),
        ("能耗强度比上年降低3%", "decrease", 3),
        ("碳排放减少10万吨", "decrease", 10),
        ("技改投资增长15%以上", ">=", 15),
        ("技改投资增长15%", "=", 15),
        ("技改投资增长不低于15%", ">=", 15),
        ("工业增速达到8%左右", "~", 8),
        ("城乡收入比缩小到1.8:1以内", "<=", 1.8),
        ("建筑密度上限指标统一按60%控制", "<=", 60),
        ("培育企业3—5家", "between", 3),
        ("培育企业不少于3至5家", "between", 3),
        ("至少建成公园3个", ">=", 3),
        ("每个乡镇至少建成1所卫生院", ">=", 1),
        ("人均寿命达到79岁", "=", 79),
        ("普惠机构收费不高于人均可支配收入的15%", "<=", 15),
        ("综合实力进入全省前10位", "<=", 10),
    ],
)
def test_operator_of_a_statement(text: str, op: str, value: float) -> None:
    assert [(target.op, target.value) for target in read(text + "。").targets] == [(op, value)]


def test_growth_is_named_growth() -> None:
    assert [target.indicator for target in read("技改投资增长15%以上，财政收入年均增长6%。").targets] == [
        "技改投资增长",
        "财政收入年均增长",
    ]


def test_both_ends_of_a_range() -> None:
    (target,) = read("每年引进项目8-10个。").targets
    assert (target.op, target.value, target.value_to) == ("between", 8, 10)


@pytest.mark.parametrize(
    ("text", "frequencies"),
    [
        ("每年新增企业8家以上。", ["annual"]),
        ("累计建成公园8个。", ["cumulative"]),
        ("每年实施项目2个以上，新增机器人7台以上。", ["annual", "annual"]),
        ("每年实施项目2个以上，工业投资占固定资产投资比例达到20%。", ["annual", None]),
        ("每年实施项目2个以上。建成平台5个。", ["annual", None]),
        ("每年建设公园20个、绿道100公里。", ["annual", "annual"]),
        ("累计建成工厂2家、平台20家。", ["cumulative", "cumulative"]),
        ("累计引进企业37家，培育冠军5家。", ["cumulative", None]),
        ("培训人数累计超过6000人次。", ["cumulative"]),
        ("研发投入年均增长12%。", ["annual"]),
        ("年度制造业投资增速不低于20%、占比不低于30%。", ["annual", "annual"]),
    ],
)
def test_frequency(text: str, frequencies: list[str | None]) -> None:
    assert [target.frequency for target in read(text).targets] == frequencies
