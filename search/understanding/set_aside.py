"""Units that a question names only to leave them out: 除了教育局还有谁, who else besides the education bureau. Knows no catalogue."""

from dataclasses import dataclass

from reference.patterns import lazy_pattern
from search.understanding.text import Reading

_BEFORE_ZH = lazy_pattern("(?:除了|除开|除去|除却|撇开|抛开|不算|除)(?:已经?)?(?:由)?$")
_AFTER_ZH = lazy_pattern(
    "的?(?P<lead>牵头|主抓|负责|领头)?(?:的)?(?:(?:这|那)(?:个|家))?(?:以外|之外|除外|外(?=[，,、 还有都又也再的谁哪涉]))[，, ]?"
)
_LED_ZH = lazy_pattern("(?:牵头|主抓|负责|领头)(?:的)?(?=[，, ]?(?:还有|都有|另外|其他|别的|谁|哪))[，, ]?")
_BEFORE_EN = lazy_pattern(
    r"\b(?:besides|beside|apart from|aside from|other than|in addition to|except(?: for)?|excluding|not counting|leaving aside|beyond)"
    r" (?:the |its |their )?(?:(?:district|county|city|municipal|provincial|local) )?$"
)
_AFTER_EN = lazy_pattern(r",? (?:aside|excepted|excluded|apart)\b,?")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Units that are left out. lead: whether they are said to lead."""

    lead: bool


def read_set_aside(reading: Reading) -> SetAside | None:
    """Whether the units named are all left out; the words that say so are marked."""
    units = reading.of_kind("unit")
    if not units:
        return None
    said = [_around(reading, unit.start, unit.end) for unit in units]
    if not all(said):
        return None
    lead = False
    for spans, leads in filter(None, said):
        lead |= leads
        for start, end in spans:
            reading.take(start, end, "polite")
    return SetAside(lead)


def says_lead(reading: Reading) -> bool:
    """Whether leading itself is asked about: 除了教育局还有谁牵头, not 还有谁在做."""
    roles = [reading.lower[piece.start : piece.end] for piece in reading.of_kind("role")]
    return any("牵头" in said or "lead" in said for said in roles)


def _around(reading: Reading, start: int, end: int) -> tuple[list[tuple[int, int]], bool] | None:
    """The words before and behind a unit that leave it out, and whether they say that it leads."""
    place = next(
        (piece for piece in reading.of_kind("place") if reading.text[piece.end : start] in ("", "的", " ", "'s ")), None
    )
    head = place.start if place is not None and place.end <= start else start
    if reading.language == "en":
        before, after = _BEFORE_EN.search(reading.lower, 0, head), _AFTER_EN.match(reading.lower, end)
        spans = [match.span() for match in (before, after) if match]
        return (spans, False) if spans else None
    before, after = _BEFORE_ZH.search(reading.text, 0, head), _AFTER_ZH.match(reading.text, end)
    if before is not None and after is None:
        after = _LED_ZH.match(reading.text, end)
    spans = [match.span() for match in (before, after) if match]
    leads = after is not None and after[0].startswith(("牵头", "主抓", "负责", "领头", "的牵头"))
    return (spans, leads) if spans else None
