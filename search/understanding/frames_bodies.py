"""English noun phrases for bodies and their roles, read by tables of words (np.* of question_words.tsv): the leading departments,
has the leading role in, by whom is it supported. Knows no place and no unit; names are masked by signs.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from reference.patterns import lazy_pattern
from search.understanding.frame import Frame, frame
from search.understanding.words import load_question_words

PLACE, UNIT, PLAN, OTHER = "§", "¤", "‡", "¶"
"""The signs that stand in the place of names."""
_ROLES = ("lead", "support", "all")
_WITH = r"(?: (?:for|of|on|in|behind|on this|with)\b)?"
_DET = r"(?:the |a |an |any |all |all the |each |every |its |their |some |those )?"
_HOLDS = (
    r"\b(?:has|have|had|having|takes?|taking|took|plays?|playing|played|assumes?|assuming|holds?|holding|bears?|bearing"
    r"|carry|carries|carrying|given|gets?|with|exercises?|occup(?:y|ies)|fills?|fulfils?|fulfills?) (?:also |mainly |only |just )?(?:the |a |an )?"
)
_NOT_TAKEN = "".join(
    f"(?<!{verb} )"
    for verb in "take takes taking took taken have has having had hold holds holding in with assume assumes share shares given gets".split()
)
_DOES = "leads? heads? takes supports? helps? assists? runs? handles? oversees?".split()
_PART = r"(?:role|part|position|function|responsibility|share|say)s?(?: (?:in|on|for|of|with|over)\b)?"


def table(kind: str) -> str:
    """The words of a kind as alternatives of a pattern."""
    return "(?:" + "|".join(map(re.escape, load_question_words().words("en", kind))) + ")"


@dataclass(frozen=True, slots=True)
class Bodies:
    """Patterns. asked: a noun phrase that asks for a body, in a text without signs."""

    frames: tuple[Frame, ...]
    of_units: tuple[Frame, ...]
    """Where a unit is named: phrases that say its role."""
    the_lead: Frame
    """The lead for something, where no unit is named."""
    tails: dict[str, re.Pattern[str]]
    asked: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """Alternatives of the patterns. kinds: words that say a role, by role; between: what may stand before a body."""

    body: str
    any_body: str
    level: str
    kinds: dict[str, str]

    @property
    def says(self) -> str:
        return f"(?:{'|'.join(self.kinds.values())})"

    @property
    def between(self) -> str:
        return rf"(?:(?:{self.level}|{PLACE}+(?:'s)?) )*"


def _bodies_asked(words: _Words) -> list[Frame]:
    """The leading departments, which of these bodies, under whose lead."""
    several = (
        rf"(?:all )?(?:(?:the|these|those|its|their|various|many|different|{PLACE}+(?:'s)?|{words.level}) )*"
        rf"(?:{words.any_body}|them|these|those|all)"
    )
    between, body = words.between, words.body
    return [
        *(
            frame(
                rf"\b(?:(?:which|what|whose|who (?:is|are|was|were)) )?(?:of )?{_DET}{between}{words.kinds[role]} {between}{body}\b{_WITH}",
                "unit",
                role,
            )
            for role in _ROLES
        ),
        frame(rf"\b(?:which|what|who)(?: one| ones)? (?:of|among|amongst|out of) {several}\b", "unit"),
        frame(rf"\b(?:of|among|amongst|out of) {several}\b,? (?:which|who|what)(?: one| ones)?\b", "unit"),
        frame(rf"(?:^\W*|[,;:–—] ?)(?:of|among|amongst|out of) {several}\b(?:(?: in| of| at| within) (?:the )?{PLACE}+)?,?", ""),
        frame(
            r"(?:^\W*|[,;:–—] ?)(?:in |on |under |within |to |at |into )?whose [a-z]+\b(?: [a-z]+)??(?= (?:is|are|was|does|do|did|has|it)\b)",
            "unit",
            "lead",
        ),
        frame(
            rf"\bwhich ones?(?= (?:{'|'.join(_DOES)})\b)",
            "unit",
        ),
    ]  # fmt: skip


def _work_shared() -> list[Frame]:
    """How work is divided among bodies."""
    return [
        frame(
            r"\b(?:division|distribution|split|sharing|allocation|breakdown) of (?:labou?r|work|responsibilit(?:y|ies)|tasks|duties|roles)"
            r"(?: for| on| in| of| over)?\b",
            "unit",
            "all",
        ),
        frame(
            r"\bhow (?:is|are|was|were) (?:the )?(?:responsibilit(?:y|ies)|duties|roles|work|labou?r)"
            r" (?:divided|split|shared|distributed|allocated|assigned)(?: up| out)?(?: for| on| in| over)?\b",
            "unit",
            "all",
        ),
        frame(
            r"\bhow (?:is|are|was|were|has|have) (?:the )?(?:responsibilit(?:y|ies)|duties|roles|work|labou?r)(?: been)?"
            r"(?=[^?.;]{0,120}\b(?:divided|split|shared|distributed|allocated|assigned)\b)",
            "unit",
            "all",
        ),
    ]


def _roles_held(words: _Words) -> list[Frame]:
    """Which bodies; takes the lead, plays a supporting part, is the point of contact."""
    return [
        frame(rf"\b(?:which|what) (?:of the |of its |of their |of )?{words.between}{words.any_body}\b", "unit"),
        frame(rf"{_HOLDS}{table('np.lead.part')} {_PART}", "", "lead"),
        frame(rf"{_HOLDS}{table('np.support.part')} {_PART}", "", "support"),
        frame(
            rf"\b(?:is|are|be|was|as|acts? as|acting as|serves? as) (?:the |a )?(?:{words.level} )*"
            rf"(?:point of contact|contact point|contact)\b{_WITH}",
            "",
            "lead",
        ),
    ]


def _said_of_units(words: _Words) -> list[Frame]:
    """Beside the name of a unit: as the lead for, on its plate."""
    roles = [
        frame(
            rf"(?:(?<={UNIT})(?:'s)? (?:(?:is|are|was|be) )?|\bas )(?:only |also |just |merely )?(?:the |a |an |its |their )?"
            rf"(?:{words.level} )*{words.kinds[role]}(?: (?:{words.level} )*{words.body})?\b(?= (?:for|on|of|in|at|within)\b|\W*$)",
            "",
            role,
        )
        for role in ("lead", "support")
    ]
    return [
        *roles,
        frame(
            rf"(?<={UNIT})(?:'s)? (?:plate|desk|agenda|to-do list|list|books|shoulders|hands|portfolio|remit)\b", "task"
        ),
        frame(r"\b(?:lead|leading)(?= (?:tasks?|jobs?|roles?|items?|projects?|duties|work)\b)", "", "lead"),
        frame(r"\b(?:support|supporting)(?= (?:tasks?|jobs?|roles?|items?|projects?|duties|work)\b)", "", "support"),
    ]


@lru_cache(maxsize=1)
def bodies() -> Bodies:
    """The patterns, made once of the tables."""
    body = table("np.body")
    words = _Words(
        body, f"(?:{body}|{table('np.body.more')})", table("np.level"), {role: table(f"np.{role}") for role in _ROLES}
    )
    frames = (*_bodies_asked(words), *_work_shared(), *_roles_held(words))
    ends = rf"(?: by)?(?=\W*$|[,;]| (?:in|at|within|for|across) (?:the )?{PLACE})"
    tails = {role: re.compile(rf"\b{table(f'np.{role}.passive')}{ends}") for role in ("support", "lead")}
    asked = re.compile(
        rf"\b(?:which|what|how many|all|any|all the|some|who (?:is|are)(?: the)?|name the|list the) "
        rf"(?:(?:of the|of|the|other|{words.level}|{words.says}) )*{words.body}\b|(?<=\bwho in )(?:(?:the )?(?:[\w'’-]+ ){{1,4}}?)government\b",
        re.IGNORECASE,
    )
    the_lead = rf"(?:{_NOT_TAKEN}\bthe |(?<={OTHER} ))(?:leads?|leaders?|head)(?= (?:for|on|of|in|behind)\b)"
    of_units = (*_said_of_units(words), frame(the_lead, "", "lead"))
    return Bodies(frames, of_units, frame(the_lead, "unit", "lead"), tails, asked)


@lru_cache(maxsize=1)
def role_nouns() -> dict[str, re.Pattern[str]]:
    """By role, what matches from the end of a question word on: light words, a noun for the role, and the word that joins it."""
    light = table("np.light")
    return {
        role: re.compile(
            rf"(?:[\s,]+{light}\b)*[\s,]+(?P<said>{table(f'np.{role}.noun')}(?: (?:for|to|of|on|in|with|from|behind|when)\b|(?=\W*$)))"
        )
        for role in ("support", "lead", "all")
    }


_LAST_WORD = lazy_pattern(r"[A-Za-z]+$")


def without_asked(text: str) -> str:
    """The text with signs of the same length where it asks for bodies, so that no name is read there."""

    def hidden(match: re.Match[str]) -> str:
        if match[0].lower().endswith("government"):
            word = _LAST_WORD.search(match[0])
            return match[0][: word.start()] + ";" * (len(match[0]) - word.start()) if word else match[0]
        return ";" * len(match[0])

    return bodies().asked.sub(hidden, text)
