"""Nothing is lost silently: every line of every document is in something or is named, every quote stands where it says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from ingest.extract import extract
from ingest.facts import Facts, UnitMention
from ingest.mapped import quote
from ingest.readers import read_document
from ingest.source import SourceDocument
from pipeline.facts_cache import ReadDocument
from pipeline.inspect import report
from pipeline.inspect_text import share_text

ROOT = Path(__file__).parents[2]
FORMATS = {".txt", ".md", ".html", ".docx", ".pdf", ".xlsx"}
DOCUMENTS = [
    path
    for folder in ("data/documents", "tests/gold/made", "tests/gold/fresh")
    for path in sorted((ROOT / folder).glob("*.*"))
    if path.suffix in FORMATS and path.name != "README.md"
]
TEXTS = [path for path in DOCUMENTS if path.suffix == ".txt"]


@cache
def read(path: Path) -> tuple[SourceDocument, Facts]:
    source = read_document(path)
    return source, extract(source)


def bare(text: str) -> str:
    return "".join(text.split())


def mentions(facts: Facts) -> Iterator[UnitMention]:
    yield from facts.collective_mentions
    for task in facts.tasks:
        yield from task.units
        for part in task.subtasks:
            yield from part.units
    for target in facts.targets:
        yield from target.units


def is_within(few: str, many: str) -> bool:
    """Whether the characters of `few` stand in `many` in the same order."""
    rest = iter(many)
    return all(character in rest for character in few)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_line_is_in_something(path: Path) -> None:
    source, facts = read(path)
    shares = share_text(facts, source.text)
    assert [source.text[start:end] for start, end in shares.unread] == []
    assert sum(shares.shares.values()) == pytest.approx(1, abs=0.001)
    assert shares.shares["facts"] > 0.6


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_quote_stands_in_the_file_where_it_says(path: Path) -> None:
    text, facts = read_document(path).text, read(path)[1]
    for target in facts.targets:
        assert quote(text, target.span) == target.quote
    for item in facts.not_targets:
        assert quote(text, item.span) == item.quote
    for task in facts.tasks:
        said = text[slice(*task.span)]
        assert (
            task.title is None or task.title_span is None or is_within(bare(task.title), text[slice(*task.title_span)])
        )
        assert is_within(bare(task.text), said)
        assert all(is_within(bare(part.text), text[slice(*part.span)]) for part in task.subtasks)
    for mention in mentions(facts):
        written = bare(text[slice(*mention.span)])
        assert is_within(written, mention.name) or is_within(mention.name, written)


def wrapped(text: str) -> str:
    """Lines of thirty-two characters with a page number after every twenty-eight."""
    lines = [line[at : at + 32] for line in text.split("\n") for at in range(0, max(len(line), 1), 32)]
    return "\n".join(f"{line}\n\n- {at // 28 + 1} -\n" if at % 28 == 27 else line for at, line in enumerate(lines))


DAMAGE: dict[str, Callable[[str], str]] = {
    "wrapped and paged": wrapped,
    "on one line": lambda text: text.replace("\n", " "),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "half-width": lambda text: text.translate(str.maketrans("（）：；，", "():;,")),
    "bold headings": lambda text: re.sub(r"^([一二三四五六七八九十]+、.{1,20})$", r"**\1**", text, flags=re.MULTILINE),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_documents_lose_next_to_nothing(damage: str) -> None:
    lost = []
    for path in TEXTS[::2]:
        source = replace(read(path)[0], text=DAMAGE[damage](read(path)[0].text))
        shares = share_text(extract(source), source.text)
        lost.extend((path.name, source.text[start:end]) for start, end in shares.unread)
    assert lost == []


def test_what_went_nowhere_is_named() -> None:
    """The same text with the facts of one task taken out of what was read."""
    source, facts = read(TEXTS[0])
    gone = facts.tasks[3]
    poorer = replace(
        facts,
        tasks=tuple(task for task in facts.tasks if task is not gone),
        targets=tuple(target for target in facts.targets if target.owner != gone.id),
        not_targets=(),
        contradictions=(),
    )
    row = report(ReadDocument(source.text, poorer), source.path)
    named = bare("".join(line["quote"] for line in row["lines_unread"]))
    assert bare(gone.text)[:60] in named
    assert row["text_in_no_section"] > 0
    assert report(ReadDocument(source.text, facts), source.path)["lines_unread"] == []
