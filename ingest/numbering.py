"""Printed numbers of headings and items: 一、 （一） 1. （1） ① 第一章 任务一. Knows one line's beginning, not the outline."""

import re
from typing import Literal

from ingest.values import dataclass

Style = Literal[
    "part", "chapter", "section", "article", "task_word", "han", "han_bracket", "decimal", "decimal3", "arabic", "arabic_bracket",
    "arabic_half", "circled",
]  # fmt: skip

_HAN = "[一二三四五六七八九十百]"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_HAN}{{1,4}}|\d{{1,2}})(?:部分|篇|编)[：、.]?")),
    ("chapter", re.compile(rf"第({_HAN}{{1,4}}|\d{{1,2}})章[：、.]?")),
    ("section", re.compile(rf"第({_HAN}{{1,4}}|\d{{1,2}})节[：、.]?")),
    ("article", re.compile(rf"第({_HAN}{{1,4}}|\d{{1,3}})条(?!款|例|件)[：、.]?")),
    ("task_word", re.compile(rf"(?:重点)?(?:任务|行动|工程|措施|举措)({_HAN}{{1,3}}|\d{{1,2}})[：、.](?!\d)")),
    (
        "task_word",
        re.compile(
            rf"(?:重点)?(?:任务|事项|行动|工程|专项)({_HAN}{{1,2}}|\d{{1,2}})(?![\d览是批个项类般些种律并起步直体定经旦样线期年月日])"
            r"(?=[\u4e00-\u9fff“”]{4,30}$)"
        ),
    ),
    ("han", re.compile(rf"({_HAN}{{1,4}})[、.]")),
    ("han_bracket", re.compile(rf"[（〔\[]({_HAN}{{1,4}})[）〕\]][、.]?")),
    ("decimal", re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[.、]?(?![月日年])(?=[\u4e00-\u9fff“《])")),
    ("arabic", re.compile(r"(\d{1,3})[.、](?:(?!\d)|(?=\d{1,2}月|20\d\d年))")),
    ("arabic_bracket", re.compile(r"[（〔\[](\d{1,3})[）〕\]][、.]?")),
    ("arabic_half", re.compile(r"(\d{1,2})）[、.]?")),
    ("circled", re.compile(r"[①-⑳㉑-㉟]")),
)
_OPENINGS: tuple[tuple[str, tuple[Style, ...]], ...] = (
    ("第", ("part", "chapter", "section", "article")),
    ("重任事行工措举", ("task_word",)),
    ("一二三四五六七八九十百", ("han",)),
    ("（〔[", ("han_bracket", "arabic_bracket")),
    ("0123456789", ("decimal", "arabic", "arabic_half")),
    ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟", ("circled",)),
)
_BEGINS = {
    character: tuple((style, pattern) for style, pattern in _PATTERNS if style in styles)
    for characters, styles in _OPENINGS
    for character in characters
}
"""The patterns that can match where a character stands."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number at the beginning of a line: its style, its value, and how many characters it takes."""

    style: Style
    value: int
    length: int


def han_value(numeral: str) -> int:
    """The value of a Chinese numeral below 1,000 as outlines write it (十二, 二十, 一百零三)."""
    total = current = 0
    for digit in numeral:
        if digit == "十":
            total += (current or 1) * 10
            current = 0
        elif digit == "百":
            total += (current or 1) * 100
            current = 0
        else:
            current = _DIGITS[digit]
    return total + current


def read_marker(text: str, position: int = 0) -> Marker | None:
    """The printed number that begins at `position` of `text` (in the normal form), if one does."""
    for style, pattern in _BEGINS.get(text[position : position + 1], ()):
        match = pattern.match(text, position)
        if match is None:
            continue
        if style == "circled":
            value = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".find(match.group()) + 1 or 21
        elif style == "decimal":
            value = int(match.group().rstrip(".、").rsplit(".", 1)[1])
        else:
            value = int(match.group(1)) if match.group(1).isdigit() else han_value(match.group(1))
        if value == 0:
            return None
        if style == "decimal" and match.group().count(".", 0, -1) > 1:
            style = "decimal3"
        return Marker(style, value, match.end() - position)
    return None


def printed_number(raw: str, marker: Marker) -> str:
    """The number as printed, without the stop that follows it: "1", "（一）", "三", "第五条"."""
    return raw[: marker.length].rstrip("、.．：:,， ")
