"""A council's own words for its letters: written, looked at in an example, and in force from a day."""
