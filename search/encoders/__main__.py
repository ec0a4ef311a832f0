"""`python -m search.encoders FOLDER`: writes the bundled model as an ordinary sentence-transformers folder."""

import argparse
import sys
from pathlib import Path

from graph_schema.errors import PlanGraphError
from search.encoders.model_folder import write_model_folder


def main() -> int:
    """Write the folder, or say in one line why not."""
    parser = argparse.ArgumentParser(
        prog="python -m search.encoders",
        description="Writes the bundled model as an ordinary sentence-transformers folder (490 MB), for other tools.",
    )
    parser.add_argument("folder", type=Path, help="a new folder")
    try:
        folder = write_model_folder(parser.parse_args().folder)
    except (PlanGraphError, OSError) as exc:
        sys.stderr.write(f"error: {exc}\n")
        return 1
    sys.stdout.write(f"{folder}: use it with --encoder sentence-transformers:{folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
