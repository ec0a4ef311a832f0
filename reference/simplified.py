"""Traditional characters and their simplified forms, one for one, from the tables of OpenCC."""

from functools import lru_cache
from importlib.resources import files

_KEPT = frozenset("乾著於瞭藉覆徵髮鍾麽")
"""Characters that simplified texts use too, in a sense of their own."""


@lru_cache(maxsize=1)
def simplified_characters() -> dict[int, str]:
    """A translation table for `str.translate`; where a character has several simplified forms, the commonest."""
    table: dict[int, str] = {}
    text = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        traditional, _, forms = line.partition("\t")
        simplified = forms.split(" ")[0].strip()
        if len(traditional) == 1 and len(simplified) == 1 and traditional != simplified and traditional not in _KEPT:
            table[ord(traditional)] = simplified
    return table


def simplify(text: str) -> str:
    """The text in simplified characters, of the same length."""
    return text.translate(simplified_characters())
