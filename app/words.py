"""The app's own texts in Chinese and English, from texts.yaml. Knows no view."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml

from graph_schema.errors import DataFileError
from graph_schema.schema import load_schema

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FILE = Path(__file__).parent / "texts.yaml"


@lru_cache(maxsize=1)
def load_texts() -> Mapping[str, Mapping[str, str]]:
    """All texts: key -> language -> text. Raises DataFileError where one lacks a language."""
    texts: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for key, forms in texts.items():
        if not isinstance(forms, dict) or set(forms) != set(LANGUAGES):
            raise DataFileError(f"{_FILE.name}: {key} must have a text for each of {', '.join(LANGUAGES)}")
    return texts


@dataclass(frozen=True, slots=True)
class Words:
    """The texts in one language: words("ask.box"), with {names} filled in."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; KeyError for one that is not in the file."""
        return load_texts()[key][self.language].format(**values)

    def node_type(self, name: str) -> str:
        """What a node type is called."""
        labels = load_schema().node(name).labels
        return labels.zh if self.language == "zh" else labels.en

    def edge_type(self, name: str) -> str:
        """What an edge type is called."""
        labels = load_schema().edge(name).labels
        return labels.zh if self.language == "zh" else labels.en

    def value(self, property: str, value: str) -> str:
        """A word of the schema's lists of values (basis, status, level) in plain language; others as they are."""
        forms = load_texts().get(f"value.{property}.{value}")
        return forms[self.language] if forms else value


def plain(text: str) -> str:
    """Text as Streamlit's labels show it: characters that Markdown would read are escaped."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>()#+!|~$:" else character for character in text)
