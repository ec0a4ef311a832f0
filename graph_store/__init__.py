"""Where the graph lives: snapshots on disk, and one protocol to read them by. Imports graph_schema only."""
