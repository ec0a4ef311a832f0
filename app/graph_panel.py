"""A drawing with its words as the component wants it. Knows no view."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from app.drawing import Drawing, types_of
from app.graph_component import READING_TOOLS, plan_graph
from app.words import Words

_KEYS = (
    "canvas", "toolbar", "legend", "empty", "find", "layout", "force", "layers", "circle", "nearer", "farther", "fit", "large", "again", "expand",
    "hide", "pin", "path", "undo", "redo", "png", "svg", "selected", "found", "total", "show", "hideType",
)  # fmt: skip
LAYOUTS = ("force", "layers", "circle")


@lru_cache(maxsize=4)
def _words_of(words: Words) -> dict[str, str]:
    texts = {key: words(f"graph.{key}") for key in _KEYS if key not in ("found", "total")}
    return texts | {key: words(f"graph.{key}", n="{n}", nodes="{nodes}", edges="{edges}") for key in ("found", "total")}


@lru_cache(maxsize=4)
def _types_of(words: Words) -> dict[str, Any]:
    return types_of(words)


def show_graph(
    key: str,
    drawing: Drawing,
    words: Words,
    *,
    scene: str,
    layout: str = "force",
    height: int = 520,
    tools: Sequence[str] = READING_TOOLS,
    way: Sequence[str] = (),
    focus: Mapping[str, Any] | None = None,
    undo: tuple[bool, bool] = (False, False),
    note: str = "",
    on_event: Callable[[], None] | None = None,
) -> Mapping[str, Sequence[str]]:
    """Show a drawing; the ids that are selected in it.

    scene: names what is shown: another name lays all out anew. way: ids to mark. focus: {"id", "seq"} to go to.
    undo: whether there is something to undo, to redo. note: stands in the SVG.
    """
    data = {
        "name": key, "nodes": list(drawing.nodes), "edges": list(drawing.edges), "legend": list(drawing.legend), "types": _types_of(words),
        "words": _words_of(words), "tools": list(tools), "layout": layout if layout in LAYOUTS else "force", "height": height, "scene": scene,
        "way": list(way), "focus": dict(focus) if focus else None, "canUndo": undo[0], "canRedo": undo[1], "file": "plan-graph", "note": note,
    }  # fmt: skip
    return plan_graph(key, data, on_event=on_event)
