"""What questions are taken to mean, on the store of the five plans."""

import pytest

from graph_schema.errors import InputError
from search.engine import Engine
from search.results import Understood
from search.understanding.text import LONGEST_QUESTION, clean_question, language_of


def places(understood: Understood) -> list[str]:
    return [place.name for place in understood.jurisdictions]


def units(understood: Understood) -> list[str]:
    return [unit.name for unit in understood.units]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("舟山市哪些单位牵头土地改革", ["舟山市"]),
        ("舟山哪些单位牵头土地改革", ["舟山市"]),
        ("which units lead land reform in Zhoushan", ["舟山市"]),
        ("which units lead land reform in Zhoushan City?", ["舟山市"]),
        ("land reform in dinghai qu", ["定海区"]),
        ("land reform in Dinghai District, Zhoushan", ["定海区"]),
        ("舟山市定海区的土地改革", ["定海区"]),
        ("舟山市、定海区的土地改革", ["舟山市", "定海区"]),
        ("比较舟山和平湖的目标", ["舟山市", "平湖市"]),
        ("Compare the targets of Zhoushan, Shengsi and Dinghai", ["舟山市", "嵊泗县", "定海区"]),
        ("杭州市土地改革", ["杭州市"]),
        ("“浙江制造”品牌由谁牵头", []),
        ("“平湖制造”品牌由谁牵头", ["平湖市"]),
        ("Who looks after the “Pinghu Made” brand?", ["平湖市"]),
        ("Who looks after the “Pinghu Made” brand in Dinghai?", ["定海区"]),
        ("Who leads grassland protection in Ejin Horo Banner?", ["伊金霍洛旗"]),
        ("Who leads tea growing in Lüchun County?", ["绿春县"]),
        ("Who leads tourism in Ürümqi?", ["乌鲁木齐市"]),
        ("land reform in Zhōushān", ["舟山市"]),
        ("Which targets does Pinghu share with the Zhoushan municipal plan?", ["平湖市", "舟山市"]),
        ("东海实验室由谁牵头", []),
        ("当湖街道2023年制造业投资目标", ["当湖街道"]),
    ],
)
def test_places_are_read_in_every_script(engine: Engine, question: str, expected: list[str]) -> None:
    assert places(engine.understand(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("县经信局牵头哪些任务", ["嵊泗县经济和信息化局"]),
        ("嵊泗县经济和信息化局牵头哪些任务", ["嵊泗县经济和信息化局"]),
        ("舟山市科技局牵头什么", ["舟山市科学技术局"]),
        ("which tasks does the county Economy and Information Technology Bureau lead", ["嵊泗县经济和信息化局"]),
        ("tasks of the Dinghai District Finance Bureau", ["定海区财政局"]),
        ("tasks of the Bureau of Finance in Dinghai", ["定海区财政局"]),
        ("natural resources and planning tasks in Dinghai", ["舟山市自然资源和规划局定海分局"]),
        ("定海区资源规划局参与哪些任务", ["舟山市自然资源和规划局定海分局"]),
        ("the Dinghai Branch of the Municipal Ecology and Environment Bureau", ["舟山市生态环境局定海分局"]),
        ("袍江更新办牵头什么", ["越城区袍江更新办"]),
        ("新区招商一局负责什么", ["绍兴滨海新区招商一局"]),
        ("平湖市经信局哪个科室负责技术改造", []),
        ("which division of the Pinghu Finance Bureau handles subsidies", []),
        ("营商环境由谁牵头", []),
        ("建设特色产业平台由谁牵头", []),
    ],
)
def test_units_are_read_as_written_in_full_and_in_english(engine: Engine, question: str, expected: list[str]) -> None:
    assert units(engine.understand(question)) == expected


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("谁牵头人才支撑", "lead"),
        ("谁负责人才支撑", "lead"),
        ("哪些单位配合人才支撑", "support"),
        ("谁牵头、谁配合人才支撑", None),
        ("人才支撑由谁牵头、哪些单位负责落实", None),
        ("who shares responsibility for talent support", None),
        ("除了牵头单位，人才支撑还有谁参与", "support"),
        ("which bureau does talent support, and who helps?", None),
        ("who sets the rules for talent support, and with whose help?", None),
        ("does the Shengsi Finance Bureau lead brand building", "lead"),
        ("哪些单位参与人才支撑", None),
        ("人才支撑的责任单位有哪些", None),
        ("who leads talent support", "lead"),
        ("who is in charge of talent", "lead"),
        ("which units support talent work", "support"),
        ("which units are involved in talent support", None),
        ("targets for leading enterprises", None),
        ("龙头企业的目标是什么", None),
    ],
)
def test_roles(engine: Engine, question: str, role: str | None) -> None:
    assert engine.understand(question).role == role


@pytest.mark.parametrize(
    ("question", "asks_for"),
    [
        ("哪些单位牵头土地改革", "unit"),
        ("县经信局牵头哪些任务", "task"),
        ("县经信局牵头多少项任务", "count"),
        ("how many tasks does the county finance bureau lead", "count"),
        ("In how many of Pinghu's tasks is the Finance Bureau involved?", "count"),
        ("Which Dinghai district departments lead land reform?", "unit"),
        ("平湖市技术改造由哪个厅局牵头", "unit"),
        ("Which county bureaus take part in land reform in Shengsi?", "unit"),
        ("越城区每年新增多少家高新技术企业", "target"),
        ("how many high-tech enterprises does Yuecheng want a year", "target"),
        ("what is the 2025 target for labour productivity", "target"),
        ("比较舟山和平湖的劳动生产率", "comparison"),
        ("哪些地方建设未来工厂", "place"),
        ("平湖方案依据哪些文件", "citation"),
        ("舟山有哪些方案", "plan"),
        ("县市场监管局是否牵头知识产权保护", "yes_no"),
        ("Does the Shengsi Finance Bureau lead land reform?", "yes_no"),
        ("By when must Dinghai finish it: idle land?", "deadline"),
        ("定海 知识产权", "task"),
    ],
)
def test_what_is_asked_for(engine: Engine, question: str, asks_for: str) -> None:
    assert engine.understand(question).asks_for == asks_for


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("请问一下，定海区的人才保障工作是由哪个部门牵头的呢？", "人才保障"),
        ("舟山市有机更新由谁牵头", "有机更新"),
        ("哪些單位牽頭舟山的土地改革", "土地改革"),
        ("县经信局牵头哪些任务", ""),
        ("which units lead land reform in Zhoushan", "land reform"),
        (
            "Could you please tell me who leads intellectual property protection in Shengsi?",
            "intellectual property protection",
        ),
    ],
)
def test_the_topic_is_what_is_left(engine: Engine, question: str, topic: str) -> None:
    assert engine.understand(question).topic == topic


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("嵊泗县海岛医疗中心由哪个单位负责建设", "海岛医疗中心 建设"),
        ("定海区未来学校由谁牵头", "未来学校"),
        ("国务院 政府采购由谁牵头", "政府采购"),
        ("Who leads government procurement under the State Council's opinions?", "government procurement"),
        ("state council government procurement who leads", "government procurement"),
    ],
)
def test_what_is_built_and_who_issued_the_plan_are_no_units(engine: Engine, question: str, topic: str) -> None:
    understood = engine.understand(question)
    assert units(understood) == []
    assert understood.topic == topic


def test_the_rank_before_a_body_is_part_of_its_name(engine: Engine) -> None:
    understood = engine.understand("Which tasks does the municipal Development and Reform Commission lead in Zhoushan?")
    assert units(understood) == ["舟山市发展和改革委员会"]
    assert understood.topic == ""
    regional = engine.understand("which tasks does the regional Department of Education lead in Inner Mongolia")
    assert "regional" not in regional.topic


def test_an_english_topic_is_also_chinese(engine: Engine) -> None:
    assert "用地" in engine.understand("which units lead land reform in Zhoushan").topic_zh


def test_pinyin_and_typing_errors_are_read_and_said(engine: Engine) -> None:
    assert units(engine.understand("县经信句牵头哪些任务")) == ["嵊泗县经济和信息化局"]
    assert places(engine.understand("which units lead land reform in Zoushan")) == ["舟山市"]
    understood = engine.understand("Zhoushan shi naxie danwei qiantou tudi gaige")
    assert (places(understood), understood.topic, understood.role) == (["舟山市"], "土地改革", "lead")
    assert understood.notes


@pytest.mark.parametrize(
    "question",
    [
        "1",
        "?42",
        "🙂 7",
        "SELECT * FROM tasks WHERE unit = '市经信局'",
        "MATCH (u:Unit)-[:LEADS]->(t) RETURN u.name",
        "'; DROP TABLE plans; --",
        "x' UNION SELECT name FROM units",
        "MATCH (n) DETACH DELETE n",
        "<script>alert('舟山市')</script>",
    ],
)
def test_bare_numbers_and_statements_of_query_languages_are_no_questions(engine: Engine, question: str) -> None:
    assert engine.ask(question).status == "no_match"


def test_words_of_query_languages_are_words_in_a_sentence(engine: Engine) -> None:
    assert engine.ask("Which units select firms for digital transformation in Pinghu?").status == "answered"
    assert places(engine.understand("match units in Zhoushan with their tasks")) == ["舟山市"]


def test_years_periods_and_numbers(engine: Engine) -> None:
    assert engine.understand("定海区2023年亩均税收目标").years == (2023,)
    assert engine.understand("compare tax per mu in 2023.").years == (2023,)
    assert [plan.name[:5] for plan in engine.understand("嵊政办发[2023] 26号是什么文件").plans] == ["嵊泗县制造"]


def test_control_characters_are_spaces_and_full_width_is_half_width() -> None:
    assert clean_question("land\x00 reform\u200b  in\tＺｈｏｕｓｈａｎ") == "land reform in Zhoushan"
    assert language_of("LNG产业由谁负责") == "zh"
    assert language_of("Which units lead 土地改革 in Zhoushan") == "en"


@pytest.mark.parametrize("question", ["", "   ", "？？？", "\x00\x01", "😀"])
def test_a_question_without_words_is_refused(question: str) -> None:
    with pytest.raises(InputError, match="empty"):
        clean_question(question)


def test_a_question_that_is_too_long_is_refused() -> None:
    clean_question("土" * LONGEST_QUESTION)
    with pytest.raises(InputError, match="10,000 characters"):
        clean_question("土" * 10_000)


@pytest.mark.parametrize(
    ("question", "expected", "own_level"),
    [
        ("Which Zhoushan municipal bureau leads on talent support?", ("unit", "lead"), True),
        ("What Pinghu departments lead on talent support?", ("unit", "lead"), False),
        ("Compute power: Yuecheng against Pinghu", ("comparison", None), False),
        ("哪份还在讨论稿阶段、尚未正式印发？", ("plan", None), False),
        ("Which one has not been formally issued yet?", ("plan", None), False),
        ("规上工业增加值哪年突破1000亿元", ("deadline", None), False),
    ],
)
def test_what_is_asked_with_other_words_between(
    engine: Engine, question: str, expected: tuple[str, str | None], own_level: bool
) -> None:
    query = engine._understander.understand(question)
    assert (query.asks_for, query.role) == expected
    assert query.own_only is own_level


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("平湖要培育多少家专精特新企业", ("家",)),
        ("How many new companies should Pinghu list?", ("家", "户", "个")),
        ("整治多少亩低效用地", ("亩",)),
        ("how much money goes into manufacturing", ("元",)),
        ("谁牵头人才支撑", ()),
    ],
)
def test_what_values_are_counted_in(engine: Engine, question: str, measures: tuple[str, ...]) -> None:
    assert engine._understander.understand(question).measures == measures


def test_a_name_inside_a_compound_is_no_place(engine: Engine) -> None:
    assert places(engine.understand("Who leads on Made-in-Zhejiang standards in Pinghu?")) == ["平湖市"]
    assert places(engine.understand("Zhejiang-made goods of Pinghu")) == ["平湖市"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("嵊泗县方案是落实哪份文件的要求？", "citation"),
        ("平湖的实施方案承接上级哪个规划", "citation"),
        ("落实链长制由谁牵头", "unit"),
    ],
)
def test_what_a_plan_carries_out_is_what_it_cites(engine: Engine, question: str, expected: str) -> None:
    assert engine.understand(question).asks_for == expected


def test_a_role_of_the_others_is_a_role(engine: Engine) -> None:
    assert engine.understand("Talent support in Pinghu: lead unit and the ones assisting").role is None
    assert engine.understand("人才支撑：牵头的和配合的").role is None


def test_those_for_whom_something_is_done_are_no_units_asked_about(engine: Engine) -> None:
    assert units(engine.understand("每年给乡镇卫生院定向培养多少医学生")) == []


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("平湖亩均税收要控制在多少", "亩均税收"),
        ("嵊泗研发经费占比提高到多少", "研发经费占比"),
        ("定海能耗强度降至多少？", "能耗强度"),
    ],
)
def test_the_verb_before_how_much_is_no_topic(engine: Engine, question: str, topic: str) -> None:
    assert engine._understander.understand(question).topic.text == topic


def test_what_bodies_issued_together_is_a_plan(engine: Engine) -> None:
    assert engine.understand("越城区政府和滨海新区管委会联合印发的是哪份文件").asks_for == "plan"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Which units lead public disclosure of government affairs in Zhoushan?", "public disclosure of government affairs"),
        ("Who is in charge of customs clearance times in Dinghai?", "customs clearance times"),
        ("Which bureau leads the effort to help people who lost their jobs get back to work?", "help people who lost their jobs get back to work"),
        ("Who handles places where lorries may park in Shengsi?", "places where lorries may park"),
        ("Which department in Pinghu is responsible for how much water factories draw?", "how much water factories draw"),
    ],
)  # fmt: skip
def test_all_that_a_role_is_asked_of_is_the_topic(engine: Engine, question: str, topic: str) -> None:
    understood = engine.understand(question)
    assert (understood.topic, understood.asks_for, units(understood)) == (topic, "unit", [])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which departments back up the Zhoushan finance bureau on industry funds?", ["舟山市财政局"]),
        ("Who works with the Dinghai finance bureau on industry funds?", ["定海区财政局"]),
        ("Which units lead land reform together with the Zhoushan finance bureau?", ["舟山市财政局"]),
    ],
)
def test_a_body_beside_those_asked_for_is_no_part_of_the_topic(
    engine: Engine, question: str, expected: list[str]
) -> None:
    assert units(engine.understand(question)) == expected


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("哪些单位牵头开展数据安全应急演练", "数据安全应急演练"),
        ("领导干部离任审计由谁牵头", "领导干部离任审计"),
        ("舟山谁来牵头统计执法检查", "统计执法检查"),
        ("舟山市盘活国有林场场房归哪个部门管", "盘活国有林场场房"),
        ("请问定海区绿色工厂数量由谁负责？", "绿色工厂数量"),
        ("哪些单位牵头推广水肥一体化", "推广水肥一体化"),
        ("应急管理由谁负责", "应急管理"),
    ],
)
def test_no_word_of_what_a_role_is_asked_of_is_a_way_to_ask(engine: Engine, question: str, topic: str) -> None:
    understood = engine.understand(question)
    assert (understood.topic, understood.asks_for, understood.also_asks) == (topic, "unit", ())


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("舟山市土地改革由谁牵头，新增多少用地？", ["unit", "target"]),
        ("舟山市财政局牵头的任务由谁配合", ["unit"]),
        ("哪些单位牵头的任务最多", ["unit"]),
        ("定海新增多少家企业由谁负责", ["target", "unit"]),
    ],
)
def test_a_question_beside_the_role_is_still_asked(engine: Engine, question: str, asked: list[str]) -> None:
    understood = engine.understand(question)
    assert sorted({understood.asks_for, *understood.also_asks}) == sorted(asked)
