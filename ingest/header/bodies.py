"""Names of public bodies: recognised by how they end, told apart where they follow each other. Knows no document."""

import re
from collections.abc import Iterator

from ingest.facts import Span
from ingest.mapped import MappedText
from ingest.values import dataclass

_ENDINGS = (
    "人民政府 政府 委员会 办公室 办公厅 管委会 公署 局 厅 部 委 署 院 中心 指挥部 领导小组 工作组 工作专班 专班 "
    "党组 党工委 办事处 总队 支队 大队 "
    "集团 公司 联合会 总会 协会 工会 妇联 残联 工商联 科协 团委 法院 检察院 银行 分行 支行 海关 兵团 政协 人大 办 "
    "会议 联席会议 总社 供销社 联社 "
    "大学 学院 军区 警备区 人武部 监会 处 所 站 指挥办 研究室 商会 学会 基金会 党校 报社 电视台 团中央"
).split()
_BODY = re.compile(
    r"(?!.*(?:关于|印发|的|通知$|方案|本局|特此|附件|部门：|各|首页|政务公开|当前位置|最新文件|栏目))[\u4e00-\u9fff“”·（）]{2,40}"
    rf"(?:{'|'.join(_ENDINGS)})"
)
_SHORT = frozenset(
    "教育部 财政部 科技部 民政部 司法部 商务部 水利部 公安部 外交部 审计署 人社部 工信部 农业部 交通部 住建部 "
    "文旅部 证监会 国资委 国务院".split()
)
_STAMP = re.compile(r"（(?:代章|盖章|印章|章|公章)）")
_AND_OTHERS = re.compile(r"等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位|委局|部委|厅局|机关|委办局)$")
_SEPARATORS = r"、，,;；/"
_TOKEN = re.compile(rf"[^\s{_SEPARATORS}]+")
_ENDS_BODY = re.compile(r"(?:中央|[省市县区州旗党]委|政府|国务院|部|局|委|厅|办公室)$")
_HAN = re.compile(r"(?!关于)[\u4e00-\u9fff]")
_OFFICE = ("办公室", "办公厅")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A body by name, as written (stamps removed), and where."""

    name: str
    span: Span


_PLACE_AGAIN = re.compile(
    r"(?:中共)?(?P<place>[\u4e00-\u9fff]{1,5}?[省市县区州旗镇乡])(?=[\u4e00-\u9fff]{0,20}?(?:局|委|办|厅|委员会|办公室|政府|管委会)(?P=place)[\u4e00-\u9fff]{2,})"
)


def is_body(name: str) -> bool:
    """Whether `name` can be the name of a public body."""
    return name in _SHORT or (len(name) >= 4 and _BODY.fullmatch(name) is not None)


def split_names(text: str, start: int) -> tuple[Named, ...] | None:
    """The bodies that `text` (normal form, white space kept) consists of; None where anything else stands in it.

    start: the offset of `text` in the document. Characters set apart (财 政 部) are joined; 办公室 alone belongs to the
    name before it.
    """
    found: list[Named] = []
    held, held_at = "", 0
    for match in _tokens(text):
        token = _STAMP.sub("", match.group())
        if not token:
            continue
        if token in _OFFICE and not held and found:
            last = found.pop()
            found.append(Named(last.name + token, (last.span[0], start + match.end())))
            continue
        held_at = held_at if held else start + match.start()
        held += token
        if is_body(held):
            found.append(Named(held, (held_at, start + match.start() + len(token))))
            held = ""
        elif len(held) > _LONGEST:
            return None
    return tuple(found) if found and not held else None


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Runs without white space and separators; a run that names its place again and again is cut there:
    黄山区教育局黄山区财政局 is two bodies that stood side by side."""
    for match in _TOKEN.finditer(text):
        place = _PLACE_AGAIN.match(match.group())
        if place is None:
            yield match
        else:
            yield from re.compile(rf"(?:中共)?{place['place']}(?:(?!(?:中共)?{place['place']}).)+").finditer(
                text, *match.span()
            )


def names_before(text: MappedText) -> tuple[Named, ...]:
    """The bodies that open a title (国家发展改革委 财政部关于…; 工业和信息化部等七部门关于…); () where it opens "
    "otherwise."""
    who = _AND_OTHERS.sub("", text.text.strip("：、，"))
    found: list[Named] = []
    position = 0
    for part in re.split(f"[{_SEPARATORS}]", who):
        start = who.index(part, position)
        position = start + len(part)
        found.extend(_names_in(text, start, position))
    return tuple(found)


def _names_in(text: MappedText, start: int, end: int) -> list[Named]:
    """Names between two positions, cut where white space stood between them and a name ends."""
    found: list[Named] = []
    begin = start
    gaps = [at for at in range(start + 1, end) if text.origin[at] - text.origin[at - 1] > 1]
    for stop in [*gaps, end] if start < end else []:
        name = text.text[begin:stop]
        if name in _OFFICE and found:
            last = found.pop()
            found.append(Named(last.name + name, (last.span[0], text.origin[stop - 1] + 1)))
            begin = stop
        elif is_body(name):
            found.append(Named(name, text.span(begin, stop)))
            begin = stop
    return found


def spaced(document: str, text: MappedText) -> str:
    """A title as printed, with one space where it stands between two bodies (中共中央 国务院关于…)."""
    pieces = []
    for at, character in enumerate(text.raw):
        if at and text.origin[at] - text.origin[at - 1] > 1 and _ENDS_BODY.search(text.text[max(0, at - 4) : at]):
            between = document[text.origin[at - 1] + 1 : text.origin[at]]
            if between.isspace() and "\n" not in between and _HAN.match(character):
                pieces.append(" ")
        pieces.append(character)
    return "".join(pieces)


def printed_name(document: str, named: Named) -> str:
    """The name in the document's own characters where they differ from the normal form only in script or width."""
    raw = _STAMP.sub("", "".join(document[named.span[0] : named.span[1]].replace("(", "（").replace(")", "）").split()))
    return raw if len(raw) == len(named.name) else named.name
