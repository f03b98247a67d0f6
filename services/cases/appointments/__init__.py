"""Who takes part in the stages of a case besides who owns it, and when a panel of them can meet."""
