"""What a standing body is. Knows no files and no text."""

from dataclasses import dataclass
from typing import Protocol

from reference.patterns import lazy_pattern

KINDS = frozenset(
    (
        "government",
        "party",
        "assembly",
        "court",
        "institution",
        "company",
        "association",
        "university",
        "military",
        "group",
    )
)
DEPARTMENT_WORDS = ("行政主管部门", "行政管理部门", "主管部门", "管理部门", "行政部门", "职能部门", "部门")
_JOINERS = lazy_pattern("[和与及、\\s]")


def normal_form(name: str) -> str:
    """A name without 和, 与, 及, 、 and spaces: what is compared when two spellings may be one body."""
    return _JOINERS.sub("", name)


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of standing body (not one office of it): 自然资源和规划局 of any place.

    `level` is set where the name is used at one level only. `forms` are abbreviations of this very name. `is_kin`
    marks a name listed under a function whose full form is not known. `successors` are the names since `until`.
    `place_at` is where the place stands inside the full name (中国人民银行|支行), 0 where it stands before it.
    """

    name: str
    function: str
    kind: str
    english: tuple[str, ...]
    level: str | None = None
    forms: tuple[str, ...] = ()
    place_at: int = 0
    until: int | None = None
    successors: tuple[str, ...] = ()
    is_kin: bool = False


class Matcher(Protocol):
    """Finds the body of a form (BodyLexicon.match)."""

    def __call__(self, form: str, *, level: str | None = None) -> Body | None:
        """The body, or None."""
