"""A piece of the graph -> files in the formats that researchers use, each with its citation.

selection = export.select_plan(store, "嵊泗县制造业产业集群建设行动方案")
export.preview(selection).nodes; export.cite(selection).text(); export.write(selection, "gexf", "plan.gexf")
"""

from export.choose import select_all, select_answer, select_jurisdiction, select_nodes, select_plan, select_question
from export.citation import Citation, SourceDocument, SourcePlan, cite
from export.formats import FORMATS, Format
from export.preview import Preview, preview
from export.selection import Selection
from export.writing import Written, to_bytes, write

__all__ = [
    "FORMATS",
    "Citation",
    "Format",
    "Preview",
    "Selection",
    "SourceDocument",
    "SourcePlan",
    "Written",
    "cite",
    "preview",
    "select_all",
    "select_answer",
    "select_jurisdiction",
    "select_nodes",
    "select_plan",
    "select_question",
    "to_bytes",
    "write",
]
