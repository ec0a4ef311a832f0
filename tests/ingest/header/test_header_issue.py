"""Who issued a plan, when, under which number, and for where."""

import pytest

from ingest.header.place import place_of_issuer, read_jurisdictions
from tests.ingest.header.header_reading import BODY, header, plan


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("青政办发〔2023〕26号", "青政办发〔2023〕26号"),
        ("青政办发[2023]26号", "青政办发〔2023〕26号"),
        ("青政办发 ( 2023 ) 26 号", "青政办发〔2023〕26号"),
        ("青政办发【2023】第26号", "青政办发〔2023〕第26号"),
        ("青政办发〈2023〉26号", "青政办发〔2023〕26号"),
        ("（青政办发〔2023〕26号）", "青政办发〔2023〕26号"),
        ("青 政 办 发 〔2023〕 26 号", "青政办发〔2023〕26号"),
        ("青政办发〔20\n23〕26号", "青政办发〔2023〕26号"),
        ("文号：青政办发〔2023〕26号", "青政办发〔2023〕26号"),
    ],
)
def test_numbers_in_any_bracket(printed: str, number: str) -> None:
    reading = plan(f"青岚县人民政府关于印发青岚县水利方案的通知\n{printed}\n各乡镇：\n青岚县水利方案\n{BODY}")
    assert reading.doc_number == number


def test_a_cited_number_is_not_the_own_one() -> None:
    text = "青岚县水利方案\n为落实《云岭省水利规划》（云政发〔2022〕4号）和云政办〔2023〕1号文件要求，制定本方案。\n一、目标\n建成。\n"
    assert plan(text).doc_number is None


@pytest.mark.parametrize(
    ("signature", "issuers"),
    [
        ("青岚县人民政府\n2023年4月23日", ("青岚县人民政府",)),
        ("青岚县人民政府   2023年4月23日", ("青岚县人民政府",)),
        (
            "国家发展改革委\n工 业 和 信 息 化 部\n财    政    部\n2023年4月23日",
            ("国家发展改革委", "工业和信息化部", "财政部"),
        ),
        ("教育部  中央编办\n共青团中央　　中国科学院\n2023-04-23", ("教育部", "中央编办", "共青团中央", "中国科学院")),
        ("青州市越江区人民政府 青州越海新区管理委员会\n2023.4.23", ("青州市越江区人民政府", "青州越海新区管理委员会")),
        ("平澜市乡村振兴工作领导小组办公室（代章）\n二〇二三年四月二十三日", ("平澜市乡村振兴工作领导小组办公室",)),
        (
            "中共平澜市委 办公室\n平澜市人民政府 办公室\n2 0 2 3 年 4 月 2 3 日",
            ("中共平澜市委办公室", "平澜市人民政府办公室"),
        ),
    ],
)
def test_signatures(signature: str, issuers: tuple[str, ...]) -> None:
    text = f"关于印发水利方案的通知\n各单位：\n现将水利方案印发给你们。\n{signature}\n水利方案\n{BODY}"
    reading = plan(text + "抄送：各有关单位。\n青岚县人民政府办公室2023年4月25日印发\n")
    assert reading.issuers == issuers
    assert reading.issued_on == "2023-04-23"


def test_sources_in_their_order() -> None:
    letterhead = "青岚县人民政府文件\n青政发〔2023〕2号\n"
    title = "云江县教育局关于印发学前教育方案的通知\n各学校：\n"
    labels = "发布机构：海岭市教育局  成文日期：2023年4月1日  发布日期：2023-04-09\n"
    plain = "学前教育方案\n"
    assert plan(letterhead + title + plain + BODY).issuers == ("青岚县人民政府",)
    assert plan(labels + title + plain + BODY).issuers == ("云江县教育局",)
    reading = plan(labels + plain + BODY)
    assert (reading.issuers, reading.issued_on) == (("海岭市教育局",), "2023-04-01")
    assert plan(plain + BODY + "海岭市教育局\n2023年4月25日印发\n").issued_on == "2023-04-25"
    assert plan("发布时间：2023-04-09 10:20  来源：海岭市教育局\n" + plain + BODY).issued_on == "2023-04-09"


def test_metadata_in_a_list_with_its_values_below() -> None:
    text = (
        "镇山县2024年工作要点\n\n  • 索引号:\n\n    6107280000/2024-001005\n  • 来源:\n\n  • 发文机构:\n\n    镇山县人民政府\n"
        "  • 发文字号:\n\n    镇政发〔2024〕7号\n  • 发文日期:\n\n    2024年04月06日 16:40\n  • 有效性:\n\n镇山县2024年工作要点\n"
    )
    reading = plan(text + BODY)
    assert (reading.issuers, reading.issued_on) == (("镇山县人民政府",), "2024-04-06")
    assert (reading.doc_number, reading.title) == ("镇政发〔2024〕7号", "镇山县2024年工作要点")


def test_the_text_wins_over_metadata_and_the_difference_is_told() -> None:
    text = (
        "文号：青政发〔2023〕1号  成文日期：2023-04-01\n青岚县人民政府关于印发青岚县水利方案的通知\n青政发〔2023〕2号\n各乡镇：\n"
        "青岚县人民政府\n2023年4月3日\n青岚县水利方案\n"
    )
    reading = header(text + BODY)
    assert (reading.plan.doc_number, reading.plan.issued_on) == ("青政发〔2023〕2号", "2023-04-03")
    assert [warning.kind for warning in reading.warnings] == ["header_conflict", "header_conflict"]


def test_spans_quote_the_document() -> None:
    text = "青岚县人民政府文件\n青政发（2023）2号\n青岚县人民政府关于印发青岚县水利方案（2023—2025年）的通知\n"
    text += (
        "各乡镇：\n青岚县人民政府\n2023年4月3日\n青岚县水利方案(2023—2025年)\n"
        + BODY
        + "本方案自2023年5月1日起施行，有效期至2025年12月31日。\n"
    )
    reading = plan(text)
    quotes = {name: text[start:end] for name, (start, end) in reading.spans}
    assert quotes == {
        "title": "青岚县水利方案（2023—2025年）",
        "doc_number": "青政发（2023）2号",
        "issuers": "青岚县人民政府",
        "issued_on": "2023年4月3日",
        "period": "2023—2025年"[:-1],
        "effective": "自2023年5月1日起施行，有效期至2025年12月31日",
    }
    assert text[slice(*reading.title_span)] == "青岚县水利方案（2023—2025年）"


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("舟山市定海区人民政府办公室", "定海区"),
        ("青溪市云岭区教育局", "云岭区"),
        ("浙江省平湖市新埭镇人民政府", "新埭镇"),
        ("金溪镇人民政府", "金溪镇"),
        ("杭州市西湖区蒋村街道办事处", "蒋村街道"),
        ("中共嵊泗县委办公室", "嵊泗县"),
        ("巍山彝族回族自治县人民政府", "巍山彝族回族自治县"),
        ("新疆维吾尔自治区人民政府办公厅", "新疆维吾尔自治区"),
        ("津市市人民政府", "津市市"),
        ("荆州市沙市区人民政府", "沙市区"),
        ("济南市市中区人民政府", "市中区"),
        ("新市镇人民政府", "新市镇"),
        ("锡林郭勒盟行政公署", "锡林郭勒盟"),
        ("云岭省住房和城乡建设厅", "云岭省"),
        ("北京市城市管理委员会", "北京市"),
        ("澜江市工业强市领导小组办公室", "澜江市"),
        ("澜江市市场监督管理局", "澜江市"),
        ("绍兴滨海新区管理委员会", "绍兴滨海新区"),
        ("南京市江北新区管理委员会", "江北新区"),
        ("云岭省人民政府云海综合实验区管理委员会", "云海综合实验区"),
        ("柯岩区经济开发区管委会", "柯岩区经济开发区"),
        ("中国（云岭）自由贸易试验区海州片区管理委员会", "中国（云岭）自由贸易试验区"),
        ("云海综合实验区农村发展局", "云海综合实验区"),
        ("南京市江北新区教育和社会保障局", "江北新区"),
        ("澜江市公安局高新区分局", "澜江市"),
        ("澜江市城乡融合示范区工作领导小组办公室", "澜江市"),
        ("国务院办公厅", "全国"),
        ("国家发展改革委", "全国"),
        ("工业和信息化部", "全国"),
        ("市场监管总局", "全国"),
        ("中国人民银行", "全国"),
        ("国家税务总局云岭省税务局", "云岭省"),
        ("市经济和信息化局", None),
        ("县政府办公室", None),
        ("城市管理局", None),
    ],
)
def test_places_of_issuers(issuer: str, place: str | None) -> None:
    assert place_of_issuer(issuer) == place


@pytest.mark.parametrize(
    ("issuers", "title", "number", "beside", "places"),
    [
        (("青州市越江区人民政府", "青州越海新区管理委员会"), "若干意见", None, (), ("越江区", "青州越海新区")),
        (("中共平澜市委办公室", "平澜市人民政府办公室"), "实施方案", None, (), ("平澜市",)),
        (("财政部", "国家发展改革委"), "实施方案", None, (), ("全国",)),
        (("市教育局",), "澜江市学前教育方案", None, (), ("澜江市",)),
        (("省人民政府",), "省人民政府关于优化营商环境的意见", "鄂政发〔2018〕26号", (), ("湖北省",)),
        (("市发展改革委",), "储能方案", None, ("澜江市发展和改革委员会",), ("澜江市",)),
        ((), "“十四五”节能减排综合工作方案", None, ("国务院",), ("全国",)),
        (("舟山市人民政府",), "定海区海洋经济发展方案", None, (), ("定海区",)),
        (("舟山市人民政府",), "城市更新行动方案", None, (), ("舟山市",)),
        (("白岚片区管理局",), "东庠乡农房整治方案", None, (), ("东庠乡",)),
        (("舟山市人民政府",), "金塘镇渔港建设方案", None, (), ("金塘镇",)),
        (("舟山市人民政府",), "重点镇建设行动方案", None, (), ("舟山市",)),
        ((), "普陀区沈家门街道2025年工作方案", None, (), ("沈家门街道",)),
        (("定海区人民政府",), "舟山市定海区金塘镇乡村振兴规划", None, (), ("金塘镇",)),
        (("定海区人民政府",), "定海区白泉镇、干览镇农房整治方案", None, (), ("定海区",)),
        ((), "定海区城镇老旧小区改造方案", None, (), ("定海区",)),
        (("舟山市人民政府",), "美丽乡村建设行动方案", None, (), ("舟山市",)),
        ((), "一个故事", None, (), ()),
    ],
)
def test_jurisdictions(
    issuers: tuple[str, ...], title: str, number: str | None, beside: tuple[str, ...], places: tuple[str, ...]
) -> None:
    assert read_jurisdictions(issuers, title, number, beside) == places


def test_joint_issuers_that_have_lost_the_space_between_them() -> None:
    signed = "青岚区教育局青岚区财政局\n青岚区住房和城乡建设局青岚区民政局\n2023年4月23日\n"
    text = (
        f"关于印发《青岚区课后服务实施方案》的通知\n各学校：\n现印发给你们。\n{signed}青岚区课后服务实施方案\n" + BODY
    )
    assert plan(text).issuers == ("青岚区教育局", "青岚区财政局", "青岚区住房和城乡建设局", "青岚区民政局")


@pytest.mark.parametrize("note", ["（本文有删减）", "（此件公开发布）", ""])
def test_a_signature_run_into_the_last_line(note: str) -> None:
    text = f"青岚县水利方案\n{BODY}三、组织实施\n（一）压实责任。各单位要抓好落实，\n提振信心。青岚县人民政府2031年4月23日{note}\n"
    reading = plan(text)
    assert (reading.issuers, reading.issued_on) == (("青岚县人民政府",), "2031-04-23")
