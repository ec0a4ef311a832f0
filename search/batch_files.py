"""Files of answers to many questions: JSON Lines, CSV, XLSX. Written beside their name and put in place when complete."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from graph_schema.errors import InputError
from search.batch import COLUMNS, BatchAnswer, Cell, json_of, row_of

_MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds at most."""
_CUT = "…（过长，已截断 cut）"
_WIDTHS = {"问题 question": 44, "回答 answer": 90, "任务 tasks": 50, "目标 targets": 50, "原文 quotes": 70}


@contextmanager
def answer_file(path: Path, *, force: bool, safe: Callable[[str], str]) -> Iterator[Callable[[BatchAnswer], None]]:
    """A function that adds an answer to the file; the file appears when the block ends without an error.

    The ending of `path` tells the format. force: replace what is there. safe: makes text harmless for spreadsheets.
    Raises InputError for another ending, a folder that is not there, and a file that is there already.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"{path}: answers are written as {', '.join(_WRITERS)}; end the name with one of them")
    if not path.parent.is_dir():
        raise InputError(f"{path}: the folder {path.parent} is not there; make it first")
    if path.is_dir() or (path.exists() and not force):
        raise InputError(f"{path}: is there already; give another name, or --force to replace the file")
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as held:
            part = Path(held.name)
    except OSError as exc:
        raise InputError(f"{path}: cannot be written ({exc.strerror}); choose another path with -o") from exc
    try:
        part.chmod(0o644)
        with writer(part, safe) as add:
            yield add
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _jsonl(path: Path, safe: Callable[[str], str]) -> Iterator[Callable[[BatchAnswer], None]]:
    with path.open("w", encoding="utf-8", newline="\n") as file:

        def add(item: BatchAnswer) -> None:
            file.write(json.dumps(json_of(item), ensure_ascii=False) + "\n")

        yield add


@contextmanager
def _csv(path: Path, safe: Callable[[str], str]) -> Iterator[Callable[[BatchAnswer], None]]:
    """With a byte order mark, so that Excel shows Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)

        def add(item: BatchAnswer) -> None:
            writer.writerow(_cells(row_of(item), safe))

        yield add


@contextmanager
def _xlsx(path: Path, safe: Callable[[str], str]) -> Iterator[Callable[[BatchAnswer], None]]:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("回答 answers")
    sheet.freeze_panes = "D2"
    for number, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 16)

    def cell(value: Cell, **looks: Any) -> Any:
        held = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            held.data_type = "s"  # text, whatever it looks like
        for name, look in looks.items():
            setattr(held, name, look)
        return held

    sheet.append([cell(name, font=Font(bold=True)) for name in COLUMNS])
    wrapped = Alignment(wrap_text=True, vertical="top")
    rows = 1

    def add(item: BatchAnswer) -> None:
        nonlocal rows
        rows += 1
        sheet.append([cell(value, alignment=wrapped) for value in _cells(row_of(item), safe)])

    try:
        yield add
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{rows}"
    finally:
        with suppress(OSError):
            sheet.close()  # a sheet that is left open complains when it is forgotten
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def _cells(values: Iterable[Cell], safe: Callable[[str], str]) -> list[Cell]:
    return [_shortened(safe(value)) if isinstance(value, str) else value for value in values]


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - len(_CUT)] + _CUT


_WRITERS = {".xlsx": _xlsx, ".jsonl": _jsonl, ".csv": _csv}
