"""Damaged and nonsensical documents: `python -m tests.fuzz 10000` (make fuzz) tries as many as it is told.

Texts put together from pieces of plans, and files of every format with flipped, cut and doubled bytes. Each must give
facts that hold together or one clear line, within five seconds of one core. Formats that other programs read
(LibreOffice, OCR) are left out.
"""

import faulthandler
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from graph_schema.errors import PlanGraphError
from ingest.assemble import DocumentFacts, assemble
from ingest.extract import extract
from ingest.facts import Facts
from ingest.mapped import quote
from ingest.readers import ocr, read_document
from ingest.source import SourceDocument
from pipeline.facts_cache import ReadDocument
from pipeline.inspect import report
from tests.ingest.readers.mutations import mutate

ROOT = Path(__file__).parents[1]
SLOWEST = 5.0
HANGING = 180.0
"""Seconds on the clock after which an input's place in the code is shown and the run ends."""
LONGEST_TEXT = 120
_TEXTS = [
    *sorted((ROOT / "data" / "documents").glob("*.txt")),
    *sorted((ROOT / "tests" / "gold" / "made").glob("*.txt")),
]
_PACKED = [
    path
    for folder in (ROOT / "tests" / "gold" / "made", ROOT / "tests" / "ingest" / "readers" / "fixtures")
    for path in sorted(folder.glob("*.*"))
    if path.suffix in (".docx", ".pdf", ".xlsx", ".html", ".md", ".zip", ".csv") and not path.name.startswith("scan")
]
_ODD = [
    "（", "）", "〔", "】", "<", "《", "》", "“", "”", "、", "，", "。", "；", "：", "\n", "\n\n", "\r\n",
    "\t", "　", "\xa0", "\u200b", "|", "|---|---|\n", "**", "# ", "一、", "（一）", "1.", "2．", "（3）", "④",
    "第一章 ", "第二条 ", "任务三：", "附件", "附件1\n", "专栏1 ", "序号\t", "- 7 -\n", "\x00", "\ufeff",
    "\ud83d", "𠮷", "责任单位：", "（责任单位：", "牵头单位", "（牵头", "配合）",
    "列第一位的为牵头单位，下同", "等按职责分工负责", "各乡镇", "完成时限：", "以下各项均需",
    "共同推进，不再列出", "到2025年，", "2023—2025年", "十四五", "三年内", "10%", "1.2万亩", "≥", "不低于",
    "翻一番", "百家", "每年", "累计", "分别达到", "3—5个", "0", "99999999999999999999", "二〇二三年四月二十日",
    "〔2023〕26号", "本方案自", "起施行，有效期至", "抄送：", "征求意见稿", "关于印发", "的通知", "县",
    "市人民政府",
]  # fmt: skip


def _pieces() -> list[str]:
    """Lines and halves of lines of real and made-up plans."""
    found: list[str] = []
    for path in _TEXTS:
        text = path.read_bytes().decode("utf-8", "ignore")
        found.extend(line + "\n" for line in text.splitlines() if line.strip())
    return found


def _text(chance: random.Random, pieces: list[str]) -> str:
    """A text of pieces of plans and odd marks in any order, some of them cut."""
    parts: list[str] = []
    for _ in range(chance.randint(0, LONGEST_TEXT)):
        kind = chance.random()
        piece = chance.choice(_ODD) if kind < 0.4 else chance.choice(pieces)
        if kind > 0.7:
            start = chance.randrange(len(piece))
            piece = piece[start : start + chance.randint(1, 60)]
        parts.append(piece * (chance.randint(2, 40) if kind < 0.03 else 1))
    return "".join(parts)


def _hold_together(source: SourceDocument, facts: Facts) -> None:
    """Spans lie in the text, quotes are what stands there, owners exist, and the facts become rows of the schema."""
    text = source.text
    ids = {task.id for task in facts.tasks} | {"plan"}
    actions = {action.id for action in facts.actions}
    for task in facts.tasks:
        assert 0 <= task.span[0] < task.span[1] <= len(text), task
        assert task.action is None or task.action in actions, task
        for mention in (*task.units, *(unit for part in task.subtasks for unit in part.units)):
            assert 0 <= mention.span[0] < mention.span[1] <= len(text), mention
    for target in facts.targets:
        assert target.owner in ids, target
        assert quote(text, target.span) == target.quote, target
    for warning in facts.warnings:
        assert 0 <= warning.span[0] <= warning.span[1] <= len(text), warning
    assemble([DocumentFacts("plan", text, facts)])
    report(ReadDocument(text, facts), source.path)


def _source(number: int, chance: random.Random, pieces: list[str], folder: Path) -> SourceDocument:
    if number % 5 < 3:
        return SourceDocument("plan.txt", f"{number:064x}", "txt", "utf-8", _text(chance, pieces))
    origin = chance.choice(_PACKED if number % 5 == 3 else _TEXTS)
    path = folder / origin.name
    path.write_bytes(mutate(origin.read_bytes(), number))
    return read_document(path)


def inputs(count: int, first: int = 0) -> Iterator[tuple[int, str, float]]:
    """Try `count` inputs from number `first` on: (number, what came of it, seconds). Raises where one breaks."""
    pieces = _pieces()
    # As where OCR is not installed: it takes seconds a page.
    with tempfile.TemporaryDirectory() as folder, patch.dict(ocr._LOADERS, clear=True):
        for number in range(first, first + count):
            began = time.process_time()
            outcome = "read"
            try:
                source = _source(number, random.Random(number), pieces, Path(folder))
                _hold_together(source, extract(source))
            except PlanGraphError as exc:
                assert str(exc)
                assert "\n" not in str(exc), number
                outcome = "refused"
            except Exception as exc:
                exc.add_note(f"fuzz input {number}: python -m tests.fuzz 1 {number}")
                raise
            yield number, outcome, time.process_time() - began


def main() -> None:
    """Try as many inputs as the first argument says (10,000), from the number that the second one says (0)."""
    count, first = ([int(word) for word in sys.argv[1:]] + [10_000, 0][len(sys.argv) - 1 :])[:2]
    outcomes: Counter[str] = Counter()
    slowest = (0.0, 0)
    faulthandler.dump_traceback_later(HANGING, exit=True)
    for number, outcome, seconds in inputs(count, first):
        faulthandler.dump_traceback_later(HANGING, exit=True)
        outcomes[outcome] += 1
        slowest = max(slowest, (seconds, number))
        if (number - first + 1) % 500 == 0:
            sys.stdout.write(
                f"{number - first + 1}/{count} {dict(outcomes)} slowest {slowest[0]:.2f} s (input {slowest[1]})\n"
            )
            sys.stdout.flush()
    assert slowest[0] < SLOWEST, f"input {slowest[1]} took {slowest[0]:.1f} s"
    sys.stdout.write(f"{count} inputs: {dict(outcomes)}; slowest {slowest[0]:.2f} s (input {slowest[1]})\n")


if __name__ == "__main__":
    main()
