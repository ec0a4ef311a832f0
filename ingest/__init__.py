"""Documents -> facts -> graph tables. Imports graph_schema and reference only."""
