"""Makes targets out of the quantities that a clause commits to: names, operators, years, what clauses pass on."""

import re
from dataclasses import replace
from itertools import pairwise

from ingest.facts import Frequency, Operator, Target
from ingest.mapped import quote
from ingest.targets import indicators, leaning
from ingest.targets.characters import restore
from ingest.targets.flow import Flow, Main, by_how_much, cut, frequency_of, lowered, pass_on
from ingest.targets.indicators import Subject
from ingest.targets.leaning import complete
from ingest.targets.model import TargetContext
from ingest.targets.operators import PER_UNITS, Comparison, Sense, operator, read_before
from ingest.targets.quantities import Quantity
from ingest.targets.reading import Bounds, Prepared
from ingest.targets.shared_names import each_of, split_subjects
from ingest.values import dataclass

_SEPARATOR = re.compile(r"[、，]|以及|和|与|及|并")
_PER = re.compile(f"每(?P<unit>{PER_UNITS})")
_PURPOSE = re.compile(r"(?:作为|用作|列为|设立)(?P<what>[^，。；、]{2,40})")
_EACH = re.compile("(?<!平)[均都](?!衡|市|等|匀)|分别|各$")
_AGAINST = re.compile("(?:不高于|不低于|不少于|不超过|不得低于|不得高于|高于|低于|超过)(?P<rest>[^，；。、]{2,30})$")
_MARK = re.compile("累计|每年(?!度)|年均(?!浓度|值)")
_PLACE = re.compile(
    "(?!.*(?:全[省市县区]|[下进入返回]乡$|[进入下到驻]村$|小区$))(?:[一-龥]{2,5}(?:[市县区镇乡旗州]|街道|新区|开发区|经开区|高新区)|[一-龥]{2,8}(?:试验区|示范区|自贸区|保税区))"
)
_NO_SCENE = ("过程中", "其中", "工作中", "年内", "期内")
_DONE_WORK = ("提升", "提高", "改善", "扩增")
_DOES = re.compile("(?:[，、]?每年)?(?:实施|完成|开展|推进|启动|组织).{2,}")
"""实施单产提升60万亩: what is done to so many, not by how much it rises."""
_A_WORD = re.compile("[A-Za-z0-9\u3400-\u9fff]")
_COUNT_KINDS = ("count", "label", "unknown")
_LONGEST_NAME = 120
_ASIDE = re.compile("（(?:其中|内?含(?!税)|包括|包含|不含|到20|分别)")
"""What a bracket goes on to state is no part of the name before it."""
_FAR = 160
"""How far behind two years a pair of values may stand, in characters."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A target's name with the place of its quote and the unit that belongs to it."""

    name: str
    quote: tuple[int, int]
    unit: str


class Writer:
    """Writes the targets of one paragraph, clause by clause."""

    def __init__(self, prepared: Prepared, context: TargetContext, document: str) -> None:
        self.prepared = prepared
        self.context = context
        self.document = document
        self.targets: list[Target] = []
        self.nameless: list[Quantity] = []
        """Quantities for which no name was found: no target can say what they measure."""
        self._said: dict[int, str] = {}
        """What was named last before a place: a bracket there (（其中城区7座）) goes on with it."""

    def flow_at(self, position: int) -> Flow | None:
        """What a bracket that opens at `position` takes up, None where no target ends there."""
        name = self._said.get(position)
        return None if name is None else Flow(name=name)

    def write(self, at: Bounds, mains: list[Main], flow: Flow) -> None:
        """The targets of one clause."""
        begin = self._with_scene(at.begin, flow)
        where = at.masked.rfind("分别", begin, mains[-1].quantity.start)
        if where < 0 and len(mains) > 1:
            where = self._of_several_years(begin, mains)
        spread = [main for main in mains if where >= 0 and main.quantity.start > where]
        single = mains[: len(mains) - len(spread)] if len(spread) > 1 else mains
        for index, main in enumerate(single):
            following = mains[index + 1] if index + 1 < len(mains) else None
            stop = at.end if following is None else cut(at.masked, main, following)
            self._write_one(main, begin, stop, flow)
            flow.clause = None
            begin = stop
        if len(spread) > 1:
            self._write_spread(begin, where, spread, flow)
            flow.clause = None

    def _of_several_years(self, begin: int, mains: list[Main]) -> int:
        """到2022年和2030年，比例达到37%和40%: where the values begin that each belong to a year, -1 where none do."""
        text = self.prepared.text
        joined = all(
            _SEPARATOR.fullmatch(text, first.quantity.end, second.quantity.start) is not None
            for first, second in pairwise(mains)
        )
        start = read_before(text, begin, mains[0].quantity.start).start
        listed = joined and len(self._listed_years(mains[0].quantity.start, len(mains))) == len(mains)
        return max(begin, min(start, mains[0].quantity.start - 1)) if listed else -1

    def _with_scene(self, begin: int, flow: Flow) -> int:
        """A clause before that only sets the scene (每年出让的国有建设用地中，) belongs to the subject."""
        if flow.clause is None:
            return begin
        before = self.prepared.text[slice(*flow.clause)]
        sets_scene = before.endswith(("中", "内")) and len(before) <= 40 and not before.endswith(_NO_SCENE)
        return flow.clause[0] if sets_scene else begin

    def _write_one(self, main: Main, begin: int, stop: int, flow: Flow) -> None:
        text, quantity = self.prepared.text, main.quantity
        ranked = self.prepared.is_ranked(quantity)
        comparison = read_before(text, begin, quantity.start - 1 if ranked else quantity.start)
        done = quantity.kind != "share" and comparison.word in _DONE_WORK and _DOES.match(text, begin, comparison.start)
        if done or (not main.last and comparison.sense in ("increase", "decrease")):
            comparison = Comparison(None, quantity.start, "")
        subject = self._subject(begin, comparison.start, quantity.start)
        comparison, subject = by_how_much(comparison, main, subject)
        comparison = lowered(comparison, quantity, subject, flow, listed=text[begin : begin + 1] == "、")
        named = self._named(main, begin, stop, comparison, subject, flow)
        listed = text[begin : begin + 1] == "、"
        flows = quantity.kind in _COUNT_KINDS or (listed and quantity.kind in ("size", "money"))
        leans = (
            flows
            and comparison.word == ""
            and quantity.unit != "倍"
            and not subject.joined
            and "每" not in named.name[:8]
        )
        self._take_heading(named.name, subject, flow)
        full = self._whole_name(main, named.name, subject, flow, leans=leans)
        if subject.verb and subject.frequency is None and subject.verb != flow.verb:
            flow.total = False
        elliptic = quantity.kind in ("size", "money") and comparison.word == ""
        counted = quantity.kind != "share" and (listed or leans or elliptic or subject.verb != "")
        carried = listed or full != named.name
        frequency = frequency_of(subject, flow, full, counted=counted, share=quantity.kind == "share", carried=carried)
        scope = None
        if full == named.name and flow.name and subject.verb == "" and _PLACE.fullmatch(named.name):
            scope, full = named.name, flow.name
        if not main.last and text[quantity.start - 1 : quantity.start] == "各":
            self._write_shared(quantity, comparison, subject, named, frequency)
            return
        names = each_of(full) if _EACH.search(text, comparison.start, quantity.start) else (full,)
        for name in names:
            self._add(quantity, comparison, _Named(name, named.quote, named.unit), frequency, scope)
        self._said[quantity.end] = self._said[named.quote[1]] = full
        pass_on(main, subject, full, frequency, flow)

    def _take_heading(self, name: str, subject: Subject, flow: Flow) -> None:
        """建设充电桩：2024年新增500个: what the clause before the colon does gives the verb its object."""
        if name != subject.verb or not name or flow.name or flow.clause is None:
            return
        if self.prepared.text[flow.clause[1] : flow.clause[1] + 1] == "：":
            before = self.prepared.subject(*flow.clause)
            flow.name, flow.verb = before.name, before.verb

    def _whole_name(self, main: Main, name: str, subject: Subject, flow: Flow, *, leans: bool) -> str:
        """The name with what it takes from the one before, in the form that ranks and shares have."""
        quantity = main.quantity
        full = complete(name, subject.verb, flow.name, flow.verb, counted=leans)
        if self.prepared.is_ranked(quantity):
            return indicators.as_rank(full)
        if quantity.kind == "share" and main.last:
            return indicators.as_share(indicators.of_whole(full) if quantity.unit == "%" else full)
        return full

    def _write_shared(
        self, quantity: Quantity, comparison: Comparison, subject: Subject, named: _Named, frequency: Frequency | None
    ) -> None:
        """校内、校外各1小时体育活动: the same value for each."""
        heads = subject.name.removesuffix("各")
        noun = named.name.removeprefix(subject.name)
        for head in each_of(heads):
            self._add(quantity, comparison, replace(named, name=head + noun), frequency)

    def _subject(self, begin: int, end: int, value: int) -> Subject:
        """The subject, with a mark of frequency that stands between it and the value (技能培训累计超过6000人次)."""
        subject = self.prepared.subject(begin, end)
        mark = _MARK.search(self.prepared.text, end, value)
        if subject.frequency is None and mark is not None:
            return replace(subject, frequency="cumulative" if mark.group() == "累计" else "annual")
        return subject

    def _named(self, main: Main, begin: int, stop: int, comparison: Comparison, subject: Subject, flow: Flow) -> _Named:
        """The name that stands around the quantity itself."""
        quantity, text = main.quantity, self.prepared.text
        unit, quote_start, quote_end = quantity.unit, subject.quote_start, quantity.end
        per = _PER.search(text, comparison.start, quantity.start)
        if main.last:
            name = indicators.shortened(subject.name, subject.verb)
        else:
            name, quote_end = self._value_first(subject, quantity, stop)
            quote_start = quantity.start if subject.joined else quote_start
        if per is not None and quantity.kind != "count" and "/" not in unit:
            unit = f"{unit}/{per['unit']}"
        if not name:
            name, quote_start = self._borrowed(flow, quote_start)
        return _Named(name, (quote_start, quote_end), unit)

    def _value_first(self, subject: Subject, quantity: Quantity, stop: int) -> tuple[str, int]:
        """The name and the quote's end where the number stands before its noun."""
        text = self.prepared.text
        purpose = _PURPOSE.match(text, quantity.end, stop)
        if purpose is not None and quantity.kind == "share":
            return indicators.share_taken_name(subject, purpose["what"]), purpose.end()
        end = min(stop, quantity.end + _LONGEST_NAME)
        aside = _ASIDE.search(text, quantity.end, end)
        end = end if aside is None else aside.start()
        while end > quantity.end and text[end - 1] in "，、；：。和及与 ":
            end -= 1
        noun = text[quantity.end : end]
        if leaning.is_level(noun):
            noun += self._shared_noun(noun, stop)
        if quantity.kind == "label":
            return indicators.grouped_name(subject, noun), end
        return indicators.value_first_name(subject, noun), end

    def _shared_noun(self, level: str, position: int) -> str:
        """建成1个国家级、3个省级示范园: the noun stands once, with the last of the levels."""
        text = self.prepared.text
        end = min(len(text), position + _LONGEST_NAME)
        for match in leaning.NEXT_LEVEL.finditer(text, position, end):
            if match["noun"]:
                return match["noun"]
        return ""

    def _borrowed(self, flow: Flow, quote_start: int) -> tuple[str, int]:
        """A bare value takes its name from the target or the clause before."""
        if flow.clause is None or flow.name:
            return flow.name, quote_start
        subject = self.prepared.subject(*flow.clause)
        return indicators.from_clause_before(subject.name), subject.quote_start

    def _write_spread(self, begin: int, where: int, spread: list[Main], flow: Flow) -> None:
        """A、B分别达到X、Y: each value to its own subject; 2025年和2030年分别达到X、Y: each to its own year."""
        text, count = self.prepared.text, len(spread)
        common = read_before(text, begin, spread[0].quantity.start)
        subject = self.prepared.subject(begin, max(begin, min(where, common.start)))
        if not subject.name and common.start > where + 4:
            subject = self.prepared.subject(where + 2, common.start)
        borrowed = not subject.name and len(flow.names) >= count
        names = tuple(flow.names[-count:]) if borrowed else split_subjects(subject.name or flow.name, count)
        years = self._listed_years(spread[0].quantity.start, count) if len(set(names)) == 1 else ()
        bounds = (subject.quote_start, spread[-1].quantity.end)
        per = _PER.search(text, max(begin, where - 6), spread[0].quantity.start)
        for index, (name, main) in enumerate(zip(names, spread, strict=True)):
            own = read_before(text, where + 2, main.quantity.start)
            comparison = own if own.sense is not None else common
            quantity = _as_last(main.quantity, spread[-1].quantity)
            counted = quantity.kind == "count"
            full = complete(name, subject.verb, flow.name, flow.verb, counted=counted)
            if comparison.sense == "growth" and not full.endswith(("增长", "增速")):
                full += "增长"
            frequency = frequency_of(subject, flow, full, counted=counted, share=quantity.kind == "share")
            unit = quantity.unit
            if per is not None and quantity.kind == "money" and "/" not in unit:
                unit = f"{unit}/{per['unit']}"
            self._add(quantity, comparison, _Named(full, bounds, unit), frequency)
            if years and self.targets:
                self.targets[-1] = replace(self.targets[-1], year=years[index])
            flow.name = full
            flow.names.append(full)
        flow.verb = subject.verb or flow.verb

    def _listed_years(self, where: int, count: int) -> tuple[int | None, ...]:
        """The years that stand next to each other before `where`, one a value."""
        phrases = self.prepared.years.before(where, count)
        if len(phrases) < count or where - phrases[0].start > _FAR:
            return ()
        apart = any(later.start - earlier.end > 2 for earlier, later in pairwise(phrases))
        return () if apart else tuple(phrase.year for phrase in phrases)

    def _add(
        self,
        quantity: Quantity,
        comparison: Comparison,
        named: _Named,
        frequency: Frequency | None,
        scope: str | None = None,
    ) -> None:
        if _A_WORD.search(named.name) is None:
            self.nameless.append(quantity)
            return
        span = self.prepared.paragraph.span(*named.quote)
        self.targets.append(
            Target(
                id="",
                owner=self.context.owner,
                indicator=self._as_written(named.name),
                op=self._operator(quantity, comparison),
                value=quantity.value,
                value_to=quantity.value_to,
                unit=self._as_written(named.unit),
                year=self.prepared.years.at(quantity.start, self.context.year),
                frequency=frequency,
                scope=scope,
                quote=quote(self.document, span),
                span=span,
            )
        )

    def _as_written(self, words: str) -> str:
        return restore(words, self.prepared.paragraph.raw, self.prepared.text)

    def _operator(self, quantity: Quantity, comparison: Comparison) -> Operator:
        if self.prepared.is_ranked(quantity):
            return "<="
        sense = comparison.sense or self._sense_within(quantity, comparison)
        adds = quantity.kind != "share" and comparison.word in ("增加", "扩大", "改善", "精简")
        if sense in ("increase", "decrease") and adds:
            sense = None
        op = operator(sense, quantity.after, ranged=quantity.value_to is not None)
        limit = "上限" in self.prepared.text[max(0, comparison.start - 12) : quantity.start]
        return "<=" if op == "=" and limit else op

    def _sense_within(self, quantity: Quantity, comparison: Comparison) -> Sense | None:
        """Words of comparison that stand before the verb (至少建成1所) or the whole (不高于收入的15%)."""
        text, end = self.prepared.text, comparison.start
        if "至少" in text[max(0, end - 16) : end]:
            return ">="
        whole = _AGAINST.search(text, max(0, end - 34), end)
        if quantity.unit != "%" or whole is None:
            return None
        return read_before(text, whole.start(), whole.start("rest")).sense


def _as_last(quantity: Quantity, last: Quantity) -> Quantity:
    """分别达到80%、50%以上: 以上 stands once, behind the last; what cannot be exceeded stays as it is."""
    bare = quantity.after is None and last.after in (">=", "<=") and quantity.value_to is None
    whole = quantity.unit == "%" and quantity.value >= 100
    return replace(quantity, after=last.after) if bare and not whole and quantity.unit == last.unit else quantity
