"""The documents of a store: what is loaded and how it was read, adding uploaded files, removing. Knows no page."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pipeline
from app.settings import Settings
from graph_schema.errors import InputError, PlanGraphError
from pipeline.inspect import list_documents, report_documents
from pipeline.update import FileResult, Progress, UpdateReport

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a visitor gives: its name as the browser says, its bytes."""

    name: str
    data: bytes


def list_loaded(settings: Settings) -> list[dict[str, Any]]:
    """One row a document: id, name, title, place, counts."""
    return [{**row, "name": file_name(row["path"])} for row in list_documents(settings.store)]


def file_name(path: str) -> str:
    """The last part of a path, with the archive's name before a member's."""
    outer, mark, inner = path.partition("!/")
    return f"{Path(outer).name}!/{inner}" if mark else Path(outer).name


def report_of(settings: Settings, document: str) -> dict[str, Any]:
    """How a document was read. Raises DocumentError where its file is needed for that and is gone."""
    return report_documents(settings.store, document)[0]


def safe_name(name: str) -> str:
    """A file name without folders, control characters and what a file system may refuse."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(
        " " if not character.isprintable() or character in '<>:"|?*/\0' else character for character in last
    )
    clean = " ".join(clean.split()).lstrip(".") or "document"
    stem, dot, suffix = clean.rpartition(".")
    if not dot or len(suffix) > 10:
        return clean[:_LONGEST_NAME]
    return f"{stem[:_LONGEST_NAME]}.{suffix}"


def add_uploads(
    settings: Settings, uploads: Sequence[Upload], *, replace: bool, progress: Progress
) -> tuple[list[FileResult], UpdateReport | None]:
    """Keep the files and read them into the store; what cannot be read is not kept and changes nothing.

    Each file lies in a folder named for its content, so that two visitors' files never meet. replace: documents that
    were uploaded before under the same name go. Raises PlanGraphError where the store cannot be written.
    """
    if settings.readonly:
        raise InputError("documents cannot be added here: the app was started for reading only")
    refused = [
        FileResult(safe_name(upload.name), "failed", error=why)
        for upload in uploads
        if (why := _why_not(upload, settings))
    ]
    kept = [_keep(settings, upload) for upload in uploads if not _why_not(upload, settings)]
    if not kept:
        return refused, None
    before = _uploaded(settings, {path.name for path in kept}) if replace else []
    try:
        report = pipeline.add(settings.store, kept, progress=progress)
    except PlanGraphError:
        _drop(kept, settings)
        raise
    failed = [Path(result.path.partition("!/")[0]) for result in report.files if result.status == "failed"]
    read = {result.path.partition("!/")[0] for result in report.files if result.status != "failed"}
    _drop([path for path in failed if str(path) not in read], settings)
    old = [path for path in before if path not in {str(path) for path in kept}]
    if old and read:
        pipeline.remove(settings.store, old, progress=progress)
        _drop([Path(path) for path in old], settings)
    return [*refused, *report.files], report


def remove_document(settings: Settings, document: str, *, progress: Progress) -> UpdateReport:
    """Take a document out of the store; an uploaded file goes with it, any other stays where it is."""
    if settings.readonly:
        raise InputError("documents cannot be removed here: the app was started for reading only")
    paths = [row["path"] for row in list_documents(settings.store) if row["id"] == document]
    report = pipeline.remove(settings.store, [document], progress=progress)
    _drop([Path(path.partition("!/")[0]) for path in paths], settings)
    return report


def _why_not(upload: Upload, settings: Settings) -> str | None:
    if not upload.data:
        return f"{safe_name(upload.name)}: the file is empty"
    if len(upload.data) > settings.most_megabytes * 1_000_000:
        return (
            f"{safe_name(upload.name)}: is larger than {settings.most_megabytes} MB; add it with python -m ingest add"
        )
    return None


def _keep(settings: Settings, upload: Upload) -> Path:
    folder = settings.uploads / hashlib.sha256(upload.data).hexdigest()[:16]
    path = folder / safe_name(upload.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(upload.data)
    except OSError as exc:
        raise InputError(
            f"{settings.uploads}: uploaded files cannot be kept there ({exc.strerror}); set PLAN_APP_UPLOADS"
        ) from exc
    return path


def _uploaded(settings: Settings, names: set[str]) -> list[str]:
    root = settings.uploads.resolve()
    try:
        rows = list_documents(settings.store)
    except PlanGraphError:
        return []
    paths = [row["path"] for row in rows if "!/" not in row["path"]]
    return [path for path in paths if Path(path).name in names and root in Path(path).resolve().parents]


def _drop(paths: Sequence[Path], settings: Settings) -> None:
    """Delete uploaded files; nothing outside the folder of uploads is touched, nor what the store still reads."""
    root = settings.uploads.resolve()
    try:
        in_use = {str(Path(row["path"].partition("!/")[0]).resolve()) for row in list_documents(settings.store)}
    except PlanGraphError:
        in_use = set()
    for path in paths:
        real = path.resolve()
        if root in real.parents and str(real) not in in_use:
            real.unlink(missing_ok=True)
            if real.parent != root and real.parent.is_dir() and not any(real.parent.iterdir()):
                shutil.rmtree(real.parent, ignore_errors=True)
