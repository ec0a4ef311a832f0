"""Identifiers: hashes of what a thing is, never random. Knows nothing of node or edge types."""

from functools import lru_cache
from hashlib import blake2b

_DIGEST_BYTES = 10  # 80 bits: among ten million things, two share an id with a chance below 1 in 10 billion


def make_id(prefix: str, *parts: str) -> str:
    """The id of the thing that `parts` identify: "task-" and 20 hex digits.

    Identity is exact: a space more is another thing. Every part is preceded by its length, so ("ab", "c") and
    ("a", "bc") differ whatever characters they hold. Raises ValueError when there is nothing to identify it by.
    """
    if not parts:
        raise ValueError(f"an id of {prefix!r} needs at least one part")
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in (prefix, *parts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{prefix}-{digest.hexdigest()}"


def prefix_of(identifier: str) -> str:
    """What stands before the last hyphen ("task-…" -> "task", "has-task-…" -> "has-task")."""
    return identifier.rpartition("-")[0]


@lru_cache(maxsize=1 << 14)
def edge_id(type: str, source: str, target: str) -> str:
    """The id of the edge of this type between these nodes: "has-task-" and 20 hex digits."""
    return make_id(edge_prefix(type), source, target)


def edge_prefix(type: str) -> str:
    """The prefix of the ids of edges of this type ("HAS_TASK" -> "has-task")."""
    return type.lower().replace("_", "-")
