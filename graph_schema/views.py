"""SQL views that read well for whoever opens the graph's file. Table names come from the schema; knows no engine."""

from graph_schema.schema import Schema


def create_views(schema: Schema) -> tuple[str, ...]:
    """CREATE VIEW for all views, each after those that it uses."""
    return (
        _create("view_nodes", _all_nodes(schema)),
        _create("view_edges", _all_edges(schema)),
        _create("view_task_plans", _TASK_PLANS),
        _create("view_plans", _PLANS),
        _create("view_tasks", _TASKS),
        _create("view_responsibilities", f"{_responsibilities('lead', 'leads')}\nUNION ALL\n"
                f"{_responsibilities('support', 'supports')}"),
        _create("view_targets", _TARGETS),
    )  # fmt: skip


def _create(name: str, select: str) -> str:
    return f"CREATE VIEW {name} AS\n{select.strip()}"


def _all_nodes(schema: Schema) -> str:
    return "\nUNION ALL\n".join(
        f"SELECT id, '{kind.name}' AS type, coalesce({_columns(kind.caption)}) AS caption FROM node_{kind.name.lower()}"
        for kind in schema.nodes.values()
    )


def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in (*names, names[-1]))


def _all_edges(schema: Schema) -> str:
    return "\nUNION ALL\n".join(
        f"SELECT id, '{kind.name}' AS type, source, target FROM edge_{kind.name.lower()}"
        for kind in schema.edges.values()
    )


def _responsibilities(role: str, edge: str) -> str:
    return f"""
SELECT u.name AS unit, '{role}' AS role, e.basis, e.name_as_written, t.number AS task_number,
  coalesce(t.title, t.text) AS task, p.title AS plan, {_jurisdiction_of("p.id")} AS jurisdiction,
  s.quote, d.name AS document, s.page, u.collective, u.id AS unit_id, t.id AS task_id, p.id AS plan_id
FROM edge_{edge} e
JOIN node_unit u ON u.id = e.source
JOIN node_task t ON t.id = e.target
JOIN view_task_plans w ON w.task = e.target
JOIN node_plan p ON p.id = w.plan
LEFT JOIN provenance s ON s.subject = e.id
LEFT JOIN node_document d ON d.id = s.document""".strip()


def _jurisdiction_of(plan: str) -> str:
    return f"""(SELECT group_concat(name, '、') FROM (SELECT j.name FROM edge_applies_to a
    JOIN node_jurisdiction j ON j.id = a.target WHERE a.source = {plan} ORDER BY j.code, j.id))"""


def _units_of(edge: str) -> str:
    return f"""(SELECT group_concat(name, '、') FROM (SELECT u.name FROM edge_{edge} e
    JOIN node_unit u ON u.id = e.source WHERE e.target = t.id ORDER BY u.name, u.id))"""


_TASK_PLANS = """
SELECT h.target AS task, h.source AS plan, NULL AS action, NULL AS parent
FROM edge_has_task h JOIN node_plan p ON p.id = h.source
UNION ALL
SELECT h.target, a.source, a.target, NULL
FROM edge_has_task h JOIN edge_has_action a ON a.target = h.source
UNION ALL
SELECT b.target, h.source, NULL, b.source
FROM edge_has_subtask b JOIN edge_has_task h ON h.target = b.source JOIN node_plan p ON p.id = h.source
UNION ALL
SELECT b.target, a.source, a.target, b.source
FROM edge_has_subtask b JOIN edge_has_task h ON h.target = b.source JOIN edge_has_action a ON a.target = h.source
"""

_PLANS = f"""
SELECT p.title, p.doc_number, {_jurisdiction_of("p.id")} AS jurisdiction,
  (SELECT group_concat(name, '、') FROM (SELECT u.name FROM edge_issued_by i
    JOIN node_unit u ON u.id = i.target WHERE i.source = p.id ORDER BY u.name, u.id)) AS issuers,
  p.issued_on, p.period_start, p.period_end, p.effective_from, p.effective_to, p.status, p.lead_rule,
  (SELECT count(*) FROM view_task_plans w WHERE w.plan = p.id AND w.parent IS NULL) AS tasks,
  (SELECT group_concat(name, '、') FROM (SELECT d.name FROM "edge_from" f
    JOIN node_document d ON d.id = f.target WHERE f.source = p.id ORDER BY d.name, d.id)) AS document,
  p.id AS plan_id
FROM node_plan p
"""

_TASKS = f"""
SELECT t.number, t.title, t.text, t.deadline, x.title AS action, p.title AS plan,
  {_jurisdiction_of("p.id")} AS jurisdiction,
  {_units_of("leads")} AS leads, {_units_of("supports")} AS supports,
  s.quote, d.name AS document, s.page, t.is_subtask, w.parent AS parent_task_id, t.id AS task_id, p.id AS plan_id
FROM node_task t
JOIN view_task_plans w ON w.task = t.id
JOIN node_plan p ON p.id = w.plan
LEFT JOIN node_action x ON x.id = w.action
LEFT JOIN provenance s ON s.subject = t.id
LEFT JOIN node_document d ON d.id = s.document
"""

_TARGETS = """
SELECT g.indicator, g.op, g.value, g.value_to, g.unit, g.year, g.frequency, g.scope,
  (SELECT group_concat(name, '、') FROM (SELECT j.name FROM edge_for f
    JOIN node_jurisdiction j ON j.id = f.target WHERE f.source = g.id ORDER BY j.code, j.id)) AS jurisdiction,
  coalesce(t.title, t.text) AS task, p.title AS plan,
  s.quote, d.name AS document, s.page, g.id AS target_id, t.id AS task_id, p.id AS plan_id
FROM node_target g
LEFT JOIN edge_sets e ON e.target = g.id
LEFT JOIN node_task t ON t.id = e.source
LEFT JOIN view_task_plans w ON w.task = t.id
LEFT JOIN node_plan p ON p.id = coalesce(w.plan, e.source)
LEFT JOIN provenance s ON s.subject = g.id
LEFT JOIN node_document d ON d.id = s.document
"""
