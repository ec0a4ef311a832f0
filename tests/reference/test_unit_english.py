"""English of units' names, as staff read them: companies, universities, groups, zones, bodies stationed elsewhere."""

import pytest

from reference.bodies import load_bodies

BODIES = load_bodies()


@pytest.mark.parametrize(
    ("name", "place", "english"),
    [
        ("郑州大学", "Zhengzhou City", "Zhengzhou University"),
        ("浙江大学", "Zhejiang Province", "Zhejiang University"),
        ("西安交通大学", "Xi'an City", "Xi'an Jiaotong University"),
        ("三峡大学", "Badong County", "China Three Gorges University"),
        ("平湖市职业中专", "Pinghu City", "Pinghu Municipal Secondary Vocational School"),
        ("四川省农业科学院", "Sichuan Province", "Sichuan Provincial Academy of Agricultural Sciences"),
        ("国网平湖市供电公司", "Pinghu City", "State Grid Pinghu Power Supply Company"),
        ("中国移动郑州分公司", "Zhengzhou City", "China Mobile Zhengzhou Branch"),
        ("中国人民银行临沂市分行", "Linyi City", "People's Bank of China Linyi Branch"),
        ("临沂市水务集团", "Linyi City", "Linyi Municipal Water Company"),
        ("国家税务总局平湖市税务局", "Pinghu City", "Pinghu Municipal Taxation Bureau"),
        ("嘉兴海关", "Jiaxing City", "Jiaxing Customs"),
        (
            "中国人民政治协商会议临沂市委员会",
            "Linyi City",
            "Linyi Municipal People's Political Consultative Conference",
        ),
        (
            "临沂市人民代表大会常务委员会办公室",
            "Linyi City",
            "Office of the Standing Committee of the Linyi Municipal People's Congress",
        ),
        ("临沂市委办公室", "Linyi City", "Office of the CPC Linyi Municipal Committee"),
        (
            "平湖市独山港经济开发区管委会",
            "Pinghu City",
            "Pinghu Dushan Port Economic Development Zone Administrative Committee",
        ),
        (
            "浙江省自然资源厅驻平湖督察组",
            "Zhejiang Province",
            "Inspection Group of the Zhejiang Provincial Department of Natural Resources in Pinghu City",
        ),
        ("新疆生产建设兵团", "Xinjiang Uygur Autonomous Region", "Xinjiang Production and Construction Corps"),
    ],
)
def test_units_are_named_as_they_name_themselves(name: str, place: str, english: str) -> None:
    assert BODIES.english(name, place).text == english


@pytest.mark.parametrize(
    ("name", "place", "english"),
    [
        ("平湖市各镇（街道）", "Pinghu City", "All towns and subdistricts of Pinghu City"),
        ("衡阳县各乡镇", "Hengyang County", "All towns and townships of Hengyang County"),
        ("临沂市各县区人民政府", "Linyi City", "Governments of all counties and districts of Linyi City"),
        ("四川省有关部门", "Sichuan Province", "Relevant departments of Sichuan Province"),
        ("临沂市属各国有企业", "Linyi City", "All state-owned enterprises of Linyi City"),
        ("平湖市各成员单位", "Pinghu City", "All member units of Pinghu City"),
        ("国务院有关部门", "China", "Relevant departments of the State Council"),
        (
            "各省、自治区、直辖市人民政府",
            "China",
            "Governments of all provinces, autonomous regions and municipalities",
        ),
    ],
)
def test_groups_say_whom_they_stand_for(name: str, place: str, english: str) -> None:
    assert BODIES.english(name, place).text == english
