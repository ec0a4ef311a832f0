"""Plans made by chance, with what a reader must find in them: trees of headings, lists of bodies, layouts."""

import textwrap
from dataclasses import dataclass, field

from hypothesis import strategies as st

HAN = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
BODIES = (
    "县发改局 县经信局 县教育局 县公安局 县民政局 县财政局 县人社局 县住建局 县交通局 县水利局 县商务局 县文旅局 县卫健局 "
    "县审计局 县林业局 县统计局 县信访局 县供销社 县气象局 县税务局 团县委 县妇联 县总工会 县人武部 各乡镇 高新区管委会 县供电公司"
).split()
_VERBS = "建设 改造 培育 完善 提升 推进 优化 健全 规范 做强".split()
_THINGS = "冷链中心 农贸市场 乡村道路 公共停车场 养老设施 健身步道 灌溉渠系 供水管网 示范基地 便民驿站 文化礼堂 产业园区".split()
_SENTENCES = (
    "坚持统筹规划与分步实施相结合，完善配套设施，提升服务能力。 "
    "健全工作机制，强化要素保障，推动各项举措落地见效。 "
    "聚焦短板弱项，细化工作举措，定期开展督促检查。 "
    "鼓励社会力量参与，拓宽资金渠道，形成共建共享格局。"
).split()

titles = st.builds(lambda verb, thing: verb + thing, st.sampled_from(_VERBS), st.sampled_from(_THINGS))
sentences = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3).map("".join)
bodies = st.lists(st.sampled_from(BODIES), min_size=1, max_size=5, unique=True)


def han(value: int) -> str:
    """A Chinese numeral below a hundred."""
    if value <= 10:
        return HAN[value - 1]
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else HAN[tens - 1]) + "十" + (HAN[ones - 1] if ones else "")


@dataclass(frozen=True)
class Style:
    """How one level prints its numbers: before the title, and what a reader gives back."""

    name: str
    shown: str
    printed: str

    def show(self, value: int) -> str:
        """The number with its stop."""
        return self.shown.format(n=value, han=han(value), mark=CIRCLED[value - 1] if value <= 10 else "")

    def number(self, value: int) -> str:
        """The number as printed, without the stop."""
        return self.printed.format(n=value, han=han(value), mark=CIRCLED[value - 1] if value <= 10 else "")


CHAPTERS = (Style("han", "{han}、", "{han}"), Style("chapter", "第{han}章 ", "第{han}章"))
GROUPS = (Style("bracket", "（{han}）", "（{han}）"), Style("half", "({han})", "({han})"))
ITEMS = (
    Style("arabic", "{n}.", "{n}"),
    Style("wide", "{n}．", "{n}"),
    Style("comma", "{n}、", "{n}"),
    Style("round", "（{n}）", "（{n}）"),
    Style("circled", "{mark}", "{mark}"),
)


@dataclass
class Heading:
    """A heading with what stands below it."""

    style: Style
    value: int
    title: str
    text: str = ""
    below: list["Heading"] = field(default_factory=list)

    @property
    def number(self) -> str:
        return self.style.number(self.value)

    def lines(self) -> list[str]:
        """The heading and all below it as printed, one paragraph a line."""
        first = self.style.show(self.value) + self.title + ("。" + self.text if self.text else "")
        return [first, *(line for child in self.below for line in child.lines())]

    def shape(self) -> tuple[str, str, list[object]]:
        return self.number, self.title, [child.shape() for child in self.below]


@st.composite
def outlines(draw: st.DrawFn) -> list[Heading]:
    """Chapters of groups of items, in one of the ways in which plans number them; items restart or run through."""
    chapter, group, item = (draw(st.sampled_from(styles)) for styles in (CHAPTERS, GROUPS, ITEMS))
    through = item.name != "circled" and draw(st.booleans())
    value = 0
    found: list[Heading] = []
    for first in range(1, draw(st.integers(2, 4)) + 1):
        top = Heading(chapter, first, draw(titles))
        for second in range(1, draw(st.integers(0, 3)) + 1):
            middle = Heading(group, second, draw(titles))
            value = value if through else 0
            for _ in range(draw(st.integers(0, 4))):
                value += 1
                middle.below.append(Heading(item, value, draw(titles), draw(sentences)))
            top.below.append(middle)
        found.append(top)
    return found


@st.composite
def responsibilities(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, str]]]:
    """A list of bodies printed in one of the conventions, and what it says: (name, role, basis)."""
    names = draw(bodies)
    cut = draw(st.integers(1, len(names)))
    leads, supports = names[:cut], names[cut:]
    comma = draw(st.sampled_from("、，"))
    joined, lead, support = (comma.join(part) for part in (names, leads, supports))
    stated = [(name, "lead", "stated") for name in leads] + [(name, "support", "stated") for name in supports]
    listed = [(names[0], "lead", "first_listed")] + [(name, "support", "listed") for name in names[1:]]
    declared = [(names[0], "lead", "declared"), *listed[1:]]
    forms = [
        (f"责任单位：{joined}", listed),
        (f"责任部门：{joined}", listed),
        (f"{joined}按职责分工负责", listed),
        (f"{joined}负责", listed),
        (f"{joined}等按职责分工负责", listed),
        (f"责任单位：{joined}。列第一位的为牵头单位，下同", declared),
        (f"责任单位：{joined}（排名第一的为牵头单位，下同）", declared),
        (f"牵头单位：{lead}" + (f"；配合单位：{support}" if supports else ""), stated),
        (f"牵头单位：{lead}" + (f"；责任单位：{support}" if supports else ""), stated),
        (f"{lead}牵头" + (f"，{support}配合" if supports else "负责"), stated),
        (f"{lead}牵头" + (f"，{support}等按职责分工负责" if supports else ""), stated),
    ]
    content, expected = draw(st.sampled_from(forms))
    left, right = draw(st.sampled_from(["（）", "()", "〔〕", "【】", "[]"]))
    return left + content + right, expected


def wrap(lines: list[str], width: int) -> list[str]:
    """The paragraphs hard-wrapped at `width` characters, indented by two."""
    found: list[str] = []
    for line in lines:
        found.extend(textwrap.wrap("　　" + line, width, drop_whitespace=False))
    return found


_ROLES = "责任 牵头 配合 主办 协办 主责 承办 实施 落实 参与 协同 指导 包联 监管 建设".split()
_NOUNS = "单位 部门 主体 处室 科室".split()
_heads = st.builds(
    lambda role, noun: role + ("单位" if role in ("监管", "建设") else noun),
    st.sampled_from(_ROLES),
    st.sampled_from(_NOUNS),
)
_BEFORE = (
    "",
    "",
    "",
    "★",
    "●",
    "◆",
    "- ",
    "※",
    "1）",
    "①",
    "（1）",
    "1.",
    "(一)",
    "本项工作",
    "市级",
    "“",
    "【",
    "（",
    "[",
)
_MARKS = "： : ： ∶ — —— - / | ｜ ＝ → 为 是 系 有 由 为： ； . ～ … 】 ”： ”".split()
_MARKS += ["", "  ", "　", "\t", "：\n", "\n", "（牵头）：", "及责任人：", "1：", "分别为", "包括", "均为", " ： "]
_JOINTS = (
    "、",
    "，",
    "；",
    ",",
    ";",
    "/",
    "|",
    " ",
    "　",
    "\n",
    "、\n",
    "&",
    "+",
    "•",
    "·",
    "—",
    "和",
    "以及",
    "；2.",
    "②",
    "。",
)
_BEHIND = (
    "",
    "。",
    "；",
    "等",
    "等部门",
    "按职责分工负责",
    " 完成时限：2025年6月",
    "，联系电话：87654321",
    "（排名第一的为牵头单位）",
)


@st.composite
def cue_lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A line (or a few) that heads bodies by a cue, in forms common and odd, and the bodies it names."""
    head = draw(_heads)
    names = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True))
    joint = draw(st.sampled_from(_JOINTS))
    before = draw(st.sampled_from(_BEFORE))
    left, right = (before[:1], before[1:]) if before in ("【】", "（）", "[]") else (before, "")
    printed = head + draw(st.sampled_from(_MARKS)) + joint.join(names) + draw(st.sampled_from(_BEHIND))
    return left + printed + right, names
