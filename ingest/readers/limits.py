"""How large an input may be, and the one-line refusals; knows nothing of any format."""

from graph_schema.errors import DocumentError

MAX_FILE_MB = 50
MAX_UNPACKED_MB = 300
"""Of all that a file (zip, docx, xlsx) unpacks to, together."""
MAX_UNPACK_RATIO = 500
"""How many times larger than its packed form a member or file may be that unpacks to over ten megabytes."""
MAX_MEMBERS = 10_000
MAX_NESTED_ZIPS = 2

_MB = 1024 * 1024


def check_file_size(size: int, path: str) -> None:
    """Raise DocumentError where `size` (bytes) is nothing or over the limit."""
    if size == 0:
        raise DocumentError(f"{path}: the file is empty; give a file that holds a plan")
    if size > MAX_FILE_MB * _MB:
        raise DocumentError(
            f"{path}: {size / _MB:.1f} MB is over the limit MAX_FILE_MB = {MAX_FILE_MB}; split the file"
        )


def check_unpacked_size(size: int, packed: int, path: str) -> None:
    """Raise DocumentError where a member of `packed` bytes unpacks to an unreasonable `size` (bytes)."""
    if size > MAX_UNPACKED_MB * _MB:
        raise DocumentError(
            f"{path}: unpacks to {size / _MB:.0f} MB, over the limit MAX_UNPACKED_MB = {MAX_UNPACKED_MB}"
        )
    if size > 10 * _MB and size > MAX_UNPACK_RATIO * max(packed, 1):
        raise DocumentError(f"{path}: unpacks to over {MAX_UNPACK_RATIO} times its size (MAX_UNPACK_RATIO); refused")
