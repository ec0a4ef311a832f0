"""The plans a question names: by title in 《》, by part of their title, by a code in it (155), by document number."""

import re
from collections.abc import Sequence
from functools import cached_property

from reference.patterns import lazy_pattern
from search.analyser import normalise
from search.catalogue import Catalogue
from search.understanding.described_plans import DescribedPlans
from search.understanding.numbers import doc_number_key
from search.understanding.places import FoundPlace
from search.understanding.text import Reading, has_han
from search.understanding.topic import GENERAL_WEIGHT, english_topic

_TITLE = lazy_pattern(r"《([^《》]{2,120})》")
_QUOTED_EN = lazy_pattern(r"[\"“]([^\"“”]{4,160})[\"”]")
_NOISE = lazy_pattern(r"[\s“”\"'‘’《》()（）\[\]〔〕、，,。·—\-–~]|(?:19|20)\d\d年?|征求意见稿|草案|关于|印发|的通知")
_KIND = lazy_pattern(
    r"(?:行动|实施|工作|攻坚|专项|总体|建设|培育|三年|五年)*(?:方案|规划|计划|意见|纲要|办法|措施|要点|安排)"
)
_CODE = lazy_pattern(r"(?<![\dA-Za-z.])\d{3,4}X?(?![\d%.])")
_SHORTEST = 5
_PLACE_PLAN_ZH = lazy_pattern(
    r"(?P<words>[^，。？?、的]{0,4}的?[“‘\"]?[^，。？?的]{0,24}?)(?:行动|实施|工作|攻坚|专项|总体|建设|培育)*(?:方案|规划|计划|意见|要点|安排)(?!有哪些|依据了?哪)"
)
_PLACE_PLAN_EN = lazy_pattern(
    r"(?:'s|’s)?\s+(?P<words>(?:[A-Za-z“”\"&-]+\s+){0,6}?)(?:action |implementation |work |development )?"
    r"(?:plan|opinions?|programme|scheme|work points)\b",
    re.IGNORECASE,
)


_ON_EN = lazy_pattern(r" (?:on|about|concerning|for) ", re.IGNORECASE)
"""The Fengxian plan | on gas safety: which of its plans is told behind it."""
_PLANS_TO = lazy_pattern(r" (?:for|to|on|in|by|with|when)\b|\W*$", re.IGNORECASE)
_DOES = lazy_pattern(r"\b(?:do|does|did|will|would)\b(?!.*\bthe $)", re.IGNORECASE)
"""What does Pinghu | plan for standards: a verb."""


_IN_PLAN_EN = lazy_pattern(
    r"\b(?:in|under|within|per|by|of) (?:the |its |their )?(?P<words>(?:[A-Za-z“”\"&'’-]+\s+){1,5}?)"
    r"(?:action |implementation |work |development |promotion )?(?:plan|programme|scheme|work points)\b",
    re.IGNORECASE,
)
_QUOTED_PAPER = lazy_pattern(
    r"[\"“]([^\"“”]{3,160}(?:办法|条例|决定|意见|规划|方案|纲要|法|规定|通知|指南|计划|细则|措施|要点|标准|函)(?:[(（][^()（）]{1,20}[)）])?)[\"”]"
)
"""The title of a document in quotation marks, in an English question."""
_CITED_ZH = lazy_pattern(
    r"(?:哪|谁|什么)[^，。？?《》]{0,10}(?:引用|援引|依据|根据|落实|贯彻|参照|按照|照着|承接|对标|执行|提到|提及)(?:的是|的|了|过)?"
    r"([^，。？?《》哪谁什]{8,80}?(?:办法|条例|决定|意见|规划|方案|纲要|法|规定|通知|指南|计划|细则|措施|要点|标准|函)(?:[(（][^()（）]{1,20}[)）])?)(?=[?？。的制编]|$)"
)
"""The title of a document that is cited, without marks."""
_SHORTEST_CITED = 8
_MOST_MEANT = 2
_CUT_NAME = lazy_pattern("[省市县区镇乡]?的")
"""A piece of a title must not begin with the end of a place's name (滨海新|区的若干意见)."""
_COUNTED = lazy_pattern("[几少一二两三四五六七八九十\\d][条项个份]")
"""几条政策意见 asks for a number, though a title has 十二条政策意见."""
_POINTING = lazy_pattern("^(?:的|那份|这份|那个|这个|那|这|最新的?|新的?|现行的?)+")


def title_key(title: str) -> str:
    """A title without punctuation, years and the words of the notice around it."""
    return _NOISE.sub("", title)


class PlanReader:
    """Finds plans for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {plan.id: title_key(plan.title) for plan in self._catalogue.plans.values()}

    @cached_property
    def _numbers(self) -> dict[str, str]:
        return {doc_number_key(plan.doc_number): plan.id for plan in self._catalogue.plans.values() if plan.doc_number}

    def with_number(self, number: str) -> str | None:
        """The plan with this document number, however its brackets are written."""
        key = doc_number_key(number)
        return next((plan for known, plan in self._numbers.items() if known == key or key.endswith(known)), None)

    def with_title(self, title: str) -> list[str]:
        """Plans whose title is, holds or is held by `title`."""
        key = title_key(title)
        if len(key) < 3:
            return []
        written = normalise(title)
        same = [plan.id for plan in self._catalogue.plans.values() if normalise(plan.title) == written]
        exact = same or [plan for plan, known in self._titles.items() if known == key]
        return exact or [plan for plan, known in self._titles.items() if key in known or known in key]

    def is_cited(self, name: str) -> bool:
        """Whether a plan cites a document of this title or number."""
        return doc_number_key(name) in self._cited_numbers or bool(
            len(title_key(name)) >= _SHORTEST and self._documents_of(title_key(name))
        )

    @cached_property
    def _cited_numbers(self) -> frozenset[str]:
        return frozenset(doc_number_key(held.doc_number) for held in self._catalogue.cited.values() if held.doc_number)

    def read(self, reading: Reading) -> tuple[list[str], list[str]]:
        """Plans named, and titles named that no plan has; marks them."""
        found: list[str] = []
        unknown: list[str] = []
        for match in _TITLE.finditer(reading.text):
            plans = self.with_title(match[1])
            reading.take(match.start(), match.end(), "plan")
            found += plans
            if not plans:
                unknown.append(match[1])
        if reading.language == "en":
            for match in _QUOTED_PAPER.finditer(reading.text):
                plans = self.with_title(match[1])
                if reading.take(match.start(), match.end(), "plan"):
                    found += plans
                    unknown += [] if plans else [match[1]]
        elif cited := _CITED_ZH.search(reading.text):
            documents = self._documents_of(title_key(cited[1]))
            if documents and reading.take(cited.start(1), cited.end(1), "plan"):
                unknown.append(documents)
        if not found and not unknown:
            found += self._by_part(reading) or self._by_code(reading)
        return list(dict.fromkeys(found)), unknown

    def _documents_of(self, key: str) -> str:
        """The title of a document that plans cite which is, holds or is held by what is written without marks; "" where none is."""
        for document in self._catalogue.cited.values():
            known = title_key(document.title)
            if len(known) >= _SHORTEST_CITED and len(key) >= _SHORTEST_CITED and (known in key or key in known):
                return document.title
        return ""

    def read_of_places(self, reading: Reading, places: Sequence[FoundPlace]) -> tuple[list[str], bool]:
        """The plans meant by the plan of a place (平湖市的实施方案, the Shengsi cluster plan), marked.

        Words between place and plan have to stand in its title. The second value tells that the place's own plan is
        meant, without those of places within it.
        """
        found: list[str] = []
        for place in places:
            pattern = _PLACE_PLAN_EN if reading.language == "en" else _PLACE_PLAN_ZH
            match = pattern.match(reading.text, place.end)
            own = [plan for plan in self._catalogue.plans.values() if place.ref.id in plan.places]
            if match is None or not own or not reading.is_free(match.start(), match.end()):
                continue
            between = match["words"].strip()
            if (
                not between
                and _PLANS_TO.match(reading.text, match.end())
                and _DOES.search(reading.text, 0, place.start)
            ):
                continue
            if not between and len(own) > 1 and _ON_EN.match(reading.text, match.end()):
                continue
            plans = [plan.id for plan in own if not between or _is_in_title(between, plan.title)]
            if plans and reading.take(match.start(), match.end(), "plan"):
                found += plans
        return found, bool(found)

    def read_by_words(self, reading: Reading, places: Sequence[str]) -> list[str]:
        """The plan meant by in the fire and rescue plan: that of the places whose title has most of the words, marked."""
        for match in _IN_PLAN_EN.finditer(reading.text):
            start = match.start("words")
            concepts = [
                concept for concept in english_topic(match["words"]).concepts if concept.weight > GENERAL_WEIGHT
            ]
            allowed = set(self._catalogue.plans_at(places)) if places else set(self._catalogue.plans)
            held = {
                plan: sum(any(form in self._titles[plan] for form in concept.forms) for concept in concepts)
                for plan in sorted(allowed)
            }
            most = max(held.values(), default=0)
            plans = [plan for plan, number in held.items() if number == most]
            if (
                most * 2 < len(concepts)
                or not most
                or len(plans) > _MOST_MEANT
                or not reading.is_free(start, match.end())
            ):
                continue
            if reading.take(start, match.end(), "plan"):
                return plans
        return []

    @cached_property
    def _described(self) -> DescribedPlans:
        return DescribedPlans(self._catalogue, self._titles, title_key)

    def read_described(self, reading: Reading, places: Sequence[FoundPlace]) -> list[str]:
        """The plan that words of its title and its place describe (甘肃客货邮的方案), marked with what was read inside it."""
        found = self._described.find(reading, places)
        if found is None:
            return []
        first = (
            found.start
            + len(reading.text[found.start : found.end])
            - len(reading.text[found.start : found.end].lstrip())
        )
        for piece in [piece for piece in reading.pieces if first <= piece.start and piece.end <= found.end]:
            if piece.kind != "place":
                reading.pieces.remove(piece)
        for start, end in list(reading.free_parts()):
            reading.take(max(start, first), min(end, found.end), "plan")
        return list(found.plans)

    def widen(self, reading: Reading, plans: Sequence[str]) -> None:
        """Mark the words beside a piece of a title that are its own as well: 襄阳|民营经济|若干政策措施, “155”|产业集群方案."""
        for piece in reading.of_kind("plan"):
            for start, end in list(reading.free_parts()):
                if end == piece.start:
                    words = reading.text[start:end]
                elif start == piece.end and (noun := _KIND.search(reading.text, start, end)):
                    end = noun.end()
                    words = reading.text[start : noun.start()]
                else:
                    continue
                said = title_key(words)
                own = said and all(said in self._titles[plan] for plan in plans)
                if own or (not said and start == piece.end):
                    reading.take(start, end, "plan")

    def _by_part(self, reading: Reading) -> list[str]:
        """A long piece of a title that ends in 方案, 规划 …: 制造业产业集群建设行动方案."""
        best: tuple[int, int, int] | None = None
        plans: list[str] = []
        for match in _KIND.finditer(reading.text):
            for plan, title in self._titles.items():
                start = _longest_tail(reading.text, match.end(), title)
                cut = _CUT_NAME.match(reading.text, start, match.end())
                start = cut.end() if cut else start
                length = match.end() - start
                if length - len(match.group()) < 2 or length < _SHORTEST or _COUNTED.match(reading.text, start - 1):
                    continue
                if best is None or length > best[0]:
                    best, plans = (length, start, match.end()), [plan]
                elif length == best[0]:
                    plans.append(plan)
        if best is None or not reading.take(best[1], best[2], "plan"):
            return []
        return plans

    def _by_code(self, reading: Reading) -> list[str]:
        for match in _CODE.finditer(reading.text):
            plans = [plan for plan, title in self._titles.items() if match.group() in title]
            if plans and len(plans) < max(2, len(self._titles)) and reading.take(match.start(), match.end(), "plan"):
                return plans
        return []


def _is_in_title(words: str, title: str) -> bool:
    """Whether the words before 方案 or plan are a title's: most of what they speak of stands in it."""
    if has_han(words):
        return title_key(_POINTING.sub("", words)) in title_key(title)
    concepts = english_topic(words).concepts
    held = sum(any(form in title for form in concept.forms) for concept in concepts)
    return not concepts or held * 2 >= len(concepts)


def _longest_tail(text: str, end: int, title: str) -> int:
    """Where the longest piece of `text` that ends at `end` and stands in `title` begins."""
    start = end
    while start > 0 and end - start < len(title) and text[start - 1 : end] in title:
        start -= 1
    return start
