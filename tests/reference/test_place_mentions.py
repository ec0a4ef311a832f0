"""Places in running text, Chinese and English."""

import pytest

from reference.places import load_gazetteer

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("舟山哪些单位牵头土地改革", [("舟山", "330900")]),
        ("浙江省舟山市定海区", [("浙江省", "330000"), ("舟山市", "330900"), ("定海区", "330902")]),
        ("舟山普陀区", [("舟山", "330900"), ("普陀区", "330903")]),
        ("吉林省吉林市", [("吉林省", "220000"), ("吉林市", "220200")]),
        ("舟山市场监管局", [("舟山", "330900")]),
        ("舟山市市场监管局", [("舟山市", "330900")]),
        ("舟山市民政局", [("舟山市", "330900")]),
        ("舟山市民活动中心", [("舟山", "330900")]),
        ("嵊泗县城更新", [("嵊泗", "330922")]),
        ("加强创新干部培养", []),
        ("推广安全生产责任险", []),
        ("内蒙古和陕西", [("内蒙古", "150000"), ("陕西", "610000")]),
        ("杭州江干区", [("杭州", "330100"), ("江干区", "330104")]),
        ("全国各地", [("全国", "000000")]),
        ("", []),
    ],
)
def test_chinese_mentions(text: str, found: list[tuple[str, str]]) -> None:
    mentions = GAZETTEER.find_in_text(text)
    assert [(text[mention.start : mention.end], mention.place.code) for mention in mentions] == found


def test_an_everyday_word_is_no_certain_place() -> None:
    assert not GAZETTEER.find_in_text("维护和平发展")[0].certain
    assert GAZETTEER.find_in_text("天津和平区")[1].certain
    assert not GAZETTEER.find_in_text("推进城区改造")[0].certain


def test_towns_are_found_when_asked_for() -> None:
    text = "定海区金塘镇和白泉镇"
    mentions = GAZETTEER.find_in_text(text, towns=True)
    assert [mention.place.code for mention in mentions] == ["330902", "330902100", "330902104"]


def test_functional_areas_follow_their_place_or_their_context() -> None:
    text = "舟山高新区牵头哪些任务"
    assert [(text[m.start : m.end], m.place.code) for m in GAZETTEER.find_areas(text)] == [
        ("舟山高新区", "330900:高新区")
    ]
    assert [m.place.code for m in GAZETTEER.find_areas("由经开区牵头", within="410700")] == ["410700:经开区"]
    assert GAZETTEER.find_areas("由经开区牵头") == []
    assert [m.place.name for m in GAZETTEER.find_areas("平湖市独山港区的产值")] == ["平湖市独山港区"]
    assert GAZETTEER.find_areas("深圳市与香港区域合作", within="440300") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("which units lead land reform in Zhoushan", [("Zhoushan", "330900")]),
        ("Zhoushan City", [("Zhoushan City", "330900")]),
        ("zhou shan shi", [("zhou shan shi", "330900")]),
        ("zhoushanshi", [("zhoushanshi", "330900")]),
        ("Dinghai District's plan", [("Dinghai District", "330902")]),
        ("dinghai qu he shengsi xian", [("dinghai qu", "330902"), ("shengsi xian", "330922")]),
        ("Putuo District, Zhoushan", [("Putuo District", "330903"), ("Zhoushan", "330900")]),
        ("Putuo District, Shanghai", [("Putuo District", "310107"), ("Shanghai", "310000")]),
        ("the county of Anji", [("Anji", "330523")]),
        ("Inner Mongolia and Tibet", [("Inner Mongolia", "150000"), ("Tibet", "540000")]),
        ("Shaanxi, Shanxi", [("Shaanxi", "610000"), ("Shanxi", "140000")]),
        ("Hong Kong", [("Hong Kong", "810000")]),
        ("Xinjiang Uygur Autonomous Region", [("Xinjiang Uygur Autonomous Region", "650000")]),
        ("Yanbian Korean Autonomous Prefecture", [("Yanbian Korean Autonomous Prefecture", "222400")]),
        ("She County", [("She County", "130426")]),
        ("xi'an", [("xi'an", "610100")]),
        ("Urumqi", [("Urumqi", "650100")]),
        ("a guide for each mile, she said; he can, and then he ran an anti-litter ban", []),
        ("who is responsible for land use in the long run", []),
        ("pingyangxian", [("pingyangxian", "330326")]),
    ],
)
def test_english_mentions(text: str, found: list[tuple[str, str]]) -> None:
    mentions = GAZETTEER.find_in_english(text)
    assert [(text[mention.start : mention.end], mention.place.code) for mention in mentions] == found


ORDINARY = """The office shall guide and supervise an honest audit of funds. He and she can lead a long song, and then
hang a ban on shale mining. Ten men ran to the sea; the man in the van sang. Pension reform, a tender for
solar panels, fishing bans, wetland and dune care, human capital, a chain of cold stores, mean income, an
online desk, lending to small firms, a canal, taxing sugar, one and a half, an autonomous body, aim in
front, land use, wan hope, linen, manhole covers, banging gongs, sun, tea gardens, tie-ins, pinging
servers, dong quai, boxing rings, jingle."""


def test_ordinary_english_names_no_place() -> None:
    assert [ORDINARY[m.start : m.end] for m in GAZETTEER.find_in_english(ORDINARY)] == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Jintang Town in Dinghai", ["330902100", "330902"]),
        ("Dinghai's Chengdong Subdistrict", ["330902", "330902004"]),
        ("Zhoushan, gaoting zhen", ["330900", "330921100"]),
        ("a small town in Zhoushan", ["330900"]),
    ],
)
def test_towns_with_their_rank_are_found_beside_their_place(text: str, codes: list[str]) -> None:
    assert [mention.place.code for mention in GAZETTEER.find_in_english(text)] == codes


def test_a_word_that_only_borders_on_a_name_is_no_place() -> None:
    for text in ("城市更新和扩容", "法规和政策", "扩大新造船规模", "建设高水平大城市", "加大连片开发"):
        assert GAZETTEER.find_in_text(text) == [], text
    assert not GAZETTEER.find_in_text("独山港开发")[0].certain
    assert GAZETTEER.find_in_text("璀璨的金平湖明珠", within="330482")[0].place.code == "330482"


def test_a_shared_pinyin_lists_all_its_places() -> None:
    mention = GAZETTEER.find_in_english("Taizhou")[0]
    assert [place.code for place in mention.places] == ["321200", "331000"]
    assert GAZETTEER.find_in_english("Taizhou", within="330000")[0].place.code == "331000"
