"""What was written in cases, found by its words."""
