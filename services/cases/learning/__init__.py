"""What is learned from a case, beside its record: an action that somebody owns, and whether it helped."""
