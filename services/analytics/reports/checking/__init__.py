"""Contradictions inside one published report: from its own numbers alone, whoever wrote it."""
