"""Quantified commitments out of prose and out of target tables."""

from ingest.targets.model import TargetContext, TargetReading
from ingest.targets.prose import read_targets

__all__ = ["TargetContext", "TargetReading", "read_targets"]
