"""Documents in, snapshot out: composes reading, assembly, publication and indexing for the commands and the app."""

from pipeline.update import FileResult, UpdateReport, add, remove

__all__ = ["FileResult", "UpdateReport", "add", "remove"]
