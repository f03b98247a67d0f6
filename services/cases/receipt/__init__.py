"""The day of receipt, put right."""
