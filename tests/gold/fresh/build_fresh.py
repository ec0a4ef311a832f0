"""Builds the second batch of test documents from src/*.mark with the tools of ../made.

Run: `python tests/gold/fresh/build_fresh.py [NN ...]`. It must not know the parser under test.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "made"))

from build import WRITERS, counts, gold_text  # noqa: E402
from check import problems  # noqa: E402
from markup import read_source  # noqa: E402


def main(wanted: list[str]) -> int:
    """Builds all sources, or those whose number is named; 1 where a quote is not in its document."""
    bad = 0
    for path in sorted((HERE / "src").glob("*.mark")):
        if wanted and path.stem[:2] not in wanted:
            continue
        source = read_source(path)
        kind = source.meta["format"]
        target = HERE / f"{path.stem}.{kind}"
        target.write_bytes(WRITERS[kind](source))
        (HERE / f"{path.stem}.gold.json").write_text(gold_text(source.gold), encoding="utf-8")
        characters, found = problems(target, source)
        for line in found:
            print(f"{target.name}: {line}")
        bad += len(found)
        print(target.name, characters, *counts(source))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
