"""A web page as a light tree with the counts that finding its main text needs; knows nothing of plans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph_schema.errors import DocumentError

DROPPED = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed", "video",
    "audio", "canvas", "map", "input", "button", "select", "option", "textarea", "del", "rt", "rp", "nav",
    "footer", "aside", "link", "meta", "title", "base", "param", "datalist",
})  # fmt: skip
BLOCKS = frozenset({
    "html", "body", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "section", "article", "main", "header", "form",
    "fieldset", "legend", "figure", "figcaption", "blockquote", "pre", "address", "center", "hr", "details",
    "summary", "ucapcontent", "ucaptitle",
})  # fmt: skip
MAX_UNCLOSED_TAGS = 10_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})")
_SELF_CLOSING = frozenset({
    "p", "br", "img", "li", "td", "th", "tr", "hr", "meta", "link", "input", "col", "wbr", "option", "dd", "dt",
    "tbody", "thead", "tfoot", "param", "source", "area", "base", "embed", "o",
})  # fmt: skip
_IN_PAGE = re.compile(r"#\w")
_MAX_DEPTH = 200


@dataclass(eq=False, slots=True)
class Element:
    """A tag with its children in order. `chars` counts its text without white space, `link_chars` that in links."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)
    chars: int = 0
    link_chars: int = 0

    def elements(self) -> Iterator["Element"]:
        """Itself and every element inside, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def text(self, *, links: bool = True) -> str:
        """All text inside, as it stands; without that of links where `links` is False."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif links or node.tag != "a":
                stack.extend(reversed(node.children))
        return "".join(parts)

    def ancestors(self) -> Iterator["Element"]:
        """Parents, nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def is_hidden(self) -> bool:
        """Whether the page itself hides the element."""
        style = self.attributes.get("style", "").replace(" ", "").lower()
        return "hidden" in self.attributes or "display:none" in style


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its body, and the titles it gives itself outside the body."""

    body: Element
    title: str
    article_title: str


def parse_page(markup: str, path: str) -> Page:
    """Parse HTML as a browser does. Scripts, styles, navigation and controls are left out.

    Raises DocumentError where tags are nested beyond all reason: parsing takes time square in the depth.
    """
    if _unclosed(markup) > MAX_UNCLOSED_TAGS:
        raise DocumentError(f"{path}: over {MAX_UNCLOSED_TAGS} unclosed tags; save the page again as HTML or text")
    parser = LexborHTMLParser(markup)
    title = parser.css_first("title")
    article_title = ""
    for meta in parser.css("meta[name]"):
        if (meta.attributes.get("name") or "").lower() == "articletitle":
            article_title = (meta.attributes.get("content") or "").strip()
    body = _copy(parser.body or parser.root)
    _count(body)
    return Page(body, title.text().strip() if title else "", article_title)


def _unclosed(markup: str) -> int:
    """How many tags are opened and never closed, those not counted that HTML closes by itself."""
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        if match.group(2).lower() not in _SELF_CLOSING:
            depth = max(depth + (-1 if match.group(1) else 1), 0)
            deepest = max(deepest, depth)
    return deepest


def _copy(root: LexborNode | None) -> Element:
    """The tree under `root`; what is nested absurdly deep becomes plain text of its holder."""
    body = Element("body", {})
    pending = [(root, body, 0)] if root is not None else []
    while pending:
        node, element, depth = pending.pop()
        child = node.first_child
        while child is not None:
            if child.is_text_node:
                element.children.append(child.text_content or "")
            elif child.is_element_node and depth >= _MAX_DEPTH:
                element.children.append(child.text_lexbor())
            elif child.is_element_node and (child.tag or "") not in DROPPED:
                attributes = {name: value or "" for name, value in child.attributes.items()}
                inner = Element((child.tag or "").lower(), attributes, element)
                element.children.append(inner)
                pending.append((child, inner, depth + 1))
            child = child.next
    return body


def remove_elements(gone: set[Element]) -> None:
    """Take elements out of their tree (a table's cell is emptied), and their text out of the counts above them."""
    for element in gone:
        for above in element.ancestors():
            above.chars -= element.chars
            above.link_chars -= element.link_chars
    for cell in (element for element in gone if element.tag in {"td", "th"}):
        cell.children, cell.chars, cell.link_chars = [], 0, 0
    gone = {element for element in gone if element.tag not in {"td", "th"}}
    for parent in {element.parent for element in gone if element.parent is not None}:
        parent.children = [child for child in parent.children if child not in gone]


def _count(body: Element) -> None:
    for element in reversed(list(body.elements())):
        for child in element.children:
            if isinstance(child, str):
                element.chars += len("".join(child.split()))
            else:
                element.chars += child.chars
                element.link_chars += child.link_chars
        if element.tag == "a" and not _IN_PAGE.match(element.attributes.get("href", "")):
            element.link_chars = element.chars
