"""Automatic numbers of a Word document as Word shows them: definitions, counters, restarts; knows nothing of text."""

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.numbering import format_number
from ingest.readers.ooxml import attribute, child, local_name

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MAX_STYLES = 50


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition. `restart_after`: the level (from 1) that restarts it, 0 for never."""

    start: int
    number_format: str
    text: str
    restart_after: int | None
    legal: bool
    gap: bool


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """List id -> its levels, overrides applied."""
    abstract_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """List id -> level -> the number it starts anew with when the list is first used."""
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    """Style id -> its own list id, its own level, the style it is based on."""
    level_of_style: dict[tuple[str, str], int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph_properties: etree._Element | None) -> str:
        """The number shown before a paragraph, with a space where one is needed; "" where there is none.

        Counts on with each call, so it is called once for each paragraph, in order.
        """
        place = self._place(paragraph_properties)
        if place is None:
            return ""
        list_id, depth = place
        levels = self.levels.get(list_id, {})
        if depth not in levels:
            return ""
        counters = self._count(list_id, depth)
        level = levels[depth]
        if level.number_format in {"bullet", "none"} and "%" not in level.text:
            return ""

        def shown(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            definition = levels.get(other, level)
            number_format = "decimal" if level.legal and other != depth else definition.number_format
            return format_number(counters.get(other, definition.start), number_format)

        text = _PLACE.sub(shown, level.text)
        return text + " " if level.gap and text and text[-1] not in "、）)．　 " else text

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """The list and level (from 0) of a paragraph, its own or its style's."""
        own = child(properties, "numPr")
        list_id = attribute(child(own, "numId"), "val")
        depth = _integer(attribute(child(own, "ilvl"), "val"), None)
        style = attribute(child(properties, "pStyle"), "val")
        seen = 0
        while style in self.styles and (list_id is None or depth is None) and seen < _MAX_STYLES:
            style_list, style_depth, based_on = self.styles[style]
            if list_id is None and style_list is not None:
                list_id = style_list
                depth = self.level_of_style.get((style_list, style), depth) if depth is None else depth
            depth = style_depth if depth is None else depth
            style = based_on or ""
            seen += 1
        if list_id is None or list_id == "0":
            return None
        return list_id, depth or 0

    def _count(self, list_id: str, depth: int) -> dict[int, int]:
        levels = self.levels[list_id]
        counters = self._counters.setdefault(self.abstract_of[list_id], {})
        for level in range(depth + 1):
            anew = self.restarts.get(list_id, {}).get(level)
            if anew is not None and (list_id, level) not in self._begun:
                counters[level] = anew - 1 if level == depth else anew
            self._begun.add((list_id, level))
            if level < depth and level in levels:
                counters.setdefault(level, levels[level].start)
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            after = levels[deeper].restart_after if deeper in levels else None
            if after is None or (after > 0 and depth < after):
                del counters[deeper]
        return counters


def parse_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists that a document's numbering and style parts define; either may be missing."""
    result = Numbering(styles=_parse_styles(styles))
    abstracts: dict[str, etree._Element] = {}
    numbers: dict[str, etree._Element] = {}
    for element in numbering if numbering is not None else ():
        if local_name(element) == "abstractNum":
            abstracts[attribute(element, "abstractNumId") or ""] = element
        elif local_name(element) == "num":
            numbers[attribute(element, "numId") or ""] = element
    for list_id, number in numbers.items():
        _define(result, list_id, number, abstracts, numbers)
    return result


def _define(
    result: Numbering,
    list_id: str,
    number: etree._Element,
    abstracts: dict[str, etree._Element],
    numbers: dict[str, etree._Element],
) -> None:
    abstract_id = attribute(child(number, "abstractNumId"), "val") or ""
    linked = attribute(child(abstracts.get(abstract_id), "numStyleLink"), "val")
    if linked in result.styles:
        other = numbers.get(result.styles[linked][0] or "")
        abstract_id = attribute(child(other, "abstractNumId"), "val") or abstract_id
    result.abstract_of[list_id] = abstract_id
    levels: dict[int, Level] = {}
    for element in abstracts.get(abstract_id, ()):
        if local_name(element) == "lvl":
            _define_level(result, list_id, levels, element)
    for override in number:
        if local_name(override) == "lvlOverride":
            depth = _integer(attribute(override, "ilvl"), 0) or 0
            replaced = child(override, "lvl")
            if replaced is not None:
                _define_level(result, list_id, levels, replaced)
            anew = _integer(attribute(child(override, "startOverride"), "val"), None)
            if anew is not None:
                result.restarts.setdefault(list_id, {})[depth] = anew
    result.levels[list_id] = levels


def _define_level(result: Numbering, list_id: str, levels: dict[int, Level], element: etree._Element) -> None:
    depth = _integer(attribute(element, "ilvl"), 0) or 0
    if not 0 <= depth < _LEVELS:
        return
    legal = child(element, "isLgl")
    number_format = attribute(child(element, "numFmt"), "val")
    if number_format is None:
        # Formats newer than the standard stand in mc:AlternateContent with a fallback.
        nested = (e for e in element.iter() if local_name(e) == "numFmt")
        number_format = attribute(next(nested, None), "val")
    levels[depth] = Level(
        start=_integer(attribute(child(element, "start"), "val"), 0) or 0,
        number_format=number_format or "decimal",
        text=attribute(child(element, "lvlText"), "val") or "",
        restart_after=_integer(attribute(child(element, "lvlRestart"), "val"), None),
        legal=legal is not None and attribute(legal, "val") not in {"0", "false"},
        gap=attribute(child(element, "suff"), "val") != "nothing",
    )
    style = attribute(child(element, "pStyle"), "val")
    if style is not None:
        result.level_of_style[(list_id, style)] = depth


def _parse_styles(styles: etree._Element | None) -> dict[str, tuple[str | None, int | None, str | None]]:
    parsed = {}
    for style in styles if styles is not None else ():
        if local_name(style) == "style" and attribute(style, "type") == "paragraph":
            numbered = child(style, "pPr", "numPr")
            parsed[attribute(style, "styleId") or ""] = (
                attribute(child(numbered, "numId"), "val"),
                _integer(attribute(child(numbered, "ilvl"), "val"), None),
                attribute(child(style, "basedOn"), "val"),
            )
        elif local_name(style) == "style" and attribute(style, "type") == "numbering":
            parsed[attribute(style, "styleId") or ""] = (
                attribute(child(style, "pPr", "numPr", "numId"), "val"),
                None,
                None,
            )
    return parsed


def _integer(value: str | None, default: int | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 9 else default
