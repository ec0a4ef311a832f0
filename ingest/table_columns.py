"""What the words at the head of a table's column say that it holds. Knows nothing of tables."""

import re

Column = str
"""What a column holds: "number", "title", "content", "lead", "support", "responsible", "deadline", "person", "place" or
"other"."""

_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("note", re.compile(r"备注|说明|附注|^注$|来源|依据|督办|督导|督查|考核(?:单位|部门)|监督(?:单位|部门)|属性|性质")),
    ("number", re.compile(r"序号|编号|项次|^序$|^号$|^[Nn][Oo][.．]?$")),
    ("person", re.compile(r"领导|责任人|负责人|联系人|联络员")),
    ("lead", re.compile(r"牵头|主办|主责|第一责任")),
    ("responsible", re.compile(r"配合.?责任|责任.?配合|主要责任")),
    ("support", re.compile(r"配合|协办|会办|参与|参加|协同|协助|协作|(?:支持|支撑|保障|联动)(?:单位|部门)|成员单位")),
    (
        "responsible",
        re.compile(
            r"(?:责任|负责|落实|实施|承担|承办|主管|分工)(?:单位|部门|主体|处室|科室|机构)?$|(?<!计量)单位$|部门$|^分工(?!内容|事项|任务)|责任分工|责任落实"
        ),
    ),
    ("deadline", re.compile(r"^(?:完成)?(?:进度|时限|时间|期限)要求")),
    ("content", re.compile(r"内容|举措|措施|要求|描述|(?:具体|细化|分解)(?:工作)?(?:任务|事项|工作)|任务分解")),
    ("deadline", re.compile(r"时限|时间|进度|期限|节点|^[上下]半年$|^全年$|季度$")),
    (
        "title",
        re.compile(
            r"任务|项目|事项|实事|名称|工作|行动|工程|类别|类型|领域|指标|方面|方向|板块|专项|目标|成效|效果|成果"
        ),
    ),
)

UNIT_COLUMNS = frozenset({"lead", "support", "responsible"})


def column_of(header: str) -> Column:
    """The kind of the column under `header`, white space and brackets removed."""
    return next((column for column, pattern in _HEADERS if pattern.search(header)), "other")
