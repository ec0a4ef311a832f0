"""From when to when a plan is in force (自…起施行，有效期至…). Knows sentences, not the outline."""

import re

from ingest.facts import Span, Validity
from ingest.header.dates import DATE_TEXT, add_days, add_years, find_date, month_end
from ingest.numbering import han_value


def _date(number: int) -> str:
    """The pattern of a date, its named group made unique so that several can stand in one pattern."""
    return DATE_TEXT.replace("sep", f"sep{number}")


_KINDS = "方案|意见|办法|计划|规划|措施|通知|细则|规定|政策|文件|行动|要点|纲要|举措|条例|指引|预案|制度|清单|决定"
_OF_ITSELF = re.compile(rf"本[^，。；]{{0,14}}(?:{_KINDS})|以上(?:{_KINDS})|解释|有效期|现予(?:以)?(?:公布|发布)，")
_COUNT = r"(?:[一二三四五六七八九十两]{1,2}|\d{1,2})"
_LOOSE_DATE = r"20\d\d\s*年\s*\d{1,2}\s*月(?!\s*\d)|20\d\d\s*年(?!\s*\d)"
_BEGIN = re.compile(
    rf"(?:从|自|于)\s*(?P<when>(?:印发|发布|公布|下发|发文|颁布|公开发布|签发|通过)之?日|{_date(1)}|20\d\d年\d{{1,2}}月|即日)\s*起?\s*"
    r"(?:满?(?P<days>三十|十五|六十|[1-6]?\d|一个月|1个月)个?(?:工作)?日?之?后)?\s*起?(?:正式|开始|试|暂)?(?:施行|实施|执行|生效|试行|起效)"
)
_TERMS = "有效期限?|施行期限?|试行期限?|实施期限?|执行期限?|有效时间|政策期限|试行"
_TERM = re.compile(rf"(?:{_TERMS}|期限|暂定)(?:为|：|暂定|暂定为|是)?\s*(?P<count>{_COUNT})\s*(?P<unit>年|个月)")
_UNTIL = re.compile(
    rf"(?:{_TERMS}|期限)\s*(?:暂定|暂)?(?:为|：)?\s*(?:自[^，。；\n]{{4,20}})?(?:截止到|截至|截止|止于|至|到)\s*(?P<when>{_date(2)}|{_LOOSE_DATE})"
)
_ENDS = re.compile(
    rf"(?:^|[，起日])\s*(?:并|实施|执行|施行)?\s*(?:截止到|截至|截止|止于|至|到)\s*(?P<when>{_date(3)}|{_LOOSE_DATE})\s*(?:底|末)?\s*"
    r"(?:止|结束|废止|失效|终止|为止|期满|有效)?"
)
_WHOLE = re.compile(
    rf"(?:{_TERMS})(?:为|：)?\s*(?:自|从)?\s*(?P<from>{_date(4)})\s*起?\s*(?:至|到|-|—|~)\s*(?P<to>{_date(5)})"
)
_ITEM_NUMBER = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]?\s*|第[一二三四五六七八九十\d]{1,4}条\s*)?"
)
_NAMES_ITSELF = re.compile(rf"本[^，。；\n]{{0,14}}(?:{_KINDS})[^，。；\n]{{0,4}}$")
_SENTENCE_END = re.compile(r"[。；]|\n\s*\n")
_HEADING = 20
_BEFORE = 140
_BEHIND = 90
_DAYS = {"三十": 30, "十五": 15, "六十": 60, "一个月": 30, "1个月": 30}

Found = tuple[Validity, Span]


def read_validity(normal: str, issued_on: str | None) -> tuple[Validity, Span | None]:
    """From when to when the plan is in force, counted from the signature (`issued_on`) where it says 印发之日.

    normal: the document in the normal form. Of several such sentences the one that gives both ends counts, else the
    last, since they close a plan.
    """
    best = _last(_whole_terms(normal)) or _best(_beginnings(normal, issued_on)) or _ends_alone(normal, issued_on)
    return best if best else (Validity(), None)


def _last(found: list[Found]) -> Found | None:
    return found[-1] if found else None


def _best(found: list[Found]) -> Found | None:
    return _last([item for item in found if item[0].to]) or _last(found)


def _whole_terms(normal: str) -> list[Found]:
    return [
        (Validity(_iso(match["from"]), _iso(match["to"])), match.span())
        for match in _WHOLE.finditer(normal)
        if match["from"] and _speaks_of_itself(normal, match.start(), match.end())
    ]


def _beginnings(normal: str, issued_on: str | None) -> list[Found]:
    found: list[Found] = []
    for match in _BEGIN.finditer(normal):
        if not _speaks_of_itself(normal, match.start(), match.end()):
            continue
        start = _begin(match, issued_on)
        behind = normal[match.end() : match.end() + _BEHIND]
        end, length = _end(behind, start)
        found.append((Validity(start, end), (match.start(), match.end() + length)))
    return found


def _speaks_of_itself(normal: str, start: int, end: int) -> bool:
    """Whether a sentence about force speaks of the document: it names it, opens with 自, or says who interprets it."""
    before = normal[max(0, start - _BEFORE) : start]
    cuts = [match.end() for match in _SENTENCE_END.finditer(before)]
    sentence = before[cuts[-1] :] if cuts else before
    if _OF_ITSELF.search(sentence):
        return True
    above, _, line = sentence.rpartition("\n")
    if _ITEM_NUMBER.sub("", line).strip() or len(above.strip()) > _HEADING:
        return False
    return bool(cuts) or start < _BEFORE or "\n" in before


def _begin(match: re.Match[str], issued_on: str | None) -> str | None:
    found = find_date(match["when"])
    month = re.fullmatch(r"(20\d\d)年(\d{1,2})月", match["when"])
    start = found.iso if found else f"{month[1]}-{int(month[2]):02d}-01" if month else issued_on
    if start and match["days"]:
        return add_days(start, _DAYS.get(match["days"]) or int(match["days"]))
    return start


def _end(behind: str, start: str | None) -> tuple[str | None, int]:
    """The last day that the words behind a beginning give, and how far they reach."""
    cut = _SENTENCE_END.search(behind)
    same = behind[: cut.start()] if cut else behind
    until = _UNTIL.search(behind) or _ENDS.search(same)
    term = _TERM.search(behind)
    if until and (not term or until.start() <= term.start()):
        return _iso(until["when"]), until.end()
    if term and start:
        return _term_end(start, term), term.end()
    return None, 0


def _iso(text: str) -> str | None:
    """A date, the last day of a month, or of a year."""
    found = find_date(text)
    if found:
        return found.iso
    plain = re.sub(r"\s", "", text)
    return month_end(plain) or (f"{plain[:4]}-12-31" if re.match(r"20\d\d年", plain) else None)


def _term_end(start: str, term: re.Match[str]) -> str:
    count = int(term["count"]) if term["count"].isdigit() else han_value(term["count"].replace("两", "二"))
    if term["unit"] == "年":
        return add_years(start, count)
    year, month, day = (int(part) for part in start.split("-"))
    months = year * 12 + month - 1 + count
    return add_days(f"{months // 12:04d}-{months % 12 + 1:02d}-{min(day, 28):02d}", -1)


def _ends_alone(normal: str, issued_on: str | None) -> Found | None:
    """有效期至2025年12月31日, 有效期三年 without a beginning: a term counts from the signature."""
    for match in _UNTIL.finditer(normal):
        named = _NAMES_ITSELF.search(normal[max(0, match.start() - 30) : match.start()])
        if named or (match.group().startswith("有效") and _speaks_of_itself(normal, match.start(), match.end())):
            return Validity(None, _iso(match["when"])), match.span()
    for match in _TERM.finditer(normal):
        named = _NAMES_ITSELF.search(normal[max(0, match.start() - 30) : match.start()])
        if issued_on and named and match.group().startswith("有效"):
            return Validity(issued_on, _term_end(issued_on, match)), match.span()
    return None
