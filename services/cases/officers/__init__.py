"""Who may own cases."""
