"""What a body does whose name puts the work of several together. Knows no lexicon of bodies and no graph."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.patterns import lazy_pattern

_FILE = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "merged_works.csv"
_BESIDE_WORK = frozenset("和与及、广播电视新闻出版版权综合发展管理建设服务促进监督事务工作社会保障工业信息化数字化")
_HEAD = lazy_pattern("(?:管理|发展|建设|服务)*(?:局|委员会|委|厅)$")


def works_of(name: str, place: str) -> tuple[str, ...]:
    """The functions that the name of a merged body consists of (文化体育和旅游局: culture, sports); () for any other."""
    rest = name.removeprefix(place)
    head = _HEAD.search(rest)
    if head is None:
        return ()
    known, word = _works()
    works = dict.fromkeys(known[found] for found in word.findall(rest[: head.start()]))
    left = word.sub("", rest[: head.start()])
    return tuple(works) if len(works) > 1 and _BESIDE_WORK.issuperset(left) else ()


@lru_cache(maxsize=1)
def _works() -> tuple[dict[str, str], re.Pattern[str]]:
    """Words for work with their functions, and what finds them in a name, the longest first."""
    try:
        rows = list(csv.DictReader(_FILE.read_text("utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{_FILE}: cannot read the lexicon ({exc}); restore the file") from exc
    known = {row["work"]: row["function"] for row in rows}
    return known, re.compile("|".join(sorted(known, key=lambda work: (-len(work), work))))
