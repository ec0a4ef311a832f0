"""`python -m graph_schema`: prints the schema as the README's tables, or (--sql) as table definitions."""

import argparse
import sys

from graph_schema.command import reported
from graph_schema.markdown import schema_markdown
from graph_schema.schema import load_schema
from graph_schema.sql import data_definition


def main() -> None:
    """Print the schema on standard output."""
    parser = argparse.ArgumentParser(prog="python -m graph_schema", description="Print the schema as Markdown tables.")
    parser.add_argument("--sql", action="store_true", help="print the SQL tables, indexes and views instead")
    wanted = parser.parse_args()
    with reported():
        schema = load_schema()
        sys.stdout.write(data_definition(schema) if wanted.sql else schema_markdown(schema))


if __name__ == "__main__":
    main()
