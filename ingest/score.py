"""How well extraction agrees with gold annotations made by hand: precision, recall and F1 a kind.

A gold file says what a careful reader found (tests/gold/README.md); nothing here knows how the parser works.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from graph_schema.errors import DataFileError
from ingest.extract import extract_file

KINDS = ("header", "actions", "tasks", "subtasks", "units", "targets")
_HEADER = (
    "title",
    "doc_number",
    "issuers",
    "issued_on",
    "period",
    "effective",
    "status",
    "jurisdictions",
    "cites",
    "lead_rule",
    "collective_units",
)


@dataclass(slots=True)
class Score:
    """Counts of one kind; `missed` and `wrong` describe what gold has and the parser not, and the reverse."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return self.right / (self.right + len(self.wrong)) if self.right + len(self.wrong) else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was read; 1 where gold has none."""
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        """Count `other` in."""
        self.right += other.right
        self.missed.extend(other.missed)
        self.wrong.extend(other.wrong)


def form(value: object) -> str:
    """A string in the form in which gold and extraction are compared: NFKC, no white space, no closing stop."""
    text = "" if value is None else unicodedata.normalize("NFKC", str(value))
    return "".join(text.split()).rstrip("。.;:")


def _match(
    gold: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool], name: Callable[[Any], str]
) -> Score:
    """One-to-one, in order: each gold item takes the first free found item that is the same."""
    score = Score()
    free = list(found)
    for item in gold:
        partner = next((other for other in free if same(item, other)), None)
        if partner is None:
            score.missed.append(name(item))
        else:
            free.remove(partner)
            score.right += 1
    score.wrong = [name(item) for item in free]
    return score


def _header(gold: dict[str, Any], found: dict[str, Any]) -> Score:
    score = Score()
    for key in _HEADER:
        want, have = _comparable(gold.get(key)), _comparable(found.get(key))
        if want == have:
            score.right += 1
        else:
            score.missed.append(f"{key}: {want}")
            score.wrong.append(f"{key}: {have}")
    return score


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(json.dumps(_comparable(item), ensure_ascii=False) for item in value)
    if isinstance(value, dict):
        return {key: _comparable(value[key]) for key in sorted(value) if key not in ("span", "completed", "doubt")}
    return form(value) if isinstance(value, str) else value


def _same_task(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    if form(gold["number"]) != form(found["number"]):
        return False
    title, text = form(gold.get("title")), form(found["text"])
    start, end = form(gold.get("text_start")), form(gold.get("text_end"))
    whole = form(found.get("title")) + text
    return (
        form(found.get("title")) == title
        and (not start or start in whole[: len(start) + len(title) + 4])
        and (not end or end in text[-len(end) - 6 :] or not text)
    )


def _pair_tasks(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Gold and found tasks that are the same by number and title or beginning: what units are compared on."""
    pairs = []
    free = list(found)
    for task in gold:
        partner = next((other for other in free if _near_task(task, other)), None)
        if partner is not None:
            free.remove(partner)
            pairs.append((task, partner))
    return pairs


def _near_task(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    if form(gold["number"]) != form(found["number"]):
        return False
    start = form(gold.get("text_start"))
    return (bool(gold.get("title")) and form(gold["title"]) == form(found.get("title"))) or (
        bool(start) and start in form(found["text"])
    )


def _unit_rows(tasks: Iterable[tuple[str, dict[str, Any]]]) -> list[tuple[str, str, str, str]]:
    return [(key, form(unit["name"]), unit["role"], unit["basis"]) for key, task in tasks for unit in task["units"]]


def _units(gold: dict[str, Any], found: dict[str, Any]) -> Score:
    pairs = _pair_tasks(gold["tasks"], found["tasks"])
    names = {id(other): task["id"] for task, other in pairs}
    want = [(task["id"], task) for task in gold["tasks"]]
    have = [(names.get(id(task), f"extra {task['id']}"), task) for task in found["tasks"]]
    for task, other in pairs:
        for part, piece in zip(task.get("subtasks", []), other.get("subtasks", []), strict=False):
            key = f"{task['id']}/{part.get('number')}"
            want.append((key, part))
            have.append((key if form(part.get("number")) == form(piece.get("number")) else f"extra {key}", piece))
    return _counted(_unit_rows(want), _unit_rows(have))


def _counted(want: list[tuple[str, str, str, str]], have: list[tuple[str, str, str, str]]) -> Score:
    gold, found = Counter(want), Counter(have)
    score = Score(right=sum((gold & found).values()))
    score.missed = [" ".join(row) for row in (gold - found).elements()]
    score.wrong = [" ".join(row) for row in (found - gold).elements()]
    return score


def _subtasks(gold: dict[str, Any], found: dict[str, Any]) -> Score:
    score = Score()
    pairs = _pair_tasks(gold["tasks"], found["tasks"])
    for task, other in pairs:
        score.add(
            _match(
                task.get("subtasks", []),
                other.get("subtasks", []),
                lambda a, b: (
                    form(a.get("number")) == form(b.get("number")) and form(a.get("text_start")) in form(b["text"])
                ),
                lambda item: f"{task['id']}/{item.get('number')} {(item.get('text') or item.get('text_start'))[:16]}",  # noqa: B023
            )
        )
    return score


def _targets(gold: dict[str, Any], found: dict[str, Any]) -> Score:
    pairs = _pair_tasks(gold["tasks"], found["tasks"])
    owners = {other["id"]: task["id"] for task, other in pairs}

    def same(want: dict[str, Any], have: dict[str, Any]) -> bool:
        if want["owner"] != owners.get(have["owner"], have["owner"]):
            return False
        for key in ("op", "value", "value_to", "year", "frequency"):
            if want.get(key) != have.get(key):
                return False
        if form(want.get("unit")) != form(have.get("unit")) or form(want.get("scope")) != form(have.get("scope")):
            return False
        quotes = form(want["quote"]), form(have["quote"])
        near = SequenceMatcher(None, form(want["indicator"]), form(have["indicator"]), autojunk=False).ratio()
        return near >= 0.5 or quotes[0] in quotes[1] or quotes[1] in quotes[0]

    def name(item: dict[str, Any]) -> str:
        keys = ("op", "value", "value_to", "unit", "year", "frequency", "scope")
        owner = owners.get(item["owner"], item["owner"])
        return (
            f"{owner} {item['indicator']} " + " ".join(str(item.get(key)) for key in keys) + f" «{item['quote'][:30]}»"
        )

    certain = [item for item in gold["targets"] if not item.get("doubt")]
    doubtful = [item for item in gold["targets"] if item.get("doubt")]
    score = _match(certain, found["targets"], same, name)
    for item in doubtful:
        # What annotators themselves marked as doubtful counts neither for nor against.
        partner = next((text for text in score.wrong if _says_the_same(text, item)), None)
        if partner is not None:
            score.wrong.remove(partner)
    return score


def _says_the_same(described: str, item: dict[str, Any]) -> bool:
    quote = form(described.split("«")[-1].rstrip("»"))
    return bool(quote) and (quote[:12] in form(item["quote"]) or form(item["quote"])[:12] in quote)


def score_document(gold: dict[str, Any], document: Path) -> dict[str, Score]:
    """The scores of one document, a kind each."""
    found = json.loads(json.dumps(extract_file(document).to_json(), ensure_ascii=False))
    return {
        "header": _header(gold["plan"], found["plan"]),
        "actions": _match(
            gold["actions"],
            found["actions"],
            lambda a, b: all(form(a[key]) == form(b[key]) for key in ("number", "title")),
            lambda item: f"{item['number']} {item['title']}",
        ),
        "tasks": _match(gold["tasks"], found["tasks"], _same_task, lambda t: f"{t['id']} {t['number']} {t['title']}"),
        "subtasks": _subtasks(gold, found),
        "units": _units(gold, found),
        "targets": _targets(gold, found),
    }


def gold_pairs(gold_folder: Path, documents: Path) -> list[tuple[Path, Path]]:
    """Gold files with their documents: `NAME.json` beside `documents/NAME.txt`, `NAME.gold.json` beside `NAME.*`."""
    pairs = []
    for gold in sorted(gold_folder.glob("*.json")):
        if gold.name.endswith(".gold.json"):
            stem = gold.name.removesuffix(".gold.json")
            matches = [path for path in sorted(gold.parent.glob(f"{stem}.*")) if not path.name.endswith(".gold.json")]
        else:
            matches = sorted(documents.glob(f"{gold.stem}.*"))
        if not matches:
            raise DataFileError(f"{gold}: no document for this gold file; expected {gold.stem}.* in {documents}")
        pairs.append((gold, matches[0]))
    if not pairs:
        raise DataFileError(f"{gold_folder}: holds no gold annotations (NAME.json); name their folder with --gold")
    return pairs


def _read_gold(path: Path) -> dict[str, Any]:
    try:
        gold = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as exc:
        raise DataFileError(f"{path}: cannot be read as JSON ({exc}); name a folder of gold annotations") from exc
    if not isinstance(gold, dict) or not {"plan", "actions", "tasks", "targets"} <= set(gold):
        raise DataFileError(
            f"{path}: is no gold annotation (plan, actions, tasks, targets); name their folder with --gold"
        )
    return gold


def score_folder(gold_folder: Path, documents: Path) -> dict[str, dict[str, Score]]:
    """Scores of every gold file in a folder, by document and kind."""
    return {
        document.name: score_document(_read_gold(gold), document)
        for gold, document in gold_pairs(gold_folder, documents)
    }


def totals(scores: dict[str, dict[str, Score]]) -> dict[str, Score]:
    """The scores of all documents together, a kind each."""
    total = {kind: Score() for kind in KINDS}
    for by_kind in scores.values():
        for kind, score in by_kind.items():
            total[kind].add(score)
    return total
