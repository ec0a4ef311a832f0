"""What whoever runs the app may set, from the environment and the command line. Read once a run, never on import."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ON = {"1", "true", "yes", "on"}


@dataclass(frozen=True, slots=True)
class Settings:
    """store: folder or address. readonly: no upload, no removal, no correction. password: asked for, where there is one.

    uploads: the folder that keeps uploaded files; most_megabytes: the largest file that is taken.
    """

    store: str
    readonly: bool
    password: str | None
    uploads: Path
    most_megabytes: int


def read_settings(environment: Mapping[str, str] | None = None, arguments: Sequence[str] | None = None) -> Settings:
    """Settings from PLAN_APP_STORE (or `--store` after `--`), PLAN_APP_READONLY, PLAN_APP_PASSWORD, PLAN_APP_UPLOADS."""
    given = os.environ if environment is None else environment
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--store")
    named, _ = parser.parse_known_args(sys.argv[1:] if arguments is None else list(arguments))
    store = named.store or given.get("PLAN_APP_STORE") or ".store"
    beside = Path("uploads") if "://" in store else Path(f"{store}-uploads")
    megabytes = given.get("PLAN_APP_MAX_MB", "")
    return Settings(
        store=store,
        readonly=given.get("PLAN_APP_READONLY", "").strip().lower() in _ON,
        password=given.get("PLAN_APP_PASSWORD") or None,
        uploads=Path(given.get("PLAN_APP_UPLOADS") or beside),
        most_megabytes=int(megabytes) if megabytes.isdigit() else 50,
    )
