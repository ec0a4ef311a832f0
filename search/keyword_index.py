"""Tantivy (BM25) over the passages' terms; knows no vectors and does not decide how text becomes terms (analyser.py).

Filters are terms of each passage that must match, so they apply before ranking and cost no pass over the passages.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import tantivy

from graph_schema.errors import StoreError
from search.analyser import Analyser
from search.index_header import REBUILD, demand, read_header, write_header
from search.passages import FILTER_FIELDS, Hit, Passage, PassageFilter, filter_values, hash_texts

_HEADER = "keywords.json"
_FOLDER = "keywords"
_MEMORY = 128_000_000  # bytes the writer collects before it writes a segment
_SPARE = 32
_PLAIN = Analyser()


def build_keyword_index(folder: Path, passages: Sequence[Passage], *, analyser: Analyser = _PLAIN) -> None:
    """Write the index of `passages` into `folder`, made when missing.

    The files of two builds differ in their names; what is found does not. Raises StoreError when the folder cannot be
    written or already holds an index.
    """
    place = folder / _FOLDER
    if place.exists():
        raise StoreError(f"{place}: an index is here already; build into an empty folder")
    try:
        place.mkdir(parents=True)
        index = tantivy.Index(_schema(), path=str(place), reuse=False)
        _register(index)
        # One thread keeps the passages in order, so that equal builds rank equally.
        writer = index.writer(_MEMORY, 1)
        for passage in passages:
            writer.add_document(_document(passage, analyser))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        in_order = _is_in_order(index.searcher())
    except (OSError, ValueError) as exc:
        raise StoreError(f"{place}: the keyword index cannot be written ({exc})") from exc
    texts = hash_texts(passage.text for passage in passages)
    write_header(
        folder / _HEADER,
        {
            "kind": "keywords",
            "analyser": analyser.identity,
            "count": len(passages),
            "texts": texts,
            "in_order": in_order,
        },
    )


def _is_in_order(searcher: tantivy.Searcher) -> bool:
    """Whether the index holds the passages in their order: one too large for the writer's memory need not."""
    if searcher.num_segments > 1:
        return False
    places = [tantivy.DocAddress(0, place) for place in range(searcher.num_docs)]
    return list(searcher.fast_field_values("number", places)) == list(range(searcher.num_docs))


class KeywordIndex:
    """An index opened for reading; its methods may be called from several threads."""

    def __init__(self, index: tantivy.Index, analyser: Analyser, *, in_order: bool) -> None:
        """Use `KeywordIndex.load`. in_order: whether it holds the passages in their order."""
        self._schema = index.schema
        self._searcher = index.searcher()
        self._analyser = analyser
        self._in_order = in_order

    @classmethod
    def load(cls, folder: Path, *, analyser: Analyser = _PLAIN, texts_hash: str | None = None) -> "KeywordIndex":
        """Open the index in `folder` for questions analysed by `analyser` over the texts of `texts_hash`.

        Raises IndexMismatchError for another analyser or other texts, StoreError when it is missing or damaged.
        """
        path = folder / _HEADER
        header = read_header(path)
        demand(path, header, {"analyser": analyser.identity})
        if texts_hash is not None:
            demand(path, header, {"texts": texts_hash})
        try:
            with _with_room_for_a_lock(folder / _FOLDER) as place:
                index = tantivy.Index.open(str(place))
                _register(index)
                opened = cls(index, analyser, in_order=header.get("in_order") is True)
        except (OSError, ValueError) as exc:
            raise StoreError(f"{folder / _FOLDER}: the keyword index is missing or damaged; {REBUILD}") from exc
        demand(path, {"count": opened._searcher.num_docs}, {"count": header["count"]})
        return opened

    def search(self, text: str, k: int, allowed: PassageFilter | None = None) -> list[Hit]:
        """The `k` best passages that share a term with `text` and that `allowed` permits, best first, ties by number.

        The score is BM25 over bigrams, words and numbers; the filter adds nothing to it. A text without terms finds
        nothing.
        """
        query = self._query(text, allowed)
        if query is None or k <= 0:
            return []
        limit = k if self._in_order else k + _SPARE
        while True:
            found = self._searcher.search(query, limit, count=False).hits
            # Of equal scores come those that the index holds first: where these may be others, read on until scores differ.
            if self._in_order or len(found) < limit or found[k - 1][0] > found[-1][0]:
                break
            limit *= 4
        numbers = self._searcher.fast_field_values("number", [address for _, address in found])
        ranked = sorted((-score, int(number or 0)) for number, (score, _) in zip(numbers, found, strict=True))
        return [Hit(number, -negative) for negative, number in ranked[:k]]

    def share(self, word: str) -> float:
        """The share of passages that can hold `word`, 0 to 1: that of its rarest term; 0 for a word without terms."""
        terms = self._analyser.terms(word)
        counts = [self._searcher.doc_freq("words", term) for term in terms.words]
        counts += [self._searcher.doc_freq("characters", term) for term in terms.lone]
        passages: int = self._searcher.num_docs
        return min(counts) / passages if counts and passages else 0.0

    def _query(self, text: str, allowed: PassageFilter | None) -> tantivy.Query | None:
        terms = self._analyser.terms(text)
        wanted = [("words", word) for word in dict.fromkeys(terms.words)]
        wanted += [("characters", character) for character in dict.fromkeys(terms.lone)]
        if not wanted:
            return None
        shared = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, term, "freq"))
                for field, term in wanted
            ]
        )
        restrictions = allowed.restrictions() if allowed else {}
        if not restrictions:
            return shared
        filters = [
            tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, field, sorted(values)), 0.0)
            for field, values in restrictions.items()
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in (shared, *filters)])


@contextmanager
def _with_room_for_a_lock(place: Path) -> Iterator[Path]:
    """Tantivy writes a lock beside what it opens: where nothing can be written, it is shown links to the files.

    What it has opened it holds, so that the links may go. Its thread that watches for commits looks once more after the
    opening and may leave another lock there while they are being removed: hence twice.
    """
    if os.access(place, os.W_OK) or not place.is_dir():
        yield place
        return
    links = Path(mkdtemp())
    try:
        for file in (file for file in place.iterdir() if file.suffix != ".lock"):
            (links / file.name).symlink_to(file.resolve())
        yield links
    finally:
        for _ in range(2):
            shutil.rmtree(links, ignore_errors=True)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", fast=True)
    builder.add_text_field("words", tokenizer_name="terms", index_option="freq")
    builder.add_text_field("characters", tokenizer_name="terms", index_option="basic")
    for field in FILTER_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _register(index: tantivy.Index) -> None:
    # Texts arrive as terms joined by spaces.
    index.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())


def _document(passage: Passage, analyser: Analyser) -> tantivy.Document:
    terms = analyser.terms(passage.text)
    document = tantivy.Document()
    document.add_unsigned("number", passage.number)
    document.add_text("words", " ".join(terms.words))
    document.add_text("characters", " ".join(terms.characters))
    for field in FILTER_FIELDS:
        for value in filter_values(passage, field):
            document.add_text(field, value)
    return document
