"""Dates as documents print them: 2023年4月20日, 二〇二三年四月二十日, 2023-04-20, 2023.4.20. Knows no fields."""

import re
from datetime import date

from ingest.numbering import han_value
from ingest.values import dataclass

_HAN_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": "0", "○": "0", "O": "0", "o": "0", "0": "0", "Ｏ": "0", "Ο": "0", "◯": "0", "⊙": "0", "０": "0",
}  # fmt: skip
_YEAR = r"(?:(?:1\s?9|2\s?0)\s?\d\s?\d|[一二][九〇○零OoΟ◯⊙0][〇○零OoΟ◯⊙0一二三四五六七八九]{2})"
_DAY = r"(?:\d(?:\s?\d)?|[一二三四五六七八九十廿卅]{1,3})"
DATE_TEXT = (
    rf"(?:{_YEAR})\s*(?:年\s*{_DAY}\s*月\s*{_DAY}\s*[日号]"
    r"|(?P<sep>[-./])\s*\d{1,2}\s*(?P=sep)\s*\d{1,2}(?!\d))"
)
DATE = re.compile(rf"(?<!\d){DATE_TEXT}")
_MONTH = re.compile(rf"(?<!\d)({_YEAR})\s*年\s*({_DAY})\s*月")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_UNFINISHED = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})(?!\d)")
_PARTS = re.compile(rf"({_YEAR})\s*[年\-./]\s*({_DAY})\s*[月\-./]\s*({_DAY})")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text that was searched."""

    iso: str
    start: int
    end: int


def year_value(text: str) -> int:
    """The year that four Arabic or Chinese digits write."""
    return int("".join(_HAN_DIGITS.get(character, character) for character in text if not character.isspace()))


def _small(text: str) -> int:
    plain = "".join(text.split())
    return int(plain) if plain.isdigit() else han_value(plain.replace("廿", "二十").replace("卅", "三十"))


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(year_value(year), _small(month), _small(day)).isoformat()
    except ValueError:
        return None


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The first real date in `text` (normal form) from `start` on; a date that does not exist is passed over."""
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        parts = _PARTS.match(match.group())
        iso = _iso(*parts.groups()) if parts else None
        if iso:
            return FoundDate(iso, match.start(), match.end())
    return None


def find_any_date(text: str) -> FoundDate | None:
    """As `find_date`, and as metadata writes dates too: 20230420, 2018年03月27."""
    found = find_date(text)
    if found:
        return found
    for pattern in (_UNFINISHED, _COMPACT):
        match = pattern.search(text)
        iso = _iso(*match.groups()) if match else None
        if match and iso:
            return FoundDate(iso, match.start(), match.end())
    return None


def last_day(year: int, month: int) -> str:
    """The last day of a month as an ISO date."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1).isoformat()


def month_end(text: str) -> str | None:
    """2025年12月 (底) at the beginning of `text`: the last day of that month."""
    match = _MONTH.match(text)
    if match is None:
        return None
    month = _small(match[2])
    return last_day(year_value(match[1]), month) if 1 <= month <= 12 else None


def add_years(iso: str, years: int) -> str:
    """The last day of a term of `years` that begins on `iso` (2023-05-04 and 5 years: 2028-05-03)."""
    begin = date.fromisoformat(iso)
    try:
        after = begin.replace(year=begin.year + years)
    except ValueError:
        after = date(begin.year + years, 3, 1)
    return date.fromordinal(after.toordinal() - 1).isoformat()


def add_days(iso: str, days: int) -> str:
    """`days` after `iso`."""
    return date.fromordinal(date.fromisoformat(iso).toordinal() + days).isoformat()
