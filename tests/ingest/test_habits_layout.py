"""How real plans reach us: collectors' notes, footers, lost line breaks, closing paragraphs, tables of every wording."""

import pytest

from ingest.header.place import read_jurisdictions
from tests.ingest.plan_reading import chapter, facts, tasks, units

NAMES = "零甲乙丙丁戊己庚"
LISTS = ("（责任单位：市商务局、市财政局）", "（责任单位：市教育局）", "（责任单位：市民政局）")


def plan(closing: str) -> str:
    items = [f"{number}.做好{NAMES[number]}项。按期完成。{text}" for number, text in enumerate(LISTS, start=1)]
    return chapter(*items, closing)


@pytest.mark.parametrize(
    "closing",
    [
        "各地区、各部门要高度重视，切实抓好落实。",
        "本方案各项任务纳入年度考核，实行动态管理。",
        "国务院\n2023年5月4日\n（此件公开发布）",
        "【原文下载】\n- [关于印发方案的通知.pdf](/files/a4/0b5d.pdf )",
    ],
)
def test_what_stands_behind_the_last_list_is_no_part_of_the_last_task(closing: str) -> None:
    last = facts(plan(closing)).tasks[-1]
    assert last.text == "按期完成。"
    assert [unit[0] for unit in units(last)] == ["市民政局"]


def test_a_second_paragraph_that_only_the_last_item_has_closes_the_plan() -> None:
    items = [f"{number}.做好{NAMES[number]}项。按期完成。" for number in range(1, 8)]
    text = chapter(*items, "市发改委牵头建立联动机制，于2023年底前定期评估。")
    last = facts(text).tasks[-1]
    assert (last.text, last.units, last.deadline) == ("按期完成。", (), None)


def test_second_paragraphs_that_items_have_stay_theirs() -> None:
    items = [
        line
        for number in range(1, 8)
        for line in (f"{number}.做好{NAMES[number]}项。按期完成。", "定期评估，逐步推广。")
    ]
    assert facts(chapter(*items)).tasks[-1].text.endswith("逐步推广。")


def one_line(*chapters: str) -> str:
    return "南河县优化服务工作方案\n\n为抓好落实，制定本方案。" + "".join(chapters)


def test_numbers_that_run_through_chapters_without_line_breaks() -> None:
    text = one_line(
        "一、减轻负担，稳定预期（一）落实减税政策。及时兑付资金。（县财政局负责）（二）清理收费。开展专项治理。（县市场监管局负责）",
        "二、优化审批、提高效率（三）编制清单。统一标准。（县政务办负责）（四）精简环节。推行并联办理。（县审改办负责）",
        "三、加强监管（五）完善规则。公开结果。（县司法局负责）各地区要加强组织领导，确保取得实效。",
    )
    found = facts(text)
    assert [task.number for task in found.tasks] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert [action.title for action in found.actions] == ["减轻负担，稳定预期", "优化审批、提高效率", "加强监管"]
    assert [unit[0] for task in found.tasks for unit in units(task)] == [
        "县财政局", "县市场监管局", "县政务办", "县审改办", "县司法局",
    ]  # fmt: skip
    assert found.tasks[-1].text == "公开结果。"


def test_spaces_inside_words_are_no_line_breaks() -> None:
    filler = "引导企业 稳定发展，持续 提升服务能 力。" * 30
    text = (
        f"标题: 南河县金融发展措施\n南河县金融发展措施 为加快 发展，制定本措施。一、完善体系（一）壮大银行业。 {filler}责任单位：县金融办、人行南河支行"
        f"（二）发展保险业。{filler}责任单位：县金融办（三）规范组织。{filler}责任单位：县财政局"
    )
    found = facts(text)
    assert [(task.number, task.title) for task in found.tasks] == [
        ("（一）", "壮大银行业"), ("（二）", "发展保险业"), ("（三）", "规范组织"),
    ]  # fmt: skip
    assert [len(task.units) for task in found.tasks] == [2, 1, 1]


@pytest.mark.parametrize("number", ["渝府发〔2020〕7号", "渝府发[2020]7号"])
def test_a_number_run_into_the_title(number: str) -> None:
    text = f"南河县人民政府关于加快发展的意见{number}\n\n各乡镇人民政府，县政府各部门：\n一、任务\n1.做好一项。按期完成。\n"
    found = facts(text).plan
    assert (found.title, found.doc_number) == ("南河县人民政府关于加快发展的意见", "渝府发〔2020〕7号")


def test_a_title_that_the_page_broke_and_put_buttons_behind() -> None:
    text = (
        "首页>政务公开>政策法规\n南河市支持瞪羚企业和独角兽企业发展行\n\n动计划（2025—2027年） 政策咨询\n"
        "2025-03-04 09:49:09 【字体：大中小】\n南工信〔2025〕44号\n\n一、任务\n1.做好一项。深入实施“星光行动”\n计划，按期完成。\n"
    )
    found = facts(text).plan
    assert found.title == "南河市支持瞪羚企业和独角兽企业发展行动计划（2025—2027年）"
    assert found.issued_on == "2025-03-04"


def test_a_collector_s_notes_hold_no_tasks() -> None:
    text = (
        "## 文档：某市行动计划.md\n\n### 基本信息\n- **文档类型**：政策类\n- **发布机构**：某市\n- **文件名称**：行动计划\n\n"
        "附件\n\n南河市北斗产业行动计划\n\n一、主要任务\n\n（一）攻关技术\n\n1.开展研究。聚焦共性技术。（牵头部门：市科委）\n"
    )
    assert tasks(text) == [("1", "开展研究")]


def test_a_site_s_footer_ends_the_text() -> None:
    text = plan(
        "相关政策解读\n网站标识码：4403000089\n某ICP备19032480号\n投诉电话：0755-1234567\n地址：深南中路6009号\n大厦B栋10层\n"
    )
    assert facts(text).tasks[-1].text == "按期完成。"


@pytest.mark.parametrize("heading", ["二、明确范围", "二、整治范围", "二、演出场地及时间", "二、主承办单位"])
def test_chapters_of_scope_place_and_time_hold_no_tasks(heading: str) -> None:
    text = f"南河镇演出方案\n一、总体要求\n加强统筹。\n{heading}\n本方案所称演出，是在镇内大舞台举办的文艺演出。\n三、任务\n1.布置会场。按期完成。\n"
    assert tasks(text) == [("1", "布置会场")]


def test_long_first_sentences_are_no_titles() -> None:
    text = chapter(
        "1.各地各部门要认真抓好政策落实，深入企业群众，查看实际效果，倾听真实感受。及时报告问题。",
        "2.开展自查。形成台账。",
        "3.督促整改。逐一销号。",
        "4.通报结果。接受监督。",
    )
    assert [title for _, title in tasks(text)] == [None, "开展自查", "督促整改", "通报结果"]


def test_items_of_one_group_may_have_titles_where_others_have_none() -> None:
    untitled = [f"{n}.外墙应当选用第{n}类保温系统，并符合国家现行标准的各项规定，不得擅自改变。" for n in range(1, 9)]
    text = chapter(
        "（一）选用",
        *untitled,
        "（二）施工",
        "1.检测检验。进场复验。",
        "2.样板引路。先行施工。",
        "3.验收基层。逐项检查。",
    )
    assert [title for _, title in tasks(text)][-3:] == ["检测检验", "样板引路", "验收基层"]


def test_task_headings_without_a_mark_and_lines_with_labels() -> None:
    text = (
        "县领导牵头重点工作分工\n\n任务一　推进老城更新\n牵头领导：县长　刘某\n责任单位：县住建局、县城管局，老城街道\n"
        "工作目标：改造小区32个。\n时间节点：全年\n\n任务二　发展乡村旅游\n责任单位：县文旅局，县文旅集团\n工作目标：接待游客500万人次，收入45亿元。\n"
    )
    found = facts(text)
    assert [(task.number, task.title) for task in found.tasks] == [
        ("任务一", "推进老城更新"),
        ("任务二", "发展乡村旅游"),
    ]
    assert [[unit[0] for unit in units(task)] for task in found.tasks] == [
        ["县住建局", "县城管局", "老城街道"], ["县文旅局", "县文旅集团"],
    ]  # fmt: skip


def test_a_table_of_numbered_items_beside_numbered_headings() -> None:
    rows = [
        "工作任务\t工作要求\t牵头单位\t配合/责任单位",
        "一、公开规划\t1.公布各类规划，方便公众查询。\t县发改局\t县直有关单位",
        "\t2.回应社会关切。\t\t县直有关单位，各乡镇人民政府",
        "二、公开惠企政策\t3.集中推送减税政策，帮助企业了解。\t县税务局\t各乡镇人民政府",
    ]
    found = facts("南河县政务公开任务分解表\n" + "\n".join(rows) + "\n")
    assert [(action.number, action.title) for action in found.actions] == [("一", "公开规划"), ("二", "公开惠企政策")]
    assert [(task.number, task.title) for task in found.tasks] == [("1", None), ("2", None), ("3", None)]
    assert units(found.tasks[0]) == [("县发改局", "lead", "stated"), ("县直有关单位", "support", "stated")]
    assert units(found.tasks[1]) == [("县直有关单位", "lead", "first_listed"), ("各乡镇人民政府", "support", "listed")]


@pytest.mark.parametrize(
    ("issuers", "places"),
    [
        (("工业和信息化部", "国家市场监督管理总局"), ("全国",)),
        (("国家发展和改革委员会", "国家税务总局"), ("全国",)),
        (("一市发展改革委",), ()),
        (("舟山市市场监督管理局",), ("舟山市",)),
    ],
)
def test_no_place_is_made_of_common_words(issuers: tuple[str, ...], places: tuple[str, ...]) -> None:
    assert read_jurisdictions(issuers, "智能制造发展规划", None, ()) == places


def test_documents_listed_behind_what_they_rest_on_are_cited() -> None:
    text = chapter("（一）公布目录。根据工信部公布的《推荐车型目录》《减免税车型目录》，每半年更新。")
    assert [cited.title for cited in facts(text).plan.cites] == ["推荐车型目录", "减免税车型目录"]


def test_a_year_that_the_plan_is_named_after_is_its_period() -> None:
    text = "国企提升发展年行动方案\n经研究，决定将2021年确定为“国企提升发展年”，制定本方案。\n一、任务\n1.聚焦主业。按期完成。\n"
    period = facts(text).plan.period
    assert (period.start, period.end) == (2021, 2021)


def test_a_list_that_the_width_of_the_page_broke() -> None:
    text = chapter(
        "1.做强平台。提升能级。", "责任单位：北沙经济开发区", "管委会、县发改局、县商务局", "2.盘活厂房。分类处置。"
    )
    assert [unit[0] for unit in units(facts(text).tasks[0])] == ["北沙经济开发区管委会", "县发改局", "县商务局"]
    assert [task.number for task in facts(text).tasks] == ["1", "2"]


def test_decimal_numbers_without_chapters() -> None:
    text = (
        "关于深化评价改革的若干举措\n\n1.1 改进评价。克服短视。（省教育厅负责）\n1.2 评价学校。完善视导。（省体育局负责）\n"
        "2.1 评价教师。突出实绩。（省人社厅负责）\n2.2 评价学生。控制近视。（省卫健委负责）\n"
    )
    assert tasks(text) == [("1.1", "改进评价"), ("1.2", "评价学校"), ("2.1", "评价教师"), ("2.2", "评价学生")]


def test_a_zone_that_plans_for_its_region() -> None:
    issuers = ("宁夏某某葡萄酒产业园区管理委员会",)
    assert read_jurisdictions(issuers, "宁夏回族自治区葡萄酒产业转型方案", None, ()) == ("宁夏回族自治区",)


def test_what_the_page_puts_behind_an_open_list_is_no_body() -> None:
    text = chapter("1.营造氛围。健全机制。责任单位：区国资局、各区属国企来源：区管委会办公室附件下载")
    (task,) = facts(text).tasks
    assert task.text == "健全机制。"
    assert [unit[0] for unit in units(task)] == ["区国资局", "各区属国企"]


def test_goals_beside_the_work_are_targets_of_its_row() -> None:
    rows = [
        "类别\t序号\t工作内容\t年度目标\t责任单位",
        "工业强市\t1\t加快推进动力电池产业园建设\t完成投资30亿元\t市工信局、市发改委",
        "民生保障\t2\t新建托育机构\t新增托位1200个\t市卫健委",
    ]
    found = facts("重点工作清单\n" + "\n".join(rows) + "\n")
    assert [action.title for action in found.actions] == ["工业强市", "民生保障"]
    assert [(target.owner, target.value, target.unit) for target in found.targets] == [
        ("t1", 30, "亿元"), ("t2", 1200, "个"),
    ]  # fmt: skip


def test_a_row_with_a_chapter_s_number_heads_those_below_it() -> None:
    rows = [
        "序号\t重点任务\t主要内容\t牵头单位\t配合单位",
        "一\t工业经济\t\t\t",
        "1\t工业投资\t推进重点项目，完成全年投资。\t市工信局\t市发改委",
        "二\t乡村振兴\t\t\t",
        "2\t高标准农田\t分批建设，按期验收。\t市农业农村局\t市水利局",
    ]
    found = facts("重点工作台账\n" + "\n".join(rows) + "\n")
    assert [action.title for action in found.actions] == ["工业经济", "乡村振兴"]
    assert [task.number for task in found.tasks] == ["1", "2"]


def test_words_that_only_announce_items_are_no_text() -> None:
    text = chapter(
        "（一）优化服务。提升效率。（县政务办负责）具体措施：",
        "1．公布清单。（县审改办负责）",
        "2．压缩时限。（县司法局负责）",
    )
    assert facts(text).tasks[0].text == "提升效率。"


def test_projects_with_columns_of_figures_are_tasks() -> None:
    rows = [
        "序号\t项目名称\t建设内容及规模\t总投资（万元）\t2024年计划投资（万元）\t责任单位",
        "1\t城北污水厂二期\t新增处理能力3万吨\t18000\t9000\t县住建局、县水务局",
        "2\t县医院搬迁\t床位600张\t52000\t15000\t县卫健局",
        "3\t农村公路提升\t改造里程120公里\t8600\t8600\t县交通局",
    ]
    found = facts("重点项目清单\n" + "\n".join(rows) + "\n")
    assert [(task.number, task.title) for task in found.tasks] == [
        ("1", "城北污水厂二期"),
        ("2", "县医院搬迁"),
        ("3", "农村公路提升"),
    ]
    assert [unit[0] for unit in units(found.tasks[0])] == ["县住建局", "县水务局"]


def test_indicators_with_the_bodies_that_answer_for_them_are_no_tasks() -> None:
    rows = [
        "序号\t指标名称\t单位\t2023年\t2024年\t2025年\t责任单位",
        "1\t智能工厂\t家\t18\t28\t39\t市经信局",
        "2\t上云企业\t万家\t1.3\t1.5\t1.8\t市大数据局",
    ]
    found = facts("转型目标表\n" + "\n".join(rows) + "\n")
    assert found.tasks == ()
    assert {target.units[0].name for target in found.targets} == {"市经信局", "市大数据局"}
