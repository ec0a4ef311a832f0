"""What the program's stages say, as a visitor reads it: in one line, in the page's language. Knows no page and no cause."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from app.words import Words
from graph_schema.errors import PlanGraphError

_FILE = Path(__file__).parent / "messages_zh.yaml"


@lru_cache(maxsize=1)
def _messages() -> dict[str, Any]:
    held: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return held


def fault_text(words: Words, error: PlanGraphError | str) -> str:
    """An error in one line. In Chinese what is known is said in Chinese; what is not keeps its own words behind that."""
    line = one_line(error)
    if words.language == "en":
        return line
    for known in _messages()["faults"]:
        if known["has"] in line:
            return str(known["zh"])
    if not _is_english(line):
        return line
    classes = _messages()["classes"]
    kind = next((base.__name__ for base in type(error).__mro__ if base.__name__ in classes), "PlanGraphError")
    return f"{classes[kind]}（{line}）"


def one_line(error: PlanGraphError | str) -> str:
    """A message in one line, files by their names and not by where the machine keeps them."""
    return " ".join(_without_folders(part) for part in str(error).split())


def note_text(words: Words, kind: str, message: str) -> str:
    """What was noticed while a document was read: the kind in the page's language, then the document's own words."""
    known = _messages()["reading"].get(kind)
    if known is None:
        return message
    _, colon, after = message.partition(": ")
    said = after if colon and not _is_english(after) else ""
    return f"{known[words.language]}{('：' if words.language == 'zh' else ': ') + said if said else ''}"


def contradiction_text(words: Words, what: str) -> str:
    """A contradiction within a document."""
    if words.language == "zh":
        for english, chinese in _messages()["phrases"]:
            what = what.replace(english, chinese)
    return what


def _is_english(line: str) -> bool:
    return sum(part.strip(",;:.()").isascii() and part.strip(",;:.()").isalpha() for part in line.split()) >= 3


def _without_folders(part: str) -> str:
    return part.rstrip("/").rsplit("/", 1)[-1] if part.count("/") > 1 and "://" not in part else part
