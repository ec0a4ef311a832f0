"""Settles the bytes of zip-based office files: fixed times, so that the same source gives the same file."""

import io
import re
import zipfile

MOMENT = (2024, 1, 1, 0, 0, 0)


def settle(data: bytes, parts: dict[str, str] | None = None) -> bytes:
    """The same archive with fixed times; `parts` replaces or adds parts by name."""
    target = io.BytesIO()
    extra = dict(parts or {})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = extra.pop(name).encode("utf-8") if name in extra else old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"(\d{4}-\d\d-\d\dT)[\d:.]+Z?", b"2024-01-01T00:00:00Z", body)
            new.writestr(zipfile.ZipInfo(name, MOMENT), body, zipfile.ZIP_DEFLATED)
        for name, text in extra.items():
            new.writestr(zipfile.ZipInfo(name, MOMENT), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()
