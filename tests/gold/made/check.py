"""Checks gold against the file it belongs to: every quote must be in the document's own text."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from markup import Source, squeeze
from openpyxl import load_workbook
from pypdf import PdfReader

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def file_text(path: Path, source: Source) -> str:
    """The visible text of a written file without white space."""
    data = path.read_bytes()
    if path.suffix in (".txt", ".md"):
        return squeeze(data.decode(source.meta.get("encoding", "utf-8")))
    if path.suffix == ".html":
        tree = lxml_html.fromstring(data.decode(source.meta.get("encoding", "utf-8")))
        pieces: Any = tree.xpath("//body//text()[not(parent::script) and not(parent::style)]")
        return squeeze("".join(pieces))
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        return squeeze("\n".join(str(c.value) for s in book for row in s.iter_rows() for c in row if c.value))
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            names = [name for name in ("word/document.xml", "word/footnotes.xml") if name in archive.namelist()]
            trees = [etree.fromstring(archive.read(name)) for name in names]
        return squeeze("".join(piece.text or "" for tree in trees for piece in tree.iter(WORD + "t")))
    return squeeze("".join(page.extract_text() for page in PdfReader(path).pages))


def quotes(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything in the gold that must stand in the text, with where it comes from."""
    for task in gold["tasks"]:
        for piece in [task, *task["subtasks"]]:
            for key in ("title", "text_start", "text_end", "deadline"):
                if piece.get(key):
                    yield f"{task['id']} {key}", piece[key]
    for action in gold["actions"]:
        if action["title"]:
            yield action["id"], action["title"]
    for target in gold["targets"]:
        yield "target", target["quote"]
    for none in gold["not_targets"]:
        yield "not target", none["quote"]
    for contradiction in gold["contradictions"]:
        for quote in contradiction["quotes"]:
            yield "contradiction", quote


def problems(path: Path, source: Source) -> tuple[int, list[str]]:
    """Length of the document's text and what is wrong with its gold."""
    text, gold, found = file_text(path, source), source.gold, []
    for where, quote in quotes(gold):
        if quote not in text:
            found.append(f"{where}: not in the text: {quote}")
    for task in gold["tasks"]:
        if "text_start" not in task and not source.meta.get("bare"):
            found.append(f"{task['id']} {task['title']}: no text")
        names = [unit["name"] for unit in task["units"]]
        if not source.meta.get("elliptic"):
            found.extend(f"{task['id']}: unit not in the text: {name}" for name in names if name not in text)
    for target in gold["targets"]:
        digits = re.sub(r"[^\d.]", "", target["quote"])
        if digits and f"{target['value']:g}" not in digits and not source.meta.get("loose"):
            found.append(f"value {target['value']} not in {target['quote']}")
    if re.search(r"[«»{}]", text) and not source.meta.get("braces"):
        found.append("left-over marks")
    return len(text), found
