"""Plans named by what they are about: 甘肃客货邮的方案, Fengxian's rural roads plan. Knows titles and places, no index.

A description is resolved among the plans of the place named in it, or of all; most of its words have to stand in the title.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reference.glosses import load_glosses
from reference.patterns import lazy_pattern
from reference.terms import stem
from search.catalogue import NATION_NAME, Catalogue
from search.understanding.closed import is_closed
from search.understanding.places import FoundPlace
from search.understanding.text import Reading
from search.understanding.topic import GENERAL_WEIGHT, english_topic

_NOUN_ZH = lazy_pattern(
    r"(?:行动|实施|工作|攻坚|专项|总体|任务|重点|三年|五年|政策|若干|指导|分工|整治)*"
    r"(?:方案|规划|计划(?!生育)|意见(?!稿)|措施|政策|要点|清单|安排|文件(?!号)|办法|通知|征求意见稿|草案|(?<=[一二三四五六七八九十\d])条"
    r"|(?<=任务)分解|(?<=报告)分工)"
    r"(?!(?:都|又|主要|一共|总共|现在|目前)*(?:有|是)?(?:哪[些几]?[个份项条]?|几[个份项条]|多少[个份项条]?|什么|啥)(?:[?？。 ]|$))"
)
"""What a description ends in; 政策有哪些 asks for policies, 计划里有哪些 speaks of one plan."""
_LIST_ZH = lazy_pattern(
    "(?:[那这](?:些|个|份)?)?(?:[一二三四五六七八九十]{1,3}|\\d{1,3})?[件项大个]?(?:重点)?(?:民生|惠民|为民|利民|便民)(?:办)?(?:的)?(?:重点)?(?:实事|事项)(?:项目|工程)?(?![^，。？?的]{0,4}(?:方案|清单|计划|安排))"
)
"""The list of things that a government promises for a year, which many call by that and no more."""
_LIST_EN = lazy_pattern(
    r"\blivelihood (?:(?:project|task|action) )?(?:projects?|lists?|items?|things|works?|matters|promises|priorities|tasks|pledges|initiatives)\b"
)
_IS_LIST = lazy_pattern("实事|民生事项|民生项目")
"""The title of such a list."""
_STARTS_ZH = lazy_pattern(
    r".*(?:[，。？?：:；;！!、]|按照|依照|根据|依据|遵照|参照|请问|想问|帮我|查|找|问|列出|列|看|关于|对于|对|在|由|被|把|跟|和|与|引用了?|落实|实施了?|印发了?|发布了?"
    r"|哪(?:些|个|家|几个|份|几份|里)?|什么|谁|啥|多少|几[项个条份]|有没有|是否|是不是)"
)
"""What stands before a description that no place begins."""
_ASKS_ZH = lazy_pattern("哪|什么|啥|多少|谁|几[项个条份家]|有没有|是否|吗")
_POINTS = lazy_pattern(r"(?:[那这该此][份个项部套]?|份|个)(?=[^\u4e00-\u9fff]|.{0,14}$)")
_FILLERS_ZH = lazy_pattern(
    r"[那这该此](?:[份个项部套]|[一二两三四五六七八九十\d]{1,3}[份个项部条])|(?:今年|去年|明年|最新|现行|新)|关于|有关|针对|搞|推动|推进|加快|支持|[的里之及和与等“”\"'‘’《》()（）\s]|[省市县区镇乡](?=的|$)"
)
_YEARS = lazy_pattern(r"(?:19|20)\d\d(?:[-—–~至到](?:19|20)\d\d)?年?|(?<!\d)[12]\d年")
_NUMBERED = lazy_pattern("(?:[一二三四五六七八九十]{1,3}|\\d{1,2})[件条项大]?(?=民生|惠民|为民|$)")
"""How many things a list has: 十件|民生实事, 稳增长|二十|条."""
_NATIONAL_ZH = lazy_pattern("国务院办公厅|国务院|国办|国家(?:层面)?|全国(?:性)?|中央")
_LEAST = 2
_ABBREVIATED = 0.8
"""The fewest characters that a piece of a title has to have in common."""
_WITH_PLACE, _WITHOUT_PLACE, _POINTED = 0.5, 0.75, 0.3
_LONGEST_ZH, _SHORTEST_ALONE = 40, 4
_SAYS_ENOUGH = 0.5
"""The share of a gloss from which on a word of it stands for the Chinese word."""
_MOST_OF = 0.66
"""The share of a longer Chinese word that stands for it: 玉兰 of 玉兰花."""
_SHORTEST_SOUND = 6

_NOUN_EN = lazy_pattern(
    r"\b(?:(?:action|implementation|work|development|three-year|five-year|twelve|ten|[a-z]+teen) )*"
    r"(?:plan|programme|scheme|opinions?|work points|measures|guidelines?|strategy|notice|blueprint|policy"
    r"|(?:task|work|project|action) (?:list|breakdown)|arrangements|report breakdown)\b(?!-| to\b)"
)
_EDGE_EN = lazy_pattern(
    r"[,;:?!()]|(?<!\w)\.|\b(?:do|does|did|is|are|was|were|be|been|has|have|had|will|would|should|must|can|could|which|what|who|whom|whose|when|how"
    r"|that|this|under|in|by|from|of|to|with|within|per|into|cites?|leads?|supports?|according|list|find|show|give|me|many|number|tasks?"
    r"|date|on|if|and|implements?|contains?|involves?|any|all|these|those|there|no|number|title|name|authority|deadline|about|for|based"
    r"|runs?|ends?|expires?|started?|issued|published|valid|still|only|formally|draft|take|took|come|came|go|goes|asks?|says?|says|cover)\b"
)
_ON_EN = lazy_pattern(r"\s(?:on|for|about|of|concerning|to|against|in)\s")
_PLACE_OF_EN = lazy_pattern(r"\s(?:of|for|in|from)\s(?:the )?$")
_NATIONAL_EN = lazy_pattern(r"\b(?:national|state council|central government|china's)\b")
_DROPPED_EN = lazy_pattern(
    r"\b(?:the|a|an|its|their|our|one|national|state council|city|county|district|province|town|banner|prefecture|'s|new|current|latest"
    r"|action|implementation|work|points|development|three-year|five-year|plan|programme|scheme|opinions?|measures|guidelines?|notice|policy)\b|['’]s\b|['’]"
)
_OF_MANY_KINDS = lazy_pattern("programme|strategy|notice|blueprint|policy|scheme")
"""A training programme may be anything."""
_TAIL_STOPS_EN = lazy_pattern(
    r"[,;:?!()]|(?<!\w)\.|\b(?:do|does|did|is|are|was|were|has|have|had|will|would|should|must|cites?|be|only|a draft|based|valid|still|in force"
    r"|divided|numbered|called|titled|involve|contain|list|name|say|says)\b"
)
_MOST_BEFORE_PLACE = 1
"""Words that may stand before the place a description begins with: the Shanghai plan."""
_LISTED_EN = lazy_pattern(r"'s (?:[a-z-]+,? ){1,8}(?:and |& )?(?:[a-z-]+ ){0,3}")
"""Gansu's rural passenger, freight and post | plan."""
_WORD_ENDS = lazy_pattern(r"\s+(?=\S)|$")
_MOST_WORDS_EN = 10


@dataclass(frozen=True, slots=True)
class Described:
    """Plans that text[start:end] describes."""

    start: int
    end: int
    plans: tuple[str, ...]


class DescribedPlans:
    """Resolves descriptions against the titles of one catalogue."""

    def __init__(self, catalogue: Catalogue, keys: dict[str, str], key_of: Callable[[str], str]) -> None:
        """keys: the titles without punctuation by plan; key_of makes such a key."""
        self._catalogue = catalogue
        self._keys = keys
        self._key_of = key_of
        self._pinyin: dict[str, str] = {}

    def find(self, reading: Reading, places: Sequence[FoundPlace]) -> Described | None:
        """The first description in a question that fits plans; the best fitting ones of those it can mean."""
        if (listed := self._list_of_year(reading, places)) is not None:
            return listed
        if reading.language == "en":
            return next(self._in_english(reading, places), None)
        return next(self._in_chinese(reading, places), None)

    def _list_of_year(self, reading: Reading, places: Sequence[FoundPlace]) -> Described | None:
        """The list of things promised for a year that a place has, where it has just one (of the year named)."""
        ids = [place.ref.id for place in places if place.ref.id]
        pattern = _LIST_EN if reading.language == "en" else _LIST_ZH
        named = pattern.search(reading.lower) if ids else None
        if named is None:
            return None
        lists = [plan for plan in self._catalogue.plans_at(ids, within=False) if _IS_LIST.search(self._keys[plan])]
        years = [_full_year(match.group()) for match in _YEARS.finditer(reading.text)]
        plans = self._best(dict.fromkeys(lists, 1.0), 1.0, years, [])
        return Described(*named.span(), tuple(plans)) if plans else None

    # Chinese

    def _in_chinese(self, reading: Reading, places: Sequence[FoundPlace]) -> Iterator[Described]:
        for noun in _NOUN_ZH.finditer(reading.text):
            start = self._start_zh(reading.text, noun, places)
            inside = [place for place in places if start <= place.start and place.end <= noun.start()]
            phrase = _without(reading.text, start, noun.start(), inside)
            if _ASKS_ZH.search(phrase) or noun.end() - start > _LONGEST_ZH:
                continue
            plans = self._fitting_zh(phrase, noun.group(), [place.ref.id for place in inside if place.ref.id], inside)
            if plans:
                yield Described(start, noun.end(), tuple(plans))

    @staticmethod
    def _start_zh(text: str, noun: re.Match[str], places: Sequence[FoundPlace]) -> int:
        """Where a description begins: at the place before it in its clause, else behind what introduces it."""
        lead = _STARTS_ZH.match(text, 0, noun.start())
        start = lead.end() if lead else 0
        clause = max(text.rfind(mark, 0, noun.start()) for mark in "，。？?：:；;！!,")
        own = [place.start for place in places if clause < place.start and place.end <= noun.start()]
        near = [place for place in own if not _ASKS_ZH.search(text, place, noun.start())]
        return min(near) if near else start

    def _fitting_zh(self, phrase: str, noun: str, ids: list[str], inside: Sequence[FoundPlace]) -> list[str]:
        years = [_full_year(match.group()) for match in _YEARS.finditer(phrase)]
        national = _NATIONAL_ZH.search(phrase) is not None and not ids
        bare = _YEARS.sub("", _NUMBERED.sub("", phrase))
        said = self._key_of(_FILLERS_ZH.sub(" ", _NATIONAL_ZH.sub("", bare) if national else bare))
        if inside and not ids:
            return []
        groups = self._allowed(ids, national=national)
        fitting = (self._among_zh(said, phrase, noun, years, allowed, ids, national=national) for allowed in groups)
        return next((plans for plans in fitting if plans), [])

    def _among_zh(
        self, said: str, phrase: str, noun: str, years: list[str], allowed: list[str], ids: list[str], *, national: bool
    ) -> list[str]:
        """The plan of those allowed that a description fits, if one does."""
        points = _POINTS.search(phrase) is not None
        if not said:
            return allowed if len(allowed) == 1 and ids else []
        least = _WITH_PLACE if ids or national else _WITHOUT_PLACE
        if points and len(allowed) == 1 and (ids or national):
            least = _POINTED
        if not ids and not national and len(said) < _SHORTEST_ALONE:
            return []
        held = {plan: _shared(said, self._keys[plan]) / len(said) for plan in allowed}
        if least == _POINTED and max(held.values()) < least:  # an abbreviation: 防灾 of 自然灾害防治
            held = {plan: sum(letter in self._keys[plan] for letter in said) / len(said) for plan in allowed}
            least = _ABBREVIATED
        return self._best(held, least, years, [noun])

    # English

    def _in_english(self, reading: Reading, places: Sequence[FoundPlace]) -> Iterator[Described]:
        text = reading.lower
        for noun in _NOUN_EN.finditer(text):
            head = self._head_en(text, noun.start(), places)
            for tail in self._tails_en(text, noun.end()):
                inside = [place for place in places if head <= place.start and place.end <= tail]
                phrase = _without(text, head, tail, inside)
                ids = [place.ref.id for place in (inside or places) if place.ref.id]
                if inside and not ids:
                    continue
                plans = self._fitting_en(phrase, noun.group(), ids[:1] if not inside else ids)
                if plans:
                    yield Described(head, tail, tuple(plans))
                    break

    @staticmethod
    def _head_en(text: str, end: int, places: Sequence[FoundPlace]) -> int:
        """Where the words before a noun begin: behind the last word that cannot be of its name."""
        head = 0
        for edge in _EDGE_EN.finditer(text, 0, end):
            if not any(place.start <= edge.start() and edge.end() <= place.end for place in places):
                head = edge.end()
        own = [place.start for place in places if head <= place.start and place.end <= end]
        if own and len(text[head : min(own)].split()) > _MOST_BEFORE_PLACE:
            head = min(own)
        possessed = [place for place in places if place.end <= head and text.startswith("'s", place.end)]
        if possessed and _LISTED_EN.fullmatch(text, possessed[-1].end, end):
            head = possessed[-1].start
        words = text[head:end].split()
        for word in words[: max(0, len(words) - _MOST_WORDS_EN)]:
            head = text.index(word, head) + len(word)
        return head

    @staticmethod
    def _tails_en(text: str, end: int) -> list[int]:
        """Where a name can end that goes on behind its noun (the plan on gas safety in care homes), the longest first."""
        on = _ON_EN.match(text, end)
        if on is None:
            return [end]
        stop = _TAIL_STOPS_EN.search(text, on.end())
        last = stop.start() if stop else len(text)
        tails = [match.start() for match in _WORD_ENDS.finditer(text[:last]) if match.start() > on.end()]
        return [*sorted(set(tails), reverse=True)[:_MOST_WORDS_EN], end]

    def _fitting_en(self, phrase: str, noun: str, ids: list[str]) -> list[str]:
        national = _NATIONAL_EN.search(phrase) is not None
        years = [_full_year(match.group()) for match in _YEARS.finditer(phrase)]
        said = " ".join(_DROPPED_EN.sub(" ", _YEARS.sub(" ", phrase)).split())
        least = _WITH_PLACE if (ids or national) and not _OF_MANY_KINDS.search(noun) else _WITHOUT_PLACE
        for allowed in self._allowed([] if national else ids, national=national):
            if not said.strip(" -"):
                plans = allowed if len(allowed) == 1 and (ids or national) and years else []
            else:
                held = {plan: max(self._terms_held(said, plan), self._words_held(said, plan)) for plan in allowed}
                plans = self._best(held, least, years, [])
            if plans:
                return plans
        return []

    def _terms_held(self, said: str, plan: str) -> float:
        """The share of the terms of an English description that a title has."""
        concepts = [concept for concept in english_topic(said).concepts if not concept.forms[0].isdigit()]
        whole = sum(concept.weight for concept in concepts)
        title = self._keys[plan]
        held = sum(
            concept.weight
            for concept in concepts
            if any(self._key_of(form) in title for form in (*concept.forms, *concept.broader) if self._key_of(form))
        )
        return held / whole if whole and any(concept.weight > GENERAL_WEIGHT for concept in concepts) else 0.0

    def _words_held(self, said: str, plan: str) -> float:
        """The share of its words, each by itself: data and market of the data market plan."""
        words = [word for word in re.findall(r"[a-z][a-z&-]+", said) if len(word) > 2 and not is_closed(word)]
        held = [self._has_word(word, plan) for word in words]
        return sum(held) / len(held) if held else 0.0

    def _has_word(self, word: str, plan: str) -> bool:
        """Whether a title has a Chinese word for an English one, or sounds so (Jingyue)."""
        title = self._keys[plan]
        forms = [form for concept in english_topic(word).concepts for form in (*concept.forms, *concept.broader)]
        forms += [form for form, share in load_glosses().chinese_of(stem(word)).items() if share >= _SAYS_ENOUGH]
        return (
            any(form in title for form in forms if len(form) > 1)
            or any(_shared(form, title) >= _MOST_OF * len(form) for form in forms if len(form) > _LEAST)
            or (len(word) >= _SHORTEST_SOUND and word in self._sounds(plan))
        )

    def _sounds(self, plan: str) -> str:
        """A title in pinyin, without blanks."""
        from pypinyin import lazy_pinyin

        if plan not in self._pinyin:
            self._pinyin[plan] = "".join(lazy_pinyin(self._keys[plan]))
        return self._pinyin[plan]

    # Both

    def _allowed(self, ids: Sequence[str], *, national: bool) -> list[list[str]]:
        """The plans of these places themselves, then those of the places within them as well; of the nation; or all."""
        if national:
            names = self._catalogue.places
            nation = [place for place in names if self._catalogue.full_name(place) == NATION_NAME]
            return [self._catalogue.plans_at(nation, within=False)]
        if not ids:
            return [sorted(self._catalogue.plans)]
        own, wider = self._catalogue.plans_at(ids, within=False), self._catalogue.plans_at(ids)
        return [own, wider] if own and own != wider else [wider]

    def _best(self, held: dict[str, float], least: float, years: Sequence[str], nouns: Sequence[str]) -> list[str]:
        """The plans that a description fits best, those of its years and of its kind of document first; none where several do."""
        most = max(held.values(), default=0.0)
        if most < least:
            return []
        best = [plan for plan, share in held.items() if share == most]
        for marks in (years, nouns):
            narrowed = [plan for plan in best if any(mark in self._catalogue.plans[plan].title for mark in marks)]
            best = narrowed or best
        return best if len(best) == 1 else []


def _full_year(said: str) -> str:
    """2023 of 2023年 and of 23年."""
    return said[:4] if said[:2] in ("19", "20") and said[:4].isdigit() else f"20{said[:2]}"


def _without(text: str, start: int, end: int, places: Sequence[FoundPlace]) -> str:
    """text[start:end] without the names of places."""
    pieces, position = [], start
    for place in places:
        if place.start >= position:
            pieces.append(text[position : place.start])
            position = place.end
    pieces.append(text[position:end])
    return " ".join(pieces)


def _shared(said: str, title: str) -> int:
    """How many characters of a description stand in pieces of two and more that the title has."""
    covered, position = 0, 0
    while position < len(said):
        length = 0
        while position + length < len(said) and said[position : position + length + 1] in title:
            length += 1
        if length >= _LEAST:
            covered += length
            position += length
        else:
            position += 1
    return covered
