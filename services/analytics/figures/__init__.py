"""Figures: one question, one answer, one definition; what every table, chart and report asks."""
