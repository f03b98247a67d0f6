"""Alerts: rules over any figure, and what each of them has said."""
