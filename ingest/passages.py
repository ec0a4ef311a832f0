"""What can be found and quoted: titles, sentences and targets of a document, each leading to a node.

Cuts text into sentences; does not rank or embed.
"""

import re
from dataclasses import dataclass

from ingest.facts import Facts, Span, Subtask, Task

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_LONGEST = 220
_COMMA = re.compile(r"[^，]+，?")


@dataclass(frozen=True, slots=True)
class PassageText:
    """A findable text: kind "title", "sentence" or "target"; owner: id within the facts ("plan", "a1", "t3", "g7")."""

    owner: str
    kind: str
    text: str
    span: Span


def _long_pieces(text: str, start: int, end: int) -> list[Span]:
    """A sentence beyond what an encoder takes well, cut at commas."""
    if end - start <= _LONGEST:
        return [(start, end)]
    pieces: list[Span] = []
    begin = start
    for match in _COMMA.finditer(text, start, end):
        if match.end() - begin > _LONGEST and match.start() > begin:
            pieces.append((begin, match.start()))
            begin = match.start()
    pieces.append((begin, end))
    return pieces


def sentences(text: str, span: Span) -> list[tuple[str, Span]]:
    """The sentences of `text` within `span`, white space removed, with their spans."""
    found = []
    for match in _SENTENCE.finditer(text.replace("\n", " "), *span):
        for start, end in _long_pieces(text, match.start(), match.end()):
            body = "".join(text[start:end].split())
            if len(body) > 3:
                lead = len(text[start:end]) - len(text[start:end].lstrip())
                found.append((body, (start + lead, start + len(text[start:end].rstrip()))))
    return found


def read_passages(facts: Facts, text: str) -> list[PassageText]:
    """Every passage of the document, in order of owner: the plan's title, headings, tasks, table rows, targets."""
    found: list[PassageText] = []
    if facts.plan.title_span[1] > facts.plan.title_span[0]:
        found.append(PassageText("plan", "title", facts.plan.title, facts.plan.title_span))
    found.extend(PassageText(action.id, "title", action.title, action.span) for action in facts.actions if action.title)
    for task in facts.tasks:
        found.extend(_task_passages(task, text))
    found.extend(PassageText(target.id, "target", target.quote, target.span) for target in facts.targets)
    return found


def _task_passages(task: Task, text: str) -> list[PassageText]:
    found = []
    if task.title and task.title_span:
        found.append(PassageText(task.id, "title", task.title, task.title_span))
    if not task.title_span or task.title_span != task.span:
        found.extend(PassageText(task.id, "sentence", body, span) for body, span in sentences(text, task.span))
    for part in task.subtasks:
        if not _inside(part, task):
            found.extend(PassageText(part.id, "sentence", body, span) for body, span in sentences(text, part.span))
    return found


def _inside(part: Subtask, task: Task) -> bool:
    return task.span[0] <= part.span[0] and part.span[1] <= task.span[1]
