"""Quantified commitments out of prose and out of target tables."""

from ingest.targets.model import TargetContext, TargetReading
from ingest.targets.prose import opens_timetable, read_targets
from ingest.targets.tables import ReadUnits, is_target_table, read_target_table

__all__ = [
    "ReadUnits",
    "TargetContext",
    "TargetReading",
    "is_target_table",
    "opens_timetable",
    "read_target_table",
    "read_targets",
]
