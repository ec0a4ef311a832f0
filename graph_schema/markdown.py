"""The schema as Markdown tables, for the README. Knows no data."""

from graph_schema.schema import EdgeType, NodeType, Schema


def schema_markdown(schema: Schema) -> str:
    """Two tables, of node types and of edge types; the same text for the same schema."""
    nodes = [
        f"| **{kind.name}** {kind.labels.zh} | {kind.description} | {_properties(kind)} |"
        for kind in schema.nodes.values()
    ]
    edges = [
        f"| **{kind.name}** {kind.labels.zh} | {_ends(kind)} | {kind.description} | {_properties(kind)} |"
        for kind in schema.edges.values()
    ]
    return "\n".join(
        [
            "| Node | What it is | Properties |",
            "|---|---|---|",
            *nodes,
            "",
            "| Edge | Joins | What it says | Properties |",
            "|---|---|---|---|",
            *edges,
            "",
        ]
    )


def _ends(kind: EdgeType) -> str:
    sources = sorted(kind.sources)
    pairs = [(source, [pair.target for pair in kind.ends if pair.source == source]) for source in sources]
    return "; ".join(f"{source} → {', '.join(targets)}" for source, targets in pairs)


def _properties(kind: NodeType | EdgeType) -> str:
    return ", ".join(f"`{name}`" for name in kind.properties)
