"""Annexes that share the tasks out by unit (一、县住建局 1.优化施工许可): the bodies go to the tasks that they name.

Knows an annex and the tasks' titles; which annexes are plans of their own, the caller knows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.duties import named_bodies
from ingest.facts import Task
from ingest.mapped import MappedText, map_span, normalise
from ingest.numbering import read_marker
from ingest.outline_tree import Node, Part
from ingest.source import Table
from ingest.unit_names import UnitName
from ingest.unit_roles import NameGroup, assign_roles

_LABEL = re.compile(
    "(?P<lead>牵头|主办|主责)|(?P<support>配合|协助|协办|参与|参加)|(?P<neutral>负责|承担|责任|落实|完成)"
)
_AFTER_LABEL = re.compile("(?:负责|推进|推动|做好|落实|完成|实施|开展|抓好|承担)*(?:的)?(?:任务|工作|事项)?[：]?")
_COLUMN_OF_WORK = re.compile(
    "(?P<role>牵头|主办|主责|配合|协助|协办|参与|参加|负责|承担)?(?:的|实施|推进|落实|完成)?(?:工作|重点|具体)?(?:任务|事项|工作|项目|内容)"
)
_COLUMN_OF_BODIES = re.compile("(?:责任|承办|落实|实施)?(?:单位|部门)(?:名称)?")
_NOTHING = re.compile(r"[/／\-—－无\s]*")
_PIECES = re.compile(r"[；。、，\n]")
_BESIDE_TITLE = 0.5
_ENOUGH = 0.6
_SHORTEST_TITLE = 4
_FEWEST_DUTIES = 2
_MOST_TITLES = 300
"""Titles that are compared one by one; of more only the very same words count."""
_LONGEST_LINE = 400


def join_units(tasks: list[Task], part: Part, document: str) -> bool:
    """Give the bodies of an annex by unit to the tasks that have none, in place; whether its text is such a one.

    A table of it that does so (责任单位 | 牵头任务 | 配合任务) is taken out of the annex.
    """
    for table in list(part.tables):
        if _join(tasks, _cells(table, document)):
            part.tables.remove(table)
    return _join(tasks, ((names, "neutral", line) for names, line in _lines(part)))


def join_duties(tasks: list[Task], document: str) -> list[Task]:
    """The tasks without those that only share the others out by unit (县水利局：牵头…，配合…), whose bodies go to the others.

    For what stands under a chapter or a heading as an annex would. All as they are where the others have bodies already.
    """
    named = {task.id: named_bodies(map_span(document, *task.title_span)) for task in tasks if task.title_span}
    duties = [task for task in tasks if named.get(task.id) and not task.subtasks]
    if len(duties) < _FEWEST_DUTIES:
        return tasks
    others = [task for task in tasks if task not in duties]
    joined = list(others)
    _join(joined, ((named[duty.id], "neutral", map_span(document, *duty.span)) for duty in duties))
    return joined if joined != others else tasks


def _join(tasks: list[Task], lines: Iterable[tuple[tuple[UnitName, ...], str, MappedText]]) -> bool:
    titles = {normalise(task.title): number for number, task in enumerate(tasks) if task.title}
    found: dict[int, list[NameGroup]] = {}
    matched = missed = 0
    for names, said, line in lines:
        kind = said
        for label, piece in _pieces(line):
            kind = label or kind
            number = _task(piece, titles)
            matched, missed = matched + (number is not None), missed + (number is None)
            if number is not None:
                found.setdefault(number, []).append(NameGroup(names, kind, line.span()))
    if not matched or matched < _ENOUGH * (matched + missed):
        return False
    for number, groups in found.items():
        if not tasks[number].units and not tasks[number].subtasks:
            tasks[number] = replace(tasks[number], units=assign_roles(groups, rule=False))
    return True


def _cells(table: Table, document: str) -> Iterator[tuple[tuple[UnitName, ...], str, MappedText]]:
    """The cells of work beside each row's bodies, with the role that the head of their column states."""
    heads = ["".join(cell.text.split()) for cell in table.rows[0]]
    work = {index: found for index, head in enumerate(heads) if (found := _COLUMN_OF_WORK.fullmatch(head))}
    bodies = [index for index, head in enumerate(heads) if _COLUMN_OF_BODIES.fullmatch(head)]
    if len(bodies) != 1 or not any(found["role"] for found in work.values()):
        return
    for row in table.rows[1:]:
        names = named_bodies(map_span(document, row[bodies[0]].start, row[bodies[0]].end))
        for index, found in work.items():
            cell = row[index]
            if names and not _NOTHING.fullmatch(cell.text):
                kind = _LABEL.match(found["role"] or "负责")
                yield (
                    names,
                    kind.lastgroup or "neutral" if kind else "neutral",
                    map_span(document, cell.start, cell.end),
                )


def _lines(part: Part) -> Iterator[tuple[tuple[UnitName, ...], MappedText]]:
    """Each line that says what a body does, with the bodies it stands under or opens with."""
    for node in part.nodes:
        names, rest = _headed(node.first)
        if names:
            yield from ((names, text) for text in (rest, *_below(node)) if len(text))
    for paragraph in part.opening:
        begin = 0
        for end in (*(found.end() for found in re.finditer("。", paragraph.text.text)), len(paragraph.text)):
            names, rest = _headed(paragraph.text.slice(begin, end))
            begin = end
            if names and len(rest):
                yield names, rest


def _below(node: Node) -> Iterator[MappedText]:
    for position, inner in enumerate(node.walk()):
        yield from (paragraph.text for paragraph in inner.paragraphs[0 if position else 1 :])


def _headed(text: MappedText) -> tuple[tuple[UnitName, ...], MappedText]:
    """The bodies that a line consists of, or that stand before its colon, and what stands behind it."""
    marker = read_marker(text.text[:_LONGEST_LINE])
    text = text.slice(marker.length if marker else 0, len(text)).strip("、.． ")
    colon = text.text.find("：")
    head = text.slice(0, colon if colon > 0 else len(text)).strip("。；： ")
    return named_bodies(head), text.slice(colon + 1, len(text)) if colon > 0 else text.slice(0, 0)


def _pieces(line: MappedText) -> Iterator[tuple[str, str]]:
    """(role that its label states or "", words) of each work that a line names."""
    plain = line.text
    marker = read_marker(plain[:_LONGEST_LINE])
    for piece in _PIECES.split(plain[marker.length if marker else 0 :]):
        words = piece.strip("、.．：“”《》 ")
        marker = read_marker(words)
        words = words[marker.length if marker else 0 :].strip("、.． ")
        label = _LABEL.match(words)
        if label is None:
            if words:
                yield "", words
            continue
        rest = words[_AFTER_LABEL.match(words, label.end()).end() :]  # type: ignore[union-attr]
        if rest:
            yield label.lastgroup or "", rest


def _task(words: str, titles: dict[str, int]) -> int | None:
    """The only task with these words for its title, or with a title that makes up most of them."""
    plain = normalise(words)
    if plain in titles or len(titles) > _MOST_TITLES:
        return titles.get(plain)
    near = {
        number
        for title, number in titles.items()
        if len(title) >= _SHORTEST_TITLE
        and (title in plain or (len(plain) >= _SHORTEST_TITLE and plain in title))
        and min(len(title), len(plain)) >= _BESIDE_TITLE * max(len(title), len(plain))
    }
    return near.pop() if len(near) == 1 else None
