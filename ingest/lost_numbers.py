"""Items whose printed number was lost: paragraphs with a list of their own where the numbers of the items leave some out.

Knows nodes and their siblings; does not read what the items say.
"""

from ingest.blocks import Paragraph
from ingest.outline_tree import Node
from ingest.responsibility import read_responsibility

_SHORTEST = 12
"""Characters of a paragraph's text, its list left out, from which on it can be an item."""
_MOST_LOST = 3


def restore_items(nodes: list[Node]) -> None:
    """In place: where 4. follows 2. and a paragraph with a text and a list of its own stands between, it is an item.

    Nothing is done where the paragraphs are not as many as the numbers left out.
    """
    position = 0
    while position < len(nodes):
        node = nodes[position]
        restore_items(node.children)
        following = nodes[position + 1] if position + 1 < len(nodes) else None
        lost = following.value - node.value - 1 if following is not None and following.style == node.style else 0
        restored = _cut_off(node, lost) if 0 < lost <= _MOST_LOST and not node.children else []
        nodes[position + 1 : position + 1] = restored
        position += 1 + len(restored)


def _cut_off(node: Node, lost: int) -> list[Node]:
    """The paragraphs of `node` that are items without a number, taken away from it; [] where they are not `lost`."""
    own = len(node.paragraphs) - lost
    if own < 1 or not all(map(_has_list, node.paragraphs[own - 1 :])):
        return []
    if any(map(_has_list, node.paragraphs[: own - 1])):
        return []
    behind = node.paragraphs[own:]
    del node.paragraphs[own:]
    return [
        Node(node.style, node.value + at, "", [paragraph], lead=paragraph.text)
        for at, paragraph in enumerate(behind, start=1)
    ]


def _has_list(paragraph: Paragraph) -> bool:
    """Whether a paragraph says something and ends with the bodies that are to do it."""
    found = read_responsibility(paragraph.text)
    return bool(found.groups) and len(found.body.strip("。；")) >= _SHORTEST
