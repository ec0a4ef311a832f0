"""Reads the quantified commitments of one paragraph. Knows nothing of outlines; one paragraph at a time."""

import re

from ingest.facts import NotTarget, NotTargetReason
from ingest.mapped import MappedText, quote
from ingest.targets import clauses
from ingest.targets.attributes import attribute_reason
from ingest.targets.exclusions import reason_against
from ingest.targets.flow import Flow, Main
from ingest.targets.model import TargetContext, TargetReading
from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity
from ingest.targets.reading import Bounds, closes, prepare
from ingest.targets.setting import Setting
from ingest.targets.statements import Writer

_SEPARATOR = re.compile(r"[、，]|以及|和|与|及|并")
_BRACKET_CUE = re.compile(r"其中|(?<=（)内?含(?!税)|到20\d\d|达到|累计|每年|分别|新增|力争|不[低少]于|≥|≤")
_SETS_GOAL = re.compile("(?:建成|形成|打造|成为|建设|构建|实现|达到|提升|完善|建立)[^。]*。?$")
"""The last sentence of an opening paragraph (…。到2027年，将全市建成…。): its year holds for the items below."""
_NOTE = re.compile("(?:备?注|注释|说明|指标解释)[：:]")
"""注：…由759个增加到970个: what explains a table's figures commits to nothing."""
_TIMETABLE = re.compile(
    r"(?:序号|场次|批次)?(?:时间|日期)(?:[\u4e00-\u9fff]{0,4}(?:地点|对象|村居|人员|内容|单位|数量|场所|区域|负责人|备注)){2,5}(?=\d{1,2}月\d{1,2}日)"
)
"""时间接种地点现场人员7月28日…: the head of a timetable that has lost its cells; what stands in it commits to nothing."""
_GOALS_FOLLOW = re.compile(r"(?:目标|指标|如下)[：。]?$")
_ITEM = re.compile(
    r"(?:——|—|[●■◆▪•·▲★※]|（?[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]、|"
    r"[一二三四五六七八九十]是|[①-⑳]|\d{1,2}[.、])"
)
_EVERY_YEAR = re.compile(r"每年(?!度|增长|递增|提高|提升|下降|减少|降低|不[少低]于|达|\d|(?:至少|约|超过?)\d)|每年度")
_NUMERAL = re.compile("[0-9⁰¹²³⁴⁵⁶⁷⁸⁹零〇一二三四五六七八九十百千万亿两双翻半倍]")
_NEAR = 400
"""How far a rule looks around a quantity, in characters: keeps reading linear in a text without stops."""


def opens_timetable(text: str) -> bool:
    """Whether a paragraph ends in a timetable that has lost its cells: the paragraphs behind it are its rows."""
    return "月" in text and _TIMETABLE.search(text) is not None


def read_targets(paragraph: MappedText, context: TargetContext, document_text: str) -> TargetReading:
    """The targets of one paragraph (a task's title and text without its list of units, or a paragraph of objectives).

    Every number with a measure comes back as a target or, with its reason, under `not_targets`.
    """
    if _NUMERAL.search(paragraph.text) is None:
        return TargetReading((), (), (), None)
    reader = _Reader(paragraph, context, document_text)
    reader.read()
    targets = tuple(sorted(reader.writer.targets, key=lambda target: target.span[0]))
    others = tuple(sorted(reader.others, key=lambda other: other.span))
    return TargetReading(targets, others, (), reader.opens_year())


class _Reader:
    def __init__(self, paragraph: MappedText, context: TargetContext, document_text: str) -> None:
        self.context = context
        self.document = document_text
        self.prepared = prepare(paragraph, context.period)
        self.writer = Writer(self.prepared, context, document_text)
        self.others: list[NotTarget] = []
        self._done: set[int] = set()
        self._conditions: set[int] = set()
        """Ends of quantities that are conditions: a bracket right behind one (25%（超100人的达到15%）) belongs to it."""

    def read(self) -> None:
        masked = self.prepared.masked
        if _NOTE.match(masked) is not None:
            for quantity in self.prepared.quantities:
                self._set_aside(quantity, "other")
            return
        table = _TIMETABLE.search(self.prepared.text)
        for sentence in clauses.sentences(masked):
            if table is None or sentence[0] < table.start():
                self._read_run(masked, sentence if table is None else (sentence[0], min(sentence[1], table.start())))
        for begin, end, quoted in self.prepared.runs:
            if not quoted and self.prepared.text[begin] == "（" and begin not in self._conditions:
                self._read_bracket(begin + 1, end - 1, self.writer.flow_at(begin))
        for quantity in self.writer.nameless:
            self._set_aside(quantity, "other")
        for quantity in self.prepared.quantities:
            if quantity.start not in self._done:
                self._set_aside(quantity, self._reason_inside(quantity))

    def opens_year(self) -> int | None:
        """The year for the items below: that of a paragraph of objectives which opens with it or ends in a colon."""
        text = self.prepared.text
        governed = [phrase for phrase in self.prepared.years.phrases if phrase.year is not None]
        if self.context.kind != "objective" or not governed:
            return None
        if text.endswith(("：", "：——")) or _GOALS_FOLLOW.search(text[-12:]):
            return governed[-1].year
        item = _ITEM.match(text)
        if item is not None and (
            self.context.year is not None or not (item.group().endswith("、") or "目标" in text[:14])
        ):
            return None
        first = governed[0]
        if len(governed) == 1 and text.rfind("。", 0, -1) + 1 == first.start > 0 and _SETS_GOAL.search(text):
            return first.year
        stop = text.find("。")
        title_end = stop + 1 if 0 <= stop < 20 and first.start > stop else 0
        return first.year if first.start - title_end <= 8 else None

    def _read_run(self, masked: str, sentence: tuple[int, int], flow: Flow | None = None) -> None:
        if not self.prepared.within(*sentence):
            return  # nothing to measure: what its clauses would pass on, no one takes up
        flow = flow or Flow(name=self.context.subject)
        for begin, end in clauses.clauses(masked, *sentence):
            self._read_clause(Bounds(masked, sentence, begin, end), flow)

    def _read_bracket(self, begin: int, end: int, flow: Flow | None) -> None:
        """A bracket that states something of its own (（其中X 20家）)."""
        if _BRACKET_CUE.search(self.prepared.text, begin, end) is not None:
            self._read_run(self.prepared.inner, (begin, end), flow)

    def _read_clause(self, at: Bounds, flow: Flow) -> None:
        inside = [
            quantity
            for quantity in self.prepared.within(at.begin, at.end)
            if at.masked[quantity.start] != clauses.FILL and quantity.start not in self._done
        ]
        self._note_marks(at, flow)
        mains = self._mains(at, inside, flow)
        if mains:
            self.writer.write(at, mains, flow)
        elif self.prepared.subject(at.begin, at.end).name:
            flow.clause = (at.begin, at.end)

    def _note_marks(self, at: Bounds, flow: Flow) -> None:
        """每年 and 累计 hold until the other one or a year phrase."""
        text = self.prepared.text
        if any(phrase.start >= at.begin for phrase in self.prepared.years.before(at.end - 1, 1)):
            flow.annual = flow.total = False
        if at.begin and text[at.begin - 1] == "；":
            flow.annual = flow.total = flow.annual_share = False
        if _EVERY_YEAR.search(text, at.begin, at.end):
            flow.annual, flow.total = True, False
        elif text.find("累计", at.begin, at.end) >= 0:
            flow.annual, flow.total = False, True

    def _mains(self, at: Bounds, inside: list[Quantity], flow: Flow) -> list[Main]:
        """The quantities that the clause commits to; the others are set aside with their reasons."""
        kept: list[Main] = []
        for index, quantity in enumerate(inside):
            last = closes(at.masked, quantity, at.end)
            if quantity.kind == "bare" and not self._bare_counts(quantity, at, last=last):
                self._done.add(quantity.start)
                continue
            reason = self._reason(at, quantity, inside[index + 1 : index + 5], flow, last=last)
            if reason is not None:
                self._set_aside(quantity, reason)
                if reason == "present" and last and not kept:
                    flow.name = self.prepared.present_name(at.begin, quantity)
            else:
                kept.append(Main(quantity, last))
                self._done.add(quantity.start)
        return kept

    def _reason(
        self, at: Bounds, quantity: Quantity, later: list[Quantity], flow: Flow, *, last: bool
    ) -> NotTargetReason | None:
        setting = Setting(
            text=self.prepared.text,
            masked=at.masked,
            sentence=(max(at.sentence[0], quantity.start - _NEAR), min(at.sentence[1], quantity.end + _NEAR)),
            clause=(max(at.begin, quantity.start - _NEAR), min(at.end, quantity.end + _NEAR)),
            year=self.prepared.years.at(quantity.start, self.context.year),
            period=self.context.period,
            annual=flow.annual,
        )
        reason = reason_against(quantity, setting, terminal=last)
        if reason is not None or last:
            return reason
        return attribute_reason(quantity, setting) or _describes(at, quantity, later)

    def _bare_counts(self, quantity: Quantity, at: Bounds, *, last: bool) -> bool:
        """A number without a measure counts only where words of comparison make it a level (容积率不低于1.5)."""
        text = self.prepared.text
        if quantity.value == 0 and quantity.written == "words":
            return True
        if self.prepared.is_ranked(quantity):
            return last
        if not last:
            return quantity.after is not None and text.startswith("容积率", quantity.end)
        return read_before(text, at.begin, quantity.start).sense is not None or quantity.after is not None

    def _reason_inside(self, quantity: Quantity) -> NotTargetReason:
        run = self.prepared.run_around(quantity.start)
        if quantity.unit == "号":
            return "name"  # （云政发〔2023〕77号）
        if run is None:
            return "other"
        return "name" if run[2] else "date" if quantity.kind == "time" else "threshold"

    def _set_aside(self, quantity: Quantity, reason: NotTargetReason) -> None:
        self._done.add(quantity.start)
        if reason in ("threshold", "present", "subsidy"):
            self._conditions.add(quantity.end)
        if quantity.kind == "bare" or (quantity.kind == "time" and quantity.unit in ("年", "月", "日", "年度")):
            return
        span = self.prepared.paragraph.span(quantity.start, quantity.end)
        self.others.append(NotTarget(quote(self.document, span), span, reason))


def _describes(at: Bounds, quantity: Quantity, later: list[Quantity]) -> NotTargetReason | None:
    """A number before a noun that is itself counted further on (四大集群规上产值突破2800亿元)."""
    if quantity.kind == "share" and at.masked.startswith("的", quantity.end):
        return None  # 80%以上的村收入超过20万元: it is the share that is committed
    for other in later:
        if other.start - quantity.end > _NEAR or _SEPARATOR.search(at.masked, quantity.end, other.start):
            break
        if other.kind in ("label", "time") or other.written == "implicit":
            continue
        if closes(at.masked, other, at.end):
            return "other" if quantity.kind in ("count", "label", "rank", "unknown") else "threshold"
    return None
