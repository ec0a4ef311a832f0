"""English noun phrases for bodies and their roles, read by tables of words (np.* of question_words.tsv): the leading departments,
has the leading role in, by whom is it supported. Knows no place and no unit; names are masked by signs.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from search.understanding.frame import Frame, frame
from search.understanding.words import load_question_words

PLACE, UNIT, OTHER = "§", "¤", "¶"
"""The signs that stand in the place of names."""
_ROLES = ("lead", "support", "all")
_WITH = r"(?: (?:for|of|on|in|behind|on this|with)\b)?"
_DET = r"(?:the |a |an |any |all |all the |each |every |its |their |some |those )?"
_HOLDS = (
    r"\b(?:has|have|had|having|takes?|taking|took|plays?|playing|played|assumes?|assuming|holds?|holding|bears?|bearing"
    r"|carry|carries|carrying|given|gets?|with|exercises?|occup(?:y|ies)|fills?|fulfils?|fulfills?) (?:also |mainly |only |just )?(?:the |a |an )?"
)
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
    tails: dict[str, re.Pattern[str]]
    asked: re.Pattern[str]


@lru_cache(maxsize=1)
def bodies() -> Bodies:
    """The patterns, made once of the tables."""
    body, level = table("np.body"), table("np.level")
    any_body = f"(?:{body}|{table('np.body.more')})"
    kinds = {role: table(f"np.{role}") for role in _ROLES}
    says = f"(?:{'|'.join(kinds.values())})"
    between = rf"(?:(?:{level}|{PLACE}+(?:'s)?) )*"
    frames = [
        frame(
            rf"\b(?:(?:which|what|whose|who (?:is|are|was|were)) )?(?:of )?{_DET}{between}{kinds[role]} {between}{body}\b{_WITH}",
            "unit",
            role,
        )
        for role in _ROLES
    ]
    frames += [
        frame(rf"\b(?:which|what) (?:of the |of its |of their |of )?{between}{any_body}\b", "unit"),
        frame(rf"{_HOLDS}{table('np.lead.part')} {_PART}", "", "lead"),
        frame(rf"{_HOLDS}{table('np.support.part')} {_PART}", "", "support"),
        frame(
            rf"\b(?:is|are|be|was|as|acts? as|acting as|serves? as) (?:the |a )?(?:{level} )*"
            rf"(?:point of contact|contact point|contact)\b{_WITH}",
            "",
            "lead",
        ),
    ]  # fmt: skip
    of_units = [
        frame(
            rf"(?:(?<={UNIT})(?:'s)? (?:(?:is|are|was|be) )?|\b(?:as|is) )(?:only |also |just |merely )?(?:the |a |an |its |their )?"
            rf"(?:{level} )*{kinds[role]}(?: (?:{level} )*{body})?\b(?= (?:for|on|of|in|at|within)\b|\W*$)",
            "",
            role,
        )
        for role in ("lead", "support")
    ]
    ends = rf"(?: by)?(?=\W*$|[,;]| (?:in|at|within|for|across) (?:the )?{PLACE})"
    tails = {role: re.compile(rf"\b{table(f'np.{role}.passive')}{ends}") for role in ("support", "lead")}
    asked = re.compile(
        rf"\b(?:which|what|how many|all|any|all the|some|who (?:is|are)(?: the)?|name the|list the) "
        rf"(?:(?:of the|of|the|other|{level}|{says}) )*{body}\b|(?<=\bwho in )(?:(?:the )?(?:[\w'’-]+ ){{1,4}}?)government\b",
        re.IGNORECASE,
    )
    return Bodies(tuple(frames), tuple(of_units), tails, asked)


_LAST_WORD = re.compile(r"[A-Za-z]+$")


def without_asked(text: str) -> str:
    """The text with signs of the same length where it asks for bodies, so that no name is read there."""

    def hidden(match: re.Match[str]) -> str:
        if match[0].lower().endswith("government"):
            word = _LAST_WORD.search(match[0])
            return match[0][: word.start()] + ";" * (len(match[0]) - word.start()) if word else match[0]
        return ";" * len(match[0])

    return bodies().asked.sub(hidden, text)
