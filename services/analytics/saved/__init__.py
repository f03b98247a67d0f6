"""Views of dashboards that people keep under a name: for themselves, and by managers for the council."""
