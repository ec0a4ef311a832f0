"""Pictures of pages (png, jpg, tif, bmp), read by OCR; knows nothing of plans."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from itertools import islice

from PIL import Image, ImageSequence, UnidentifiedImageError

from graph_schema.errors import DocumentError
from ingest.readers.layout import Layout
from ingest.readers.ocr import read_picture, require_ocr
from ingest.readers.page_text import arrange_pages, print_pages
from ingest.source import SourceDocument

_MAX_PIXELS = 60_000_000
_MAX_FRAMES = 200


def read_image(data: bytes, path: str) -> SourceDocument:
    """Read a picture of text, page by page. Raises DocumentError (damaged, too large, no text), MissingDependencyError."""
    require_ocr(path)
    try:
        pages = [read_picture(frame, scale=None) for frame in _frames(data, path)]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as exc:
        raise DocumentError(f"{path}: damaged picture ({exc}); save it again") from exc
    if not any(page.chars for page in pages):
        raise DocumentError(f"{path}: no text was recognised in the picture; give a sharper scan")
    layout = Layout()
    print_pages(layout, arrange_pages(pages, layout.notes), len(pages))
    layout.notes.append("read by OCR")
    return layout.to_document(path=path, sha256=sha256(data).hexdigest(), format="image", encoding=None)


def _frames(data: bytes, path: str) -> Iterator[Image.Image]:
    with Image.open(BytesIO(data)) as image:
        if image.width * image.height > _MAX_PIXELS:
            raise DocumentError(f"{path}: over {_MAX_PIXELS // 1_000_000} million pixels; save the picture smaller")
        if getattr(image, "n_frames", 1) > _MAX_FRAMES:
            raise DocumentError(f"{path}: over {_MAX_FRAMES} pages; split the file")
        for frame in islice(ImageSequence.Iterator(image), _MAX_FRAMES):
            yield frame.convert("RGB")
