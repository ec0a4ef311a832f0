"""From a topic to tasks and targets: passages found by meaning and by words, scored, cut where relevance ends."""
