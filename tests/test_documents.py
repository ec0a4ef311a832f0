"""The plans that the project ships are the ones that were given, byte for byte."""

import hashlib
import re
from pathlib import Path


def test_documents_are_those_whose_hashes_the_readme_states(documents: Path) -> None:
    stated = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", (documents / "README.md").read_text("utf-8"), re.M))
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(documents.glob("*.txt"))}
    assert len(found) == 5
    assert found == {name: digest for digest, name in stated.items()}
