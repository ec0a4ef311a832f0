"""The place of a plan that says only 我市: read from what else its text names. Knows no issuers and no titles."""

import re
from collections import Counter

from reference.places import PlaceMention, load_gazetteer

_BODY = re.compile(
    r"人民政府|政府|委|党|人大|(?:第[一二三四五六七八九十]{1,3}届)?人民代表|政协|纪|行政公署|人民法院|人民检察院|办"
)
_SELF = re.compile(r"(?:我|本|全)([省市县区州旗])(?![场域民委政间块])")
_LEVELS = {"省": ("province",), "市": ("city", "county", "province"), "县": ("county",), "区": ("county",),
           "州": ("city",), "旗": ("county",)}  # fmt: skip
_REGION = re.compile("自治区(?![^，。；]{0,2}级)")
_FEWEST = 3
"""How often a text speaks of its 自治区 before it counts as one of that level."""
_FIRST_PAGES = 4000
"""Characters in which a body's full name tells the place."""
_ELSEWHERE = re.compile(
    "(?:学习|借鉴|对接|融入|对标|支援|援助|帮扶|协作|来自|毗邻|赴|往|与|同|和|到|至|抵|距|较|比|通往|连接|按照?|根据|经)[“《]?$"
)
"""What another place is named with."""
_TITLE = re.compile("(?:《|制定|印发|出台|修订|发布|编制|完善|落实|执行|实施)(?:《|〈)?$")
_OWN_WORK = re.compile("[^》]{2,40}(?:规划|方案|办法|计划|规定|条例|细则|标准|导则|目录|清单)[^》]{0,12}》")
"""《甲市供热规划》: a plan of the place's own; 通知 and 意见 come from above."""


def named_in_text(text: str) -> tuple[str, ...]:
    """The one place of the level by which a text calls itself (我市, 全县): named in its opening with an organ of it
    (中共…市委, …市人民政府), or the only one of that level that it names at all."""
    words = Counter(_SELF.findall(text))
    if not words or set(words) == {"区"}:
        region = _region(text)
        if region or not words:
            return region
    word = min(words, key=lambda item: (-words[item], item))
    mentions = [
        mention
        for mention in load_gazetteer().find_in_text(text)
        if mention.certain and mention.place.name.endswith(word) and mention.place.level in _LEVELS[word]
    ]
    full = [mention for mention in mentions if text.startswith(mention.place.name, mention.start)]
    with_body = {
        mention.place.name
        for mention in full
        if mention.start < _FIRST_PAGES and _BODY.match(text, mention.start + len(mention.place.name))
    }
    if with_body:
        return tuple(with_body) if len(with_body) == 1 else ()
    return _only_one(text, mentions, full) or (_city_of_parts(text) if word == "市" else ())


def _city_of_parts(text: str) -> tuple[str, ...]:
    """The city that a text calls 全市, by its districts and counties: three that are named in full, all of one city."""
    parts = {
        mention.place.code: mention.place.parent_code
        for mention in load_gazetteer().find_in_text(text)
        if mention.certain and mention.place.level == "county" and text.startswith(mention.place.name, mention.start)
    }
    cities = {load_gazetteer().require(code) for code in set(parts.values())} if len(parts) >= _FEWEST else set()
    return tuple(city.name for city in cities) if len(cities) == 1 and {c.level for c in cities} == {"city"} else ()


_MINISTRY = re.compile(
    r"(?<![\u4e00-\u9fff])(?:教育部|科技部|科学技术部|工业和信息化部|公安部|民政部|司法部|财政部|人力资源社会保障部|自然资源部|生态环境部|"
    r"住房城乡建设部|交通运输部|水利部|农业农村部|商务部|文化和旅游部|退役军人部|应急管理部|中央网信办|中央宣传部|人民银行|海关总署|税务总局|"
    r"国家[\u4e00-\u9fff]{2,6}(?:委|局))(?=[、，；。牵等）)按负配\s]|$)"
)
_FEWEST_MINISTRIES = 4


def is_national(text: str) -> bool:
    """Whether a text without a place of its own shares its work out among ministries."""
    return not _SELF.search(text) and len(set(_MINISTRY.findall(text))) >= _FEWEST_MINISTRIES


def _only_one(text: str, mentions: list[PlaceMention], full: list[PlaceMention]) -> tuple[str, ...]:
    """The only place of its level in the whole text: named twice in full, or once as whose plan is to be made."""
    if len({mention.place.code for mention in mentions}) != 1:
        return ()
    told = [mention for mention in full if _ELSEWHERE.search(text, max(0, mention.start - 4), mention.start) is None]
    own = any(
        _TITLE.search(text, max(0, mention.start - 4), mention.start) is not None
        and _OWN_WORK.match(text, mention.start + len(mention.place.name)) is not None
        for mention in told
    )
    return (told[0].place.name,) if own or len(told) > 1 else ()


def _region(text: str) -> tuple[str, ...]:
    """自治区, without a name: the one autonomous region that bodies of the text are called after (国网内蒙古…公司)."""
    if len(_REGION.findall(text)) < _FEWEST:
        return ()
    named = Counter(
        mention.place.name
        for mention in load_gazetteer().find_in_text(text)
        if mention.place.level == "province" and mention.certain
    )
    regions = [name for name in named if name.endswith("自治区")]
    return (regions[0],) if len(named) == 1 and regions and named[regions[0]] > 1 else ()
