"""The zip package of an Office Open XML file and its XML parts; knows nothing of what they mean."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from graph_schema.errors import DocumentError
from ingest.readers.limits import MAX_MEMBERS, check_unpacked_size


class Package:
    """An opened docx or xlsx. Parts are read on demand and never larger than the limits."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open a package. Raises DocumentError where the archive is damaged or unpacks beyond the limits."""
        self._path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
            raise DocumentError(f"{path}: damaged file ({exc}); save it again from its program") from exc
        infos = self._archive.infolist()
        if len(infos) > MAX_MEMBERS:
            raise DocumentError(f"{path}: {len(infos)} parts, over the limit MAX_MEMBERS = {MAX_MEMBERS}")
        check_unpacked_size(sum(i.file_size for i in infos), sum(i.compress_size for i in infos), path)
        self._infos = {info.filename.lower(): info for info in infos}

    def xml(self, part: str) -> etree._Element | None:
        """The root of an XML part, None where the package has no such part. Raises DocumentError."""
        info = self._infos.get(part.lower())
        if info is None:
            return None
        check_unpacked_size(info.file_size, info.compress_size, f"{self._path}, part {part}")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            with self._archive.open(info) as member:
                return etree.fromstring(member.read(info.file_size), parser)
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
        ) as exc:
            reason = " ".join(str(exc).split())
            raise DocumentError(
                f"{self._path}: damaged part {part} ({reason}); save it again from its program"
            ) from exc

    def targets(self, part: str) -> dict[str, str]:
        """The part's relations: kind (last word of the type's address) -> the first target's part name."""
        found: dict[str, str] = {}
        for kind, _, target in self._relations(part):
            found.setdefault(kind, target)
        return found

    def targets_by_id(self, part: str) -> dict[str, str]:
        """The part's relations: relation id -> the target's part name."""
        return {relation_id: target for _, relation_id, target in self._relations(part)}

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for relation in root if root is not None else ():
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                resolved = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((kind, relation.get("Id") or "", posixpath.normpath(resolved)))
        return found


def local_name(element: etree._Element) -> str:
    """The element's tag without its namespace; "" for what is no element (an entity)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """The attribute `name` in whatever namespace, None where it is absent."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child by each name in turn: child(p, "pPr", "numPr") is p/pPr/numPr."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element
