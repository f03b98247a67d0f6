"""Imported open cases, taken into today's work."""
