"""What a question counts: the graph's own things (how many tasks), or what values are counted in (多少家企业)."""

import re

from reference.patterns import lazy_pattern
from search.understanding.quantities import HOW_MANY_ZH, MEASURE_WORDS
from search.understanding.text import Reading


def _kinds_by_word(**words: str) -> dict[str, str]:
    return {word: kind for kind, listed in words.items() for word in listed.split()}


# What the graph can count, and the words for it.
_COUNTED_ZH = _kinds_by_word(
    task="任务 工作 事项 措施 举措 子任务 重点任务 主要任务",
    unit="单位 部门 机构 局 牵头单位 责任单位 配合单位",
    target="目标 指标 量化目标",
    action="行动 板块",
    plan="方案 规划 计划 文件 政策",
    place="县 区 市 地方 地区 乡镇 城市",
)
_COUNTED_EN = _kinds_by_word(
    task="task measure thing item",
    unit="unit department bureau bureaux agencies agency bodies office organisation organization authorities",
    target="target goal indicator objective",
    action="action section chapter heading",
    plan="plan document policies",
    place="place cities counties district town county city subdistrict zone village prefecture jurisdiction locality localities",
)
_AFTER_COUNT_ZH = lazy_pattern(
    "(?:的|个|项|家|条|份)?(" + "|".join(sorted(_COUNTED_ZH, key=lambda word: (-len(word), word))) + ")(?![域级直属辖])"
)
_ITEMS = lazy_pattern(
    "(?:一共|总共|合计|总计|共计|共有|共)?(?:有)?(?:多少|(?<!哪)(?<!好)几)"
    "(?:(?:条|项)(?:政策|意见|措施|举措|条款|事|内容|的)*|(?:件|桩|样|档|摊)(?:事情|事儿|事|工作|任务|活儿|活|差事))"
)
"""几条政策意见: tasks by the items that they are in the document."""
_NUMBER_OF = lazy_pattern(
    "(任务|事项|工作(?=数|总数|一共|总共)|单位|部门|目标|指标|方案|规划|计划)(?:"
    "的?(?:总?数量|数目|总数|个数|项数|数(?=有?多少|[是为有统列算报]|[?？。!！，,;； ]|$))(?:[是为有]?(?:多少|几))?(?:项|个|家|条|份)?"
    "|(?:一共|总共|共计|合计|总计|累计|加起来|共)*有?(?:多少|几)(?:项|个|家|条|份)?"
    "(?!的?(?:责任|牵头|配合|单位|部门|目标|指标|任务))(?![项个家条份]))"
)
"""任务数, 任务一共多少项: how many there are of what the graph has."""
_COUNT_UP = lazy_pattern("(?:数一下|数一数|数数|统计一下|算一下|算算)(?![^，。？?]*(?:多少|几))")
"""数一下县财政局牵头的任务."""
_MEASURE = lazy_pattern(rf"(?:万|亿|千|百)?(?:家|个|项|亩|元|件|人|条|次|倍|%|{MEASURE_WORDS})?")
_BEFORE_HOW_MUCH = lazy_pattern(
    r"(?:要|应|须|需|将)?(?:控制|稳定|保持|维持|压减|压缩|下降|降低|降|减少|减|提高|提升|增加|增长|上升|达)(?:在|到|至)$"
    "|(?:力争|争取|努力|确保|预计|预期|计划|最终|最后|要|应|须|需|将|可|能|是)*"
    "(?:定|设|订|搞|弄|做|提|达|给|报|列)(?:到|了|在|成|为|出|得|的)?(?:有)?$"
)
"""The verb of 控制在多少: part of the question, not of its topic."""
_AFTER_COUNT_EN = lazy_pattern(
    r"\s+(?:(?:of the|different|of|separate|leading|lead|responsible|supporting|quantified|numerical|the|such|government|more)\s+)*("
    + "|".join(sorted(_COUNTED_EN, key=lambda word: (-len(word), word)))
    + r")s?\b(?:(?:,| and| or|, and) (?:town|county|city|district|subdistrict|street|zone|village|cities|counties|place)s?\b){0,4}"
)
_BEFORE_NOUN = lazy_pattern(
    r"\s+(?:of |the )*(?:village|county|city|town|zone|district|place|plan|office|unit|department|task|target) "
    r"(?!(?:is|are|was|were|do|does|did|in|for|of|on|at|that|which|who|have|has|had|will|would|should|to|by|with|and|or|must|can|there|under"
    r"|across|from|within)\b)[a-z]"
)
"""How many village | parking lots: what stands before another noun only says of what kind that is."""
_COUNTED_AFTER_TOPIC = lazy_pattern(
    r"(?:\s+(?!(?:is|are|was|were|will|would|does|do|did|should|must|has|have|to|which|that|who|on|for|by|with|at|from)\b)"
    r"[\w&/-]+(?:['’]s?)?){1,8}?\s+(tasks|items|measures|departments|bureaus|agencies)\b"
)
"""How many food safety tasks: the topic stands between. Units may be homes, places and plans what is to be built."""


_ENDS_CLAUSE = lazy_pattern("[呢啊呀]?(?:[?？。，,；; ]|$)")
_LISTED = lazy_pattern(r"\b(?:tasks?|items|measures|livelihood)\b")
_HOW_MANY_OF_THEM = lazy_pattern(
    r"\bhow many (?:of them )?(?:they are|there are|are (?:they|there)(?: in (?:all|total))?|in (?:all|total)|altogether)?"
    r"(?=\W*(?:$|and\b))"
)
"""Which tasks does it lead and | how many are they."""


def read_counts(reading: Reading) -> tuple[str | None, int]:
    """how many tasks, 多少项任务: the graph's own things are counted; how many firms asks for a target."""
    if reading.language == "en":
        for match in re.finditer(r"\b(?:how many|number of|count of|count(?: the)?|total of)\b", reading.lower):
            if _BEFORE_NOUN.match(reading.lower, match.end()):
                continue
            noun = _AFTER_COUNT_EN.match(reading.lower, match.end())
            if noun and (reading.take(match.start(), noun.end(), "ask") or reading.take(*match.span(), "ask")):
                return _COUNTED_EN[noun[1]], match.start()
            after = after_names(reading, match.end())
            noun = _AFTER_COUNT_EN.match(reading.lower, after) if after > match.end() else None
            if noun and reading.take(match.start(), match.end(), "ask") and reading.take(after, noun.end(), "ask"):
                return _COUNTED_EN[noun[1]], match.start()
            noun = _COUNTED_AFTER_TOPIC.match(reading.lower, match.end())
            if noun and reading.is_free(*noun.span(1)) and reading.take(*match.span(), "ask"):
                reading.take(*noun.span(1), "ask")
                return "task" if noun[1] in ("tasks", "items", "measures") else "unit", match.start()
        listed = _LISTED.search(reading.lower) is not None
        again = _HOW_MANY_OF_THEM.search(reading.lower) if listed else None
        if again is not None and reading.take(*again.span(), "ask"):
            return "task", again.start()
        return None, 0
    for match in _ITEMS.finditer(reading.text):
        if reading.of_kind("unit") and reading.take(match.start(), match.end(), "ask"):
            return "task", match.start()
    asked = _COUNT_UP.search(reading.text)
    if asked is not None and "任务" in reading.text and reading.take(*asked.span(), "ask"):
        return "task", asked.start()
    for match in _NUMBER_OF.finditer(reading.text):
        if reading.take(match.start(), match.end(), "ask"):
            return _COUNTED_ZH[match[1]], match.start()
    for match in re.finditer(
        "有?(?:一共|总共|共有|共)?(?:有)?(?:多少|(?<!哪)(?<!好)几)(?:项|个|家|条|份|大)?", reading.text
    ):
        noun = _AFTER_COUNT_ZH.match(reading.text, match.end())
        if noun and reading.take(match.start(), noun.end(), "ask"):
            return _COUNTED_ZH[noun[1]], match.start()
        bounded = reading.of_kind("unit") or (reading.of_kind("plan") and _ENDS_CLAUSE.match(reading.text, match.end()))
        counts_tasks = match.group()[-1] in "项条" and (bounded or "任务" in reading.text)
        if counts_tasks and reading.take(match.start(), match.end(), "ask"):
            return "task", match.start()
        if "多少" in match.group():
            end = _MEASURE.match(reading.text, match.end())
            verb = _BEFORE_HOW_MUCH.search(reading.text, 0, match.start())
            start = verb.start() if verb else match.start()
            reading.take(start, end.end() if end else match.end(), "ask.target")
    for match in HOW_MANY_ZH.finditer(reading.text):
        reading.take(match.start(), match.end(), "ask.target")
    return None, 0


def after_names(reading: Reading, position: int) -> int:
    """Where the places and plans end that stand at a position: how many | of Pinghu's | tasks."""
    for piece in reading.of_kind("place", "plan", "year"):
        between = reading.lower[position : piece.start] if piece.start >= position else "-"
        if not re.sub(r"\b(?:of|in|the|all)\b|\s", "", between):
            position = piece.end
            if reading.lower.startswith("'s", position):
                position += 2
    return position


_HOW_MANY = lazy_pattern(
    r"(?:多少|几)(?P<zh>家|户|亩|公里|千米|人|名|项(?!目标|指标)|个百分点|%|吨|台|座|套|件|辆|张|亿元|万元|亿|元)"
    r"|\bhow many (?:\w+ ){0,2}?(?P<en>compan(?:y|ies)|firms?|enterprises?|factor(?:y|ies)|households?|people|persons?"
    r"|jobs|mu|hectares?|kilomet(?:er|re)s?)\b"
    r"|\bhow much (?P<money>money|funding|investment|capital)\b|\bhow much\b[^?.;]{0,40}\b(?P<spent>invest(?:ed|ment)?|spen[dt]|yuan|revenue)\b",
    re.IGNORECASE,
)
_COUNTED_IN = {
    "compan": ("家", "户", "个"), "firm": ("家", "户", "个"), "enterp": ("家", "户", "个"), "factor": ("家", "户", "个", "座"),
    "househ": ("户",), "people": ("人", "名", "人次"), "person": ("人", "名", "人次"), "jobs": ("人", "个"),
    "mu": ("亩",), "hectar": ("公顷", "亩"), "kilome": ("公里", "千米"), "亿": ("元",), "亿元": ("元",), "万元": ("元",),
}  # fmt: skip


_OF_PERCENTAGES = lazy_pattern(
    r"(?:百分比|百分数|百分率)(?:类|型|性)?的?(?=目标|指标)|\bpercentage(?= (?:targets?|goals?|indicators?|objectives?)\b)"
    r"|(?<=targets )(?:in percent|in percentages|expressed in percent)\b",
    re.IGNORECASE,
)


def read_measures(reading: Reading) -> tuple[str, ...]:
    """What the numbers asked for are counted in."""
    percent = _OF_PERCENTAGES.search(reading.lower)
    if percent is not None and reading.take(*percent.span(), "ask.target"):
        return ("%",)
    found = _HOW_MANY.search(reading.lower)
    if found is None:
        return ()
    if found["money"] or found["spent"]:
        return ("元",)
    word = found["zh"] or found["en"]
    return _COUNTED_IN.get(word if found["zh"] else word[:6], (word,) if found["zh"] else ())
