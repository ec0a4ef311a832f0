"""Toneless pinyin of any Chinese text, one reading a character; for names that no table lists."""

from functools import lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError

_PATH = Path(__file__).resolve().parent.parent / "data" / "gazetteer" / "readings.tsv"


@lru_cache(maxsize=1)
def _readings() -> dict[str, str]:
    try:
        lines = _PATH.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{_PATH}: cannot read the readings ({exc}); restore the file") from exc
    return {line[0]: line[2:] for line in lines}


def pinyin_of(text: str) -> list[str]:
    """Syllables of a text in order; characters without a known reading stand for themselves."""
    table = _readings()
    return [table.get(char, char) for char in text]


def romanise(text: str) -> str:
    """A name in pinyin: 绿色 -> Lüse as Luse, 西安 -> Xi'an."""
    syllables = pinyin_of(text)
    joined = "".join(f"'{part}" if number and part[:1] in "aoe" else part for number, part in enumerate(syllables))
    return joined[:1].upper() + joined[1:]
