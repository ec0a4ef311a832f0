"""The plan's own title in every wrapping."""

import pytest

from tests.ingest.header.header_reading import BODY, plan

TITLE = "青岚县水产业振兴行动方案（2023—2027年）"
SIGNED = "青岚县人民政府办公室\n2023年4月23日\n"
MIXED_BRACKETS = (
    "青岚县人民政府办公室关于印发\n青岚县水产业振兴行动方案 (2023—2027年)的通知\n\n各乡镇：\n\n"
    f"《{TITLE}》已经县政府同意，现印发给你们。\n\n{SIGNED}\n青岚县水产业振兴行动方案 (2023—2027年)\n"
)


@pytest.mark.parametrize(
    "opening",
    [
        f"青岚县人民政府办公室关于印发《{TITLE}》的通知\n各乡镇：\n现将《{TITLE}》印发给你们。\n{SIGNED}{TITLE}\n",
        f"青岚县人民政府办公室关于印发 {TITLE} 的通知\n各乡镇：\n{SIGNED}青岚县水产业振兴行动方案\n（2023—2027年）\n",
        MIXED_BRACKETS,
        f"各乡镇人民政府：\n《{TITLE}》已经县政府常务会议审议通过，现印发给你们，请认真贯彻落实。\n{SIGNED}{TITLE}\n",
        f"青政办发〔2023〕26号《青岚县人民政府办公室关于印发〈{TITLE}〉的通知》\n各乡镇：\n{SIGNED}",
        f"青岚县人民政府办公室关于印发{TITLE}的通知_青岚县人民政府\n各乡镇：\n{SIGNED}{TITLE}\n",
        f"{TITLE}\n",
        "青岚县水产业振兴\n行动方案\n（2023—2027年）\n",
        f"# {TITLE}\n\n> 青政办发〔2023〕26号　青岚县人民政府　2023年4月23日印发\n",
        f'---\ntitle: "{TITLE}"\ndate: 2023-05-01\n---\n\n正文如下。\n',
        f"首页 > 政务公开 > 规划计划\n{TITLE}_青岚县人民政府网\n发布时间：2023-05-01 10:00 来源：县政府办公室\n{TITLE}\n",
        f"附件1\n{TITLE}\n",
        f"**{TITLE}**\n",
    ],
)
def test_one_title_in_every_wrapping(opening: str) -> None:
    reading = plan(opening + BODY)
    assert reading.title == TITLE
    assert (reading.period.start, reading.period.end) == (2023, 2027)
    assert reading.status == "issued"


def test_the_printed_heading_wins_over_the_notice() -> None:
    text = (
        "澜州市经济和信息化局关于公开征求《澜州市“266”产业集群行动方案(2024-2027年)(征求意见稿)》意见的公告\n"
        "现将全文公布，征求社会各界意见。\n附件:澜州市“266”产业集群行动方案(2024-2027年)(征求意见稿)\n"
        "澜州市经济和信息化局\n2024年5月4日\n附件\n澜州市“266”先进产业集群行动方案(2024-2027年)\n(征求意见稿)\n"
    )
    reading = plan(text + BODY)
    assert reading.title == "澜州市“266”先进产业集群行动方案(2024-2027年)"
    assert reading.status == "draft"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "中共云岭省委 云岭省人民政府\n关于全面推进乡村振兴的实施意见\n（2023年1月5日）\n",
            "中共云岭省委 云岭省人民政府关于全面推进乡村振兴的实施意见",
        ),
        (
            "    东川市人民政府关于加快建设世界一流港口的\n              实施意见\n         东政发〔2022〕3号\n各区人民政府：\n",
            "东川市人民政府关于加快建设世界一流港口的实施意见",
        ),
        (
            "石门县人民政府办公室关于做好2024年防汛抗旱工作的通知\n石政办函〔2024〕11号\n各乡镇人民政府：\n",
            "石门县人民政府办公室关于做好2024年防汛抗旱工作的通知",
        ),
        (
            "云岭省国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n",
            "云岭省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        ),
        (
            "2024年明珠街道民生实事项目责任分解表\n\n明珠街道办事处\n2024年1月15日\n",
            "2024年明珠街道民生实事项目责任分解表",
        ),
        ("民生实事\n附件1\n龙溪市2025年民生实事工作目标\n类别\t序号\n", "龙溪市2025年民生实事工作目标"),
        ("附表1\n附表1：\n“十四五”期间龙溪区水站建设推进计划表\n街镇\t类型\n", "“十四五”期间龙溪区水站建设推进计划表"),
        (
            "任务清单\n龙溪市林下经济三年行动任务清单（2023—2025年）\n填报单位：市林业局\n",
            "龙溪市林下经济三年行动任务清单（2023—2025年）",
        ),
    ],
)
def test_a_document_that_nothing_wraps_has_its_own_title(text: str, title: str) -> None:
    assert plan(text + BODY).title == title


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        (
            "国务院办公厅转发国家发展改革委、国家能源局\n关于促进新能源高质量发展实施方案的通知\n国办函〔2022〕39号\n",
            "关于促进新能源高质量发展实施方案",
        ),
        (
            "晋岭省人民政府办公厅关于印发晋岭省贯彻落实《促进中部崛起“十三五”规划》工作方案\n晋岭政办发〔2017〕55号\n",
            "晋岭省贯彻落实《促进中部崛起“十三五”规划》工作方案",
        ),
        (
            "中共平澜市委办公室  平澜市人民政府办公室\n印发《关于推进县城建设的实施方案》的通知\n",
            "关于推进县城建设的实施方案",
        ),
        (
            "中共中央办公厅 国务院办公厅印发《关于推动城乡绿色发展的意见》\n新华社北京10月21日电\n",
            "关于推动城乡绿色发展的意见",
        ),
        (
            "南屏区人民政府办公室关于转发区发展改革局南屏区2024年重大项目推进计划的通知\n各街道办事处：\n",
            "南屏区2024年重大项目推进计划",
        ),
        (
            "【法规标题】云岭省农村公路方案\n【发文字号】云交发〔2022〕12号\n【发布日期】2022-03-04\n",
            "云岭省农村公路方案",
        ),
        (
            "武新管〔2022〕18号\n东湖高新区管委会关于印发东湖高新区人才计划（试行）的通知\n各园区办：\n",
            "东湖高新区人才计划（试行）",
        ),
        (
            "白山省人民政府关于印发白山省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要的通知\n",
            "白山省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        ),
    ],
)
def test_notices_of_other_forms(notice: str, title: str) -> None:
    assert plan(notice + BODY).title == title


@pytest.mark.parametrize(
    "notice",
    [
        "海岭市人民政府关于印发海岭市节水行动方案和海岭市治污行动方案的通知",
        "海岭市人民政府办公室关于印发海岭市节水行动计划等3个方案的通知",
        "海岭市人民政府关于印发《海岭市节水行动方案》《海岭市治污行动方案》的通知",
    ],
)
def test_a_notice_of_several_plans_keeps_its_own_title(notice: str) -> None:
    text = notice + "\n各县区：\n现将有关方案印发给你们。\n海岭市人民政府\n2024年2月1日\n海岭市节水行动方案\n"
    assert plan(text + BODY).title == notice


def test_a_notice_that_sends_several_plans_is_known_by_its_text() -> None:
    notice = "雾江县人民政府办公室关于印发防汛和抗旱应急预案的通知"
    sent = "\n各乡镇：\n现将《雾江县防汛应急预案》《雾江县抗旱应急预案》印发给你们。\n雾江县人民政府办公室\n2024年2月1日\n雾江县防汛应急预案\n"
    assert plan(notice + sent + BODY).title == notice


@pytest.mark.parametrize("mark", ["（征求意见稿）", "(草案)", "（送审稿）", "【讨论稿】", "（公开征求意见稿）"])
def test_drafts_lose_their_mark_and_keep_their_status(mark: str) -> None:
    for text in (f"南江县养老服务发展方案{mark}\n", f"南江县养老服务发展方案\n{mark}\n"):
        reading = plan(text + BODY)
        assert (reading.title, reading.status) == ("南江县养老服务发展方案", "draft")


@pytest.mark.parametrize(
    "notice",
    [
        "关于《南江县养老服务发展方案（征求意见稿）》公开征求意见的公告",
        "《南江县养老服务发展方案（草案）》向社会公开征求意见公告",
        "南江县民政局关于征求《南江县养老服务发展方案（征求意见稿）》意见的函",
        "关于公开征求南江县养老服务发展方案意见的通知",
    ],
)
def test_solicitations(notice: str) -> None:
    reading = plan(f"{notice}\n各有关单位：\n南江县民政局\n2024年5月6日\n南江县养老服务发展方案\n{BODY}")
    assert (reading.title, reading.status, reading.issued_on) == ("南江县养老服务发展方案", "draft", "2024-05-06")
    assert reading.issuers == ("南江县民政局",)


def test_traditional_script_is_read_and_quoted_as_printed() -> None:
    text = (
        "懷山市人民政府辦公室關於印發《懷山市穩經濟實施方案》的通知\n懷政辦發〔2023〕9號\n各縣市區人民政府：\n"
        "現將《懷山市穩經濟實施方案》印發給你們。\n懷山市人民政府辦公室\n2023年3月15日\n懷山市穩經濟實施方案\n"
        "為貫徹《湖嶺省穩經濟若干政策措施》（湖政辦發〔2023〕4號），制定本方案。\n一、總體要求\n"
    )
    reading = plan(text)
    assert reading.title == "懷山市穩經濟實施方案"
    assert reading.issuers == ("懷山市人民政府辦公室",)
    assert reading.doc_number == "懷政辦發〔2023〕9號"
    assert [(cite.title, cite.doc_number) for cite in reading.cites] == [
        ("湖嶺省穩經濟若干政策措施", "湖政辦發〔2023〕4號")
    ]
    assert reading.jurisdictions == ("怀山市",)


@pytest.mark.parametrize("spaces", ["", " "])
def test_a_document_on_one_line(spaces: str) -> None:
    pieces = [
        "青岚县人民政府办公室文件", "青政办发〔2023〕26号", "青岚县人民政府办公室关于印发青岚县水产业振兴行动方案的通知",
        "各乡镇人民政府，县政府直属各单位：", "《青岚县水产业振兴行动方案》已经县政府同意，现印发给你们。", "青岚县人民政府办公室", "2023年4月23日",
        TITLE, "为积极贯彻落实省委部署，制定本行动方案。", "一、总体要求", "（一）目标。到2025年建成10个。" * 40,
    ]  # fmt: skip
    reading = plan(spaces.join(pieces))
    assert reading.title == TITLE
    assert reading.doc_number == "青政办发〔2023〕26号"
    assert (reading.issuers, reading.issued_on) == (("青岚县人民政府办公室",), "2023-04-23")


@pytest.mark.parametrize("text", ["春天的故事\n\n从前有座山，山里有座庙。\n", "x\n", "（\n", "一、\n"])
def test_what_is_no_plan_has_its_best_line(text: str) -> None:
    reading = plan(text)
    assert reading.title == (text.strip().split("\n")[0] if text.strip() else "")
    assert (reading.doc_number, reading.issuers, reading.issued_on, reading.cites) == (None, (), None, ())
    assert (reading.period.start, reading.effective.to, reading.jurisdictions) == (None, None, ())


def test_a_paper_of_a_bureau_that_is_forwarded_keeps_its_own_title() -> None:
    text = f"青岚县人民政府办公室关于转发县水务支队《{TITLE}》的通知\n各乡镇：\n现转发给你们。\n{SIGNED}{BODY}"
    assert plan(text).title == TITLE


@pytest.mark.parametrize("mark", [" |", "|", "\n|"])
def test_a_cell_on_a_line_of_its_own_is_no_title(mark: str) -> None:
    cells = ["序号", "指标名称", "预期效果", "牵头单位", "1", "新增充电桩", "80个", "市发展改革委"]
    reading = plan(
        "近年来，我市不断提高公信力。为接受社会监督，每年公开有关指标。\n"
        + "".join(f"{cell}{mark}\n" for cell in cells)
    )
    assert reading.title == ""


def test_a_title_above_a_table_is_one() -> None:
    assert plan("青岚县民生实事\n| 序号 | 事项 |\n|---|---|\n| 1 | 修缮校舍 |\n").title == "青岚县民生实事"
