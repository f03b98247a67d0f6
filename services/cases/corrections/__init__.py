"""What was recorded wrongly of a case, put right."""
