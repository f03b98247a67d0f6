"""A council's own words for the letters about a contact."""
