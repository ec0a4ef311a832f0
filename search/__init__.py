"""From a question to an answer: encoders, passage indexes, understanding, ranking, the walk over the graph."""
