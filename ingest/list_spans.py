"""Where in a paragraph the lists of bodies stand: in brackets, behind a cue, at its end. Does not read them."""

import re
from bisect import bisect_right

from ingest.brackets import outer_groups
from ingest.cues import HEAD, PREFIX, is_name_up_to_mark, names_follow
from ingest.list_words import (
    BACKWARD,
    CUE,
    DIVISION_CUE,
    DOES,
    EVERYWHERE,
    LEVEL_LABEL,
    NOTE,
    PERSON_CUE,
    RULE,
    VERB,
    is_deadline,
)
from ingest.mapped import MappedText
from ingest.unit_names import split_names
from ingest.unit_shape import looks_like_unit, without_quotes

SHORTEST_LIST, LONGEST_LIST = 4, 1500
"""Characters: brackets that are shorter or longer do not name bodies."""
LONGEST_TAIL = 20_000
"""Characters: what follows a cue for longer than this is no list but a document that has lost its lines."""


_OF_A_LEVEL = re.compile(
    r"(?:[市省县区州旗镇]|自治区|国家)[\u4e00-\u9fff]{1,12}(?:局|委|办|厅|厅|总社|支队|大队|总队|管委会|联合会|总工会|妇联|残联)"
)
"""A name that can be nothing but a body's: so many in a bracket are a list wherever it stands."""


_STARS = str.maketrans("", "", "*★▲※")
_AND_SO_ON = frozenset({"下同", "以下同", "以下均同", "以下相同"})
_HELPERS = re.compile(r"(?:配合|协办|协助|参与|参加|协同|支持)(?:单位|部门)?：")
"""县商务局；配合单位：县发改局: whoever stands before the helpers without a word."""


ONLY_CUE = re.compile(f"[^\u4e00-\u9fff“]{{0,3}}{PREFIX}{HEAD}(?:[：】\\]]+|$)")
"""【责任单位】 names no one: the bodies stand behind it."""


def _is_list(content: str, *, at_end: bool) -> bool:
    """Whether a bracket's content names who is responsible; （其中…由…负责） speaks of a part alone."""
    if content.startswith("其中"):
        return False
    parts = [part for part in re.split(r"[，；]", content) if not is_deadline(part) and part not in _AND_SO_ON]
    content = "，".join(parts)
    if len(content) > LONGEST_LIST or not content:
        return False
    content = LEVEL_LABEL.sub("", content).translate(_STARS)
    if ONLY_CUE.fullmatch(content):
        return False
    if DIVISION_CUE.match(content):
        return True
    cue = CUE.match(content) or PERSON_CUE.match(content)
    if cue and (cue.group().endswith("：") or looks_like_unit(content[cue.end() :].split("、")[0])):
        return True
    if BACKWARD.match(content):
        return True
    if (
        len(parts) > 1
        and all(looks_like_unit(name) for name in parts[0].split("、"))
        and any(map(_HELPERS.match, parts))
    ):
        return True
    if RULE.search(content) or (EVERYWHERE.match(content) and NOTE.search(content)):
        return True
    first = re.split(r"[、，；]", content)[0]
    stem = VERB.sub("", first)
    if (
        VERB.search(content)
        and re.search(r"牵头|负责|配合|落实|参与|分工|指导|协助|参加", content)
        and "。" not in content.split("负责")[0]
    ):
        return looks_like_unit(stem.strip("由")) or re.match(r"由?(?:各|市|省|县|区|国家|自治)", content) is not None
    if at_end and (says := [DOES.match(part) for part in parts]) and len(says) > 1:
        subjects = [found.group("units").split("、") for found in says if found and found.group("what")]
        if len(subjects) == len(parts) and all(looks_like_unit(name) for names in subjects for name in names):
            return True
    names = re.split("[、，]", content)
    if len(names) > 1 and all(_OF_A_LEVEL.fullmatch(name) and looks_like_unit(name) for name in names):
        return True
    if not at_end or re.search(r"\d(?!个?部门|个?单位)|。|“", without_quotes(content)):
        return False
    pieces = [re.sub(r"等[^、，；]{0,6}$", "", piece) for piece in re.split(r"[、，；]", content) if piece]
    return len(pieces) >= 1 and all(looks_like_unit(piece) for piece in pieces)


_TAIL = re.compile(
    r"(?:(?<=[。；！？）】”>])|^)[（〔【\[<]?(?="
    r"(?:[^：。；，（）〔〕【】\[\]<>]{0,8})?(?:责任|负责|牵头|配合|会同|主办|协办|参与|参加|实施|落实|主责|承办|协同|协助|督导|督办|指导|主管|分管|包联|包抓|包保|挂钩|支持|支撑|保障|协作|联动|推进|主抓|执行)[^：。；，（）〔〕【】\[\]<>]{0,6}(?:（(?:责任|实施|配合)）)?"
    r"(?:单位|部门|主体|领导|处室|科室|股室|司局|责任人|人)(?:（[^（）]{1,24}）)?[：]|(?:牵头|主责|主办|配合|协办)：|(?:责任|牵头|配合|主办)(?:责任)?(?:单位|部门)为(?=[省市县区州旗镇各])|"
    r"(?<=[【\[])(?:责任|牵头|配合|主办|协办|主责|承办)(?:责任)?(?:单位|部门|主体)[】\]]|"
    r"(?:责任|职责|任务|部门)分工：|(?:完成|推进|办结|整改|实施)?(?:时限|时间|期限|年限)(?:要求|节点)?[：])|"
    r"(?<=，)(?=(?:责任|牵头|配合|实施|承办)(?:责任)?(?:单位|部门)：)|"
    rf"(?:(?<=[。；！？）】”>])|^)[^\u4e00-\u9fff]{{0,3}}(?=(?P<weak>{PREFIX}(?:{HEAD}(?:（[^（）]{{1,24}}）)?|(?:工作)?责任(?:落实)?|承办|落实))：)"
)


_TAIL_MARK = re.compile(r"[：】\]]|(?:单位|部门)为")
"""What every cue of a tail ends in."""
_DASHED = re.compile(r"(?<=[。；])[—-]{1,2}(?P<list>[^。—]{2,300})。?$")


_HEAD_BEFORE = re.compile(f"{HEAD}$")
_LONGEST_HEAD = 10
LIST_ENDS = tuple("）】〕局委办部厅署院心司团府会道镇队联")
"""Last characters of lists without any cue."""
_SENTENCE_ENDS = "。；！？”）】〕"
"""What stands before a bracket that names bodies without a role word: 烟草专卖局（公司） is one name."""


def list_spans(text: MappedText) -> list[tuple[int, int, int, int]]:
    """(outer start, outer end, inner start, inner end) of each list in the paragraph."""
    found: list[tuple[int, int, int, int]] = []
    plain = text.text
    last_word = len(plain.rstrip("。；，）〕】 "))
    for start, end in outer_groups(plain):
        if end - start < SHORTEST_LIST:
            continue
        inner_end = min(end - 1, len(plain))
        if plain[end : end + 1] == "：" and _HEAD_BEFORE.search(plain[max(0, start - _LONGEST_HEAD) : start]):
            continue  # 责任单位（排名第一的牵头）： is a cue with a remark
        stands_alone = not start or plain[start - 1] in _SENTENCE_ENDS
        behind_sentence = start > 0 and plain[start - 1] == "。"
        content = plain[start + 1 : min(inner_end, start + LONGEST_LIST + 2)]
        if _is_list(content, at_end=behind_sentence or (end >= last_word and stands_alone)):
            rest = plain[end : end + 31]
            if (
                0 < len(rest) <= 30
                and rest.rstrip("。").endswith(("）", "〕", "】"))
                and not re.search("[（〔【]", rest)
            ):
                # A page break cut the list in two and the scan closed the first half: the rest belongs to it.
                end = len(plain)
                inner_end = end - 1
            found.append((start, min(end, len(plain)), start + 1, inner_end))
    found.extend(_tail_spans(plain, found, text.gaps))
    dashed = _DASHED.search(plain) if "—" in plain or "-" in plain else None
    if (
        dashed
        and _is_list(dashed.group("list"), at_end=True)
        and not any(start < dashed.end() and end > dashed.start() for start, end, _, _ in found)
    ):
        found.append((dashed.start(), len(plain), *dashed.span("list")))
    if not found:
        found = _unmarked(text) or _names_with_roles(text) or _bare_tail(plain)
    found.sort()
    return _merge_tails(found)


_UNMARKED_CUE = re.compile(f"{PREFIX}{HEAD}(?=[\u4e00-\u9fff])")
_BULLET = re.compile("[^\u4e00-\u9fff（]{0,3}")


def _unmarked(text: MappedText) -> list[tuple[int, int, int, int]]:
    """牵头单位 县市场监管局 配合单位 县公安局: cues without a colon, before names and nothing else."""
    plain = text.text.rstrip("。；）")
    for begin in (0, plain.rfind("。") + 1):
        start = _BULLET.match(plain, begin).end()  # type: ignore[union-attr]
        cues = [cue.span() for cue in _UNMARKED_CUE.finditer(plain, start)]
        if not cues or cues[0][0] != start or "。" in plain[start:] or len(plain) - start > LONGEST_LIST:
            continue
        ends = [at for at, _ in cues[1:]] + [len(plain)]
        parts = [split_names(text.slice(at, end)) for (_, at), end in zip(cues, ends, strict=True)]
        if all(part.names and not part.rejected for part in parts) and all(
            looks_like_unit(name.name) for part in parts for name in part.names
        ):
            return [(at, end, at, end) for (at, _), end in zip(cues, ends, strict=True)]
    return []


_ROLE_BEHIND = re.compile("（(?:牵头|主办|配合|协办|协助)(?:单位|部门)?）")


def _names_with_roles(text: MappedText) -> list[tuple[int, int, int, int]]:
    """县民政局（牵头）、县残联（配合）: names and nothing else, of which one has its role in a bracket."""
    plain = text.text.rstrip("。；")
    begin = plain.rfind("。") + 1
    if len(plain) - begin > LONGEST_LIST or _ROLE_BEHIND.search(plain, begin) is None:
        return []
    names = split_names(text.slice(begin, len(plain)))
    if names.rejected or not names.names or not all(looks_like_unit(name.name) for name in names.names):
        return []
    return [(begin, len(text), begin, len(plain))]


_BARE_NAME = re.compile(
    r"(?:市|省|县|区|州|旗|镇|自治区)?[\u4e00-\u9fff]{1,14}(?:局|委|办|部|厅|署|院|中心|公司|集团|政府|管委会|街道|乡镇|镇街|支队|大队|总队|联合会|工会|妇联|残联|团委|分局)"
)
_FEWEST_BARE = 2


def _bare_tail(plain: str) -> list[tuple[int, int, int, int]]:
    """Names of bodies and nothing else behind the last 。, without bracket and cue: …不多于5个。区住建局、区发改局"""
    text = plain.rstrip("。；")
    start = text.rfind("。") + 1
    tail = text[start:]
    if not start or len(tail) > _LONGEST_BARE:
        return []
    names = re.split("[、，]", tail)
    if len(names) < _FEWEST_BARE or not all(_BARE_NAME.fullmatch(name) and looks_like_unit(name) for name in names):
        return []
    return [(start, len(plain), start, len(text))]


_LONGEST_BARE = 160


def _tail_spans(plain: str, brackets: list[tuple[int, int, int, int]], gaps: str) -> list[tuple[int, int, int, int]]:
    """Lists behind a cue with a colon, without a bracket that closes: to the next list, else to the end."""
    found: list[tuple[int, int, int, int]] = []
    starts = [start for start, end, _, _ in brackets if not _is_remark(plain[start + 1 : end - 1])]
    bounds = [0, *(bound for start, end, _, _ in brackets for bound in (start, end)), len(plain)]
    if not any(_TAIL_MARK.search(plain, *between) for between in zip(bounds[::2], bounds[1::2], strict=True)):
        return []
    end = 0
    for match in _TAIL.finditer(plain):
        around = bisect_right(brackets, (match.start(), len(plain)))
        if match.start() < end or (around and match.start() < brackets[around - 1][1]):
            continue
        if match.group("weak") and not names_follow(plain, match.end("weak") + 1, gaps):
            continue
        after = bisect_right(starts, match.start())
        end, stop = _tail_end(plain, match.end(), starts[after] if after < len(starts) else len(plain), gaps)
        inner_end = len(plain[match.end() : stop].rstrip("。>")) + match.end() if match.group() == "<" else stop
        found.append((match.start(), end, match.end(), inner_end))
    return found


def _is_remark(content: str) -> bool:
    """Whether a bracket within a list says only that position decides, or that the list holds below."""
    return (RULE.search(content) or NOTE.search(content)) is not None and CUE.match(content) is None


_AFTER_TAIL = re.compile(
    r"。(?=[^。]{12})|（[一二三四五六七八九十]{1,3}）(?=[\u4e00-\u9fff]{3})|(?<![\d.])\d{1,2}[.、](?=[\u4e00-\u9fff]{3})|"
    r"(?:来源：|附件下载|责任编辑|扫一扫|打印本页)"
)


def _goes_on(plain: str, mark: re.Match[str], gaps: str) -> bool:
    """Whether a name stands behind a stop or a number within a list (县民政局。县残联。; 2.县残联)."""
    if mark.group() == "。":
        return is_name_up_to_mark(plain, mark.end(), gaps)
    return mark.group()[-1] in ".、" and names_follow(plain, mark.end(), gaps)


def _tail_end(plain: str, start: int, stop: int, gaps: str) -> tuple[int, int]:
    """Where a list without a closing bracket ends, what the page put behind it included, and where its names end:
    before the next item or a sentence that is no remark on it."""
    for mark in _AFTER_TAIL.finditer(plain, start, stop):
        if mark.start() == start or _goes_on(plain, mark, gaps):
            continue
        sentence = plain[mark.end() : mark.end() + _REMARK]
        if mark.group().startswith(_OF_PAGE):
            return stop, mark.start()
        if mark.group() != "。":
            return mark.start(), mark.start()
        if not (CUE.match(sentence) or RULE.search(sentence) or NOTE.search(sentence) or EVERYWHERE.search(sentence)):
            return mark.end(), mark.end()
    return stop, stop


_OF_PAGE = ("来源", "附件", "责任编辑", "扫一扫", "打印")


_REMARK = 80
"""Characters behind a list within which a sentence shows that it still speaks of the list."""


def _merge_tails(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    merged: list[tuple[int, int, int, int]] = []
    for span in spans:
        if merged and span[0] < merged[-1][1]:
            continue
        merged.append(span)
    return merged
