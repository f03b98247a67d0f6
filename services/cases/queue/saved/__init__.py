"""Views of the queue that people keep for themselves, and teams for all of theirs."""
