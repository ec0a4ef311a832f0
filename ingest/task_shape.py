"""What a read node is by its shape: a heading over tasks, one task with pieces, a statement of the situation or of goals.

Builds nothing.
"""

import re
from collections.abc import Sequence

from ingest.reading import NodeReading

_NO_TASKS = re.compile(
    r"总体(?:要求|思路|目标|考虑|安排|部署)|指导思想|(?:基本|工作|总体|实施|主要)原则|思路$|^(?:.{0,8}(?:主要|工作|发展|总体|实施|行动|年度|阶段|阶段性|具体|建设|预期|攻坚|整治|规划|创建|奋斗|战略|改革|任务))?目标(?:任务|定位|要求|指标)?$|"
    r"^(?:项目|工作|活动|政策)?(?:实施|申报|申请|准入|认定|基本|具备|奖补|补助|享受|适用|支持|创建)条件$|^(?!实现|完成|确保|落实|分解|达成|锚定|力争|明确|对标|围绕|聚焦)[^，。]{0,8}目标$|发展目标|工作目标|主要目标|行动目标|总体目标|形势|现状|基本情况|背景|意义|发展基础|工作基础|面临|概况|回顾|名词解释|编制依据|适用范围|^附则|^总则|有关说明|主要指标|指标体系|"
    r"^(?:.{0,6}(?:时间|地点|场地|主题|口号))(?:(?:和|及|与|、).{0,4}(?:时间|地点|场地|主题))?$|^(?:主(?:、)?承办|主办|承办|协办|支持)单位$|"
    r"^(?:明确|确定)?(?:适用|实施|整治|工作|创建|治理|试点|活动|检查|行动|服务|保障|推进|建设|改革)?(?:对象)?(?:和|及|与)?范围(?:和|及|与)?(?:定义|界定|划定|说明|对象)?$"
)
_STATES_WHOM = re.compile(
    r"(?:(?:疫苗)?接种|服务|培训|整治|检查|适用|实施|活动|行动|工作|参加|参与|申报|扶持|补贴|补助|奖励|评选|创建|排查|治理|发放|救助|资助|招聘|试点|普查|筛查|调查|执法)?"
    r"(?:对象|时间|地点|期限)(?:(?:和|及|与|、)(?:对象|时间|地点|期限|范围|频次|(?:时间|顺序|批次)(?:安排)?))?|"
    r"(?:(?:疫苗)?接种|分配|整治|实施|活动|行动|使用|管理|创建|评选|处置|补助|建设)原则"
)
"""For whom, when and where something is done: 接种对象和顺序安排, 行动时间."""
_WORKED_ON = frozenset({"形势", "现状", "背景", "意义", "发展基础", "工作基础", "概况", "指标体系", "适用范围"})
_WORKS = re.compile(
    "夯实|打牢|筑牢|巩固|强化|加强|健全|完善|优化|提升|深化|扩大|改善|拓展|抓好|做好|创新|严格|规范|研判|摸清"
)
"""夯实工作基础, 健全指标体系: what elsewhere heads a statement is here what is worked on."""
_TASK_WORDS = re.compile(r"(?<!目标)任务(?!目标)|措施|举措|行动(?!目标)|工程|保障|组织(?:领导|实施)|重点工作|主要工作")
_GOALS_RUN_IN = re.compile(
    r"(?:工作|发展|总体|主要|行动)?目标(?:任务)?(?=到20|动员|通过|力争|以|按|坚持|全面|努力|实现|用)"
)
"""A chapter of goals whose heading nothing parts from its text."""
_FINE = frozenset({"arabic_bracket", "arabic_half", "circled"})
_PIECES = frozenset({"arabic_half", "circled"})
MINIMUM_TEXT = 6
"""Characters: what is shorter carries no text of its own."""


def states_only(reading: NodeReading) -> bool:
    """Whether the heading announces situation, principles or goals and nothing to do."""
    heading = reading.title.text or reading.text.text[:12]
    if _GOALS_RUN_IN.match(heading):
        return True
    if _STATES_WHOM.fullmatch(heading):
        return True
    found = _NO_TASKS.search(heading)
    if found is None or (found.group() in _WORKED_ON and _WORKS.match(heading) is not None):
        return False
    return _TASK_WORDS.search(heading) is None


def is_task(reading: NodeReading) -> bool:
    """Whether a node with items below it is one task (its items are pieces or subtasks) and not a heading over tasks."""
    children = reading.children
    with_lists = [child for child in children if child.any_list]
    if all(child.node.inline for child in children):
        return True
    if reading.has_list and with_lists:
        return len(reading.text) >= MINIMUM_TEXT or len(with_lists) == len(children)
    fine = all(child.node.style in _FINE for child in children)
    if reading.has_list:
        return not _heads_tasks(reading) and (
            bool(reading.body) or (fine and not all(len(child.title) and child.body for child in children))
        )
    if with_lists and with_lists == children[-1:] and len(children) > 1:
        return len(reading.text) >= MINIMUM_TEXT and fine
    if not with_lists and fine and all(_last_character(child) == "；" for child in children[:-1]):
        return True  # one sentence in pieces: （1）…；（2）…。
    if not with_lists and fine:
        return len(reading.text) >= MINIMUM_TEXT and not all(len(child.title) and child.body for child in children)
    return False


def _last_character(reading: NodeReading) -> str:
    return reading.node.paragraphs[-1].text.text[-1:] if reading.node.paragraphs else ""


def _heads_tasks(reading: NodeReading) -> bool:
    """Whether a heading whose own list stands before its items heads tasks: each item has a title and a text of its own.

    The list at the head of a group holds for the items below it.
    """
    children = reading.children
    return len(children) > 1 and all(
        child.node.style not in _PIECES and not child.node.inline and len(child.title) and child.body
        for child in children
    )


_CONDITIONS = re.compile(r"(?:条件|情形|标准|原则|材料|对象|情况|之一|要件|程序|流程)(?:如下|之一)?(?:的)?：?$")
"""What announces a list of conditions and no work: 试点村应具备以下条件："""
_FEWEST_BESIDE = 3


def enumerates(reading: NodeReading, beside: Sequence[NodeReading]) -> bool:
    """Whether a node with a title and a text of its own only enumerates pieces of that text below it: conditions, or
    items without titles where its siblings are tasks without items. Who names bodies in the items gives tasks."""
    if not len(reading.title) or not reading.body or any(child.any_list for child in reading.children):
        return False
    if any(child.children for child in reading.children):
        return False
    if _CONDITIONS.search(reading.body[-1].text):
        return True
    leaves = sum(1 for node in beside if not node.children and node.body)
    titled = all(len(child.title) and child.body for child in reading.children)
    return not titled and len(beside) >= _FEWEST_BESIDE and leaves * 2 > len(beside)


_PART_LABEL = re.compile(
    r"(?:行动|工作|主要|重点|建设|发展|实施|具体|总体|改革|任务|预期)*"
    r"(?:目标|任务|内容|措施|举措|要求|步骤|路径|思路|方向|成效|责任单位|责任分工|进度安排|时间安排|完成时限|保障|现状)(?=[。：，\s]|$|.{12})"
)


def has_labelled_parts(reading: NodeReading) -> bool:
    """Whether the items below are the parts of one task (1.行动目标 2.主要任务) and no tasks of their own."""
    words = [child.node.first.text for child in reading.children]
    if len(words) < 2 or any(child.children for child in reading.children) or not len(reading.title):
        return False
    return all(_PART_LABEL.match(word) for word in words) and _PART_LABEL.match(reading.title.text) is None
