"""What is left of a question: its topic, in Chinese words that can be looked for. Knows no place, unit or index."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.glosses import content_stems, load_glosses
from reference.patterns import lazy_pattern
from reference.terms import TermMatch, load_terms, stem
from search.understanding.closed import is_closed, without_closed
from search.understanding.query import Concept, Topic
from search.understanding.text import Reading, has_han
from search.understanding.words import QuestionWords, load_question_words

GENERAL = Path(__file__).resolve().parent.parent.parent / "data" / "lexicon" / "general_words.txt"
GENERAL_WEIGHT = 0.25
DICTIONARY_WEIGHT = 0.5
"""A word that only the dictionary knows may well be another word in the plans."""
NUMBER_WEIGHT = 0.35
_MORE_WORDS = 0.25
_VERB_FORM = lazy_pattern(r"^[A-Za-z]{3,}(?:ed|ing)$")
"""A word of this form that only the dictionary knows tells what is done, hardly what with (robots to be installed)."""

_SMALL_WORD = lazy_pattern(r"(?<![A-Za-z’'-])[A-Za-z]?[a-z]{5,}(?![A-Za-z’'-])")
_HAN_RUN = lazy_pattern("[\u3400-\u9fff〇A-Za-z0-9.+&·-]+")
_PUNCTUATION = lazy_pattern(r"[?？!！。.,，、;；:：\"“”‘’'「」『』()（）\[\]【】《》<>/\\|—…~～*#@^=+_`{}$%&-]+")
_LIKELY_FORMS = 6
_FEWEST_WORDS, _WHOLE_GLOSS = 2, 0.9
_SAYS_ENOUGH = 0.55
"""The share of a gloss from which on a word of it stands for the Chinese word."""
_THREE = 3
_LONG_RUN = 4
_LONGEST_TERM = 8
_JOINERS = lazy_pattern("(?<=..)[和与及或](?=..)|的")
GLOSS_WEIGHT = 0.2
"""An English word beside a Chinese term that the question gives as well (the “chain leader” system (链长制))."""
# What a lexicon gives for words that ask or assign: they are no topic.
_FRAME_WORDS = frozenset(
    "任务 主要任务 目标 指标 牵头 负责 配合 协助 参与 责任单位 牵头单位 配合单位 单位 部门 规划 计划 方案 文件".split()
)


@lru_cache(maxsize=1)
def general_words() -> tuple[str, ...]:
    """Words that say little of a topic, longest first."""
    try:
        lines = GENERAL.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{GENERAL}: cannot read the general words ({exc}); restore the file") from exc
    found = {word for line in lines if not line.startswith("#") for word in line.split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


Sounding = Callable[[str], tuple[str, ...]]
"""The words of the plans that sound like a name in pinyin."""


def read_topic(
    reading: Reading, words: QuestionWords, is_phrase: Callable[[str], bool], sounding: Sounding | None = None
) -> Topic:
    """The topic of what no piece covers, stop words taken off. is_phrase: whether plans have two characters together."""
    if reading.language == "en":
        topic = _english_topic(reading, _stop_words(), sounding)
        if not topic.concepts and not reading.of_kind("unit", "plan"):  # stop words that are terms as well (jobs)
            topic = _english_topic(reading, _stop_words().without_nouns(), sounding)
    else:
        parts = [_bare(reading.text[start:end], words, is_phrase) for start, end in reading.free_parts()]
        topic = chinese_topic(" ".join(part for part in parts if part), is_phrase)
    says_nothing = all(concept.forms[0].isdigit() for concept in topic.concepts)
    return Topic() if topic.concepts and says_nothing else topic


_BESIDE = lazy_pattern(r"和|与|以及|及其?|、|，|,|;|\b(?:and|as well as|(?<!-)plus)\b")
_ONLY_BESIDE = lazy_pattern("[、，,和与及]|以及")


def parts_of(topic: Topic, question: str) -> tuple[Topic, ...]:
    """What a topic names one beside the other (制造业投资和腾出用地, investment and land freed); () where it is one thing.

    question: its text, which tells what stood between words of a Chinese topic.
    """
    whole = topic.said.replace(" ; ", " ") if topic.english else _with_joints(topic.text.split(), question)
    said = [part.strip() for part in _BESIDE.split(whole)]
    if len(said) < 2:
        return ()
    read = [english_topic(part, _stop_words()) if topic.english else chinese_topic(part) for part in said if part]
    return tuple(part for part in read if part.concepts)


def _with_joints(words: list[str], question: str) -> str:
    """The words of a topic with the mark between two that nothing but it parts: 亩均税收、亩均增加值.

    Where several numbers are asked for, each clause is a part: 新建几家菌包厂，每年培训多少菌农.
    """
    by_clause = len(_NUMBER_ASKED.findall(question)) > 1
    text, end = "", -1
    for word in words:
        start = question.find(word, max(end, 0))
        between = question[end:start] if end >= 0 else ""
        parts = _ONLY_BESIDE.fullmatch(between) or (by_clause and _CLAUSE_END.search(between))
        text += ("、" if end >= 0 and parts else " ") + word
        end = start + len(word) if start >= 0 else end
    return text


_NUMBER_ASKED = lazy_pattern("多少|(?<![哪好这那])几(?=[^年月号日]|$)")
_CLAUSE_END = lazy_pattern("[，,；;？?]")


def chinese_topic(text: str, is_phrase: Callable[[str], bool] | None = None) -> Topic:
    """The topic that a Chinese text is. is_phrase: tells what plans have, so that other runs are cut into known words."""
    concepts = tuple(concept for run in _HAN_RUN.findall(text) for concept in _concepts(run, is_phrase))
    return Topic(text=text, chinese=text, concepts=concepts)


def _bare(part: str, words: QuestionWords, is_phrase: Callable[[str], bool]) -> str:
    """What names something in a part of a question: stop words, words of closed classes and light ones off its ends."""
    text = _stripped(part, words, is_phrase)
    bare = without_closed(text, words.words("zh", "keep"))
    if not bare and _is_held(text, is_phrase):
        return text
    return _stripped(bare, words, is_phrase) if bare != text else text


def _is_held(text: str, is_phrase: Callable[[str], bool]) -> bool:
    """Whether all pairs of characters of a long run stand in plans: 一件事一次办 is a name there."""
    return len(text) >= _LONG_RUN and all(is_phrase(text[place : place + 2]) for place in range(len(text) - 1))


def _stripped(part: str, words: QuestionWords, is_phrase: Callable[[str], bool]) -> str:
    """Stop words off both ends, unless that cuts a word in two (有机)."""
    weak = words.words("zh", "edge.weak")
    text = part.strip()
    text = _PUNCTUATION.sub(" ", text).strip()
    keep = words.words("zh", "keep")
    stops = (*words.words("zh", "stop"), *words.words("zh", "edge"))
    changed = True
    while changed and text:
        changed = False
        for stop in stops if text.startswith(stops) or text.endswith(stops) else ():
            if text.startswith(stop) and not text.startswith(keep) and not (len(stop) == 1 and _begins_word(text)):
                text, changed = text[len(stop) :].strip(), True
                break
            if text.endswith(stop) and not text.endswith(keep) and not (len(stop) == 1 and _ends_word(text)):
                text, changed = text[: -len(stop)].strip(), True
                break
        if not changed and text.startswith(weak) and not _is_word(text[:2], is_phrase) and not text.startswith(keep):
            text, changed = text[1:].strip(), True
        elif not changed and text.endswith(weak) and not _is_word(text[-2:], is_phrase) and not text.endswith(keep):
            text, changed = text[:-1].strip(), True
    return text


_LONG_WORDS = (3, 4)
_COUNTING = frozenset("家项条份个")
_BEFORE_COUNTING = frozenset("一二三四五六七八九十两几每各哪这那多某单")
_UP_AND_DOWN = frozenset("上下")


def _begins_word(text: str) -> bool:
    """Whether the first character belongs to a word of the dictionary: 上门走访."""
    known = load_terms().is_chinese_word
    if text[0] in _UP_AND_DOWN and known(text[:2]):
        return True
    return any(len(text) >= n and known(text[:n]) and not is_closed(text[:n]) for n in _LONG_WORDS)


def _ends_word(text: str) -> bool:
    """Whether the last character belongs to a word of the dictionary: 科学家, 立项."""
    known = load_terms().is_chinese_word
    if text[-1] in _COUNTING and known(text[-2:]) and text[-2] not in _BEFORE_COUNTING:
        return True
    return any(len(text) >= n and known(text[-n:]) and not is_closed(text[-n:]) for n in _LONG_WORDS)


def _is_word(pair: str, is_phrase: Callable[[str], bool]) -> bool:
    """Whether two characters belong together, in the plans or anywhere."""
    return len(pair) == 2 and (is_phrase(pair) or load_terms().is_chinese_word(pair))


def _concepts(run: str, is_phrase: Callable[[str], bool] | None) -> list[Concept]:
    """A run of Chinese as its known words, the general ones among them lighter, and what lies between."""
    groups = {group.start: group for group in load_terms().synonyms_in(run)}
    general = general_words()
    found: list[Concept] = []
    rest = ""
    position = 0
    while position < len(run):
        group = groups.get(position)
        word = next((word for word in general if run.startswith(word, position)), "")
        longer = run[position : group.end + 1] if group is not None else ""
        if group is not None and len(longer) == _THREE and load_terms().has_term(longer):
            found += _rest(rest, is_phrase)  # 海外仓 is not 海外
            rest, position = "", position + _THREE
            found.append(Concept((longer, *load_terms().synonyms(longer))))
        elif group is not None and (whole := _strange_word(run, position, len(longer), is_phrase)):
            found += _rest(rest, is_phrase)  # an 航空母舰 is no 航空
            rest, position = "", position + len(whole)
            found.append(Concept((whole,)))
        elif group is not None and group.end - group.start >= len(word):
            found += _rest(rest, is_phrase)
            rest, position = "", group.end
            weight = GENERAL_WEIGHT if group.word in general else 1.0
            found.append(Concept((group.word, *group.synonyms), weight))
        elif word:
            found += _rest(rest, is_phrase)
            rest, position = "", position + len(word)
            found.append(Concept((word,), GENERAL_WEIGHT))
        else:
            rest += run[position]
            position += 1
    return found + _rest(rest, is_phrase)


def _strange_word(run: str, start: int, least: int, is_phrase: Callable[[str], bool] | None) -> str:
    """A longer word of the dictionary that begins here and that no plan can have; empty where there is none."""
    if is_phrase is None:
        return ""
    for length in range(min(_LONGEST_TERM, len(run) - start), max(least, _LONG_RUN) - 1, -1):
        word = run[start : start + length]
        own = load_terms().is_chinese_word(word) and not load_terms().has_term(word)
        if own and not any(is_phrase(word[place : place + 2]) for place in range(1, length - 1)):
            return word
    return ""


def _rest(text: str, is_phrase: Callable[[str], bool] | None) -> list[Concept]:
    """What no list knows: cut where 的, 和 and the like join two words."""
    parts = [part.strip(" .-的和与及") for part in _JOINERS.split(text.strip(" .-的和与及"))]
    return [_concept(piece) for part in parts if part for piece in _known_words(part, is_phrase)]


def _concept(word: str) -> Concept:
    weight = 0.2 if len(word) == 1 and has_han(word) else NUMBER_WEIGHT if word.isdigit() else 1.0
    return Concept((word,), weight, load_terms().is_chinese_word(word) or _is_code(word) or _is_compound(word))


def _is_compound(word: str) -> bool:
    """Whether a long run is made of words of the dictionary (火星|殖民地): a thing, and no way to ask."""
    if len(word) < _LONG_RUN or not has_han(word):
        return False
    lexicon = load_terms()
    reached = {0}
    for end in range(2, len(word) + 1):
        if any(end - start >= 2 and lexicon.is_chinese_word(word[start:end]) for start in reached):
            reached.add(end)
    if len(word) in reached:
        return True
    pairs = [lexicon.is_chinese_word(word[place : place + 2]) for place in range(len(word) - 1)]
    return 2 * sum(pairs) >= len(word) - 1


def _known_words(text: str, is_phrase: Callable[[str], bool] | None) -> list[str]:
    """A long run that no plan has, cut where the lexicon's words begin and end (无人机|送货); others whole."""
    if len(text) < _LONG_RUN or not has_han(text) or is_phrase is None:
        return [text]
    lexicon = load_terms()
    if lexicon.has_term(text) or all(is_phrase(text[place : place + 2]) for place in range(len(text) - 1)):
        return [text]
    words: list[str] = []
    rest, position = "", 0
    while position < len(text):
        lengths = range(min(_LONGEST_TERM, len(text) - position), 1, -1)
        length = next((n for n in lengths if lexicon.has_term(text[position : position + n])), 0)
        if length and length < len(text):
            words += [rest] if rest else []
            words.append(text[position : position + length])
            rest = ""
        else:
            rest += text[position]
        position += max(1, length)
    return words + ([rest] if rest else [])


def _english_topic(reading: Reading, stops: "Stops", sounding: Sounding | None) -> Topic:
    spans = list(reading.free_parts())
    parts = [_spelt(reading.text[start:end], sounding) for start, end in spans]
    topics = [
        _as_said(english_topic(part, stops, sounding), part, is_object=reading.is_topical(start, end))
        for part, (start, end) in zip(parts, spans, strict=True)
        if part.strip()
    ]
    if any(
        has_han(concept.forms[0]) and concept.forms[0] in topic.text for topic in topics for concept in topic.concepts
    ):
        topics = [
            replace(topic, concepts=tuple(_lighter(concept, topic.text) for concept in topic.concepts))
            for topic in topics
        ]
    return Topic(
        text=" ".join(topic.text for topic in topics if topic),
        chinese=" ".join(topic.chinese for topic in topics if topic),
        concepts=tuple(concept for topic in topics for concept in topic.concepts),
        english=True,
        said=" ; ".join(parts),
    )


_LIGHT_ENDS = "a|an|and|as|at|by|during|for|from|in|is|are|of|on|or|since|the|to|under|until|with|within"
_OPENS_OBJECT = f"{_LIGHT_ENDS}|its|their|all|works?|efforts?|tasks?|job|push|drive|campaign|about|over|implementation|execution|rollout"
_EDGES = lazy_pattern(rf"^(?:['’]s\b|\W|\b(?:{_OPENS_OBJECT})\b)+|(?:\W|\b(?:{_LIGHT_ENDS})\b)+$", re.IGNORECASE)
"""What stands around what a role is asked of: (the work on) food safety (in)."""


def _as_said(topic: Topic, part: str, *, is_object: bool) -> Topic:
    """The topic with its text as the question puts it, where the part is what a role is asked of: a phrase means more
    than the words of it that lists know."""
    said = _EDGES.sub("", part)
    return replace(topic, text=said) if is_object and topic.concepts and said else topic


def _spelt(text: str, sounding: Sounding | None) -> str:
    """The text with words a letter off put right: tobaco, industrail. Names, words in capitals and pinyin stay as they are."""
    return _SMALL_WORD.sub(lambda match: _respelt(match[0], sounding), text)


def _respelt(word: str, sounding: Sounding | None) -> str:
    lexicon = load_terms()
    if lexicon.translate(word) or word.lower() in lexicon.stopwords or _stop_words().holds(word):
        return word
    if sounding is not None and sounding(word):
        return word
    return load_glosses().nearest(stem(word)) or word


@dataclass(frozen=True, slots=True)
class Stops:
    """English words that say nothing of a topic: plain ones, verbs in all their endings, and these by their stem."""

    plain: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    def without_nouns(self) -> "Stops":
        """Without the plain ones, so that those of them count that are policy terms; verbs stay."""
        return replace(self, plain=frozenset(word for word in self.words if stem(word) in self.stems))

    def holds(self, phrase: str) -> bool:
        """Whether every word of a phrase is one of them."""
        lower = phrase.lower()
        return lower in self.words or all(
            word in self.words or stem(word) in self.stems or is_closed(word)
            for word in lower.replace("-", " ").split()
        )


@lru_cache(maxsize=1)
def _stop_words() -> Stops:
    words = load_question_words()
    verbs = [verb for verb in words.words("en", "stop.verb") if " " not in verb]
    inflected = (f"{verb.removesuffix('e')}{ending}" for verb in verbs for ending in ("ing", "ed", "es", "s"))
    plain = frozenset(words.words("en", "stop"))
    return Stops(plain, plain.union(verbs, inflected), frozenset(stem(verb) for verb in verbs))


def _lighter(concept: Concept, text: str) -> Concept:
    """The concept as a gloss, unless it is a Chinese term of the question itself."""
    own = has_han(concept.forms[0]) and concept.forms[0] in text
    return concept if own else replace(concept, weight=concept.weight * GLOSS_WEIGHT)


def _is_code(token: str) -> bool:
    return any(letter.isdigit() for letter in token) or (token.isupper() and len(token) > 1)


def english_topic(text: str, stops: Stops | None = None, sounding: Sounding | None = None) -> Topic:
    """The topic that an English text is, with its Chinese translation where the lexicon has one.

    sounding: tells which words of the plans sound like a name that no list knows.
    """
    stops = stops or Stops()
    concepts: list[Concept] = []
    verbs: list[Concept] = []
    kept: list[str] = []
    position = 0
    for match in (*_matches(text), None):
        between = text[position : match.start if match else len(text)]
        for token in _HAN_RUN.findall(between):
            word = token.strip(".-&·+")
            if word and (_is_code(word) or has_han(word) or (len(word) > 1 and not stops.holds(word))):
                kept.append(word)
                concepts += _concepts(word, None) if has_han(word) else [_unlisted(word, sounding)]
        if match is None:
            break
        if match.english.lower() not in stops.plain and match.chinese_forms[0] not in _FRAME_WORDS:
            if match.source == "lexicon" or not stops.holds(match.english):
                kept.append(match.english)
                concepts.append(_translated(match))
            else:
                verbs.append(replace(_translated(match), weight=GENERAL_WEIGHT))
        position = match.end
    if not any(concept.weight > GENERAL_WEIGHT for concept in concepts):
        verbs = []
    concepts += verbs
    concepts = _merged(concepts)
    chinese = " ".join(form for concept in concepts for form in concept.forms[:3] if has_han(form) or _is_code(form))
    return Topic(text=" ".join(kept), chinese=chinese, concepts=tuple(concepts), english=True)


def _unlisted(word: str, sounding: Sounding | None) -> Concept:
    """A word that no list knows: a name in pinyin, one inside the dictionary's glosses, or one that plans have as it is (LNG)."""
    sounds = sounding(word) if sounding is not None and not _is_code(word) else ()
    if sounds:
        return Concept(sounds)
    glossed = {} if _is_code(word) else load_glosses().chinese_of(stem(word))
    likely = sorted(
        (form for form in glossed if glossed[form] >= _SAYS_ENOUGH), key=lambda form: (-glossed[form], form)
    )
    if likely:
        return Concept(tuple(likely[:_LIKELY_FORMS]), DICTIONARY_WEIGHT, is_term=False)
    return Concept((word,), _weight_of(word))


def _merged(concepts: list[Concept]) -> list[Concept]:
    """Each concept once: smart factory (digital workshop) is one thing."""
    return list({concept.forms: concept for concept in reversed(concepts)}.values())[::-1]


def _weight_of(word: str) -> float:
    """The weight of a word that no list knows: it can still stand in the plans as it is (LNG, 5G)."""
    if word.isdigit():
        return NUMBER_WEIGHT
    return 1.0 if _is_code(word) or has_han(word) else DICTIONARY_WEIGHT


def _matches(text: str) -> list[TermMatch]:
    """Policy terms first, the dictionary for what lies between them, so that new high never tears high-tech firms apart."""
    lexicon = load_terms()
    found: list[TermMatch] = []
    position = 0
    for match in (*lexicon.translate(text, dictionary=False), None):
        start = match.start if match else len(text)
        found += [
            replace(other, start=other.start + position, end=other.end + position)
            for other in lexicon.translate(text[position:start])
        ]
        if match is not None:
            found.append(match)
            position = match.end
    return found


def _weight_of_length(english: str) -> float:
    """A term of several words says more than one of a single word: strict limits on water use | for vineyards."""
    words = [word for word in _HAN_RUN.findall(english) if not _stop_words().holds(word)]
    return 1 + _MORE_WORDS * min(2, max(0, len(words) - 1))


def _senses(match: TermMatch) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The Chinese words of a match, and those for plans that have none of them.

    Of what the dictionary has, words that policy terms are made of come first: the field's sense (更换), not any (代替).
    """
    if match.source == "lexicon":
        return match.chinese_forms, match.broader
    forms = match.chinese_forms[:_LIKELY_FORMS]
    own = tuple(form for form in forms if load_terms().has_term(form))
    return (own, tuple(form for form in forms if form not in own)) if own else (forms, ())


def _translated(match: TermMatch) -> Concept:
    forms, broader = _senses(match)
    general = frozenset(general_words())
    verb = match.source != "lexicon" and _VERB_FORM.search(match.english) is not None
    sure = 1.0 if match.source == "lexicon" else GENERAL_WEIGHT if verb else DICTIONARY_WEIGHT
    weight = GENERAL_WEIGHT if forms[0] in general else sure * _weight_of_length(match.english)
    broader = tuple(dict.fromkeys((*broader, *(word for word in _glossed_whole(match.english) if word not in forms))))
    gloss = "" if match.source == "lexicon" else match.english
    return Concept(tuple(dict.fromkeys(forms)), weight, broader=broader, gloss=gloss)


def _glossed_whole(english: str) -> list[str]:
    """The Chinese words whose gloss is an English term of several words, whatever their endings (manhole covers: 井盖)."""
    stems = content_stems(english)
    if len(stems) < _FEWEST_WORDS:
        return []
    shares = [load_glosses().chinese_of(stemmed) for stemmed in stems]
    common = set.intersection(*(set(share) for share in shares))
    return sorted(word for word in common if sum(share[word] ** 2 for share in shares) >= _WHOLE_GLOSS)
