"""The lexicon of standing bodies: forms, expansion, renamings, English."""

import pytest

from graph_schema.errors import DataFileError
from reference.bodies import load_bodies, read_bodies

BODIES = load_bodies()


def test_every_local_form_belongs_to_one_body() -> None:
    owners: dict[str, str] = {}
    for body in BODIES:
        if body.level == "nation" or body.is_kin:
            continue
        for form in body.forms:
            assert owners.setdefault(form, body.name) == body.name, form


def test_every_successor_is_listed() -> None:
    for body in BODIES:
        assert len(BODIES.successors(body)) == len(body.successors)


def test_it_covers_the_departments() -> None:
    assert len({body.function for body in BODIES}) > 150
    assert len([body for body in BODIES if not body.is_kin]) > 400


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("资规局", "自然资源和规划局"),
        ("自然资源与规划局", "自然资源和规划局"),
        ("发改委", "发展和改革委员会"),
        ("发改局", "发展和改革局"),
        ("经信局", "经济和信息化局"),
        ("工信局", "工业和信息化局"),
        ("人社局", "人力资源和社会保障局"),
        ("人力社保局", "人力资源和社会保障局"),
        ("市监局", "市场监督管理局"),
        ("投促中心", "投资促进中心"),
        ("委组织部", "委组织部"),
        ("组织部", "委组织部"),
        ("编办", "委机构编制委员会办公室"),
        ("金融办", "人民政府金融工作办公室"),
        ("工信部", "工业和信息化部"),
        ("国家发展改革委", "国家发展和改革委员会"),
        ("财政部门", "财政局"),
        ("生态环境主管部门", "生态环境局"),
        ("卫计委", "卫生和计划生育委员会"),
        ("某某局", None),
    ],
)
def test_a_form_is_matched_exactly(form: str, name: str | None) -> None:
    body = BODIES.match(form)
    assert (body.name if body else None) == name


def test_the_level_decides_between_namesakes() -> None:
    local, nation = BODIES.match("发展改革委"), BODIES.match("发展改革委", level="nation")
    assert local is not None and nation is not None
    assert (local.name, nation.name) == ("发展和改革委员会", "国家发展和改革委员会")


def test_different_names_of_one_function_stay_different_bodies() -> None:
    names = {body.name for body in BODIES.with_function("industry_information") if not body.is_kin}
    assert {"经济和信息化局", "工业和信息化局", "工业和信息化部"} <= names


@pytest.mark.parametrize(
    ("name", "successors", "year"),
    [
        ("国土资源局", ["自然资源和规划局", "自然资源局"], 2018),
        ("卫计委", ["卫生健康委员会"], 2018),
        ("大数据局", ["数据局"], 2023),
        ("银保监分局", ["国家金融监督管理总局监管分局"], 2023),
    ],
)
def test_renamed_bodies_know_their_successors(name: str, successors: list[str], year: int) -> None:
    body = BODIES.match(name)
    assert body is not None and body.until == year
    assert [successor.name for successor in BODIES.successors(body)] == successors


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("市自规局青田分局", "市自然资源和规划局青田分局"),
        ("桐庐县发改局", "桐庐县发展和改革局"),
        ("县委人才办", "县委人才工作领导小组办公室"),
        ("人行桐庐县支行", "中国人民银行桐庐县支行"),
        ("衢州银保监分局", "中国银行保险监督管理委员会衢州监管分局"),
        ("团县委", "共青团县委员会"),
        ("区住建分局", "区住房和城乡建设分局"),
        ("区住建局(人防办)", "区住房和城乡建设局(人防办)"),
        ("龙门镇", "龙门镇人民政府"),
        ("临江街道", "临江街道办事处"),
        ("临江街道办事处", "临江街道办事处"),
        ("县飞云江指挥部", "县飞云江指挥部"),
    ],
)
def test_expansion_keeps_place_branch_and_bracket(name: str, full: str) -> None:
    assert BODIES.expand(name) == full


@pytest.mark.parametrize(
    ("name", "place", "text"),
    [
        ("市资规局定海分局", "Zhoushan", "Zhoushan Municipal Natural Resources and Planning Bureau, Dinghai Branch"),
        ("县财政局", "Shengsi County", "Shengsi County Finance Bureau"),
        ("区教育局", "Dinghai District", "Dinghai District Education Bureau"),
        ("温州市教育局", "", "Wenzhou Municipal Education Bureau"),
        ("浙江省财政厅", "", "Zhejiang Provincial Department of Finance"),
        ("市委宣传部", "Wenzhou City", "Publicity Department of the CPC Wenzhou Municipal Committee"),
        ("生态环境部", "", "Ministry of Ecology and Environment"),
        ("县林业局", "", "County Forestry Bureau"),
    ],
)
def test_english_glosses_from_data(name: str, place: str, text: str) -> None:
    gloss = BODIES.english(name, place)
    assert (gloss.text, gloss.is_exact, gloss.has_pinyin) == (text, True, False)


def test_an_unknown_unit_is_glossed_word_by_word_or_in_pinyin() -> None:
    words, pinyin = BODIES.english("县海洋经济发展指挥部"), BODIES.english("县棠溪办")
    assert (words.text, words.is_exact, words.has_pinyin) == (
        "County Marine Economy Development Headquarters",
        False,
        False,
    )
    assert (pinyin.text, pinyin.has_pinyin) == ("County Tangxi Office", True)


def test_a_malformed_row_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "bodies.csv"
    path.write_text(
        "function,level,name,forms,kin,english,kind,until,successor\nx,,甲局,,,A,planet,,\n", encoding="utf-8"
    )
    with pytest.raises(DataFileError, match="line 2"):
        read_bodies(path)


@pytest.mark.parametrize(
    ("name", "functions"),
    [
        ("发改和科技局", ("development_reform", "science")),
        ("教体科局", ("education", "sports", "science")),
        ("农业农村和水利局", ("agriculture", "water")),
        ("经信商务和科技局", ("industry_information", "commerce", "science")),
        ("水务局", ("water",)),
    ],
)
def test_a_merged_bureau_does_what_all_its_parts_do(name: str, functions: tuple[str, ...]) -> None:
    lexicon = load_bodies()
    body = lexicon.match(name)
    assert body is not None
    assert lexicon.functions(body) == functions


@pytest.mark.parametrize("word", ["大局", "布局", "格局", "邮局", "格林局"])
def test_words_that_end_like_a_bureau_are_none(word: str) -> None:
    assert load_bodies().match(word) is None


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("银监会", "中国银行保险监督管理委员会"),
        ("保监会", "中国银行保险监督管理委员会"),
        ("银保监会", "国家金融监督管理总局"),
        ("新闻出版广电总局", "国家广播电视总局"),
        ("安全监管总局", "应急管理部"),
        ("国家旅游局", "文化和旅游部"),
    ],
)
def test_national_bodies_of_before_the_reforms(former: str, today: str) -> None:
    lexicon = load_bodies()
    body = lexicon.match(former, level="nation")
    assert body is not None
    assert [later.name for later in lexicon.successors(body)] == [today]
