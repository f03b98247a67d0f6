"""A council's own words for the letters of a case."""
