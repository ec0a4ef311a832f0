"""Facts by the content of their file and the version of the parser, so that nothing is read twice."""

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from pydantic import TypeAdapter

import ingest
import reference
from ingest.extract import extract
from ingest.facts import Facts
from ingest.readers import read_document
from ingest.readers.archive import read_bytes

_FACTS = TypeAdapter(Facts)
_DATA = Path(__file__).resolve().parent.parent / "data"


class FactsCache(Protocol):
    """Where facts are kept by key: a folder, or the server that holds the store."""

    def get(self, key: str) -> bytes | None:
        """The bytes put in under this key, or None."""

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under this key."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document's decoded text and its facts."""

    text: str
    facts: Facts


@lru_cache(maxsize=1)
def parser_fingerprint() -> str:
    """Hash of the parser's code and the data it reads: facts made by another parser are made anew."""
    digest = hashlib.sha256()
    roots = [Path(str(module.__file__)).parent for module in (ingest, reference)]
    files = [path for root in roots for path in sorted(root.rglob("*.py"))]
    files += sorted((_DATA / "lexicon").glob("*")) + sorted((_DATA / "gazetteer").glob("*"))
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]


def file_hash(path: Path) -> str:
    """sha256 of the file's bytes (of the member's, for a path into an archive)."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def facts_key(path: Path, document: str) -> str:
    """The key of the facts that this parser reads of a document."""
    return f"facts {parser_fingerprint()} {document} {path.suffix.lower()}"


def find_cached(path: Path, document: str, cache: FactsCache) -> ReadDocument | None:
    """The facts of a document by its id, where this parser has read it before."""
    stored = cache.get(facts_key(path, document))
    if stored is None:
        return None
    value = json.loads(stored)
    facts = _FACTS.validate_python(value["facts"])
    return ReadDocument(value["text"], replace(facts, document=replace(facts.document, path=str(path))))


def read_cached(path: Path, document: str, cache: FactsCache) -> ReadDocument:
    """The facts of the file at `path`, whose Document node is `document`. Raises DocumentError where it cannot be read."""
    known = find_cached(path, document, cache)
    if known is not None:
        return known
    source = read_document(path)
    facts = extract(source)
    value = {"text": source.text, "facts": _FACTS.dump_python(facts, mode="json")}
    cache.put(facts_key(path, document), json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return ReadDocument(source.text, facts)
