"""What the clauses of a sentence pass on to each other: names, verbs, marks of frequency. Reads no text."""

import re
from dataclasses import dataclass, field, replace

from ingest.facts import Frequency
from ingest.targets.indicators import Subject
from ingest.targets.operators import Comparison, Sense
from ingest.targets.quantities import Quantity
from ingest.targets.verbs import closing_verb

_SEPARATOR = re.compile(r"[、，]|以及|和|与|及|并")

_YEARLY = re.compile(
    "年度(?=制造业|固定|投资|新增|增|工业|财政|研发|用)|(?<![上今去前当])年(?:人均增收|增长率?|增速|增幅)"
)
_BY_HOW_MUCH = re.compile("(?P<more>提高|提升|增加)|(?:降低|压降|下调|缩减|减少|压减)")
_LEVEL = re.compile("(?<!效)(?:率|占比|比重|比例|度|面)$")
_LOWERS = re.compile("压减|削减|减少|精简|缩短|降低|压缩")
"""压减审批环节30%: a share behind such a verb is what is taken off."""


@dataclass(slots=True)
class Flow:
    """What the clauses of a sentence pass on: the last names and verb, marks of frequency (每年, 累计), whether the
    last target was a yearly share, and the clause before where it held no quantity."""

    name: str = ""
    names: list[str] = field(default_factory=list)
    verb: str = ""
    annual: bool = False
    total: bool = False
    annual_share: bool = False
    clause: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Main:
    """A quantity that a clause commits to. last: it stands behind what it measures."""

    quantity: Quantity
    last: bool


def lowered(comparison: Comparison, quantity: Quantity, subject: Subject, flow: Flow, *, listed: bool) -> Comparison:
    """压减环节30%、材料40%: the verb before the list says what the shares are."""
    verb = subject.verb or (flow.verb if listed else "")
    if comparison.sense is not None or quantity.kind != "share" or _LOWERS.fullmatch(verb) is None:
        return comparison
    return replace(comparison, sense="decrease")


def by_how_much(comparison: Comparison, main: Main, subject: Subject) -> tuple[Comparison, Subject]:
    """提高报销比例5个百分点, 降低用电成本8%: a verb before the name says that it changes by so much."""
    quantity, verb = main.quantity, _BY_HOW_MUCH.match(subject.name)
    if verb is None or comparison.sense is not None or not main.last or quantity.after == "<=":
        return comparison, subject
    level = quantity.unit == "%" and verb["more"] is not None and _LEVEL.search(subject.name) is not None
    if quantity.kind != "share" or level or len(subject.name) < verb.end() + 2:
        return comparison, subject
    sense: Sense = "decrease" if verb["more"] is None else "increase"
    return replace(comparison, sense=sense), replace(subject, name=subject.name[verb.end() :], verb="")


def cut(masked: str, main: Main, following: Main) -> int:
    """Where one target's words end and the next one's begin."""
    if main.last:
        return main.quantity.end
    cut = following.quantity.start
    for match in _SEPARATOR.finditer(masked, main.quantity.end, following.quantity.start):
        cut = match.start()
    return cut


def frequency_of(
    subject: Subject, flow: Flow, name: str, *, counted: bool, share: bool, carried: bool = True
) -> Frequency | None:
    """每年 holds on for what the sentence goes on to count and, after a yearly share, for shares; 累计 only for what
    shares its verb."""
    if subject.frequency is not None:
        return subject.frequency
    if _YEARLY.search(name):
        return "annual"
    if (flow.annual and ((counted and "占" not in name) or (flow.annual_share and share))) or (
        flow.annual_share and share and carried and "占" not in name.replace("占比", "")
    ):
        return "annual"
    same = subject.verb == flow.verb != "" or (subject.verb == "" and carried)
    return "cumulative" if flow.total and counted and same else None


def pass_on(main: Main, subject: Subject, name: str, frequency: Frequency | None, flow: Flow) -> None:
    """What the clauses behind take up of a target that was just written."""
    flow.name = name
    flow.names.append(name)
    flow.verb = subject.verb or ("" if main.last else closing_verb(subject.name)) or flow.verb
    if not main.last and subject.verb == "" and 2 <= len(subject.name) <= 4:
        flow.verb = subject.name
    flow.annual_share = main.quantity.kind == "share" and frequency == "annual"
