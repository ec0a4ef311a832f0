"""What exists in the graph: node and edge types (types/*.yaml), ids, rows, checks, and the SQL tables that follow."""
