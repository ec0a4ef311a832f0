"""Zip files whose bytes depend on their content alone: members carry no time of their own."""

import shutil
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_WHEN = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


class TimelessZip(ZipFile):
    """A zip file for writing. Every member bears the same time and mode."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)

    def writestr(self, zinfo_or_arcname: ZipInfo | str, data: Any, *_: Any, **__: Any) -> None:
        """Add a member with this content."""
        super().writestr(self._member(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a file as a member."""
        path = Path(filename)
        member = self._member(str(arcname or path.name))
        member.file_size = path.stat().st_size  # so that zip64 is chosen where it must be
        with path.open("rb") as source, self.open(member, "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)

    @staticmethod
    def _member(name: ZipInfo | str) -> ZipInfo:
        member = ZipInfo(name if isinstance(name, str) else name.filename, _WHEN)
        member.compress_type = ZIP_DEFLATED
        member.external_attr = _MODE
        return member


def pack(folder: Path, out: BinaryIO, *, top: str) -> None:
    """Pack the files of a folder, by name, under the folder `top`."""
    with TimelessZip(out) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{top}/{path.name}")
