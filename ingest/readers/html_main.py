"""Which part of a saved web page is its main text. In doubt it keeps more; it knows nothing of plans.

Blocks that are plainly page furniture are taken out; then the smallest part is kept that holds every block of running
text, every data table, the title and the site's own table about the document.
"""

import re

from ingest.readers.html_tree import BLOCKS, Element, Page, remove_elements

_FURNITURE = re.compile(
    r"(?<![a-z])(?:nav|menu|crumbs?|foot|share|ewm|search|login|banner|copyright|recommend)(?![a-z])"
    r"|navbar|navigation|breadcrumb|footer|sidebar|bdshare|qrcode|erweima|friendlink|related"
)
_TITLE_NAME = re.compile(r"(?<![a-z])(?:title|tit|bt|biaoti|headline)(?![a-z])")
_FILE_LINK = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|jpe?g|png)(?:$|[?#])", re.IGNORECASE)
SITE_LINE = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|技术支持：|当前位置|您所在的位置|您现在的位置|首页\s{0,3}[>»›＞]"
)
_ABOUT_DOCUMENT = re.compile(r"索\s*引\s*号|发布机构|发文机关|成文日期|发文字号|公文文号|发布日期|文\s*号：")
_SENTENCE = re.compile(r"[。；，：]")
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_OWN_WORDS = re.compile(r"[：:、。；（]")
"""Signs of running text between links: a list of units may be linked word by word."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def find_main(page: Page) -> Element:
    """The element that holds the page's main text; furniture inside it has been removed."""
    titles = {key for key in (_key(page.article_title), *map(_key, re.split(r"[-_|—–]", page.title))) if len(key) >= 6}
    blocks = [e for e in page.body.elements() if e.tag in BLOCKS and 0 < e.chars <= 200 and e.link_chars * 2 <= e.chars]
    kept = [e for e in blocks if e.tag == "h1" or (titles and _key(e.text()) in titles)]
    kept = kept or [e for e in blocks if e.chars >= 6 and (e.tag in {"h2", "h3"} or _TITLE_NAME.search(_names(e)))]
    _remove_furniture(page.body, kept)
    kept.extend(e for e in page.body.elements() if _is_running_text(e))
    if not kept:
        return page.body
    main = _common_ancestor(kept, page.body)
    _trim(main, kept)
    return _climb(main)


def _key(text: str) -> str:
    return re.sub(r"\W", "", text)


def _names(element: Element) -> str:
    """The element's class and id in small letters, camel case parted."""
    return _CAMEL.sub(" ", element.attributes.get("class", "") + " " + element.attributes.get("id", "")).lower()


def _remove_furniture(body: Element, titles: list[Element]) -> None:
    protected = {above for title in titles for above in (title, *title.ancestors())}
    gone: set[Element] = set()
    stack = [body]
    while stack:
        element = stack.pop()
        may_go = (
            element not in protected and element is not body and element.tag not in {"thead", "tbody", "tfoot", "tr"}
        )
        if may_go and _is_furniture(element, body.chars):
            gone.add(element)
        else:
            stack.extend(child for child in element.children if isinstance(child, Element))
    remove_elements(gone)


def _is_furniture(element: Element, total: int) -> bool:
    """Whether an element is no part of the document; `total` is the text of the whole page in characters."""
    own = element.chars - element.link_chars
    if element.is_hidden():
        return element.chars < 0.3 * total
    if element.tag not in BLOCKS or own > min(400, 0.2 * total) or element.chars == 0:
        return False
    named = own < 200 and bool(_FURNITURE.search(_names(element)))
    linked = element.link_chars > 0.6 * element.chars and not _OWN_WORDS.search(element.text(links=False))
    text = element.text() if named or linked or own < 200 else ""
    site_line = own < 200 and "。" not in text and bool(SITE_LINE.search(text))
    if not ((named and not _has_sentences(text)) or linked or site_line) or _ABOUT_DOCUMENT.search(text):
        return False
    links = [e.attributes.get("href", "") for e in element.elements() if e.tag == "a" and e.chars > 0]
    if any(_FILE_LINK.search(link) for link in links):
        return False
    return named or site_line or len(links) >= 4


def _has_sentences(text: str) -> bool:
    return text.count("。") + text.count("；") >= 2


def _is_running_text(element: Element) -> bool:
    if element.tag not in BLOCKS:
        return False
    if element.tag == "table":
        return sum(e.tag in {"td", "th"} and e.chars - e.link_chars > 0 for e in element.elements()) >= 4
    own, sentence = 0, False
    about = False
    stack: list[Element | str] = list(element.children)
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            own += len(node.strip())
            sentence = sentence or bool(_SENTENCE.search(node))
            about = about or bool(_ABOUT_DOCUMENT.search(node))
        elif node.tag not in BLOCKS and node.tag != "a":
            stack.extend(node.children)
    return about or (own >= 30 and sentence)


def _common_ancestor(elements: list[Element], body: Element) -> Element:
    """The lowest element that holds all of `elements`."""
    counts: dict[Element, int] = {}
    for element in elements:
        for holder in (element, *element.ancestors()):
            counts[holder] = counts.get(holder, 0) + 1
    holder = elements[0]
    while counts[holder] < len(elements):
        holder = holder.parent or body
    while holder.tag in _TABLE_PARTS and holder is not body:
        holder = holder.parent or body
    return holder


def _text_beside(above: Element, element: Element) -> str:
    return " ".join(c if isinstance(c, str) else c.text() for c in above.children if c is not element)


def _trim(main: Element, kept: list[Element]) -> None:
    """Take out what stands beside the document's own blocks and is little more than links."""
    holders = {above for element in kept for above in (element, *element.ancestors())}
    beside = [child for child in main.children if isinstance(child, Element) and child not in holders]
    remove_elements({child for child in beside if child.link_chars > 0 and _is_site_bar(child)})


def _is_site_bar(element: Element) -> bool:
    text = element.text()
    if element.tag not in BLOCKS or len(text) > 150 or "。" in text or _ABOUT_DOCUMENT.search(text):
        return False
    links = [e.attributes.get("href", "") for e in element.elements() if e.tag == "a"]
    return not any(_FILE_LINK.search(link) for link in links) and not _OWN_WORDS.search(element.text(links=False))


def _climb(element: Element) -> Element:
    """Go up while that adds only a little text that may belong to the document (a signature, a date, a number)."""
    while element.parent is not None:
        above = element.parent
        more = above.chars - element.chars
        furniture = (above.link_chars - element.link_chars) * 5 > more or SITE_LINE.search(_text_beside(above, element))
        if more > 300 or furniture:
            return element
        element = above
    return element
