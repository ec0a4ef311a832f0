"""One paragraph prepared for its rules: masked forms, quantities and years, and small questions about places in it."""

import re
from bisect import bisect_left

from ingest.facts import Period
from ingest.mapped import MappedText
from ingest.targets import clauses, indicators
from ingest.targets.leaning import without_present
from ingest.targets.operators import read_before
from ingest.targets.quantities import Quantity, find_quantities
from ingest.targets.years import Years, read_years
from ingest.values import dataclass

_STOPS = "，。；、：！？）—"
_JOINERS = ("以及", "并且", "和", "与", "及", "并", "且", "或")
_NO_JOINERS = ("和谐", "与会", "及时", "并网", "并购")
_NOTES = "¹²³⁴⁵⁶⁷⁸⁹⁰*"
"""Marks of footnotes."""
_TAILS = re.compile(
    r"(?:的)?(?:目标任务|目标|总体水平|水平|大关|台阶|关口|规模|要求|控制|门槛|标准|任务|不变|区间|防洪标准|排水能力|防洪能力|除涝标准|防洪排涝标准|幅度|投入使用|投用"
    r"|等[^，；。、]{0,14}(?:目标|指标)[^，；。、]{0,16}|建成投用|的速度|速度|总量)(?=[，。；、：！？）]|$)"
)
_LONGEST_NAME = 120
_SAYS_ITSELF = ("清零", "动态清零")
"""What stands in quotation marks and is said all the same: 实现“清零”."""
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?=%)")
"""Figures that a layout set high: a footnote's mark never stands before a per cent sign."""
_STRAIGHT = re.compile('"([^"，。；]{1,30})"')
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A clause within its sentence, and the masked text that was cut to find it."""

    masked: str
    sentence: tuple[int, int]
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paragraph with everything that is found in it before any clause is read.

    runs: the bracketed and quoted runs. masked: the text with their insides blanked out; inner: the text with only
    what is nested within them blanked out.
    """

    paragraph: MappedText
    text: str
    runs: tuple[tuple[int, int, bool], ...]
    masked: str
    inner: str
    years: Years
    quantities: tuple[Quantity, ...]
    places: tuple[int, ...]
    """Where the quantities begin."""

    def within(self, begin: int, end: int) -> list[Quantity]:
        """The quantities that begin between `begin` and `end`."""
        return list(self.quantities[bisect_left(self.places, begin) : bisect_left(self.places, end)])

    def run_around(self, position: int) -> tuple[int, int, bool] | None:
        """The bracketed or quoted run that holds `position`."""
        index = bisect_left(self.runs, position + 1, key=lambda run: run[0]) - 1
        return self.runs[index] if index >= 0 and position < self.runs[index][1] else None

    def subject(self, begin: int, end: int) -> indicators.Subject:
        """The subject that `begin` to `end` state."""
        return indicators.read_subject(self.text, max(begin, end - _LONGEST_NAME), end, self.years.starts)

    def present_name(self, begin: int, quantity: Quantity) -> str:
        """What a figure of the present measures: the target that follows often leaves its subject out."""
        subject = self.subject(begin, read_before(self.text, begin, quantity.start).start)
        return without_present(subject.name)

    def is_ranked(self, quantity: Quantity) -> bool:
        """前50强, 前10: a place in an order."""
        before = self.text[max(0, quantity.start - 2) : quantity.start]
        return before.endswith("前") and before[0] not in "底末月日年之以"


def prepare(paragraph: MappedText, period: Period) -> Prepared:
    """Everything about `paragraph` that does not depend on the clause."""
    text = _RAISED.sub(lambda match: match.group().translate(_LEVEL), paragraph.text)
    text = _STRAIGHT.sub(r"“\1”", text) if '"' in text else text
    runs = tuple(run for run in clauses.nested_runs(text) if text[run[0] + 1 : run[1] - 1] not in _SAYS_ITSELF)
    nested = tuple(
        (begin + 1 + first, begin + 1 + last, quoted)
        for begin, end, _ in runs
        for first, last, quoted in clauses.nested_runs(text[begin + 1 : end - 1])
    )
    years = read_years(text, clauses.mask(text, runs, keep_brackets=True), period)
    masked, inner = clauses.mask(text, runs), clauses.mask(text, nested)
    quantities = find_quantities(text)
    places = tuple(quantity.start for quantity in quantities)
    return Prepared(paragraph, text, runs, masked, inner, years, quantities, places)


def closes(masked: str, quantity: Quantity, end: int) -> bool:
    """Whether a quantity stands behind what it measures: nothing follows it but a stop, an "and" or a bracket."""
    position = quantity.end
    while position < end and (masked[position] in _NOTES or masked[position] in "（["):
        if masked[position] in _NOTES:
            position += 1
            continue
        close = masked.find("）" if masked[position] == "（" else "]", position, end)
        if close < 0:
            break
        position = close + 1
    if position >= end or masked[position] in _STOPS or _TAILS.match(masked, position) is not None:
        return True
    return masked.startswith(_JOINERS, position) and not masked.startswith(_NO_JOINERS, position)
