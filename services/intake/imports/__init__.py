"""Bringing in a council's history: one file a job, line by line, with every line's fate known."""
