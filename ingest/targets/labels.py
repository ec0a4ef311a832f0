"""Words of table headers and cells: what they mean, read one at a time. Knows nothing of grids."""

import re

from ingest.targets.measures import kind_of

_EMPTY = frozenset(["", "-", "--", "—", "——", "———", "/", "//", "\\", "无", "…", "……", "*", "·", "."])
INDEX = re.compile(r"附件|附表|序号?|编号|项次|序列")
GROUP = re.compile(
    r"一级指标|类别|领域|分类|方面|维度|指标类别|指标类型|重点领域|大类|板块|工作领域|类型|"
    r"指标分类|项目类别|目标类别|体系"
)
INDICATOR = re.compile(
    r"(?:[二三四]级(?=指标)|具体|主要|核心|量化|考核|发展|目标|指标|工作|任务|建设|预期|评价)*(?:指标|"
    r"指标名称|指标内容|指标项|目标名称|项目名称|工作目标|内容|名称|项目|任务名称|建设内容|"
    r"工作任务|指标体系|任务指标|目标内容|重点任务|任务|指标（单位）|指标名称（单位）|事项)"
)
UNIT = re.compile(r"计量单位|单位|计算单位|指标单位|度量单位|单位名称（计量）")
NATURE = re.compile(r"(?:指标)?(?:属性|性质)|指标属性|约束性.{0,4}预期性|预期性.{0,4}约束性|指标类型|类型")
UNITS = re.compile(
    r".{0,6}(?:责任|牵头|主管|配合|负责|承办|实施|落实|统计|填报|主办|协办)(?:单位|部门|科室|处室|"
    r"领导|主体|人).{0,6}|数据来源|来源|责任人|部门"
)
PERSONS = re.compile("领导|(?:责任|负责|联系|承办)人$")
"""The head of a column that names persons, no bodies."""
PRESENT = re.compile(
    r"实际|现状|基期|基准|完成值|完成数|现值|已完成|初值|实绩|基础值|预计完成|现有|当前|基数|完成情况|实现值|上年|已建|规划人口|服务人口|户籍人口|受益人口"
)
GROWTH = re.compile(r"年均|累计|增速|增长|增幅|提高|五年|变化")
NOTE_ROW = re.compile("(?:备注|说明|注)[：:]?")
"""What stands before a row that is a remark on the table."""
NOTE = re.compile(
    r"时间|年限|总投资|投资估算|估算投资|概算|资金来源|要求|节点|起止|举措|措施|具体内容|主要内容|步骤|时限|备注|说明|依据|计算方法|计算公式|指标解释|指标说明|指标含义|指标定义|数据来源|评价方法|考核方式|内涵|定义|时限|考核标准|评分标准|分值|权重"
)
VALUE = re.compile(
    r"目标值?|目标数|指标值|任务数量?|任务量|计划数?|年度目标|任务目标|指标数|数量|规划目标|规划值|"
    r"预期值|预期目标|目标任务|下达数|总数|总量|指标任务|标准值?|评价标准|考核标准|达标要求|目标要求|考核要求|达标值"
)
YEAR = re.compile(r"(?P<first>(?:19|20)\d\d)(?!年?版)(?:年?[-—~至到](?P<last>(?:19|20)\d\d))?年?")
_PLAN_YEARS = (("十三五", 2020), ("十四五", 2025), ("十五五", 2030))
PLACES = re.compile(
    r"(?:地区|区域|辖区|镇街|县区|市县|县（市、区）|市（县、区）|县市区|区县|乡镇|镇（街道）|"
    r"乡镇（街道）|街镇|各地|行政区|所属地|属地|板块|园区|单位|区划|地市|市州|旗县|属地单位|"
    r"镇（街道、平台）|责任区域|平台)(?:名称)?"
)
YEARS = re.compile("年份|年度|时间|实施年度|计划年度|完成年度")
"""The head of a column whose rows are years."""
OWN_YEAR = re.compile("(?:到|至|截至)?(?P<year>20\\d\\d)年(?:年?[底末]|度)?(?:前|累计|计划|目标)?")
"""A year that a row or a cell names for itself."""
TOTAL = re.compile(
    r"(?:全[市县区省州盟旗镇国]|合计|总计|小计|总数|汇总|全域|[一-龥]{2,6}(?:全市|合计))(?:合计|总计|目标|目标值|总量)?"
)
PLACE_NAME = re.compile(
    r"[一-龥]{1,10}(?:[市县区镇乡旗州盟省]|街道|新区|开发区|经开区|高新区|园区|城|农场|办事处|"
    r"管委会|林场|度假区|示范区|集团|港区|组团|片区)(?:（[^（）]{1,12}）)?"
)
_BRACKET_UNIT = re.compile(r"[（\[]([^（）\[\]]{1,14})[）\]]$")
_LISTED_UNIT = re.compile(r"（[^（）]{1,30}(?P<comma>[，,、；])(?P<unit>[^（），,、；]{1,10})）$")
_CAPTION = re.compile("表|单位[：:]|一览|分解|清单")
_MEASURED_IN = re.compile("[（(]?(?:计量)?单位[：:].{1,12}")
_NO_CAPTION = re.compile("[。；\\t|]|[：:]$")
_CAPTION_REACH = 160
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE_YEAR = re.compile(r"(?<![-—~至到\d])(?P<year>20\d\d)年(?![-—~至到以前后起]|\d{1,2}月)")
_LONGEST_CAPTION = 50
_ITEM = re.compile(r"^[（(]?\d{1,3}[.、）)](?=\D)")
_DATE = re.compile(
    r"[〔\[（(](?:19|20)\d\d[〕\]）)]|第?\d{1,5}号|(?:19|20)\d\d(?:年|[.\-/]\d{1,2}(?!\d))|\d{1,2}月|\d日"
)


def is_empty(text: str) -> bool:
    """Whether a cell's words mean "nothing here"."""
    return text in _EMPTY


def holds_figure(text: str) -> bool:
    """Whether a cell is a figure, with a measure and a few words at most; no date, no sentence."""
    text = _ITEM.sub("", text, count=1)
    if len(text) > 24 or re.search(r"\d", text) is None or re.search("[。；]", text):
        return False
    return _DATE.search(text) is None


def year_of(label: str) -> int | None:
    """The year that a header names; of a span its last."""
    found = None
    for match in YEAR.finditer(label):
        found = int(match["last"] or match["first"])
    if found is None:
        for words, year in _PLAN_YEARS:
            if words in label:
                return year
    return found


def year_text(label: str) -> str:
    """The words of a header that name its year, "" for none."""
    match = YEAR.search(label)
    return match.group() if match is not None else ""


def measured(label: str) -> str:
    """What a column of figures says that it measures (装机计划（MW）: 装机计划); "" where it says only 目标 or a year."""
    plain = split_unit(label)[0]
    if YEAR.search(plain) is not None or VALUE.fullmatch(plain) is not None or UNIT.fullmatch(plain) is not None:
        return ""
    return plain if 2 < len(plain) <= 14 and PLACE_NAME.fullmatch(plain) is None else ""


def is_total(label: str) -> bool:
    """Whether a place's name means all of them (全市, 合计)."""
    return TOTAL.fullmatch(label) is not None


def caption_above(document: str, position: int) -> str:
    """The title that stands on a line of its own right above a table (附表：2026年任务分解表, 单位：家), "" for none."""
    caption = _line_above(document, position)
    return caption if _CAPTION.search(caption) is not None else ""


def year_above(document: str, position: int) -> int | None:
    """The one year of the title right above a table (2024年民生实事), whether or not it calls itself a table."""
    caption = _line_above(document, position)
    found = _ONE_YEAR.search(caption)
    return int(found["year"]) if found is not None and len(_ANY_YEAR.findall(caption)) == 1 else None


def _line_above(document: str, position: int) -> str:
    caption = ""
    for line in reversed(document[max(0, position - _CAPTION_REACH) : position].rstrip().split("\n")[-3:]):
        words = "".join(line.split()).strip("#*")
        if not words:
            continue
        if len(words) > _LONGEST_CAPTION or _NO_CAPTION.search(words) is not None:
            break
        caption = words + caption
        if _MEASURED_IN.fullmatch(words) is None:
            break
    return caption


def split_unit(label: str) -> tuple[str, str]:
    """An indicator's name and the unit in the bracket at its end: 规模（亿元） is 规模, 亿元."""
    listed = _LISTED_UNIT.search(label)
    if listed is not None and looks_like_unit(listed["unit"]):
        return label[: listed.start("comma")] + label[listed.end("unit") :], listed["unit"]
    match = _BRACKET_UNIT.search(label)
    if match is None or not label[: match.start()]:
        return label, ""
    unit = match.group(1).removeprefix("单位：")
    return (label[: match.start()], unit) if looks_like_unit(unit) else (label, "")


def looks_like_unit(words: str) -> bool:
    """Whether words in a bracket or a unit column are a measure."""
    if kind_of(words) != "unknown" or words in ("‰", "万", "亿"):
        return True
    if "/" in words or words.startswith("每"):
        return len(words) <= 14 and not re.search(r"[，、。]", words)
    return re.fullmatch(r"(?:[百千万亿]{1,2})?[一-龥]{1,2}", words) is not None and kind_of(words[-1]) != "unknown"
