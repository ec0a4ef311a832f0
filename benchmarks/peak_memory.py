"""`python -m benchmarks.peak_memory FILE`: the bytes that reading FILE adds to what the process held before."""

import sys
import tempfile
from pathlib import Path

from benchmarks.made_plans import plan_text
from benchmarks.measure import peak_memory
from ingest.extract import extract_file


def main() -> None:
    """Print the difference."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.txt"
        small.write_text(plan_text(10_000), "utf-8")
        extract_file(small)  # word lists and libraries are no part of the document's memory
    before = peak_memory()
    facts = extract_file(Path(sys.argv[1]))
    sys.stdout.write(str(peak_memory() - before))
    del facts


if __name__ == "__main__":
    main()
