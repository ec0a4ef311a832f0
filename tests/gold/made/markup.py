"""Reads the annotated sources (src/*.mark) of the made test documents: plain blocks on one side, gold on the other.

It owns the small inline markup explained in README.md; it must not know anything of the parser under test.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

CODES = ("C", "A", "T", "TT", "S", "U", "UG", "UC", "G", "Q", "I", "V", "GU", "N", "D", "DG", "P", "X", "F")
TAG = re.compile(r"\{(" + "|".join(sorted(CODES, key=len, reverse=True)) + r")(?=[ }])")
OPENING, CLOSING = "（(〔[【<", "）)〕]】>"
EDGE = 14
FREQUENCY = {"": None, "a": "annual", "c": "cumulative"}


@dataclass
class Block:
    """A paragraph (`text`), a raw line, a text box, a sheet name or a table (`rows`) of a document."""

    kind: str
    text: str = ""
    style: str = ""
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Source:
    """One annotated source: what to write (`blocks`, `notes`), how (`meta`), and the gold."""

    meta: dict[str, Any]
    blocks: list[Block]
    notes: list[str]
    gold: dict[str, Any]


def squeeze(text: str) -> str:
    """The text without any white space."""
    return re.sub(r"\s+", "", text)


def split_names(text: str) -> list[str]:
    """Names of a printed list: split at 、，； outside brackets."""
    names, depth, word = [], 0, ""
    for char in squeeze(text):
        depth += (char in OPENING) - (char in CLOSING)
        if char in "、，,；;" and depth == 0:
            names.append(word)
            word = ""
        else:
            word += char
    return [name for name in [*names, word] if name]


def units_of(code: str, printed: str, names: str | None) -> list[dict[str, str]]:
    """Units of a list by its code: F first listed, D declared, L lead, S support, l listed support."""
    listed = names.split(";") if names is not None else split_names(printed)
    basis = {"F": "first_listed", "D": "declared", "L": "stated", "S": "stated", "l": "listed"}[code]
    units = []
    for place, name in enumerate(listed):
        lead = code == "L" or (code in "FD" and place == 0)
        units.append(
            {
                "name": name,
                "role": "lead" if lead else "support",
                "basis": "listed" if code in "FD" and place else basis,
            }
        )
    return units


def number(text: str) -> int | float:
    """A JSON number, whole where it is whole."""
    value = float(text)
    return int(value) if value == int(value) else value


class Annotator:
    """Walks through the marked text in reading order, emits the plain text and collects the gold."""

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.actions: list[dict[str, Any]] = []
        self.tasks: list[dict[str, Any]] = []
        self.targets: list[dict[str, Any]] = []
        self.not_targets: list[dict[str, str]] = []
        self.notes: list[str] = []
        self.groups: list[tuple[str, str, list[dict[str, str]]]] = []
        self.deadlines: list[tuple[str, str]] = []
        self.section = ""
        self.action: str | None = None
        self.task: dict[str, Any] | None = None
        self.holder: dict[str, Any] | None = None
        self.row: list[dict[str, Any]] = []
        self.indicator: list[str] = []
        self.text_from = 0

    def emit(self, text: str) -> str:
        self.plain.append(text)
        return text

    def render(self, marked: str) -> str:
        """The plain text of a marked piece."""
        out, at = "", 0
        while at < len(marked):
            match = TAG.match(marked, at)
            if match:
                end = closing_brace(marked, at)
                fields = fields_of(marked[match.end() : end].removeprefix(" "))
                out += self.tag(match.group(1), fields)
                at = end + 1
            else:
                out += self.char(marked[at])
                at += 1
        return out

    def char(self, char: str) -> str:
        if char == "«":
            self.text_from = len(self.plain)
            return ""
        if char == "»":
            text = squeeze(re.sub("\ue000.*?\ue001", "", "".join(self.plain[self.text_from :])))
            assert self.holder is not None and text, "text mark outside a task"
            self.holder.setdefault("text_start", text[:EDGE])
            self.holder["text_end"] = text[-EDGE:]
            return ""
        return self.emit(char)

    def tag(self, code: str, fields: list[str]) -> str:
        first = fields[0]
        if code in "ATSC":
            return self.outline(code, first, fields[1] if len(fields) > 1 else "")
        if code in ("U", "UG", "UC", "GU"):
            return self.responsibility(code, first, fields[1])
        if code in "GQIV":
            return self.target(code, fields)
        if code == "F":
            self.notes.append(self.render(first))
            return f"\ue000{len(self.notes)}\ue001"
        if code == "P":
            self.task = self.holder = None
            return ""
        if code == "X":
            self.action = None
            return ""
        text = self.render(first)
        if code == "TT":
            assert self.task is not None
            self.task["title"] = squeeze(text)
        elif code == "N":
            self.not_targets.append({"quote": squeeze(text), "reason": fields[1]})
        elif code == "DG":
            assert self.action
            self.deadlines.append((self.action, squeeze(text)))
        elif code == "D":
            assert self.task is not None
            self.task["deadline"] = squeeze(text)
        return text

    def outline(self, code: str, mark: str, title: str) -> str:
        shown = "" if mark.startswith("~") else mark
        printed = mark.removeprefix("~")
        if code == "C":
            self.section, self.action, self.task, self.holder = squeeze(printed), None, None, None
            return self.emit(shown)
        bare = re.sub(r"[.．、:：\s]+$", "", printed) or None
        if code == "S":
            owner = self.task
            bare, _, wanted = printed.partition(">")
            if wanted:
                owner = next(task for task in self.tasks if squeeze(task["title"] or "") == wanted)
            assert owner is not None
            self.task = owner
            bare = re.sub(r"[.．、:：\s]+$", "", bare).strip("-") or ""
            self.holder = {"number": bare or None, "text_start": None, "text_end": None, "units": []}
            del self.holder["text_start"]
            owner["subtasks"].append(self.holder)
            return self.emit(shown.partition(">")[0].strip("-"))
        emitted = self.emit(shown) + self.render(title)
        clean = squeeze(title_text(title)) or None
        if code == "A":
            if printed.endswith("、") or printed.startswith("第"):
                self.section = squeeze(printed + (clean or ""))
            self.action = f"a{len(self.actions) + 1}"
            self.actions.append({"id": self.action, "number": bare, "title": clean, "section": self.section})
            self.task = self.holder = None
        else:
            if re.match(r"[一二三四五六七八九十]+、", printed) and not self.section.startswith("第"):
                self.action, self.section = None, squeeze(printed + (clean or ""))
            self.task = {
                "id": f"t{len(self.tasks) + 1}",
                "action": self.action,
                "number": bare,
                "title": clean,
                "deadline": None,
                "units": [],
                "subtasks": [],
                "section": self.section,
            }
            self.tasks.append(self.task)
            self.holder = self.task
        return emitted

    def responsibility(self, code: str, kind: str, listed: str) -> str:
        shown, arrow, names = listed.partition("=>")
        text = self.render(shown)
        units = units_of(kind, text, names if arrow else None)
        if code == "GU":
            for target in self.row:
                target["units"] = target.get("units", []) + [unit["name"] for unit in units]
        elif code == "U":
            assert self.holder is not None
            self.holder["units"].extend(units)
        else:
            self.groups.append((code, (self.action or "") if code == "UG" else self.section, units))
        return text

    def target(self, code: str, fields: list[str]) -> str:
        text = self.render(fields[0])
        quote = squeeze(text)
        if code == "Q":
            found = next(target for target in reversed(self.targets) if target["indicator"] == fields[1])
            found["also_quoted"] = [*found.get("also_quoted", []), quote]
        elif code == "I":
            self.indicator, self.row = [quote, *fields[1:]], []
        elif code == "V":
            row, indicator, unit, *more = self.indicator
            wish = re.fullmatch(r"([^\d-]*)(.+)", fields[2] if len(fields) > 2 and fields[2] else quote)
            assert wish, quote
            scope = fields[3] if len(fields) > 3 else ""
            self.add(quote, [indicator, wish[1] or "=", wish[2], unit, fields[1], more[0] if more else "", scope])
            self.targets[-1]["row"] = row
            self.row.append(self.targets[-1])
        else:
            for part in "|".join(fields[1:]).split("|;;|"):
                self.add(quote, part.split("|"))
        return text

    def add(self, quote: str, parts: list[str]) -> None:
        indicator, op, value, unit, year, frequency, scope = [*parts, *[""] * 7][:7]
        low, _, high = value.partition("~")
        self.targets.append(
            {
                "owner": self.task["id"] if self.task else "plan",
                "indicator": indicator,
                "op": op,
                "value": number(low),
                "value_to": number(high) if high else None,
                "unit": unit,
                "year": int(year) if year else None,
                "frequency": FREQUENCY[frequency],
                "scope": scope or None,
                "quote": quote,
            }
        )

    def finish(self) -> None:
        """Hands group lists and deadlines down, and unions of subtasks up."""
        for action, deadline in self.deadlines:
            for task in self.tasks:
                if task["action"] == action and task["deadline"] is None:
                    task["deadline"] = deadline
        for code, scope, units in self.groups:
            for task in self.tasks:
                inside = task["action"] == scope if code == "UG" else task["section"] == scope
                if inside and (not task["units"] or task.get("grouped")) and not task["subtasks"]:
                    task["units"].extend(dict(unit) for unit in units)
                    task["grouped"] = True
        for task in self.tasks:
            del task["section"]
            task.pop("grouped", None)
            if not task["units"]:
                task["units"] = union(task["subtasks"])


def union(subtasks: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Units over all subtasks in order, lead where lead in any."""
    units: dict[str, dict[str, str]] = {}
    for subtask in subtasks:
        for unit in subtask["units"]:
            known = units.get(unit["name"])
            if known is None:
                units[unit["name"]] = dict(unit)
            elif unit["role"] == "lead" and known["role"] != "lead":
                known.update(unit)
    return list(units.values())


def title_text(title: str) -> str:
    """A title without marks inside it."""
    quiet = Annotator()
    quiet.task = quiet.holder = {"id": "", "units": [], "subtasks": []}
    quiet.action = "a0"
    return quiet.render(title)


def closing_brace(marked: str, at: int) -> int:
    """Where the brace that opens at `at` closes."""
    depth = 0
    for place in range(at, len(marked)):
        depth += (marked[place] == "{") - (marked[place] == "}")
        if depth == 0:
            return place
    raise ValueError(f"open brace: {marked[at : at + 60]}")


def fields_of(inner: str) -> list[str]:
    """Fields of a tag, split at | outside inner tags."""
    fields, depth = [""], 0
    for char in inner:
        depth += (char == "{") - (char == "}")
        if char == "|" and depth == 0:
            fields.append("")
        else:
            fields[-1] += char
    return fields


def blocks_of(body: str, annotator: Annotator) -> list[Block]:
    """Blocks of a source body, rendered in order."""
    blocks: list[Block] = []
    rows: list[list[str]] | None = None
    for line in body.split("\n"):
        if line.startswith("%table"):
            rows = []
            blocks.append(Block("table", style=line.removeprefix("%table").strip(), rows=rows))
        elif line.startswith("%end"):
            rows = None
        elif rows is not None:
            rows.append([annotator.render(cell.strip()).replace("⏎", "\n") for cell in line.split("¦")])
        elif line.startswith("%"):
            kind, _, text = line[1:].partition(" ")
            blocks.append(Block(kind, annotator.render(text)))
        else:
            style, text = "", line
            match = re.match(r"#(c|r|h1|h2|h3|b|n0|n1|n2|nr)# ", line)
            if match:
                style, text = match.group(1), line[match.end() :]
            blocks.append(Block("line", annotator.render(text), style))
            annotator.emit("\n")
    return blocks


def plan_of(meta: dict[str, Any]) -> dict[str, Any]:
    """The gold header out of a source's front matter."""
    start, _, end = str(meta.get("period") or "").partition("-")
    since, _, until = str(meta.get("effective") or "").partition("/")
    cites = [str(cite).partition(" | ") for cite in meta.get("cites") or []]
    return {
        "title": meta["title"],
        "doc_number": meta.get("doc_number"),
        "issuers": meta.get("issuers") or [],
        "issued_on": str(meta["issued_on"]) if meta.get("issued_on") else None,
        "period": {"start": int(start) if start else None, "end": int(end) if end else None},
        "effective": {"from": since or None, "to": until or None},
        "status": meta.get("status", "issued"),
        "jurisdictions": meta["jurisdictions"],
        "cites": [{"title": title, "doc_number": mark or None} for title, _, mark in cites],
        "lead_rule": meta.get("lead_rule", "none"),
        "collective_units": meta.get("collective_units") or [],
    }


def read_source(path: Path) -> Source:
    """One source with its blocks and gold."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta: dict[str, Any] = yaml.safe_load(head)
    annotator = Annotator()
    blocks = blocks_of(body.strip("\n"), annotator)
    annotator.finish()
    gold = {
        "plan": plan_of(meta),
        "actions": annotator.actions,
        "tasks": annotator.tasks,
        "targets": annotator.targets,
        "not_targets": annotator.not_targets,
        "contradictions": meta.get("contradictions") or [],
    }
    return Source(meta, blocks, annotator.notes, gold)
