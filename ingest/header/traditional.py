"""Traditional characters read as simplified ones, one for one, so that the header's rules need one form only."""

import re
from functools import lru_cache
from importlib.resources import files

_SEEN = re.compile("[關發縣區鎮鄉辦廳實劃動務單責負國會書號規見聯計產業經濟導領組織標準條貫徹執構環調進設強創]")
# Characters that simplified texts use as well, in names of places above all (乾县, 於潜, 甯).
_KEPT = frozenset("乾於著藉瞭夥甯徵鍾麽餘閤後麴穀醜兇鬥鬱幾昇鉅珮檯颱")
_ABOUT = re.compile("(?<=[关關由基对對至位在用属屬源])於")


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    table = {ord(old): new.split(" ")[0] for old, new in pairs if len(old) == 1 and old not in _KEPT}
    return {code: new for code, new in table.items() if len(new) == 1}


def simplified(text: str) -> str:
    """`text` with traditional characters replaced, character for character; unchanged where it has none."""
    if _SEEN.search(text) is None:
        return text
    return _ABOUT.sub("于", text.translate(_table()))
