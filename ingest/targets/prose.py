"""Reads the quantified commitments of one paragraph. Knows nothing of outlines; one paragraph at a time."""

import re
from dataclasses import dataclass, field, replace

from ingest.facts import Frequency, NotTarget, NotTargetReason, Operator, Target
from ingest.mapped import MappedText, quote
from ingest.targets import clauses, indicators
from ingest.targets.exclusions import Setting, is_attribute, reason_against
from ingest.targets.model import TargetContext, TargetReading
from ingest.targets.operators import Comparison, operator, read_before
from ingest.targets.quantities import Quantity, find_quantities
from ingest.targets.years import YearPhrase, find_years, governing

_STOPS = "，。；、：！？）—"
_JOINERS = ("以及", "并且", "和", "与", "及", "并", "且", "或")
_TAILS = re.compile(
    r"(?:的)?(?:目标任务|目标|总体水平|水平|大关|台阶|关口|规模|要求|控制|门槛|标准|任务|不变|区间|幅度|投入使用|投用|建成投用|的速度|速度|总量)(?=[，。；、：！？）]|$)"
)
_SEPARATOR = re.compile(r"[、，]|以及|和|与|及|并")
_PER = re.compile(
    r"每(?P<unit>平方公里|立方米|平方米|公里|千米|公顷|亩|吨|千瓦时|千瓦|(?:千|万|百|十万)?(?:人口?|户|名|张|辆|件))$"
)
_BRACKET_CUE = re.compile(r"其中|到20\d\d|达到|累计|每年|分别|新增|力争|不低于|≥|≤")
_OPENING_END = re.compile(r"(?:以下|下列|如下|具体|主要|总体|分项)?(?:目标|指标|任务|成效)?(?:为|是|如下)?[：—]*$")
_PURPOSE = re.compile(r"(?:作为|用作|列为|设立)(?P<what>[^，。；、]{2,40})")
_ITEM = re.compile(
    r"(?:——|—|[●■◆▪•·▲★※]|（?[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]、|[一二三四五六七八九十]是|[①-⑳]|\d{1,2}[.、])"
)
_LONGEST_NAME = 120


@dataclass(slots=True)
class _Flow:
    """What one sentence carries from clause to clause."""

    name: str = ""
    names: list[str] = field(default_factory=list)
    verb: str = ""
    annual: bool = False
    total: bool = False
    annual_share: bool = False
    """The last target was a yearly share."""
    clause: tuple[int, int] | None = None
    """The clause before, where it held no quantity."""


@dataclass(slots=True)
class _Found:
    targets: list[Target] = field(default_factory=list)
    others: list[NotTarget] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Main:
    """A quantity that a clause commits to. last: it stands behind what it measures."""

    quantity: Quantity
    last: bool


def read_targets(paragraph: MappedText, context: TargetContext, document_text: str) -> TargetReading:
    """The targets of one paragraph (a task's title and text without its list of units, or a paragraph of objectives).

    Every number with a measure comes back as a target or, with its reason, under `not_targets`.
    """
    reader = _Reader(paragraph, context, document_text)
    reader.read()
    targets = tuple(sorted(reader.found.targets, key=lambda target: target.span[0]))
    others = tuple(sorted(reader.found.others, key=lambda other: other.span))
    return TargetReading(targets, others, (), reader.opens_year())


class _Reader:
    def __init__(self, paragraph: MappedText, context: TargetContext, document_text: str) -> None:
        self.paragraph = paragraph
        self.context = context
        self.document = document_text
        self.text = paragraph.text
        self.runs = clauses.nested_runs(self.text)
        self.masked = clauses.mask(self.text, self.runs)
        self.years = find_years(self.text, clauses.mask(self.text, self.runs, keep_brackets=True), context.period)
        self.year_starts = {phrase.start: phrase for phrase in self.years if not phrase.baseline}
        self.quantities = find_quantities(self.text)
        self.found = _Found()
        self._done: set[int] = set()

    def read(self) -> None:
        for begin, end in clauses.sentences(self.masked):
            flow = _Flow()
            for bounds in clauses.clauses(self.masked, begin, end):
                self._read_clause(self.masked, (begin, end), bounds, flow)
        for begin, end, quoted in self.runs:
            if not quoted and self.text[begin] == "（":
                self._read_bracket(begin + 1, end - 1)
        for quantity in self.quantities:
            if quantity.start not in self._done:
                self._set_aside(quantity, self._reason_inside(quantity))

    def opens_year(self) -> int | None:
        """The year for the items below: that of a paragraph which opens with it or ends in a colon."""
        governed = [phrase for phrase in self.years if not phrase.baseline and phrase.year is not None]
        if self.context.kind != "objective" or not governed:
            return None
        if self.text.endswith(("：", "：——")) or re.search(r"(?:目标|指标|如下)[：。]?$", self.text[-12:]):
            return governed[-1].year
        if _ITEM.match(self.text) and self.context.year is not None:
            return None
        first = governed[0]
        stop = self.text.find("。")
        title_end = stop + 1 if 0 <= stop < 20 and first.start > stop else 0
        return first.year if first.start - title_end <= 8 else None

    # --- one clause -------------------------------------------------------------------------------------------------

    def _read_clause(self, masked: str, sentence: tuple[int, int], bounds: tuple[int, int], flow: _Flow) -> None:
        begin, end = bounds
        inside = [q for q in self._within(begin, end) if masked[q.start] != clauses.FILL]
        self._note_marks(bounds, flow)
        mains = self._mains(masked, sentence, bounds, inside, flow)
        if not mains:
            if self._subject(*bounds).name:
                flow.clause = bounds
            return
        begin = self._extend(begin, flow)
        if len(mains) > 1 and (distributed := self._distribute(masked, begin, mains, flow)):
            mains = mains[: len(mains) - distributed]
        cut = begin
        for index, main in enumerate(mains):
            stop = end if index + 1 == len(mains) else self._cut(masked, main, mains[index + 1])
            self._emit(main, cut, stop, flow)
            cut = stop
            flow.clause = None

    def _within(self, begin: int, end: int) -> list[Quantity]:
        low, high = 0, len(self.quantities)
        while low < high:
            middle = (low + high) // 2
            if self.quantities[middle].start < begin:
                low = middle + 1
            else:
                high = middle
        found: list[Quantity] = []
        while low < len(self.quantities) and self.quantities[low].start < end:
            found.append(self.quantities[low])
            low += 1
        return found

    def _note_marks(self, bounds: tuple[int, int], flow: _Flow) -> None:
        clause = self.text[slice(*bounds)]
        if any(bounds[0] <= phrase.start < bounds[1] for phrase in self._phrases(bounds)):
            flow.annual = flow.total = False
        if re.search("每年(?!度)|每年度", clause):
            flow.annual, flow.total = True, False
        elif "累计" in clause:
            flow.annual, flow.total = False, True

    def _phrases(self, bounds: tuple[int, int]) -> list[YearPhrase]:
        return [self.year_starts[position] for position in range(*bounds) if position in self.year_starts]

    def _mains(
        self, masked: str, sentence: tuple[int, int], bounds: tuple[int, int], inside: list[Quantity], flow: _Flow
    ) -> list[_Main]:
        kept: list[_Main] = []
        for index, quantity in enumerate(inside):
            last = self._is_last(masked, quantity, bounds[1])
            at = self._setting(masked, sentence, bounds, quantity, flow)
            reason = reason_against(quantity, at, terminal=last)
            if reason is None and quantity.written == "implicit" and quantity.unit[:1] in "亿万千百" and not last:
                reason = "threshold"
            if reason is None and last and quantity.written == "implicit" and quantity.kind == "money":
                reason = None if quantity.unit not in ("亿元", "万元", "亿美元") else "threshold"
            if reason is None and quantity.kind == "bare" and not self._bare_counts(quantity, bounds, last=last):
                self._done.add(quantity.start)
                continue
            if reason is None and not last:
                reason = is_attribute(quantity, at) or self._describes(masked, quantity, inside[index + 1 :], bounds[1])
            if reason is None:
                kept.append(_Main(quantity, last))
                self._done.add(quantity.start)
            else:
                self._set_aside(quantity, reason)
                if reason == "present" and last and not kept:
                    flow.name = self._present_name(bounds[0], quantity)
        return kept

    def _present_name(self, begin: int, quantity: Quantity) -> str:
        """What a figure of the present measures: the target that follows often leaves its subject out."""
        subject = self._subject(begin, read_before(self.text, begin, quantity.start).start)
        return indicators.without_present(subject.name)

    def _setting(
        self, masked: str, sentence: tuple[int, int], bounds: tuple[int, int], quantity: Quantity, flow: _Flow
    ) -> Setting:
        year = governing(self.years, quantity.start, self.context.year)
        near = (max(sentence[0], quantity.start - 400), sentence[1])
        return Setting(self.text, masked, near, bounds, year, self.context.period, flow.annual)

    def _bare_counts(self, quantity: Quantity, bounds: tuple[int, int], *, last: bool) -> bool:
        """A number without a measure counts only where words of comparison make it a level (容积率不低于1.5)."""
        if quantity.unit == "" and quantity.value == 0 and quantity.written == "words":
            return True
        if self.text[max(0, quantity.start - 1) : quantity.start] == "前":
            return last
        if not last:
            return quantity.after is not None and self.text.startswith("容积率", quantity.end)
        return read_before(self.text, bounds[0], quantity.start).sense is not None or quantity.after is not None

    def _is_last(self, masked: str, quantity: Quantity, end: int) -> bool:
        position = quantity.end
        while position < end and masked[position] == "（":
            close = masked.find("）", position, end)
            if close < 0:
                break
            position = close + 1
        if position >= end or masked[position] in _STOPS:
            return True
        if _TAILS.match(masked, position) is not None:
            return True
        return masked.startswith(_JOINERS, position) and not masked.startswith(
            ("和谐", "与会", "及时", "并网", "并购"), position
        )

    def _describes(self, masked: str, quantity: Quantity, later: list[Quantity], end: int) -> NotTargetReason | None:
        """A number before a noun that is itself counted further on (四大集群规上产值突破2800亿元)."""
        for other in later:
            gap = masked[quantity.end : other.start]
            if _SEPARATOR.search(gap):
                break
            if other.kind == "label" or other.written == "implicit" or other.kind == "time":
                continue
            if self._is_last(masked, other, end):
                return "other" if quantity.kind in ("count", "label", "rank", "unknown") else "threshold"
        return None

    def _extend(self, begin: int, flow: _Flow) -> int:
        """A clause before that only sets the scene (每年出让的国有建设用地中，) belongs to the subject."""
        if flow.clause is None:
            return begin
        before = self.text[slice(*flow.clause)]
        if (
            before.endswith(("中", "内"))
            and len(before) <= 40
            and not before.endswith(("过程中", "其中", "工作中", "年内", "期内"))
        ):
            return flow.clause[0]
        return begin

    def _cut(self, masked: str, main: _Main, following: _Main) -> int:
        """Where one target's words end and the next one's begin."""
        if main.last:
            return main.quantity.end
        cut = following.quantity.start
        for match in _SEPARATOR.finditer(masked, main.quantity.end, following.quantity.start):
            cut = match.start()
        return cut

    # --- one target -------------------------------------------------------------------------------------------------

    def _emit(self, main: _Main, begin: int, stop: int, flow: _Flow) -> None:
        quantity = main.quantity
        position = (
            quantity.start - 1 if self.text[max(0, quantity.start - 1) : quantity.start] == "前" else quantity.start
        )
        comparison = read_before(self.text, begin, position)
        subject = self._subject(begin, comparison.start)
        counted = quantity.kind in ("count", "label", "unknown")
        unit, name = quantity.unit, subject.name
        per = _PER.search(self.text, begin, comparison.start)
        if per is not None and quantity.kind != "count" and "/" not in unit:
            unit, name = f"{unit}/{per['unit']}", indicators.tidy(name[: len(name) - len(per.group())])
        quote_start, quote_end = subject.quote_start, quantity.end
        if not main.last:
            name, quote_end = self._value_first(subject, quantity, stop)
            quote_start = quantity.start if subject.joined else quote_start
        else:
            name = indicators.shortened(name, subject.verb)
        if not name:
            name, quote_start = self._borrowed(flow, quote_start)
        listed = self.text[begin : begin + 1] == "、"
        flows = counted or (listed and quantity.kind in ("size", "money"))
        leans = flows and comparison.word == "" and not subject.joined and "每" not in name[:8]
        full = indicators.complete(name, subject.verb, flow.name, flow.verb, counted=leans)
        full = indicators.as_share(full) if quantity.kind == "share" and main.last else full
        if subject.verb and subject.frequency is None and subject.verb != flow.verb:
            flow.total = False
        frequency = self._frequency(
            subject,
            flow,
            full,
            counted=quantity.kind != "share" and (listed or leans or subject.verb != ""),
            share=quantity.kind == "share",
        )
        target = self._target(quantity, comparison, position, full, unit, (quote_start, quote_end))
        self.found.targets.append(replace(target, frequency=frequency))
        flow.name, flow.verb = full, subject.verb or indicators.closing_verb(subject.name) or flow.verb
        flow.names.append(full)
        flow.annual_share = quantity.kind == "share" and frequency == "annual"

    def _subject(self, begin: int, end: int) -> indicators.Subject:
        near = max(begin, end - _LONGEST_NAME)
        return indicators.read_subject(self.text, near, end, self.year_starts)

    def _value_first(self, subject: indicators.Subject, quantity: Quantity, stop: int) -> tuple[str, int]:
        if quantity.kind == "label":
            return indicators.grouped_name(subject, self.text[quantity.end : stop]), stop
        purpose = _PURPOSE.match(self.text, quantity.end, stop)
        if purpose is not None and quantity.kind == "share":
            return indicators.share_taken_name(subject, purpose["what"]), purpose.end()
        end = min(stop, quantity.end + _LONGEST_NAME)
        while end > quantity.end and self.text[end - 1] in "，、；：。和及与 ":
            end -= 1
        return indicators.value_first_name(subject, self.text[quantity.end : end]), end

    def _borrowed(self, flow: _Flow, quote_start: int) -> tuple[str, int]:
        """A bare value takes its name from the clause before."""
        if flow.clause is None or flow.name:
            return flow.name, quote_start
        begin, end = flow.clause
        subject = self._subject(begin, end)
        return indicators.from_clause_before(subject.name), subject.quote_start

    def _target(
        self, quantity: Quantity, comparison: Comparison, position: int, name: str, unit: str, bounds: tuple[int, int]
    ) -> Target:
        begin, end = bounds
        op = self._operator(quantity, comparison, position)
        span = self.paragraph.span(begin, end)
        year = governing(self.years, quantity.start, self.context.year)
        owner = self.context.owner
        return Target(
            "",
            owner,
            name,
            op,
            quantity.value,
            quantity.value_to,
            unit,
            year,
            None,
            None,
            quote(self.document, span),
            span,
        )

    def _operator(self, quantity: Quantity, comparison: Comparison, position: int) -> Operator:
        if position < quantity.start or quantity.unit == "强":
            return "<="
        sense = None if comparison.sense == "growth" else comparison.sense
        if (
            sense in ("increase", "decrease")
            and quantity.kind != "share"
            and comparison.word in ("增加", "扩大", "改善", "精简")
        ):
            sense = None
        op = operator(sense, quantity.after, ranged=quantity.value_to is not None)
        if op == "=" and "上限" in self.text[max(0, comparison.start - 12) : position]:
            return "<="
        return op

    def _frequency(
        self, subject: indicators.Subject, flow: _Flow, name: str, *, counted: bool, share: bool
    ) -> Frequency | None:
        if subject.frequency is not None:
            return subject.frequency
        if "年度" in name:
            return "annual"
        if flow.annual and "占" not in name and counted:
            return "annual"
        if flow.annual and flow.annual_share and share:
            return "annual"
        return "cumulative" if flow.total and counted and subject.verb in ("", flow.verb) else None

    # --- shared predicates --------------------------------------------------------------------------------------------

    def _distribute(self, masked: str, begin: int, mains: list[_Main], flow: _Flow) -> int:
        """ "A、B分别达到X、Y": each value to its own subject. Gives how many of the last quantities were used."""
        where = masked.rfind("分别", begin, mains[-1].quantity.start)
        if where < 0:
            return 0
        spread = [main for main in mains if main.quantity.start > where]
        if len(spread) < 2:
            return 0
        earlier = [main for main in mains if main.quantity.start < where]
        start = earlier[-1].quantity.end if earlier else begin
        for index, main in enumerate(earlier):
            cut = begin if index == 0 else earlier[index - 1].quantity.end
            self._emit(main, cut, main.quantity.end, flow)
        common = read_before(self.text, start, spread[0].quantity.start)
        subject = self._subject(start, min(where, common.start))
        if not subject.name and len(flow.names) >= len(spread):
            names = tuple(flow.names[-len(spread) :])
        else:
            names = indicators.split_subjects(subject.name, len(spread))
        end = spread[-1].quantity.end
        for name, main in zip(names, spread, strict=True):
            own = read_before(self.text, where + 2, main.quantity.start)
            comparison = own if own.sense is not None else common
            full = indicators.complete(name, subject.verb, flow.name, flow.verb, counted=main.quantity.kind == "count")
            if comparison.sense == "growth" and not full.endswith(("增长", "增速")):
                full += "增长"
            target = self._target(
                main.quantity, comparison, main.quantity.start, full, main.quantity.unit, (subject.quote_start, end)
            )
            frequency = self._frequency(
                subject, flow, full, counted=main.quantity.kind == "count", share=main.quantity.kind == "share"
            )
            self.found.targets.append(replace(target, frequency=frequency))
            flow.name = full
            flow.names.append(full)
        flow.verb = subject.verb or flow.verb
        return len(mains)

    # --- what is left -------------------------------------------------------------------------------------------------

    def _read_bracket(self, begin: int, end: int) -> None:
        """A bracket that states something of its own (（其中X 20家）)."""
        inner_runs = [(begin + s, begin + e, q) for s, e, q in clauses.nested_runs(self.text[begin:end])]
        masked = clauses.mask(self.text, tuple(inner_runs))
        if _BRACKET_CUE.search(self.text, begin, end) is None:
            return
        flow = _Flow()
        for bounds in clauses.clauses(masked, begin, end):
            self._read_clause(masked, (begin, end), bounds, flow)

    def _reason_inside(self, quantity: Quantity) -> NotTargetReason:
        for begin, end, quoted in self.runs:
            if begin <= quantity.start < end:
                return "name" if quoted else "date" if quantity.kind == "time" else "threshold"
        return "other"

    def _set_aside(self, quantity: Quantity, reason: NotTargetReason) -> None:
        self._done.add(quantity.start)
        if quantity.kind == "bare" or (quantity.kind == "time" and quantity.unit in ("年", "月", "日", "年度")):
            return
        span = self.paragraph.span(quantity.start, quantity.end)
        self.found.others.append(NotTarget(quote(self.document, span), span, reason))
