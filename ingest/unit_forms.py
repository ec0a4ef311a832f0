"""Forms of a body's name: what two forms of one body share, and its full form behind its place. Looks nothing up."""

import re

from ingest.resolve_places import NATION, Jurisdiction
from reference.bodies import BodyLexicon, UnitName

NATIONAL_NAMES = ("中国", "国家", "中华", "全国", "中共中央", "国网", "民航", "南方电网")
_KIND_OF_ORGAN = re.compile(r"(?:委员会|局|厅|委|办公室|办)$")
_OF_A_GROUP = re.compile("[（）、各]")
"""What 各镇（街道）, 各镇、街道 and 各镇街道 differ in, beside words for one thing."""
GENERAL_UNIVERSITY = re.compile("(?:老年|开放|电视|职工|社区|党校|业余)大学$|^大学$")


MANY_LEVELS = re.compile(
    r"(?:设区的?)?(?:省|自治区|市|州|盟|地|县|区|旗|乡镇|镇)级?(?:及)?以上"
    r"|(?!省?市[场政容域]|[省市]?县[域]|市?县?乡村|.?区[域划])(?:省市县|市县乡|市县|县乡|省市|市州|州市|县区|区县|旗县|地市)(?:区|乡|镇|村)?(?:[两三]?级|、)?(?=[\u4e00-\u9fff]{2,12}(?:部门|机关|政府|党委|[局委]$))(?![^部]{0,2}域)"
    r"|设区的?市级|(?:乡镇|乡)级(?=..)|(?:有关|相关)?(?:地方|基层)(?:各级)?(?!金融|志|税务|海事|铁路)(?=[\u4e00-\u9fff]{0,12}(?:部门|机关|政府|党委)$)"
)
"""Names that open with several levels of government, or with all from one on: 市县财政部门, 县级以上教育部门."""


def names_of_all(bodies: BodyLexicon) -> dict[str, str]:
    """Names of which a place has one: 国土资源局 became 自然资源局 here and 自然资源和规划局 there. Each with the first."""
    return {name: body.successors[0] for body in bodies if body.until is not None for name in body.successors}


def parts_level(word: str) -> str | None:
    """The level of government that a level word names."""
    return {
        "省": "province",
        "自治区": "province",
        "市": "city",
        "州": "city",
        "盟": "city",
        "地区": "city",
        "县": "county",
        "区": "county",
        "旗": "county",
    }.get(word)


def as_written(parts: UnitName, place: Jurisdiction, printed: str = "") -> str:
    """The name of a body that no list knows, behind the place it belongs to (`printed`: in the form it has there)."""
    rest = parts.text if not parts.form else f"{parts.owner}{parts.form}{parts.office}{parts.branch}"
    known = rest.startswith(tuple(name for name in (place.name, place.short_name) if name))
    if rest.startswith(NATIONAL_NAMES):
        return parts.text
    if known or place.code == NATION:
        return rest
    return (printed if printed == place.short_name and printed else place.name) + rest


def stem(name: str) -> str:
    """What 发展和改革局 and 发展和改革委员会 of one place have in common: they are one body."""
    return _KIND_OF_ORGAN.sub("", name) or name


def group_form(title: str) -> str:
    """What 各镇（街道）, 各镇、街道 and 各镇街道 of one place share: they are one group."""
    return _OF_A_GROUP.sub("", title).replace("相关", "有关").replace("人民政府", "政府").replace("街道", "街")
