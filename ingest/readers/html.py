"""Saved web pages: the main text as lines, tables as grids with their spans expanded; knows nothing of plans."""

import email
import email.policy
import re
from email.message import EmailMessage
from hashlib import sha256

from graph_schema.errors import DocumentError
from ingest.readers.html_main import SITE_LINE, find_main
from ingest.readers.html_render import render
from ingest.readers.html_tree import Element, parse_page
from ingest.readers.layout import Layout
from ingest.readers.text import decode
from ingest.source import SourceDocument

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_-]{1,40})""", re.IGNORECASE)
_CONTROLS = re.compile(
    r"(?:[\s【】\[\]()（）:：|｜·,，、。]|字[体号]|[大中小]|A[+-]?|打印(?:本页|此页|文章)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?"
    r"|分享(?:到|至)?|微信|微博|新浪微博|QQ空间|QQ好友|返回顶部|[上下]一[篇条页则]|我要纠错|扫一扫(?:分享本页|分享|在手机打开当前页|手机浏览|用手机打开)?|纠错)+"
)
_NEIGHBOUR = re.compile(r"[【\[]?[上下]一[篇条页则][：:】\] ]")
_CONTROL_WORD = re.compile(r"字[体号]|打印|关闭|分享|收藏|扫一扫|返回顶部|纠错|[上下]一[篇条页则]")


def read_html(data: bytes, path: str) -> SourceDocument:
    """Read a saved web page: its main text, its tables, without navigation. Raises DocumentError."""
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else None
    markup, encoding = decode(data, path, declared="gb18030" if name in {"gb2312", "gbk"} else name)
    return _read_markup(markup, encoding, data, path)


def read_mhtml(data: bytes, path: str) -> SourceDocument:
    """Read a web page saved as one MIME file (.mht, .mhtml, and some .doc). Raises DocumentError."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                markup, encoding = decode(payload, path, declared=part.get_content_charset())
                return _read_markup(markup, encoding, data, path)
    raise DocumentError(f"{path}: a MIME file without an HTML part; save the page as HTML")


def _read_markup(markup: str, encoding: str, data: bytes, path: str) -> SourceDocument:
    page = parse_page(markup, path)
    main = find_main(page)
    layout = Layout()
    blocks = [block for block in render(main) if not (isinstance(block, str) and _is_control(block))]
    said = "".join("".join(block.split()) for block in blocks if isinstance(block, str))
    if page.article_title and "".join(page.article_title.split()) not in said:
        layout.add_line(page.article_title)
    for block in blocks:
        if isinstance(block, str):
            layout.add_line(block)
        else:
            layout.add_table(block)
    pictures = _count_pictures(main)
    if pictures:
        layout.notes.append(f"{pictures} pictures not read")
    if not blocks:
        raise DocumentError(f"{path}: the page holds no text; save it with its content loaded")
    return layout.to_document(
        path=path,
        sha256=sha256(data).hexdigest(),
        format="html",
        encoding=encoding,
        lines_are_paragraphs=True,
    )


def _is_control(line: str) -> bool:
    """Whether a line only names what the page can do (print, share), or says whose site it is."""
    if len(line) < 80 and _CONTROLS.fullmatch(line) and _CONTROL_WORD.search(line):
        return True
    return len(line) < 150 and "。" not in line and bool(SITE_LINE.search(line) or _NEIGHBOUR.match(line))


def _count_pictures(main: Element) -> int:
    return sum(element.tag == "img" for element in main.elements())
