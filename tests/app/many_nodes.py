"""A page with a graph of as many nodes as the address says, for measuring how it moves; else the app, where all is shown at once."""

import runpy

import streamlit as st

from app import grouping
from app.drawing import Drawing
from app.engine import open_engine
from app.exploration import History, Scene
from app.graph_panel import show_graph
from app.settings import read_settings
from app.words import Words
from graph_schema.schema import load_schema

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


def show_whole_app() -> None:
    """The app with the whole graph on its page, which is more than is shown node by node."""
    grouping.MOST_NODES = 500
    if "history" not in st.session_state:
        graph = open_engine(read_settings().store).graph
        everything = tuple(node.id for kind in load_schema().nodes for node in graph.stream_nodes(kind))
        st.session_state["history"] = History(Scene("everything", everything))
    runpy.run_path("app_streamlit.py")


if "nodes" in st.query_params:
    shown = int(st.query_params["nodes"])
    st.set_page_config(layout="wide")
    show_graph("many", drawing(shown), Words("zh"), scene=f"many {shown}", height=700)
else:
    show_whole_app()
