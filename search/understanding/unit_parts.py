"""Bodies and their parts in one question: a ministry whose division is asked for, a division named with its ministry."""

from reference.patterns import lazy_pattern
from search.catalogue import Catalogue
from search.understanding.unit_choice import FoundUnit

_DEPARTMENTS = ("司", "处", "科", "股", "办公厅")
_WHICH_PART_ZH = lazy_pattern(
    r"(?:里面?|内部?|当中|之中)?的?(?:内设)?(?:哪|什么)(?:个|些|几个|一个)?(?:司局?|处室?|科室?|股室?|内设机构|部门)"
)
_WHICH_PART_EN = lazy_pattern(
    r"(?i:\b(?:which|what) (?:division|department|section|unit|office|directorate|bureau)s? (?:of|in|within|at|under|inside) (?:the )?)"
    r"(?:[A-Z][\w'’-]* ){0,3}$"
)


def is_divided(text: str, unit: FoundUnit) -> bool:
    """Whether a question asks for a part of a unit (农业农村部哪个司): the unit itself is none that has the tasks."""
    before, after = text[: unit.start], text[unit.end :]
    return _WHICH_PART_ZH.match(after) is not None or _WHICH_PART_EN.search(before) is not None


def is_owner(catalogue: Catalogue, text: str, unit: FoundUnit, units: list[FoundUnit]) -> bool:
    """Whether a ministry only says whose department another unit is: 农业农村部科技教育司, the division of the ministry."""
    for other in units:
        names = [catalogue.units[identifier].name for identifier in other.ref.ids]
        if other is unit or not names or not all(name.endswith(_DEPARTMENTS) for name in names):
            continue
        between = text[unit.end : other.start] if unit.end <= other.start else text[other.end : unit.start]
        if between.strip() in (
            ("", "的") if unit.end <= other.start else ("of", "of the", "in the", "at the", "within the")
        ):
            return True
    return False
