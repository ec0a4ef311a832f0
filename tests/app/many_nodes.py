"""A page with a graph of as many nodes as the address says: for measuring how it moves."""

import streamlit as st

from app.drawing import Drawing
from app.graph_panel import show_graph
from app.words import Words

TYPES = ("Plan", "Task", "Unit")
SIZES = (34, 20, 26)


def drawing(count: int) -> Drawing:
    """Plans with tasks, units that lead them: as many nodes as asked for, a few edges more."""
    kinds = [0 if place % 40 == 0 else 2 if place % 5 == 0 else 1 for place in range(count)]
    nodes = tuple(
        {"id": f"node-{place}", "type": TYPES[kind], "label": f"推进第{place}项重点产业平台建设", "full": f"任务：第{place}项", "size": SIZES[kind],
         "rank": kind, "more": 0, "search": f"{place}"}
        for place, kind in enumerate(kinds)
    )  # fmt: skip
    edges = []
    for place, kind in enumerate(kinds):
        if kind != 1:
            continue
        plan, unit = place - place % 40, ((place * 7919) % count) // 5 * 5
        for other, name in ((plan, "HAS_TASK"), (unit, "LEADS")):
            source, target = f"node-{other}", f"node-{place}"
            edges.append(
                {
                    "id": f"{name}-{place}",
                    "source": source,
                    "target": target,
                    "type": name,
                    "label": name,
                    "weak": False,
                    "symmetric": False,
                }
            )
    return Drawing(nodes, tuple(edges), ())


shown = int(st.query_params.get("nodes", "400"))
st.set_page_config(layout="wide")
show_graph("many", drawing(shown), Words("zh"), scene=f"many {shown}", height=700)
